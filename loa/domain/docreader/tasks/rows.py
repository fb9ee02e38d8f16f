"""The rows of a table with what reaches into them from cells above."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from loa.domain.docreader.layout import Line

Cells = Mapping[int, Sequence[Line]]


@dataclass(frozen=True, slots=True)
class TableRow:
    """The lines of a row by column: its own, and of cells above that reach over it."""

    own: Cells
    over: Cells

    def cell(self, column: int | None) -> Sequence[Line]:
        """The lines in a column; none where there is no such."""
        if column is None:
            return ()
        return self.own.get(column) or self.over.get(column) or ()

    def text(self, column: int | None) -> str:
        """The words in a column."""
        return " ".join(line.text for line in self.cell(column))

    @property
    def columns(self) -> frozenset[int]:
        """The columns that are not empty."""
        return frozenset(self.own) | frozenset(self.over)

    @property
    def lines(self) -> Iterator[Line]:
        """All lines, from left to right."""
        for column in sorted(self.columns):
            yield from self.cell(column)


NO_ROW = TableRow({}, {})


def rows_of(lines: Sequence[Line]) -> Iterator[TableRow]:
    """The rows of a table's lines, from the top."""
    open_cells: dict[int, list[Line]] = {}
    for number, own in _own_rows(lines):
        over = {
            column: cell
            for column, cell in open_cells.items()
            if column not in own and _reach(cell) > number
        }
        yield TableRow(own, over)
        open_cells = over | own


def _reach(cell: Sequence[Line]) -> int:
    """The number of the row below the last that a cell reaches over."""
    place = cell[0].cell
    return place.row + place.height if place else 0


def _own_rows(lines: Sequence[Line]) -> Iterator[tuple[int, dict[int, list[Line]]]]:
    row: dict[int, list[Line]] = {}
    number: int | None = None
    for line in lines:
        if line.cell is None:
            continue
        if number is not None and line.cell.row != number:
            yield number, row
            row = {}
        number = line.cell.row
        row.setdefault(line.cell.column, []).append(line)
    if number is not None:
        yield number, row
