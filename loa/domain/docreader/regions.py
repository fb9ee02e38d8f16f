"""The parts of a document: letterhead, opening, body, signature, what is attached."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loa.domain.docreader.bodies import is_body_list
from loa.domain.docreader.header import NUMBER, PLACE, has_motto
from loa.domain.docreader.layout import Line, is_upper
from loa.domain.docreader.vocabulary import TYPE_NAMES, any_of, words

_signing = words("signing")
MODE = re.compile(
    rf"(?:(?:{'|'.join(_signing['modes'])})\s?\.\s?|[TK]/[MLT]\s|(?:{any_of(_signing['spelled'])})\s)(?=[A-ZĐÀ-Ỹ])"
)
POST = re.compile(rf"(?:{'|'.join(_signing['posts'])})\b")
MINUTED = re.compile(r"(?P<presides>CHỦ (?:TRÌ|TỌA|TOẠ))|THƯ KÝ")
NO_NAME = re.compile(r"Nơi\s*nhận", re.IGNORECASE)
TO = re.compile(r"Kính\s*gửi\s*:?\s*", re.IGNORECASE)
ABOUT = re.compile(r"(?:V/v\b|Về việc\b)", re.IGNORECASE)
_WIRED = re.compile(r".{3,80}\bđiện\s*:$")
# The remark under a post that its bearer has signed.
_SIGNED = re.compile(r"\(\s*(?:đã ký|đã kí|ký tên)[^()]{0,60}\)", re.IGNORECASE)
_NAME = re.compile(r"(?:[A-ZĐÀ-Ỹ][^\W\d_]*\.?\s*){2,7}")
_TITLED = re.compile(
    rf"(?P<kind>{any_of(sorted(TYPE_NAMES))})\s+(?P<subject>(?:Về việc|V/v|[A-ZĐÀ-Ỹ“])[^.;]{{8,400}})$"
)
# What may stand on the line of a title beside the kind: that it is a draft, its number.
_BESIDE = re.compile(
    r"\(?\s*(?:BẢN )?DỰ THẢO(?: LẦN (?:THỨ )?\d+)?\s*\)?\s*:?\s+(?=\w)"
    r"|\s*(?:[-–]\s*)?\(?\s*(?:BẢN )?DỰ THẢO(?: LẦN (?:THỨ )?\d+)?\s*\)?$"
    r"|\s+SỐ\s*:?\s*\d{1,6}(?:\s?[/-]\s?[\w&Đđ./-]+)?$",
    re.IGNORECASE,
)
_SPACED = re.compile(r"[^\W\d_](?: [^\W\d_]){3,}")
_BEGINS_ATTACHMENT = re.compile(r"(?:PHỤ LỤC|Phụ lục|BIỂU|Mẫu|MẪU|DANH MỤC)\b")
_CLOSED = {name.replace(" ", ""): name for name in TYPE_NAMES}
# After these words come the document's own, whatever marks they carry.
_ANNOUNCES = re.compile(r"(?:như sau|sau đây|sau)\s*:$|^QUYẾT (?:ĐỊNH|NGHỊ)\s*:?$")
_OPENS = re.compile(r"(?:-\s*)?(?:Căn cứ|Thực hiện|Xét|Theo đề nghị|Theo)\b")


@dataclass(frozen=True, slots=True)
class Regions:
    """Half-open runs of line numbers.

    `title` is the line with the document's kind, `addressed` the line "Kính gửi".
    """

    title: int | None
    addressed: int | None
    header: range
    opening: range
    body: range
    closing: range
    rest: range


def find_regions(lines: tuple[Line, ...]) -> Regions:
    """The regions of a document. Every line is in exactly one of them."""
    count = len(lines)
    closing_start, closing_end = _closing(lines)
    title = _title(lines, closing_start)
    addressed = _addressed(lines, closing_start, title)
    header_end = _header_end(lines, title, addressed, closing_start)
    opening_end = _opening_end(lines, header_end, closing_start)
    return Regions(
        title,
        addressed,
        range(header_end),
        range(header_end, opening_end),
        range(opening_end, closing_start),
        range(closing_start, closing_end),
        range(closing_end, count),
    )


def is_title(line: Line) -> bool:
    """Whether a line says a kind of document and nothing else."""
    return title_of(line.text) is not None


def title_of(text: str) -> str | None:
    """The kind in capitals that a line says, beside "DỰ THẢO" or a number at most.

    >>> title_of("KẾ HOẠCH SỐ 12"), title_of("DỰ THẢO BÁO CÁO"), title_of("G I Ấ Y M Ờ I")
    ('KẾ HOẠCH', 'BÁO CÁO', 'GIẤY MỜI')
    """
    bare = text.strip(" :*.")
    if bare in TYPE_NAMES:
        return bare
    if len(bare) > 80:
        return None
    bare = _BESIDE.sub("", bare).strip(" :*.-–")
    if bare in TYPE_NAMES:
        return bare
    if _SPACED.fullmatch(bare):
        return _CLOSED.get(bare.replace(" ", ""))
    return None


def title_with_subject(line: Line) -> re.Match[str] | None:
    """A kind in capitals with the subject behind it on the same line."""
    return None if is_title(line) or line.cell else _TITLED.match(line.text)


def _title(lines: tuple[Line, ...], before: int) -> int | None:
    """The line with the kind; one that holds the subject too when there is no other."""
    second: int | None = None
    for place, line in enumerate(lines[: min(before, 60)]):
        if is_title(line):
            return place
        if line.marker and line.marker.level <= 3:
            break
        if second is None and place < 20 and title_with_subject(line):
            second = place
    return second


def _addressed(lines: tuple[Line, ...], before: int, title: int | None) -> int | None:
    for place, line in enumerate(lines[: min(before, 60)]):
        if TO.match(line.text) or _WIRED.fullmatch(line.text):
            return place
        if title is None and line.marker and line.marker.level <= 3:
            return None
    return None


def _header_end(
    lines: tuple[Line, ...], title: int | None, addressed: int | None, before: int
) -> int:
    """After the subject's place and the addressees: where the opening begins."""
    place = 0
    if title is not None:
        place = title + 1
    if addressed is not None and addressed >= place:
        return _after_addressees(lines, addressed, before)
    if title is not None:
        return place
    # A letterhead has two columns; a table with more is the body's.
    wide = {line.cell.table for line in lines if line.cell and line.cell.column > 1}
    for at, line in enumerate(lines[:before]):
        if line.cell and line.cell.table in wide:
            return at
        if line.marker or _OPENS.match(line.text) or len(line.text) > 250:
            return at
    return _letterhead_end(lines[:before])


