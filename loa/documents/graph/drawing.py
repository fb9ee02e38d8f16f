"""Where each paper stands in the picture: rows by level, few crossings, no overlaps.

Plain numbers in, plain numbers out; the template draws them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from loa.documents.graph.nodes import RESTS_ON, Edge, Graph, Node, band_name

WIDTH: Final = 178
HEIGHT: Final = 82
GAP: Final = 16
BEND: Final = 18  # a place through which a long line passes a row
ROW: Final = 132
LEFT: Final = 12
TOP: Final = 34
PER_ROW: Final = 6
SWEEPS: Final = 6
_TITLE: Final = 21
_LINE: Final = 27


@dataclass(slots=True)
class Box:
    """A paper in the picture, or "and 12 more" when ``more`` is not 0."""

    key: str
    x: int
    y: int
    node: Node | None
    more: int = 0
    band: int = 0

    @property
    def middle(self) -> int:
        return self.x + WIDTH // 2

    @property
    def title(self) -> str:
        if self.node is None:
            return ""
        return cut(self.node.number or self.node.title, _TITLE)

    @property
    def issuer(self) -> str:
        if self.node is None:
            return ""
        issuer = self.node.issuer or self.node.subject
        return cut(short(issuer), _LINE)


@dataclass(frozen=True, slots=True)
class Line:
    """A curve from a paper up to what it rests on."""

    path: str
    kind: str
    is_near: bool

    @property
    def is_other(self) -> bool:
        """Whether it is no basis but says what one paper does to another."""
        return self.kind != RESTS_ON


@dataclass(frozen=True, slots=True)
class Band:
    """A row's level: its name stands above its first row."""

    name: object
    y: int


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn, in pixels."""

    width: int
    height: int
    boxes: list[Box]
    lines: list[Line]
    bands: list[Band]


@dataclass(slots=True)
class _Slot:
    """A place in a row: a paper, a fold of several, or a bend of a long line."""

    key: str
    node: Node | None = None
    more: int = 0
    at: float = 0.0
    is_bend: bool = False
    up: set[str] = field(default_factory=set)
    down: set[str] = field(default_factory=set)

    @property
    def width(self) -> int:
        return BEND if self.is_bend else WIDTH


def draw(graph: Graph) -> Picture:
    """Lay a graph out: the highest level on top, what rests on it below."""
    rows = _rows(graph)
    folded = _fold(rows, graph)
    edges = _edges(graph, folded)
    slots, places, chains = _slots(rows, folded, graph, edges)
    _order(slots, places)
    return _picture(slots, rows, chains, graph)


def short(name: str) -> str:
    """Return an issuer's name with the usual abbreviation."""
    for long in ("Ủy ban nhân dân", "ỦY BAN NHÂN DÂN", "Uỷ ban nhân dân"):
        name = name.replace(long, "UBND")
    return name


