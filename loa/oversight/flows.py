"""The picture of a comparison: two columns of states, and how many went between them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from loa.common.states import sign_of
from loa.oversight.comparing import Comparison, ordered

WIDTH, _ROW, _TOP = 640, 34, 30
_LEFT, _RIGHT = 200, 440


@dataclass(frozen=True, slots=True)
class Node:
    """A state on one of the two days, with how many stood there."""

    code: str
    count: int
    y: float

    @property
    def css(self) -> str:
        return sign_of(self.code).css

    @property
    def symbol(self) -> str:
        return sign_of(self.code).symbol

    @property
    def icon_y(self) -> float:
        return self.y - 8

    @property
    def text_y(self) -> float:
        return self.y + 5


@dataclass(frozen=True, slots=True)
class Flow:
    """A line between two states; ``css`` says which way it goes."""

    path: str
    width: float
    count: int
    css: str


@dataclass(frozen=True, slots=True)
class Flows:
    """Everything that the template draws."""

    left: tuple[Node, ...]
    right: tuple[Node, ...]
    lines: tuple[Flow, ...]
    height: int


def flows_of(comparison: Comparison) -> Flows:
    """Lay the picture out; what stood on one of the days alone is in its column only."""
    counts = comparison.flows
    before = _column(ordered(a for a, _b in counts if a), 0, counts)
    after = _column(ordered(b for _a, b in counts if b), 1, counts)
    left = {node.code: node for node in before}
    right = {node.code: node for node in after}
    rank = {code: place for place, code in enumerate(ordered((*left, *right)))}
    most = max(counts.values(), default=1)
    lines = []
    for (old, new), count in sorted(counts.items(), key=lambda item: -item[1]):
        if not old or not new:
            continue
        start, end = left[old].y, right[new].y
        css = "same" if old == new else "better" if rank[new] < rank[old] else "worse"
        middle = (_LEFT + _RIGHT) / 2
        path = (
            f"M{_LEFT} {start:.1f}C{middle} {start:.1f} {middle} {end:.1f}"
            f" {_RIGHT} {end:.1f}"
        )
        lines.append(Flow(path, 1.5 + 12 * count / most, count, css))
    height = _TOP + _ROW * max(len(before), len(after), 1)
    return Flows(before, after, tuple(lines), height)


def _column(
    names: Sequence[str], side: int, counts: Mapping[tuple[str, str], int]
) -> tuple[Node, ...]:
    return tuple(
        Node(
            code,
            sum(count for pair, count in counts.items() if pair[side] == code),
            _TOP + _ROW * (place + 0.5),
        )
        for place, code in enumerate(names)
    )
