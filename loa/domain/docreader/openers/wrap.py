"""Where a printed line goes on in the next one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from loa.domain.docreader.bodies import is_body_list, tells_to_act
from loa.domain.docreader.markers import marker_of
from loa.domain.docreader.secrecy import level_of
from loa.domain.docreader.vocabulary import (
    BODY_HEADS,
    TYPE_NAMES,
    label_kind,
    section_kind,
    starts_with_act,
)

_TERMINAL = re.compile(r"[.;:!?…/][*_\s”\")]*$")
_MOST_LINES = 60
_YEARS = re.compile(r"[\s\d–.,;-]*\d{4}[\s\d–.,;-]*")
_EMPHASIS = re.compile(r"[*_]")
_KEEPS_OWN_LINE = re.compile(
    r"(?:V/v|Về việc|Kính gửi|Nơi nhận|Số\s*:|Căn cứ|Theo đề nghị|Thực hiện (?:[Cc]ác )?(?:Kế hoạch|Quyết định|Nghị quyết|Chỉ thị|Công văn|Công điện|Chương trình|Văn bản|Thông báo"
    r"|Hướng dẫn|Nghị định|Kết luận) |QUYẾT ĐỊNH:?$"
    r"|[A-ZĐÀ-Ỹ][^,.;]{1,30},\s*ngày\s.{0,12}tháng)"
)
# A name that a line end cut before its dash: "Phòng Văn hóa" / "- Xã hội".
_CUT_NAME = re.compile(
    r"(?:[Vv]ăn hóa|[Vv]ăn hoá|[Kk]inh tế|Tài chính|Thi đua|Phát thanh|Truyền thanh|Thông tin|[Cc]hính trị"
    r"|Lao động|Thương binh|[Kk]hoa học|Truyền thông|Kế hoạch|Thể thao)$"
)
_REST_OF_NAME = re.compile(
    r"[-–]\s(?:[Xx]ã hội|Kế hoạch|Khen thưởng|Truyền hình|Thể thao|Thông tin|Du lịch|Thương binh|Hạ tầng|Tài chính"
    r"|[Kk]ỹ thuật|Văn hóa|Thư viện|Ngân sách)\b"
)
_CUT_PLACE = re.compile(
    r"(?=.{2,28}$)(?:Thành phố |TP\. ?)?[A-ZĐÀ-Ỹ][a-zà-ỹ]+(?: (?:[-–]|[A-ZĐÀ-Ỹ][a-zà-ỹ]+)){0,4}"
)
_REST_OF_PLACE = re.compile(r"(?:[A-ZĐÀ-Ỹ][a-zà-ỹ]+ ?){1,2},\s*ngày\s.{0,12}tháng")
# The body that decides, in capitals below the subject; not where the subject names it.
_OFFICE = re.compile(
    r"(?:(?:CHỦ TỊCH )?(?:ỦY|UỶ) BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|(?:BỘ|THỦ|CỤC|VỤ) TRƯỞNG|THỦ TƯỚNG|GIÁM ĐỐC SỞ|CHỦ TỊCH) "
    r"(?!VÀ|CÁC|CẤP|NHIỆM|KHÓA)|CHÍNH PHỦ$|QUỐC HỘI$"
)
_AWAITS_NAME = re.compile(
    r"(?:CỦA|VÀ|TẠI|THUỘC|VỚI|CÁC|DO|CHO|ĐẾN|TRÊN|VỀ|LÀ|BỞI|THEO|GIỮA|TRỰC THUỘC|THẨM QUYỀN|,|-|–)$"
)
# Half a body's name at the end of a line.
_AWAITS_REST = re.compile(
    r"(?:Trung tâm|Chi cục|Công ty|Hội đồng|Ủy ban|Văn phòng|Ban Chỉ đạo|Ban Quản lý|Liên hiệp|[Pp]hối hợp với|[Pp]hối hợp)$"
)
_AWAITS_BODY = re.compile(
    r"(?:Giao|giao|nghị|cầu|công|của|với|và|cho|tại|gửi|theo|là|do|từ|trên|về|,)$"
)
# A line so long and without an end was broken, where blank lines part the paragraphs.
_FULL = 60
# A star that is a list's mark and no emphasis.
_STAR = re.compile(r"\s*\*\s+[^*]*[.;:]\s*")
# How the last paragraphs of a paper begin.
_CLOSES = re.compile(
    r"(?:Trong quá trình (?:thực hiện|triển khai)|Trên đây là|Trên đây )"
)
_AUTHORITY = re.compile(
    r"(?:TM|KT|TL|TUQ|Q)\s?\.\s?[A-ZĐÀ-Ỹ]|[TK]/[MLT]\s[A-ZĐÀ-Ỹ]|(?:PHÓ|THỨ|CHÁNH|Q\.) "
)


@dataclass(frozen=True, slots=True)
class Wrap:
    """How a text breaks its lines.

    `width` is the length past which a line was broken (0: lines are whole paragraphs);
    `is_spaced` says that blank lines stand between paragraphs.
    """

    width: int
    is_spaced: bool

    @classmethod
    def of(cls, lines: Sequence[str]) -> Wrap:
        """Measure the lines of a whole text."""
        lengths = sorted(len(line) for line in lines if line.strip())
        if not lengths:
            return cls(0, True)
        width = lengths[int(len(lengths) * 0.9)]
        blank = sum(not line.strip() for line in lines)
        if width > 160 or _are_paragraphs(lines, width):
            width = 0
        return cls(width, blank * 8 >= len(lines))

    def joins(self, current: Sequence[str], line: str, *, in_cell: bool) -> bool:
        """Whether `line` carries on the paragraph of the lines in `current`."""
        # A mark of secrecy is nobody's next line.
        marked = level_of(current[-1]) or level_of(line) or _STAR.fullmatch(line)
        if len(current) >= _MOST_LINES or marked:
            return False
        text = " ".join(current)
        now, then = _bare(text), _bare(line)
        if len(current) < 8 and _is_open(text) and not _AUTHORITY.match(then):
            return True
        cut = (_CUT_NAME.search(now) and _REST_OF_NAME.match(then)) or (
            _CUT_PLACE.fullmatch(now) and _REST_OF_PLACE.match(then)
        )
        if cut or now.endswith("Số:") or now == "Số":
            return True
        if _indent(line) >= 3 and _indent(current[-1]) == 0 and not in_cell:
            return False
        if _stands_alone(then):
            return False
        if _YEARS.fullmatch(then) and not in_cell:
            return _TERMINAL.search(now) is None  # "GIAI ĐOẠN" / "2026 - 2030"
        if (now_upper := _is_upper(now)) != _is_upper(then):
            return not now_upper and now[-1:] == "," and not in_cell
        if now_upper:
            if line.lstrip().startswith("**") and not current[0].lstrip().startswith(
                "**"
            ):
                return False
            return self._joins_capitals(now, then, in_cell=in_cell)
        return self._joins_words(current, now, then, in_cell=in_cell)

    def _joins_capitals(self, now: str, then: str, *, in_cell: bool) -> bool:
        if now.startswith(("CỘNG HÒA", "CỘNG HOÀ")):
            return not now.endswith("VIỆT NAM") and then.endswith("VIỆT NAM")
        if now in TYPE_NAMES or now.startswith("PHỤ LỤC"):
            return False
        if then in TYPE_NAMES or then.startswith(("CỘNG HÒA", "CỘNG HOÀ")):
            return False
        if _OFFICE.match(then) and not _AWAITS_NAME.search(now) and len(now) > 40:
            return False
        return not (in_cell or (BODY_HEADS.match(now) and " " in now and len(now) < 60))

    def _joins_words(
        self, current: Sequence[str], now: str, then: str, *, in_cell: bool
    ) -> bool:
        ended = _TERMINAL.search(now) is not None
        said = _by_words(now, then, ended=ended)
        if said is not None:
            return said
        if len(current) == 1 and _is_heading(now, then) and not in_cell:
            return False
        if in_cell:
            return not ended and len(current[-1]) > 30
        if _heads_act(now, then):
            last = now.split()[-1]  # "… Ban": the name goes on with "Chỉ đạo"
            return last[:1].isupper() and BODY_HEADS.fullmatch(last.upper()) is not None
        return self._joins_by_length(current, ended=ended)

    def _joins_by_length(self, current: Sequence[str], *, ended: bool) -> bool:
        """What the length of the line above says, when the words say nothing."""
        full = len(current) == 1 or len(current[-1]) * 5 >= self.width * 3
        if self.is_spaced and self.width:
            return full
        if ended:
            return False
        if self.is_spaced and len(current[-1]) >= _FULL:
            return True
        return bool(self.width) and full


def _by_words(now: str, then: str, *, ended: bool) -> bool | None:
    """Whether the words at the line's end say that it goes on, or that it does not."""
    if ended and (now.startswith("Kính gửi") or _CLOSES.match(then)):
        return False
    if then[:1].islower() or then[:1] in "(&":
        return True
    if now.startswith("V/v"):
        return not ended and len(now) < 400
    if now.endswith((" -", " –")) or _AWAITS_REST.search(now):
        return True
    return None


