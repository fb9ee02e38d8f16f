"""What an opener gives: paragraphs and tables, not yet one text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RawParagraph:
    """A paragraph's words on one line."""

    text: str
    is_centred: bool = False
    is_bold: bool = False


RawCell = tuple[RawParagraph, ...]
RawRow = tuple[RawCell, ...]


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table: rows of cells of paragraphs."""

    rows: tuple[RawRow, ...]


@dataclass(frozen=True, slots=True)
class RawDocument:
    """Paragraphs and tables in reading order; what was left aside apart."""

    blocks: tuple[RawParagraph | RawTable, ...]
    notes: tuple[str, ...] = ()
