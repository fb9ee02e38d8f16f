"""Rows whose cells know where they begin and end on the page, as a grid of columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loa.domain.docreader.openers.raw import RawCell, RawRow, RawTable

# Edges nearer than this, in twentieths of a point, are one: hands draw tables.
_NEAR = 60
_MOST = 30


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, and the edges of its columns: one more than cells, or none."""

    cells: tuple[RawCell, ...]
    edges: tuple[int, ...]


def spread(rows: Sequence[Row]) -> RawTable:
    """The table of rows, with a cell that spans columns followed by empty ones."""
    known = sorted({edge for row in rows for edge in row.edges})
    grid = [
        edge for at, edge in enumerate(known) if at == 0 or edge - known[at - 1] > _NEAR
    ]
    if len(grid) > _MOST + 1:
        return RawTable(tuple(row.cells for row in rows))
    return RawTable(tuple(_row(row, grid) for row in rows))


def _row(row: Row, grid: Sequence[int]) -> RawRow:
    if len(row.edges) != len(row.cells) + 1:
        return row.cells
    made: list[RawCell] = []
    first = _column(grid, row.edges[0])
    for cell, left, right in zip(row.cells, row.edges, row.edges[1:], strict=False):
        begins, ends = _column(grid, left), _column(grid, right)
        made.extend(() for _ in range(begins - first - len(made)))
        made.append(cell)
        made.extend(() for _ in range(ends - begins - 1))
    return ((),) * first + tuple(made)


def _column(grid: Sequence[int], edge: int) -> int:
    """The number of the column that begins nearest to an edge."""
    return min(range(len(grid)), key=lambda at: abs(grid[at] - edge))
