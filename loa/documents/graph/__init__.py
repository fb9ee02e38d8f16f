"""What rests on what: bases with their flags, the walk, and the picture of it."""

from loa.documents.graph.bases import Basis, bases_of, basis_of
from loa.documents.graph.drawing import Picture, draw
from loa.documents.graph.flags import Flag, FlagKind
from loa.documents.graph.nodes import Graph, Node, State
from loa.documents.graph.walking import StubName, walk_document, walk_law, walk_stub

__all__ = [
    "Basis",
    "Flag",
    "FlagKind",
    "Graph",
    "Node",
    "Picture",
    "State",
    "StubName",
    "bases_of",
    "basis_of",
    "draw",
    "walk_document",
    "walk_law",
    "walk_stub",
]
