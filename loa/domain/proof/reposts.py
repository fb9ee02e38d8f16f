"""Whether a task asks to pass on what others published, so that a copy is the work itself."""

from __future__ import annotations

import re
import unicodedata

# Verbs that can mean nothing else, and "chia sẻ" only before what is published: one also
# shares experience, which is work of one's own.
_PASSING_ON = re.compile(
    r"\b(?:đăng(?: tải)? lại|phát lại|dẫn lại|tiếp (?:sóng|âm|phát)"
    r"|chia sẻ(?: lại)?(?:,? lan tỏa)? (?:các |những |\d+ )?"
    r"(?:tin|bài|bài viết|đường (?:dẫn|liên kết)|liên kết|link|video|clip|chuyên mục"
    r"|ấn phẩm|infographic))\b",
    re.IGNORECASE,
)


def asks_for_reposts(text: str) -> bool:
    """Return whether a task's words ask to publish again what stands elsewhere.

    >>> asks_for_reposts("Đăng lại tin, bài của Cổng thông tin điện tử tỉnh")
    True
    >>> asks_for_reposts("Đăng 02 tin, bài mỗi tháng; chia sẻ kinh nghiệm hay")
    False
    """
    return bool(_PASSING_ON.search(unicodedata.normalize("NFC", text)))
