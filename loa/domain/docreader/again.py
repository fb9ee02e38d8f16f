"""A text that was read before and kept with its blocks: its lines, and its facts anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from loa.domain.docreader.document import Block, BlockKind, OfficialDocument
from loa.domain.docreader.layout import Cell, Layout, Line
from loa.domain.docreader.markers import marker_of
from loa.domain.docreader.reading import read_layout


def lines_of(text: str, blocks: Iterable[Block]) -> Iterator[Line]:
    """The lines that the blocks of a document are."""
    for block in blocks:
        words = block.span.quote(text)
        cell = None
        if block.table is not None:
            cell = Cell(block.table, block.row or 0, block.column or 0, block.height)
        centred = block.kind == BlockKind.CENTRED
        yield Line(words, block.span.start, marker_of(words), cell, centred)


def reread(text: str, blocks: Iterable[Block]) -> OfficialDocument:
    """The document that a kept text is, its spans in that same text."""
    return read_layout(Layout(text, tuple(lines_of(text, blocks))))