def _letterhead_end(lines: Sequence[Line]) -> int:
    """The line after a letterhead that nothing but sentences follows."""
    for place, line in enumerate(lines):
        printed = (
            is_upper(line.text)
            or NUMBER.match(line.text)
            or (len(line.text) < 160 and PLACE.search(line.text))
            or ABOUT.match(line.text)
            or has_motto([line])
        )
        if not printed:
            return place
    return 0


def _after_addressees(lines: tuple[Line, ...], addressed: int, before: int) -> int:
    place = addressed + 1
    first = lines[addressed]
    while place < before:
        line = lines[place]
        same_table = first.cell and line.cell and first.cell.table == line.cell.table
        dashed = line.marker is not None and line.marker.kind in ("dash", "plus")
        address = (
            line.text.startswith("(")
            and line.text.endswith((")", ")."))
            and place == addressed + 1
        )
        if not (same_table or dashed or address) or _OPENS.match(line.text):
            break
        place += 1
    return place


def _opening_end(lines: tuple[Line, ...], start: int, before: int) -> int:
    for place in range(start, before):
        mark = lines[place].marker
        if (mark and mark.level <= 6) or lines[place].cell:
            return place
        above = lines[place - 1].text if place > start else ""
        if mark and _ANNOUNCES.search(above):
            return place
        if above.endswith(":") and is_body_list(lines[place].text):
            return place
    return before