def _heads_act(now: str, then: str) -> bool:
    """Whether a short heading stands above a line that tells to act."""
    mark = marker_of(now)
    names = mark and (mark.kind != "article" or is_body_list(now[mark.end :]))
    return bool(mark and names and len(now) < 120 and starts_with_act(then))


def _is_heading(text: str, then: str) -> bool:
    """A short marked line that says what a section is about: "I. Đánh giá chung"."""
    mark = marker_of(text)
    if mark is None or mark.kind not in ("roman", "number"):
        return False
    if len(text) < 40 and tells_to_act(then) and not _AWAITS_BODY.search(text):
        return True
    return (
        len(text) < 45
        and section_kind(text[mark.end :]) is not None
        and text.split()[-1].islower()
    )


def _are_paragraphs(lines: Sequence[str], width: int) -> bool:
    """Whether the long lines end as paragraphs do: none was broken at the width."""
    long = [
        line for line in lines if len(line) * 5 >= width * 3 and not _is_upper(line)
    ]
    ended = sum(_TERMINAL.search(line) is not None for line in long)
    return len(long) >= 4 and ended * 10 >= len(long) * 7


def _stands_alone(text: str) -> bool:
    """Whether a line begins a paragraph, whatever stands above it."""
    return bool(
        _begins_with_label(text)
        or marker_of(text)
        or _KEEPS_OWN_LINE.match(text)
        or _AUTHORITY.match(text)
    )


def _begins_with_label(text: str) -> bool:
    """ "Đơn vị chủ trì: …", "Thời gian: …": a line of its own, whatever stands above."""
    head, colon, _ = text.partition(":")
    return bool(colon) and len(head) < 60 and label_kind(head) is not None


def _is_open(text: str) -> bool:
    """Whether emphasis that began in the text has not ended yet."""
    if _STAR.fullmatch(text):
        return False
    bold = text.count("**")
    closes = text.rstrip().endswith("**") and text.strip() != "**"
    return (bold % 2 == 1 and not closes) or (text.count("*") - 2 * bold) % 2 == 1


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _bare(text: str) -> str:
    return " ".join(_EMPHASIS.sub("", text).split())


def _is_upper(text: str) -> bool:
    if " " not in text and any(c.isdigit() or c == "." for c in text):
        return False  # the rest of a sentence: "TTHC.", "03:2023/BCA"
    return _has_capitals(text[:120])


@lru_cache(maxsize=4096)
def _has_capitals(text: str) -> bool:
    letters = "".join(filter(str.isalpha, text))
    return len(letters) > 2 and sum(map(str.isupper, letters)) >= 0.9 * len(letters)
