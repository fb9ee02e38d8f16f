"""PDF files with text: lines by their places on the page, joined to paragraphs.

Page numbers and lines that repeat on every page are left out. Text side by side becomes
a table: the letterhead, the signature, a task table.
"""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2
from pypdfium2 import PdfiumError

from loa.domain.docreader.markers import marker_of
from loa.domain.docreader.openers.raw import (
    RawCell,
    RawDocument,
    RawParagraph,
    RawTable,
)
from loa.domain.docreader.openers.wrap import Wrap
from loa.domain.docreader.unreadable import Reason, Unreadable
from loa.domain.docreader.vocabulary import TYPE_NAMES
from loa.domain.text import squash

MAX_PAGES = 600
_MIN_LETTERS = 20
# Pdfium keeps global state: two threads must not be inside it at once.
_pdfium = threading.Lock()
_PAGE_NUMBER = re.compile(
    r"[-–\s]*(?:Trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–\s]*", re.IGNORECASE
)
# What stands below a letterhead, be it in one column.
_ADDRESSED = re.compile(r"Kính\s*gửi")
_TITLE = re.compile("|".join(map(re.escape, sorted(TYPE_NAMES))))
# A paragraph's mark, set apart from its words by a tab.
_MARK = re.compile(
    r"[-–+•*]|\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ]\)|[IVX]{1,5}\.|\(\d{1,2}\)"
)
_ENDED = re.compile(r"[.;:!?…]$")


@dataclass(slots=True)
class _Piece:
    left: float
    right: float
    text: str


@dataclass(slots=True)
class _Row:
    """The pieces of text on one line of a page, left to right."""

    page: int
    top: float
    height: float
    pieces: list[_Piece] = field(default_factory=list)

    @property
    def left(self) -> float:
        return self.pieces[0].left

    @property
    def right(self) -> float:
        return self.pieces[-1].right

    @property
    def text(self) -> str:
        return squash(" ".join(piece.text for piece in self.pieces))


def open_pdf(raw: bytes) -> RawDocument:
    """The paragraphs and tables of a PDF with a text layer.

    :raises Unreadable: encrypted, damaged, too long, or only pictures of pages
    """
    with _pdfium:
        rows = _rows_of(raw)
    if sum(c.isalpha() for row in rows for c in row.text) < _MIN_LETTERS:
        raise Unreadable(Reason.NO_TEXT_LAYER, "no text on any page")
    rows = _without_furniture(rows)
    return RawDocument(tuple(_blocks(rows)))


def _rows_of(raw: bytes) -> list[_Row]:
    try:
        document = pypdfium2.PdfDocument(raw)
    except PdfiumError as error:
        encrypted = "password" in str(error).casefold() or b"/Encrypt" in raw
        reason = Reason.ENCRYPTED if encrypted else Reason.DAMAGED
        raise Unreadable(reason, str(error)) from error
    try:
        if len(document) > MAX_PAGES:
            raise Unreadable(Reason.TOO_LARGE, f"{len(document)} pages")
        return [
            row for number in range(len(document)) for row in _page(document, number)
        ]
    except PdfiumError as error:
        raise Unreadable(Reason.DAMAGED, str(error)) from error
    finally:
        document.close()


def _page(document: pypdfium2.PdfDocument, number: int) -> list[_Row]:
    page = document[number]
    text_page = page.get_textpage()
    rows: list[_Row] = []
    try:
        for at in range(text_page.count_rects()):
            left, bottom, right, top = text_page.get_rect(at)
            text = text_page.get_text_bounded(left, bottom, right, top)
            # Pdfium gives a hyphen at a line's end as U+0002.
            text = text.replace("\x02", "-")
            if text.strip():
                _place(rows, number, top, top - bottom, _Piece(left, right, text))
    finally:
        text_page.close()
        page.close()
    rows.sort(key=lambda row: -row.top)
    for row in rows:
        row.pieces = _joined(
            sorted(row.pieces, key=lambda piece: piece.left), row.height
        )
    return rows


