"""The bodies of a board by their position: a dot each, from coordinates on record.

A body without a position is listed, never placed by guess.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians

from loa.common.states import sign_of
from loa.orgs.models import BodyVersion
from loa.oversight.board import Line

WIDTH, HEIGHT, EDGE = 640, 420, 34
_SIGN = 18
# The most pressing state stands for a body that has several.
_PRESSING = (
    "missed", "overdue", "at_risk", "silent", "met_unproven", "on_track", "stated",
    "met_late", "met", "shown", "invited", "exempt", "not_yet", "not_judged",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dot:
    """One body on the picture; ``anchor`` says on which side its name stands."""

    version: BodyVersion
    state: str
    x: float
    y: float
    label_x: float
    label_y: float
    anchor: str
    is_named: bool

    @property
    def symbol(self) -> str:
        return sign_of(self.state).symbol

    @property
    def left(self) -> float:
        return self.x - 8

    @property
    def top(self) -> float:
        return self.y - 8


@dataclass(frozen=True, slots=True)
class Places:
    """What can be drawn, and who has no position on record."""

    dots: Sequence[Dot]
    unplaced: Sequence[tuple[BodyVersion, str]]
    counts: Sequence[tuple[str, int]]


def places(lines: Iterable[Line], column: int | None) -> Places:
    """Lay the bodies of a board out.

    :param column: which column's state a dot has; None for the most pressing of all
    """
    states = [(line.version, state_of(line, column)) for line in lines]
    placed = [
        (version, state)
        for version, state in states
        if version.latitude is not None and version.longitude is not None
    ]
    unplaced = [pair for pair in states if pair[0].latitude is None]
    counts: dict[str, int] = {}
    for _version, state in states:
        counts[state] = counts.get(state, 0) + 1
    shown = [(code, counts[code]) for code in _PRESSING if code in counts]
    return Places(_dots(placed), unplaced, shown)


def state_of(line: Line, column: int | None) -> str:
    """The state that a body's dot shows; "not_yet" where it owes nothing."""
    cells = line.cells if column is None else line.cells[column : column + 1]
    found = {cell.state.value for cell in cells if cell is not None}
    return next((code for code in _PRESSING if code in found), "not_yet")


def _dots(placed: Sequence[tuple[BodyVersion, str]]) -> list[Dot]:
    if not placed:
        return []
    # One degree of longitude is shorter than one of latitude.
    shrink = cos(radians(sum(v.latitude or 0.0 for v, _s in placed) / len(placed)))
    points = [((v.longitude or 0.0) * shrink, v.latitude or 0.0) for v, _s in placed]
    low_x, high_x = min(p[0] for p in points), max(p[0] for p in points)
    low_y, high_y = min(p[1] for p in points), max(p[1] for p in points)
    across, up = max(high_x - low_x, 0.01), max(high_y - low_y, 0.01)
    scale = min((WIDTH - 2 * EDGE - 90) / across, (HEIGHT - 2 * EDGE) / up)
    left = (WIDTH - across * scale) / 2
    top = (HEIGHT - up * scale) / 2
    taken: list[tuple[float, float, float, float]] = []
    spots = [
        (left + (x - low_x) * scale, top + (high_y - y) * scale) for x, y in points
    ]
    for x, y in spots:
        taken.append((x - _SIGN / 2, y - _SIGN / 2, x + _SIGN / 2, y + _SIGN / 2))
    return [
        _dot(version, state, spot, taken)
        for (version, state), spot in zip(placed, spots, strict=True)
    ]


def _dot(
    version: BodyVersion,
    state: str,
    spot: tuple[float, float],
    taken: list[tuple[float, float, float, float]],
) -> Dot:
    """Place a name beside its dot where it covers no other; leave it out if nowhere."""
    x, y = spot
    room = len(_name(version)) * 6.6
    for anchor, label_x, label_y in (
        ("start", x + 14, y + 4),
        ("end", x - 14, y + 4),
        ("middle", x, y - 14),
        ("middle", x, y + 22),
    ):
        begin = {"start": label_x, "end": label_x - room, "middle": label_x - room / 2}
        box = (begin[anchor], label_y - 11, begin[anchor] + room, label_y + 3)
        inside = box[0] >= 0 and box[2] <= WIDTH
        if inside and not any(_cover(box, other) for other in taken):
            taken.append(box)
            return Dot(version, state, x, y, label_x, label_y, anchor, True)
    return Dot(version, state, x, y, x, y, "middle", False)


def _name(version: BodyVersion) -> str:
    return version.place or version.short_name or version.name


def _cover(
    one: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> bool:
    return (
        one[0] < other[2]
        and other[0] < one[2]
        and one[1] < other[3]
        and other[1] < one[3]
    )
