"""One text out of paragraphs and tables, with every line's place in it.

A sentence that a page break cut in two is made whole, and so is a table row of which the
rest stands in a row with empty cells. Everything after this works on `Line`s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain

from loa.domain.docreader.bodies import name_end, starts_with_body, tells_to_act
from loa.domain.docreader.findings import Span
from loa.domain.docreader.markers import Marker, marker_of
from loa.domain.docreader.openers.raw import (
    RawCell,
    RawDocument,
    RawParagraph,
    RawRow,
    RawTable,
)
from loa.domain.docreader.signed_in_one import parted
from loa.domain.docreader.vocabulary import (
    BODY_HEADS,
    TYPE_NAMES,
    label_kind,
    section_kind,
    starts_with_act,
)
from loa.domain.text import squash

MAX_TEXT = 4_000_000
# A paragraph past this is no sentence that a page cut in two.
_LONGEST = 10_000
_ENDED = re.compile(r"[.;:!?…][”\")’]*$|\./\.?$")
# A line that ends in one of these cannot be the end of a paragraph.
_DANGLING = re.compile(
    r"(?:^|\s)(?:của|và|các|với|tại|về|theo|để|cho|là|từ|đến|những|bằng|trong|số|hoặc"
    r"|do|như|trên|cùng|gồm|giữa|đối với|bởi|việc|sự|(?<!trực )thuộc|qua|vào|một|nhằm)$|,$"
)
# "Tổng cộng", "Cộng (I+II)", "TỔNG SỐ: 24": what adds up, at the head of a row.
TOTAL = re.compile(
    r"(?:tổng cộng|tổng số|cộng|tổng)\s*(?:$|[:.(\d]|(?:chung|cả năm|toàn tỉnh|toàn xã)\b)",
    re.IGNORECASE,
)
_TALLEST = 200  # rows that one cell may reach over
_MARKS = frozenset("✓✔☑√●◉•■▪◆★+*×☒✗✕")
_JOINS = re.compile(r"phối hợp(?: chặt chẽ)?(?: với| cùng với| cùng)?\s+")
_STARTS_ANEW = re.compile(
    r"(?:Căn cứ|Thực hiện|Điều|Nơi nhận|Kính gửi|Theo đề nghị|Trên đây|Theo đó\b|V/v|Số\s*:|TM\.|KT\.|TL\."
    # Marks of urgency and of circulation (Decree 30/2020, boxes 10b and 11).
    r"|(?:THƯỢNG )?KHẨN\b|HỎA TỐC|HOẢ TỐC|LƯU HÀNH NỘI BỘ|XEM XONG TRẢ LẠI)"
)


@dataclass(frozen=True, slots=True)
class Cell:
    """Where in which table a line stands, counted from 0; `height` in rows."""

    table: int
    row: int
    column: int
    height: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph: its words, where they begin in the text, its mark."""

    text: str
    start: int
    marker: Marker | None = None
    cell: Cell | None = None
    is_centred: bool = False
    is_bold: bool = False

    @property
    def end(self) -> int:
        """The place after its last character."""
        return self.start + len(self.text)

    @property
    def body(self) -> str:
        """The words behind the mark."""
        return self.text[self.marker.end :] if self.marker else self.text

    @property
    def body_start(self) -> int:
        """Where the words behind the mark begin in the text."""
        return self.start + (self.marker.end if self.marker else 0)

    @property
    def level(self) -> int:
        """The depth of its mark; 9 without one."""
        return self.marker.level if self.marker else 9

    def span(self, start: int, end: int) -> Span:
        """The span in the text of `text[start:end]` of this line."""
        return Span(self.start + start, self.start + end)


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole text and its lines in reading order."""

    text: str
    lines: tuple[Line, ...]
    is_cut: bool = False


def lay_out(raw: RawDocument) -> Layout:
    """The text of a raw document, and its lines."""
    lines: list[Line] = []
    place = 0
    for paragraph, cell in _pieces(raw):
        if place + len(paragraph.text) > MAX_TEXT:
            return Layout("\n".join(line.text for line in lines), tuple(lines), True)
        line = Line(
            paragraph.text,
            place,
            marker_of(paragraph.text),
            cell,
            paragraph.is_centred,
            paragraph.is_bold,
        )
        lines.append(line)
        place = line.end + 1
    return Layout("\n".join(line.text for line in lines), tuple(lines))


def _flow(raw: RawDocument) -> Iterator[tuple[RawParagraph, Cell | None]]:
    """Every paragraph in reading order, with its cell if it stands in a table."""
    held: RawParagraph | None = None
    tables = 0
    for block in _parted(raw):
        if isinstance(block, RawTable):
            if held:
                yield held, None
            held = None
            yield from _cells(block, tables)
            tables += 1
        elif clean := _clean(block):
            if held and _carries_on(held, clean):
                held = replace(held, text=f"{held.text} {clean.text}")
                continue
            if held:
                yield held, None
            held = clean
    if held:
        yield held, None


def _parted(raw: RawDocument) -> Iterator[RawParagraph | RawTable]:
    """The blocks; a signature in one paragraph is its printed lines."""
    for block in raw.blocks:
        if isinstance(block, RawTable):
            yield block
        else:
            yield from parted(block)


def _pieces(raw: RawDocument) -> Iterator[tuple[RawParagraph, Cell | None]]:
    """The flow with endless paragraphs cut at a space: each step's work stays bounded."""
    for paragraph, cell in _flow(raw):
        rest = paragraph.text
        while len(rest) > _LONGEST:
            cut = rest.rfind(" ", 1, _LONGEST)
            cut = cut if cut > 0 else _LONGEST
            yield replace(paragraph, text=rest[:cut]), cell
            rest = rest[cut:].strip()
        yield replace(paragraph, text=rest), cell


