"""Pages set in two columns: first the left one is read, then the right one.

A table's cells stand side by side too. A column of running text is told from them by
its lines: many, and most of them as long as the column is wide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median

from loa.domain.docreader.openers.rows import Piece, Row

_FEWEST = 8  # lines in each column
_FULL = 0.8
_MOSTLY = 0.6
_STEPS = 31


def in_columns(rows: Sequence[Row]) -> list[Row]:
    """The rows in reading order: stretches in two columns are put one under another."""
    found: list[Row] = []
    for _, page in groupby(rows, key=lambda row: row.page):
        found.extend(_page(list(page)))
    return found


def _page(rows: list[Row]) -> Iterator[Row]:
    stretch = _stretch(rows) if len(rows) >= _FEWEST else None
    if stretch is None:
        yield from rows
        return
    first, end, gutter = stretch
    yield from rows[:first]
    sides = (
        [side for row in rows[first:end] if (side := _side(row, gutter, left=True))],
        [side for row in rows[first:end] if (side := _side(row, gutter, left=False))],
    )
    for column in sides:
        bounds = (min(row.left for row in column), max(row.right for row in column))
        for row in column:
            row.column = bounds
            yield row
    yield from rows[end:]


def _side(row: Row, gutter: float, *, left: bool) -> Row | None:
    pieces = [piece for piece in row.pieces if (piece.left < gutter) is left]
    return Row(row.page, row.top, row.height, pieces) if pieces else None


def _stretch(rows: Sequence[Row]) -> tuple[int, int, float] | None:
    """The longest run of rows that one upright gap divides, and where the gap is."""
    if sum(len(row.pieces) == 2 for row in rows) < _FEWEST // 2:
        return None
    left = min(row.left for row in rows)
    width = max(row.right for row in rows) - left
    best: tuple[int, int, float] | None = None
    for step in range(_STEPS):
        gutter = left + width * (0.35 + 0.3 * step / (_STEPS - 1))
        for first, end in _undivided(rows, gutter):
            longer = best is None or end - first > best[1] - best[0]
            if longer and _is_prose(rows[first:end], gutter):
                best = (first, end, gutter)
    return best


def _undivided(rows: Sequence[Row], gutter: float) -> Iterator[tuple[int, int]]:
    first = None
    for at, row in enumerate(rows):
        crossed = any(
            piece.left < gutter + 3 and piece.right > gutter - 3 for piece in row.pieces
        )
        if crossed:
            if first is not None:
                yield first, at
            first = None
        elif first is None:
            first = at
    if first is not None:
        yield first, len(rows)


def _is_prose(rows: Sequence[Row], gutter: float) -> bool:
    pieces = [piece for row in rows for piece in row.pieces]
    sides = (
        [piece for piece in pieces if piece.right <= gutter],
        [piece for piece in pieces if piece.left >= gutter],
    )
    return all(len(side) >= _FEWEST and _is_full(side) for side in sides)


def _is_full(pieces: Sequence[Piece]) -> bool:
    width = max(p.right for p in pieces) - min(p.left for p in pieces)
    full = sum(p.right - p.left >= _FULL * width for p in pieces)
    words = median(len(piece.text.split()) for piece in pieces)
    return full >= _MOSTLY * len(pieces) and words >= 4
