"""What a mark of secrecy looks like, on a line by itself or beside a number."""

from __future__ import annotations

import re
import unicodedata

from loa.domain.text import fold, squash

LEVELS = {"tuyet mat": "TUYỆT MẬT", "toi mat": "TỐI MẬT", "mat": "MẬT"}
_MARK = re.compile(
    r"(?:(?:do|muc do|dau chi do) mat\s*:?\s*)?(?P<level>tuyet mat|toi mat|mat)"
)
_LABELLED = re.compile(r"\s*(?:độ|mức độ|dấu chỉ độ) mật\s*:", re.IGNORECASE)
# Beside a number on its line: "Số: 05/BC-UBND      MẬT".
_BESIDE = re.compile(
    r"\bSố\s*:.*?(?:[\s(\[|]{2,}|\s[(\[|])(?P<mark>(?:TUYỆT |TỐI )?MẬT)\W*$"
)
_EDGES = " \t|[](){}<>*_.,:;-–—=~'\"“”‘’!/\\"
_EXACT = ("mật", "tối mật", "tuyệt mật")
_LONGEST = 40
_LONGEST_NUMBER = 120


def level_of(text: str, *, lenient: bool = False) -> str | None:
    """The level that a line says by itself; None when it is no mark.

    :param lenient: the line was read off a picture or a stamp, which may have cost it
        the marks of its letters

    >>> level_of("[MẬT]"), level_of("Độ mật: Tối mật"), level_of("bí mật nhà nước")
    ('MẬT', 'TỐI MẬT', None)
    """
    if "M" not in text and "m" not in text:
        return None
    text = unicodedata.normalize("NFC", text)
    if len(text) < _LONGEST_NUMBER and (beside := _BESIDE.search(text)):
        return beside["mark"]
    bare = squash(text[: 4 * _LONGEST]).strip(_EDGES)
    if len(bare) > _LONGEST:
        return None
    match = _MARK.fullmatch(fold(bare))
    if match is None:
        return None
    labelled = _LABELLED.match(bare) is not None
    # In sentences the word has small letters.
    if not (labelled or bare.isupper()):
        return None
    if not (lenient or labelled or bare.casefold() in _EXACT):
        return None
    return LEVELS[match["level"]]
