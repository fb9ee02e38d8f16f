"""Rows of text by their places to paragraphs and tables.

Rows that go on are joined to paragraphs; text side by side becomes a table: the
letterhead, the signature, a task table; a page set in two columns is read column by
column. Tables that the opener knew by their ruled lines come ready among the rows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from loa.domain.docreader.markers import marker_of
from loa.domain.docreader.openers.raw import (
    RawCell,
    RawParagraph,
    RawTable,
    RawWord,
)
from loa.domain.docreader.openers.rows import Piece, Row, pitch_of
from loa.domain.docreader.openers.wrap import Wrap
from loa.domain.docreader.vocabulary import TYPE_NAMES
from loa.domain.text import squash

# What stands below a letterhead, be it in one column.
_LETTERHEAD = re.compile(r"CỘNG H[ÒO]|ĐẢNG CỘNG SẢN")
_RECEIVES = re.compile(r"Nơi\s*nhận")
_ADDRESSED = re.compile(r"Kính\s*gửi")
_TITLE = re.compile("|".join(map(re.escape, sorted(TYPE_NAMES))))
_ENDED = re.compile(r"[.;:!?…]$")

Block = RawParagraph | RawTable
Set = tuple[Block, Iterable[RawWord]]
"""A block, and its words in their order for whoever wants them."""


@dataclass(slots=True)
class RuledTable:
    """A table known by its lines: rows of cells of pieces, top to bottom.

    `covered` has for each row the columns that a cell above reaches over.
    """

    page: int
    left: float
    right: float
    columns: tuple[float, ...]
    rows: list[list[list[Piece]]] = field(default_factory=list)
    covered: list[frozenset[int]] = field(default_factory=list)

    def text_of(self, row: int) -> list[str]:
        """The words of each cell of a row."""
        return [" ".join(piece.text for piece in cell) for cell in self.rows[row]]


def compose(items: Sequence[Row | RuledTable]) -> Iterator[Set]:
    """The blocks of rows and tables in reading order, each with its words."""
    rows = [item for item in items if isinstance(item, Row)]
    tables = [item for item in items if isinstance(item, RuledTable)]
    margins = _margins(rows) if rows else (0.0, 1.0)
    held: list[Row] = []
    for item in _whole_tables(items) if tables else items:
        if isinstance(item, RuledTable):
            yield from _flow(held, *margins)
            held = []
            yield _ruled(item)
        else:
            held.append(item)
    yield from _flow(held, *margins)


def _margins(rows: Sequence[Row]) -> tuple[float, float]:
    single = [row for row in rows if len(row.pieces) == 1]
    return _usual(row.left for row in single or rows), max(row.right for row in rows)


def _flow(rows: Sequence[Row], left: float, right: float) -> Iterator[Set]:
    """Paragraphs, and the tables that stand without lines among them."""
    place = 0
    held: list[Row] = []
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


# --- ruled tables -----------------------------------------------------------------------


def _whole_tables(items: Sequence[Row | RuledTable]) -> Iterator[Row | RuledTable]:
    """The items, with a table that goes on overleaf made one."""
    held: RuledTable | None = None
    for item in items:
        if held is not None and isinstance(item, RuledTable) and _goes_on(held, item):
            _append(held, item)
            continue
        if held is not None:
            yield held
        held = item if isinstance(item, RuledTable) else None
        if held is None:
            yield item
    if held is not None:
        yield held


def _goes_on(table: RuledTable, then: RuledTable) -> bool:
    return (
        then.page == table.page + 1
        and len(then.columns) == len(table.columns)
        and all(
            abs(a - b) < 6 for a, b in zip(table.columns, then.columns, strict=True)
        )
    )


def _append(table: RuledTable, then: RuledTable) -> None:
    rows, covered = then.rows, then.covered
    if table.rows and rows and then.text_of(0) == table.text_of(0):
        rows, covered = rows[1:], covered[1:]  # the headings, printed again
    if rows and table.rows and _is_rest(table, rows[0]):
        for cell, rest in zip(table.rows[-1], rows[0], strict=True):
            cell.extend(rest)
        rows, covered = rows[1:], covered[1:]
    table.rows.extend(rows)
    table.covered.extend(covered)
    table.page = then.page


def _is_rest(table: RuledTable, row: Sequence[Sequence[Piece]]) -> bool:
    """Whether the first row overleaf is the rest of the last: no number of its own.

    In a table where rows without a number are common one cannot tell, and does not.
    """
    if row[0] or not any(row) or not table.rows[-1][0]:
        return False
    return all(cells[0] for cells in table.rows)


def _ruled(table: RuledTable) -> Set:
    join = _cell_lines if len(table.columns) > 3 else _letterhead_lines
    rows = tuple(
        tuple(join([squash(piece.text) for piece in cell]) for cell in row)
        for row in table.rows
    )
    words = (
        word
        for row in table.rows
        for cell in row
        for piece in cell
        for word in piece.words()
    )
    covered = {at: under for at, under in enumerate(table.covered) if under}
    return RawTable(rows, covered), words


# --- tables without lines ---------------------------------------------------------------


def _table_end(rows: Sequence[Row], place: int, left: float, right: float) -> int:
    """After the rows that stand side by side; `place` when they do not."""
    if len(rows[place].pieces) < 2:
        return place
    end = place + 1
    bounds = _columns(rows[place:end])
    while end < len(rows):
        row = rows[end]
        gap = rows[end - 1].top - row.top
        near = row.page != rows[end - 1].page or gap < row.height * 4
        overleaf = row.page != rows[place].page
        if (
            (overleaf and _LETTERHEAD.search(row.text))
            or _RECEIVES.match(row.text)
            or (len(row.pieces) == 1 and _begins_a_part(row.text))
        ):
            break
        if len(row.pieces) >= 2 and near:
            wider = _columns(rows[place : end + 1])
            if len(wider) < len(bounds) > 2:
                break  # what reaches over several columns is no row of theirs
            end += 1
            bounds = wider
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


def _columns(rows: Sequence[Row]) -> list[tuple[float, float]]:
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


def _in_one_column(row: Row, columns: Sequence[tuple[float, float]]) -> bool:
    touched = [
        bounds
        for bounds in columns
        if row.left < bounds[1] + 3 and row.right > bounds[0] - 3
    ]
    return len(touched) == 1 and len(columns) > 1


def _table(rows: Sequence[Row]) -> Set:
    columns = _columns(rows)
    table: list[list[list[Piece]]] = []
    for row in rows:
        cells: list[list[Piece]] = [[] for _ in columns]
        for piece in row.pieces:
            cells[_column_of(piece, columns)].append(piece)
        opens = len(columns) > 2 and bool(cells[0])
        if not table or opens:
            table.append(cells)
        else:
            for kept, cell in zip(table[-1], cells, strict=True):
                kept.extend(cell)
    join = _cell_lines if len(columns) > 2 else _letterhead_lines
    made = RawTable(
        tuple(
            tuple(join([squash(piece.text) for piece in cell]) for cell in row)
            for row in table
        )
    )
    cells_in_order = [cell for row in table for cell in row]
    return made, (w for cell in cells_in_order for piece in cell for w in piece.words())


def _column_of(piece: Piece, columns: Sequence[tuple[float, float]]) -> int:
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
    return tuple(RawParagraph(_unbroken(text)) for text in texts)


def _letterhead_lines(lines: Sequence[str]) -> RawCell:
    wrap = Wrap(60, False)
    texts: list[list[str]] = []
    for line in lines:
        if texts and (
            wrap.joins(texts[-1], line, in_cell=True)
            or _is_rest_of_motto(texts[-1][-1], line)
        ):
            texts[-1].append(line)
        else:
            texts.append([line])
    return tuple(RawParagraph(" ".join(text)) for text in texts)


def _is_rest_of_motto(line: str, then: str) -> bool:
    return line.startswith("CỘNG H") and line.endswith(" VIỆT") and then == "NAM"


# --- paragraphs -------------------------------------------------------------------------


def _paragraphs(rows: Sequence[Row], left: float, right: float) -> Iterator[Set]:
    """Rows joined while the one before is full and the next begins at the margin."""
    page, column = Wrap(80, True), Wrap(40, True)
    margins = (left, right)
    pitch = pitch_of(rows)
    held: list[Row] = []
    texts: list[str] = []
    for row in rows:
        text = row.text
        joins = (
            bool(held)
            and _carries_on(held, row, margins, pitch)
            and (column if row.column else page).joins(texts, text, in_cell=False)
        )
        if held and not joins:
            yield _paragraph(held, texts, margins)
            held, texts = [], []
        held.append(row)
        texts.append(text)
    if held:
        yield _paragraph(held, texts, margins)


def _paragraph(
    rows: Sequence[Row], texts: Sequence[str], margins: tuple[float, float]
) -> Set:
    last = rows[-1]
    centred = _is_centred(last, *(last.column or margins))
    words = (word for row in rows for word in row.words())
    return RawParagraph(_whole(texts), centred), words


def _whole(texts: Sequence[str]) -> str:
    """The lines as one; "35/QĐ-" and "BNV" without a space between."""
    return re.sub(r"(?<=[^\W_])-\n(?=[^\W_])", "-", "\n".join(texts)).replace("\n", " ")


# Where a narrow cell broke "Kế hoạch 35/KH-" / "UBND": a symbol, never a list's dash.
_BROKEN = re.compile(r"(?<=/)([A-ZĐ]{1,8})- (?=[A-ZĐ]{2,})")


def _unbroken(text: str) -> str:
    return _BROKEN.sub(r"\1-", text)


def _carries_on(
    held: Sequence[Row], row: Row, margins: tuple[float, float], pitch: float
) -> bool:
    """Whether a row stands where the next line of a paragraph would stand."""
    first, last = held[0], held[-1]
    left, _ = row.column or margins
    before = last.column or margins
    if last.page == row.page and last.top - row.top > pitch * 1.3 + 1:
        return False
    if _is_centred(last, *before):
        return _is_centred(row, *(row.column or margins)) or row.left <= left + 8
    if last.right <= before[1] - 0.18 * (before[1] - before[0]):
        return False
    if row.left <= left + 14:
        return True
    # Set in below the words behind a mark, or deeper than the margin as all the lines.
    inset = row.left - left
    begun = first.left - (first.column or margins)[0]
    if marker_of(first.text):
        return 3 < inset - begun < 50
    same = abs(row.left - last.left) <= 3
    return same and not (_ENDED.search(last.text) and not row.text[:1].islower())


def _is_centred(row: Row, left: float, right: float) -> bool:
    middle = (row.left + row.right) / 2
    return row.left > left + 30 and abs(middle - (left + right) / 2) < 14
