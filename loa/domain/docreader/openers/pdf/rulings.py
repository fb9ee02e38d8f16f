"""Ruled lines to the grid of a table."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

_NEAR = 3.0  # points within which lines meet, or are one
_SHORTEST = 5.0
_MOST_LINES = 1500
# A line that divides rows runs over much of the table's width.
_ROW_SHARE = 0.4
_COLUMN_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Stroke:
    """A thin line, or the box around it."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def is_level(self) -> bool:
        return self.right - self.left >= self.top - self.bottom

    @property
    def length(self) -> float:
        return max(self.right - self.left, self.top - self.bottom)


@dataclass(slots=True)
class Grid:
    """A ruled table: the places of its lines, from the left and from the top."""

    columns: list[float]
    rows: list[float]
    uprights: list[Stroke] = field(default_factory=list)
    levels: list[Stroke] = field(default_factory=list)

    @property
    def left(self) -> float:
        return self.columns[0]

    @property
    def right(self) -> float:
        return self.columns[-1]

    @property
    def top(self) -> float:
        return self.rows[0]

    @property
    def bottom(self) -> float:
        return self.rows[-1]

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return (
            self.left - _NEAR <= x <= self.right + _NEAR
            and self.bottom - _NEAR <= y <= self.top + _NEAR
        )

    def row_of(self, y: float) -> int:
        """The row that a height lies in, from 0 at the top."""
        below = [-line for line in self.rows]
        return min(max(bisect_right(below, -y) - 1, 0), len(self.rows) - 2)

    def column_of(self, x: float, y: float) -> int:
        """The column of a place; of cells that are one, the first."""
        at = min(max(bisect_right(self.columns, x) - 1, 0), len(self.columns) - 2)
        while at > 0 and not self._is_divided(self.columns[at], y):
            at -= 1
        return at

    def place_of(self, x: float, y: float) -> tuple[int, int]:
        """The row and column of a place; of cells that are one, the first."""
        row, column = self.row_of(y), self.column_of(x, y)
        while row > 0 and self.is_reached(row, column):
            row -= 1
        return row, column

    def is_reached(self, row: int, column: int) -> bool:
        """Whether no line parts a cell from the one above it."""
        y = self.rows[row]
        x = (self.columns[column] + self.columns[column + 1]) / 2
        return row > 0 and not any(
            abs((line.bottom + line.top) / 2 - y) <= _NEAR
            and line.left - _NEAR <= x <= line.right + _NEAR
            for line in self.levels
        )

    def _is_divided(self, x: float, y: float) -> bool:
        return any(
            abs((line.left + line.right) / 2 - x) <= _NEAR
            and line.bottom - _NEAR <= y <= line.top + _NEAR
            for line in self.uprights
        )


def grids_of(strokes: Iterable[Stroke]) -> list[Grid]:
    """The tables that lines draw; a frame with one cell is none."""
    lines = [stroke for stroke in strokes if stroke.length >= _SHORTEST]
    if not 4 <= len(lines) <= _MOST_LINES:
        return []
    found = [grid for group in _groups(lines) if (grid := _grid(group))]
    return sorted(found, key=lambda grid: -grid.top)


def _groups(lines: Sequence[Stroke]) -> list[list[Stroke]]:
    """Lines that touch, directly or through others."""
    order = sorted(lines, key=lambda line: -line.top)
    groups: list[list[Stroke]] = []
    bounds: list[list[float]] = []
    for line in order:
        # From the top down, whatever touches a group's box belongs to it.
        touching = [at for at, box in enumerate(bounds) if _touches(line, box)]
        if not touching:
            groups.append([line])
            bounds.append([line.left, line.bottom, line.right, line.top])
            continue
        first, *others = touching
        groups[first].append(line)
        _widen(bounds[first], [line.left, line.bottom, line.right, line.top])
        for at in reversed(others):
            groups[first].extend(groups.pop(at))
            _widen(bounds[first], bounds.pop(at))
    return groups


def _touches(line: Stroke, box: Sequence[float]) -> bool:
    left, bottom, right, top = box
    return (
        line.left <= right + _NEAR
        and line.right >= left - _NEAR
        and line.bottom <= top + _NEAR
        and line.top >= bottom - _NEAR
    )


def _widen(box: list[float], more: Sequence[float]) -> None:
    box[:] = [
        min(box[0], more[0]),
        min(box[1], more[1]),
        max(box[2], more[2]),
        max(box[3], more[3]),
    ]


def _grid(lines: Sequence[Stroke]) -> Grid | None:
    level = [line for line in lines if line.is_level]
    uprights = [line for line in lines if not line.is_level]
    if len(level) < 2 or len(uprights) < 2:
        return None
    width = max(line.right for line in lines) - min(line.left for line in lines)
    height = max(line.top for line in lines) - min(line.bottom for line in lines)
    rows = _places(
        [((line.bottom + line.top) / 2, line.length) for line in level],
        width * _ROW_SHARE,
    )
    columns = _places(
        [((line.left + line.right) / 2, line.length) for line in uprights],
        height * _COLUMN_SHARE,
    )
    if len(columns) < 3 or not rows:
        return None
    # A table that goes on overleaf may lack the line at its head or foot.
    top, bottom = max(line.top for line in lines), min(line.bottom for line in lines)
    if rows[-1] < top - 2 * _NEAR:
        rows.append(top)
    if rows[0] > bottom + 2 * _NEAR:
        rows.insert(0, bottom)
    return Grid(columns, rows[::-1], uprights, level) if len(rows) > 1 else None


def _places(lines: Iterable[tuple[float, float]], least: float) -> list[float]:
    """Where lines lie whose pieces together are at least so long."""
    found: list[tuple[float, float]] = []
    for at, length in sorted(lines):
        if found and at - found[-1][0] <= _NEAR:
            found[-1] = (found[-1][0], found[-1][1] + length)
        else:
            found.append((at, length))
    return [at for at, length in found if length >= least]