def _closing(lines: tuple[Line, ...]) -> tuple[int, int]:
    """Where the block of recipients and signature begins, and the line after it."""
    start = next(
        (at for at, line in enumerate(lines) if NO_NAME.match(line.body.strip("* "))),
        None,
    )
    signed = next((at for at, line in enumerate(lines) if _is_mode(line)), None)
    if signed is None and any(line.text == "BIÊN BẢN" for line in lines[:20]):
        # Minutes are signed by two, above the recipients.
        signed = next(
            (at for at, line in enumerate(lines) if is_of_minutes(line)), None
        )
    if start is None and signed is None:
        start = _bare_post(lines)
        if start is None:
            return len(lines), len(lines)
        start = _beside(lines, start)
    first = min(at for at in (start, signed) if at is not None)
    while first > 0 and (_is_post(lines[first - 1]) or _is_signed(lines, first)):
        first -= 1
    if start is not None and is_of_minutes(lines[first]):
        return first, _closing_end(lines, start)
    return first, _closing_end(lines, first)


def is_of_minutes(line: Line) -> bool:
    """Whether a line says as what one of the two who sign minutes signs."""
    return MINUTED.fullmatch(line.text.strip(" .:")) is not None


def _bare_post(lines: tuple[Line, ...]) -> int | None:
    """A post in capitals near the end, followed by a name: a signature all the same."""
    last = len(lines) - 12
    for at in range(len(lines) - 2, 0, -1):
        name = at + 2 if _SIGNED.fullmatch(lines[at + 1].text) else at + 1
        if name == len(lines) or not (
            _is_post(lines[at]) and _NAME.fullmatch(lines[name].text)
        ):
            continue
        below = lines[name + 1] if name + 1 < len(lines) else None
        if at > last or (below and _BEGINS_ATTACHMENT.match(below.text)):
            return at
    return None


def _is_signed(lines: tuple[Line, ...], end: int) -> bool:
    """Whether a post and a name end there: of who signs above another."""
    if end > 2 and _SIGNED.fullmatch(lines[end - 1].text):
        return _is_post(lines[end - 2])
    name = lines[end - 1].text
    post = end - 3 if end > 2 and _SIGNED.fullmatch(lines[end - 2].text) else end - 2
    return (
        end > 1
        and _is_post(lines[post])
        and _NAME.fullmatch(name) is not None
        and not is_upper(name)
    )


def _beside(lines: tuple[Line, ...], start: int) -> int:
    """The post in the first column, where two sign side by side."""
    cell = lines[start].cell
    for at in range(start - 1, max(start - 8, -1), -1):
        other = lines[at].cell
        if cell is None or other is None or other.table != cell.table:
            break
        if _is_post(lines[at]) and other.column < cell.column:
            return at
    return start


def _is_mode(line: Line) -> bool:
    return MODE.match(line.text) is not None and is_upper(line.text)


def _is_post(line: Line) -> bool:
    text = line.text
    return (
        line.marker is None
        and len(text) < 60
        and is_upper(text)
        and bool(MODE.match(text) or POST.match(text))
        and text not in TYPE_NAMES
    )


def _closing_end(lines: tuple[Line, ...], start: int) -> int:
    """The line after the last one that can belong to the block."""
    table = next(
        (line.cell.table for line in lines[start : start + 3] if line.cell), None
    )
    place = start
    while place < len(lines):
        line = lines[place]
        if table is not None:
            if line.cell is None and place > start:
                # A name far below its post may stand outside what is side by side.
                is_name = bool(_NAME.fullmatch(line.text)) and not is_upper(line.text)
                return place + 1 if is_name and lines[place - 1].cell else place
            if line.cell and line.cell.table != table:
                break
        elif place > start and not _in_plain_closing(lines, place):
            break
        place += 1
    return place


def _in_plain_closing(lines: tuple[Line, ...], place: int) -> bool:
    line = lines[place]
    if is_title(line) or _BEGINS_ATTACHMENT.match(line.text):
        return False
    if line.marker:
        return line.marker.kind in ("dash", "plus")
    return len(line.text) < 90