def _place(
    rows: list[_Row], page: int, top: float, height: float, piece: _Piece
) -> None:
    """Put a piece on the row at its height, or on a new one."""
    middle = top - height / 2
    for row in reversed(rows):
        if abs(row.top - row.height / 2 - middle) < max(
            2.0, min(row.height, height) * 0.45
        ):
            row.pieces.append(piece)
            row.top, row.height = max(row.top, top), max(row.height, height)
            return
    rows.append(_Row(page, top, height, [piece]))


def _joined(pieces: Sequence[_Piece], height: float) -> list[_Piece]:
    """Pieces with no more than a word's space between them are one."""
    found: list[_Piece] = []
    for piece in pieces:
        gap = piece.left - found[-1].right if found else 0.0
        after_mark = len(found) == 1 and _MARK.fullmatch(found[0].text.strip())
        if found and gap < height * (2.5 if after_mark else 0.55):
            space = " " if gap > height * 0.12 else ""
            found[-1].text = f"{found[-1].text.rstrip()}{space}{piece.text}"
            found[-1].right = max(found[-1].right, piece.right)
        else:
            found.append(_Piece(piece.left, piece.right, piece.text))
    return found


def _without_furniture(rows: Sequence[_Row]) -> list[_Row]:
    """The rows without page numbers and lines that stand on most pages."""
    pages = {row.page for row in rows}
    seen = Counter(
        (re.sub(r"\d+", "#", text), round(row.top / 4))
        for row in rows
        if len(text := row.text) < 120
    )
    often = max(3, (len(pages) + 1) // 2)
    edges = {page: [row for row in rows if row.page == page] for page in pages}
    outer = {id(row) for own in edges.values() for row in (*own[:2], *own[-2:])}
    return [
        row
        for row in rows
        if not (
            id(row) in outer
            and (
                _PAGE_NUMBER.fullmatch(row.text)
                or (
                    len(pages) > 2
                    and seen[re.sub(r"\d+", "#", row.text), round(row.top / 4)] >= often
                )
            )
        )
    ]


def _blocks(rows: Sequence[_Row]) -> Iterator[RawParagraph | RawTable]:
    if not rows:
        return
    single = [row for row in rows if len(row.pieces) == 1]
    left = _usual(row.left for row in single or rows)
    right = max(row.right for row in rows)
    place = 0
    held: list[_Row] = []
    while place < len(rows):
        end = _table_end(rows, place, left, right)
        if end > place:
            yield from _paragraphs(held, left, right)
            held = []
            yield _table(rows[place:end])
            place = end
        else:
            held.append(rows[place])
            place += 1
    yield from _paragraphs(held, left, right)


def _usual(values: Iterable[float]) -> float:
    """The leftmost place where many rows begin."""
    counts = Counter(round(value / 3) for value in values)
    often = [
        place for place, count in counts.items() if count * 8 >= max(counts.values())
    ]
    return min(often) * 3.0


def _table_end(rows: Sequence[_Row], place: int, left: float, right: float) -> int:
    """After the rows that stand side by side; `place` when they do not."""
    if len(rows[place].pieces) < 2:
        return place
    end = place + 1
    bounds = _columns(rows[place:end])
    while end < len(rows):
        row = rows[end]
        gap = rows[end - 1].top - row.top
        near = row.page != rows[end - 1].page or gap < row.height * 4
        if len(row.pieces) == 1 and _begins_a_part(row.text):
            break
        if len(row.pieces) >= 2 and near:
            end += 1
            bounds = _columns(rows[place:end])
        elif (
            near
            and _in_one_column(row, bounds)
            and row.right - row.left < 0.62 * (right - left)
        ):
            end += 1
        else:
            break
    return end


def _begins_a_part(text: str) -> bool:
    """A title, "Kính gửi" or a section's heading: no part of the table above it."""
    mark = marker_of(text)
    heading = mark is not None and mark.kind in ("part", "roman", "article")
    return heading or bool(_ADDRESSED.match(text) or _TITLE.fullmatch(text))


def _columns(rows: Sequence[_Row]) -> list[tuple[float, float]]:
    """Left and right of each column: pieces that overlap share one."""
    columns: list[tuple[float, float]] = []
    for piece in sorted((p for row in rows for p in row.pieces), key=lambda p: p.left):
        for at, (left, right) in enumerate(columns):
            if piece.left < right - 2 and piece.right > left + 2:
                columns[at] = (min(left, piece.left), max(right, piece.right))
                break
        else:
            columns.append((piece.left, piece.right))
    return sorted(columns)


def _in_one_column(row: _Row, columns: Sequence[tuple[float, float]]) -> bool:
    touched = [
        bounds
        for bounds in columns
        if row.left < bounds[1] + 3 and row.right > bounds[0] - 3
    ]
    return len(touched) == 1 and len(columns) > 1


def _table(rows: Sequence[_Row]) -> RawTable:
    columns = _columns(rows)
    table: list[list[list[str]]] = []
    for row in rows:
        cells: list[list[str]] = [[] for _ in columns]
        for piece in row.pieces:
            at = _column_of(piece, columns)
            cells[at].append(squash(piece.text))
        opens = len(columns) > 2 and bool(cells[0])
        if not table or opens:
            table.append(cells)
        else:
            for kept, cell in zip(table[-1], cells, strict=True):
                kept.extend(cell)
    join = _cell_lines if len(columns) > 2 else _letterhead_lines
    return RawTable(tuple(tuple(join(cell) for cell in row) for row in table))


def _column_of(piece: _Piece, columns: Sequence[tuple[float, float]]) -> int:
    """The column that a piece shares most of its width with."""

    def shared(at: int) -> float:
        left, right = columns[at]
        return min(piece.right, right) - max(piece.left, left)

    return max(range(len(columns)), key=shared)


def _cell_lines(lines: Sequence[str]) -> RawCell:
    """The paragraphs of a narrow cell: cut only at marks."""
    texts: list[str] = []
    for line in lines:
        if texts and not (marker_of(line) and _ENDED.search(texts[-1])):
            texts[-1] = f"{texts[-1]} {line}"
        else:
            texts.append(line)
    return tuple(RawParagraph(text) for text in texts)


def _letterhead_lines(lines: Sequence[str]) -> RawCell:
    wrap = Wrap(60, False)
    texts: list[list[str]] = []
    for line in lines:
        if texts and wrap.joins(texts[-1], line, in_cell=True):
            texts[-1].append(line)
        else:
            texts.append([line])
    return tuple(RawParagraph(" ".join(text)) for text in texts)


def _paragraphs(
    rows: Sequence[_Row], left: float, right: float
) -> Iterator[RawParagraph]:
    """Rows joined while the one before is full and the next begins at the margin."""
    wrap = Wrap(80, True)
    pitch = _pitch(rows)
    texts: list[str] = []
    last: _Row | None = None
    for row in rows:
        joins = (
            last is not None
            and _carries_on(last, row, left, right, pitch)
            and wrap.joins(texts, row.text, in_cell=False)
        )
        if not joins and last is not None:
            yield RawParagraph(_whole(texts), _is_centred(last, left, right))
            texts = []
        texts.append(row.text)
        last = row
    if last is not None:
        yield RawParagraph(_whole(texts), _is_centred(last, left, right))


def _pitch(rows: Sequence[_Row]) -> float:
    """The usual distance from one line to the next."""
    gaps = Counter(
        round(row.top - then.top)
        for row, then in pairwise(rows)
        if row.page == then.page and 4 < row.top - then.top < 60
    )
    most = max(gaps.values(), default=0)
    often = (gap for gap, count in gaps.items() if count * 3 >= most)
    return float(min(often, default=60))


def _whole(texts: Sequence[str]) -> str:
    """The lines as one; "35/QĐ-" and "BNV" without a space between."""
    return re.sub(r"(?<=[^\W_])-\n(?=[^\W_])", "-", "\n".join(texts)).replace("\n", " ")


def _carries_on(last: _Row, row: _Row, left: float, right: float, pitch: float) -> bool:
    if last.page == row.page and last.top - row.top > pitch * 1.3 + 1:
        return False
    if _is_centred(last, left, right):
        return _is_centred(row, left, right) or row.left <= left + 8
    full = last.right > right - 0.18 * (right - left)
    return full and row.left <= left + 14


def _is_centred(row: _Row, left: float, right: float) -> bool:
    middle = (row.left + row.right) / 2
    return row.left > left + 30 and abs(middle - (left + right) / 2) < 14