def _cells(table: RawTable, number: int) -> Iterator[tuple[RawParagraph, Cell]]:
    rows, covered = _whole_rows(table)
    for row_number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if not cell:
                continue
            height = _height(covered, row_number, column)
            place = Cell(number, row_number, column, height)
            for paragraph in chain(*map(parted, _whole_subject(cell))):
                if clean := _clean(paragraph):
                    yield clean, place
                elif row_number and len(row) > 3 and _is_mark(paragraph.text):
                    yield replace(paragraph, text=paragraph.text.strip()), place


def _height(covered: list[frozenset[int]], row: int, column: int) -> int:
    """How many rows the cell of a row reaches over."""
    below = covered[row + 1 : row + _TALLEST]
    return 1 + next(
        (at for at, under in enumerate(below) if column not in under), len(below)
    )


def _is_mark(text: str) -> bool:
    """A sign alone in a cell, as it stands under the month in which a thing is done."""
    return text.strip() in _MARKS


def _clean(paragraph: RawParagraph) -> RawParagraph | None:
    text = squash(paragraph.text)
    if not any(c.isalnum() for c in text):
        return None
    return replace(paragraph, text=text)


def _carries_on(held: RawParagraph, then: RawParagraph) -> bool:
    """Whether a paragraph is the rest of the one before it."""
    now, rest = held.text, then.text
    if (mark := marker_of(now)) and mark.kind == "article" and mark.end == len(now):
        return True
    if now.endswith(";") and _lists_bodies(now):
        return marker_of(rest) is None and starts_with_body(rest)
    if (
        len(now) > _LONGEST
        or _ENDED.search(now[-40:])
        or _is_upper(now)
        or _is_upper(rest)
        or now in TYPE_NAMES
    ):
        return False
    mark, now_mark = marker_of(rest), marker_of(now)
    if mark:
        # A dash inside a sentence that the page cut: "… xã hội" / "- Cơ quan thường trực".
        return (
            mark.kind == "dash"
            and len(now) > 200
            and not _is_label(rest[mark.end :])
            and not (now_mark and now_mark.level >= 5)
        )
    if _STARTS_ANEW.match(rest) or _is_label(rest):
        return False
    if rest[:1].islower():
        return len(now) > 25 or bool(_DANGLING.search(now[-40:]))
    if _DANGLING.search(now[-40:]):
        return len(now) > 25
    if held.is_bold and then.is_bold and now_mark and not section_kind(now):
        return len(now) > 40 and len(rest) < 120
    if starts_with_act(rest) or tells_to_act(rest) or (now_mark and len(now) < 150):
        return False
    return len(now) >= 150


def _lists_bodies(text: str) -> bool:
    """Whether a line stops inside the list of who joins: "… phối hợp với Sở X;"."""
    found = [*_JOINS.finditer(text)]
    if not found or not starts_with_body(text[found[-1].end() :]):
        return False
    begin = found[-1].end()
    return name_end(text, begin) >= len(text) - 1


def _is_label(text: str) -> bool:
    head, colon, _ = text.partition(":")
    return bool(colon) and len(head) < 60 and label_kind(head) is not None


def _is_upper(text: str) -> bool:
    return _has_capitals(text[:300])


@lru_cache(maxsize=4096)
def _has_capitals(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    return bool(letters) and sum(map(str.isupper, text)) >= 0.9 * letters


def _whole_rows(table: RawTable) -> tuple[list[RawRow], list[frozenset[int]]]:
    """The rows, with those cut in two by a page break made whole.

    Beside them, for each row the columns that a cell above reaches over.
    """
    rows: list[RawRow] = []
    covered: list[frozenset[int]] = []
    for number, row in enumerate(table.rows):
        if not any(row):
            continue
        under = table.covered.get(number, frozenset())
        if rows and 0 not in under and _is_rest(rows[-1], row):
            rows[-1] = tuple(map(_joined, rows[-1], row))
        else:
            rows.append(row)
            covered.append(under)
    return rows, covered


def _is_rest(row: RawRow, then: RawRow) -> bool:
    """Whether a row is the rest of the row before it: nothing in its first column."""
    if len(then) < 3 or len(row) != len(then) or then[0] or not row[0]:
        return False
    filled = [place for place, cell in enumerate(then) if cell]
    if not all(row[place] for place in filled):
        return False
    cut = row[filled[0]][-1].text
    begins = then[filled[0]][0].text
    if TOTAL.match(begins.strip()):
        return False
    return not _ENDED.search(cut) or begins[:1].islower()


def _whole_subject(cell: RawCell) -> RawCell:
    """A cell in which the printed lines of "V/v …" are one paragraph."""
    found: list[RawParagraph] = []
    for paragraph in cell:
        last = found[-1].text.strip() if found else ""
        if last.startswith(("V/v", "V/V")) and not _STARTS_ANEW.match(
            paragraph.text.strip()
        ):
            found[-1] = replace(found[-1], text=f"{last} {paragraph.text}")
        else:
            found.append(paragraph)
    return tuple(found)


def _joined(cell: RawCell, rest: RawCell) -> RawCell:
    if not cell or not rest:
        return cell + rest
    first, then = cell[-1], rest[0]
    if _ENDED.search(first.text) or marker_of(then.text):
        return cell + rest
    whole = replace(first, text=f"{first.text} {then.text}")
    return (*cell[:-1], whole, *rest[1:])


def is_letterhead(text: str) -> bool:
    """Whether a line in capitals begins as a body's name does."""
    return _is_upper(text) and BODY_HEADS.match(text) is not None


is_upper = _is_upper
