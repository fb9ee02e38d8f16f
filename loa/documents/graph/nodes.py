"""Nodes and edges of the graph, as somebody may see them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loa.common import figures
from loa.documents.levels import LEVELS
from loa.documents.models import IssuerLevel, Relation

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text

RESTS_ON: Final = "rests_on"
OTHER_BAND: Final = len(LEVELS)

EDGES: Final[dict[str, Text]] = {
    RESTS_ON: gettext_lazy("rests on"),
    **{kind.value: kind.label for kind in Relation.Kind},
}


class State(StrEnum):
    """How a document of the graph stands today."""

    HELD = "held"
    READ = "read"
    LAW = "law"
    LAW_UNVERIFIED = "law_unverified"
    STUB = "stub"
    REPLACED = "replaced"
    EXPIRED = "expired"
    NOT_YET = "not_yet"
    RECALLED = "recalled"


# class, symbol, word
STATES: Final[dict[State, tuple[str, str, Text]]] = {
    State.HELD: ("is-met", "s-met", gettext_lazy("held here")),
    State.READ: ("is-risk", "s-risk", gettext_lazy("to be confirmed")),
    State.LAW: ("is-verified", "e-verified", gettext_lazy("law in force")),
    State.LAW_UNVERIFIED: (
        "is-uncheckable",
        "e-uncheckable",
        gettext_lazy("law, not checked"),
    ),
    State.STUB: ("is-claimed", "e-slot", gettext_lazy("not held yet")),
    State.REPLACED: ("is-overdue", "s-overdue", gettext_lazy("replaced")),
    State.EXPIRED: ("is-missed", "s-missed", gettext_lazy("no longer in force")),
    State.NOT_YET: ("is-pending", "e-pending", gettext_lazy("not yet in force")),
    State.RECALLED: ("is-rejected", "e-rejected", gettext_lazy("recalled")),
}


@dataclass(slots=True)
class Node:
    """One paper: held, law, or a stub that is only named so far."""

    key: str
    number: str
    doc_type: str
    issuer: str
    day: date | None
    level: str
    state: State
    subject: str = ""
    url: str = ""
    """Where the walk goes on from it."""
    open_url: str = ""
    """The page of the document, when it is held."""
    is_centre: bool = False

    @property
    def title(self) -> str:
        named = " ".join(part for part in (self.doc_type, self.number) if part)
        return named or self.subject or _("Document without number")

    @property
    def day_words(self) -> str:
        """The day as written; a picture takes no element of the page for it."""
        return figures.day(self.day) if self.day else ""

    @property
    def band(self) -> int:
        """Which level it stands on, 0 the highest; after the last, unknown."""
        return LEVELS.index(self.level) if self.level in LEVELS else OTHER_BAND

    @property
    def css(self) -> str:
        return STATES[self.state][0]

    @property
    def symbol(self) -> str:
        return STATES[self.state][1]

    @property
    def word(self) -> Text:
        return STATES[self.state][2]


@dataclass(frozen=True, slots=True)
class Edge:
    """``start`` rests on ``end``, or does something to it."""

    start: str
    end: str
    kind: str = RESTS_ON

    @property
    def words(self) -> Text:
        return EDGES[self.kind]


@dataclass(slots=True)
class Graph:
    """Nodes by key, and edges; ``is_cut`` when a level had more than is shown."""

    centre: str
    nodes: dict[str, Node] = field(default_factory=dict)
    edges: dict[tuple[str, str], Edge] = field(default_factory=dict)
    is_cut: bool = False

    def above(self, key: str) -> list[tuple[Edge, Node]]:
        """Return what a paper rests on, or does something to."""
        return [
            (edge, self.nodes[edge.end])
            for edge in self.edges.values()
            if edge.start == key
        ]

    def below(self, key: str) -> list[tuple[Edge, Node]]:
        """Return what rests on a paper."""
        return [
            (edge, self.nodes[edge.start])
            for edge in self.edges.values()
            if edge.end == key
        ]

    def bands(self) -> list[tuple[Text, list[Node]]]:
        """Return the papers by level, the highest first, newest first in each."""
        found: dict[int, list[Node]] = {}
        for node in self.nodes.values():
            found.setdefault(node.band, []).append(node)
        return [
            (
                band_name(band),
                sorted(
                    found[band],
                    key=lambda node: (-(node.day or date.min).toordinal(), node.number),
                ),
            )
            for band in sorted(found)
        ]


def band_name(band: int) -> Text:
    """Return what a level is called."""
    if band == OTHER_BAND:
        return gettext_lazy("Level not known")
    return IssuerLevel(LEVELS[band]).label