def cut(text: str, length: int) -> str:
    """Return a text that fits, cut at a word where that leaves most of it."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    head = text[: length - 1]
    at_word = head.rsplit(" ", 1)[0]
    return (at_word if len(at_word) > length // 2 else head).rstrip(" ,;-") + "…"


Rows = list[tuple[int, list[str]]]


def _rows(graph: Graph) -> Rows:
    """Return the rows from the top: (band, keys); a band may need several."""
    by_band: dict[int, list[str]] = defaultdict(list)
    for key, node in graph.nodes.items():
        by_band[node.band].append(key)
    rows: Rows = []
    for band in sorted(by_band):
        depths = _depths(by_band[band], graph.edges.values())
        by_depth: dict[int, list[str]] = defaultdict(list)
        for key in by_band[band]:
            by_depth[depths[key]].append(key)
        rows += [(band, by_depth[depth]) for depth in sorted(by_depth)]
    return rows


def _depths(keys: Sequence[str], edges: Iterable[Edge]) -> dict[str, int]:
    """Return how deep each paper of one level stands below others of the level."""
    within = set(keys)
    above: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        if edge.start in within and edge.end in within:
            above[edge.start].append(edge.end)
    depths: dict[str, int] = {}

    def depth(key: str, trail: frozenset[str]) -> int:
        if key in depths:
            return depths[key]
        # Two papers that cite each other: the second is met on the trail and ends it.
        over = [one for one in above[key] if one not in trail]
        found = max((depth(one, trail | {key}) + 1 for one in over), default=0)
        depths[key] = min(found, 8)
        return depths[key]

    for key in keys:
        depth(key, frozenset({key}))
    return depths


def _fold(rows: Rows, graph: Graph) -> dict[str, str]:
    """Return which papers of too long a row are folded, and into which place."""
    weight: dict[str, int] = defaultdict(int)
    for edge in graph.edges.values():
        near = graph.centre in (edge.start, edge.end)
        for key in (edge.start, edge.end):
            weight[key] += 5 if near else 1
    folded: dict[str, str] = {}
    for place, (_band, keys) in enumerate(rows):
        if len(keys) <= PER_ROW:
            continue
        ranked = sorted(
            keys,
            key=lambda key: (key != graph.centre, -weight[key], keys.index(key)),
        )
        for key in ranked[PER_ROW - 1 :]:
            folded[key] = f"more{place}"
    return folded


def _edges(graph: Graph, folded: dict[str, str]) -> list[Edge]:
    found: dict[tuple[str, str], Edge] = {}
    for edge in graph.edges.values():
        start = folded.get(edge.start, edge.start)
        end = folded.get(edge.end, edge.end)
        if start != end:
            found.setdefault((start, end), Edge(start, end, edge.kind))
    return list(found.values())


Chain = tuple[Edge, list[str]]


def _slots(
    rows: Rows, folded: dict[str, str], graph: Graph, edges: list[Edge]
) -> tuple[dict[str, _Slot], list[list[str]], list[Chain]]:
    slots: dict[str, _Slot] = {}
    places: list[list[str]] = []
    row_of: dict[str, int] = {}
    for place, (_band, keys) in enumerate(rows):
        shown = [key for key in keys if key not in folded]
        places.append(shown)
        for key in shown:
            slots[key] = _Slot(key, graph.nodes[key])
        if len(shown) < len(keys):
            key = f"more{place}"
            slots[key] = _Slot(key, more=len(keys) - len(shown))
            shown.append(key)
        row_of.update(dict.fromkeys(shown, place))
    chains = [(edge, _chain(edge, row_of, slots, places)) for edge in edges]
    return slots, places, chains


def _chain(
    edge: Edge, row_of: dict[str, int], slots: dict[str, _Slot], places: list[list[str]]
) -> list[str]:
    """Return the places that a line passes, from the lower to the upper end.

    Lines to the same paper share their bends: they run together as one.
    """
    low, high = edge.start, edge.end
    if row_of[low] < row_of[high]:
        low, high = high, low
    chain = [low]
    for place in range(row_of[low] - 1, row_of[high], -1):
        key = f"bend{place}:{high}"
        if key not in slots:
            slots[key] = _Slot(key, is_bend=True)
            places[place].append(key)
        chain.append(key)
    chain.append(high)
    for lower, upper in pairwise(chain):
        slots[lower].up.add(upper)
        slots[upper].down.add(lower)
    return chain


def _order(slots: dict[str, _Slot], places: list[list[str]]) -> None:
    """Put each row in the order of the middles of what it is joined to."""
    for keys in places:
        for index, key in enumerate(keys):
            slots[key].at = float(index)
    for sweep in range(SWEEPS):
        downward = sweep % 2 == 0
        for keys in places if downward else reversed(places):
            for key in keys:
                slot = slots[key]
                joined = slot.up if downward else slot.down
                if joined:
                    slot.at = sum(slots[one].at for one in joined) / len(joined)
            keys.sort(key=lambda key: (slots[key].more > 0, slots[key].at))
            middle = (len(keys) - 1) / 2
            for index, key in enumerate(keys):
                slots[key].at = index - middle


def _picture(
    slots: dict[str, _Slot], rows: Rows, chains: list[Chain], graph: Graph
) -> Picture:
    places: dict[int, list[_Slot]] = defaultdict(list)
    row_of: dict[str, int] = {}
    for place, (_band, keys) in enumerate(rows):
        row_of.update(dict.fromkeys(keys, place))
    for key, slot in slots.items():
        row = row_of.get(key)
        if row is None:
            row = int(key.removeprefix("more").removeprefix("bend").split(":")[0])
        places[row].append(slot)
    widths = {
        place: sum(slot.width + GAP for slot in found) - GAP
        for place, found in places.items()
    }
    wide = max([*widths.values(), 2 * WIDTH])
    left: dict[str, int] = {}
    for place, found in places.items():
        x = LEFT + (wide - widths[place]) // 2
        for slot in sorted(found, key=lambda slot: slot.at):
            left[slot.key] = x
            x += slot.width + GAP
        for slot in found:
            row_of[slot.key] = place
    boxes = [
        Box(
            key=slot.key,
            x=left[slot.key],
            y=TOP + row_of[slot.key] * ROW,
            node=slot.node,
            more=slot.more,
            band=rows[row_of[slot.key]][0],
        )
        for place in sorted(places)
        for slot in sorted(places[place], key=lambda slot: slot.at)
        if not slot.is_bend
    ]
    lines = [
        Line(
            _path(chain, slots, left, row_of),
            edge.kind,
            graph.centre in (edge.start, edge.end),
        )
        for edge, chain in chains
    ]
    # Lines of the centre are drawn last, over the others.
    lines.sort(key=lambda line: line.is_near)
    bands, last = [], -1
    for place, (band, _keys) in enumerate(rows):
        if band != last:
            bands.append(Band(band_name(band), TOP + place * ROW))
            last = band
    height = TOP + (len(rows) - 1) * ROW + HEIGHT + 12 if rows else TOP
    return Picture(wide + 2 * LEFT, height, boxes, lines, bands)


def _path(
    chain: list[str],
    slots: dict[str, _Slot],
    left: dict[str, int],
    row_of: dict[str, int],
) -> str:
    def middle(key: str) -> int:
        return left[key] + slots[key].width // 2

    first = chain[0]
    x, y = middle(first), TOP + row_of[first] * ROW
    parts = [f"M{x} {y}"]
    for key in chain[1:]:
        to_x, to_y = middle(key), TOP + row_of[key] * ROW + HEIGHT
        turn = (y - to_y) // 2
        parts.append(f"C{x} {y - turn} {to_x} {to_y + turn} {to_x} {to_y}")
        x, y = to_x, to_y
        if slots[key].is_bend:
            y = TOP + row_of[key] * ROW
            parts.append(f"V{y}")
    return " ".join(parts)
