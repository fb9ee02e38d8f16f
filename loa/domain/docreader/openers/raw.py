"""What an opener gives: paragraphs and tables, not yet one text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from loa.domain.docreader.document import Caution

# A centred or short paragraph with breaks is several lines; a long one is a sentence.
_LONG = 400


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
    """A table: rows of cells of paragraphs.

    `covered` has by the row's number the columns that a cell above reaches over, as far
    as the file says so.
    """

    rows: tuple[RawRow, ...]
    covered: Mapping[int, frozenset[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RawWord:
    """A word and how sure the eye was of it, 0 to 100; None for what was no picture."""

    text: str
    confidence: int | None


@dataclass(frozen=True, slots=True)
class RawDocument:
    """Paragraphs and tables in reading order.

    `notes` are the footnotes and endnotes: kept, and not read for tasks; `cautions` what
    a person should know of the opening. `words` are all words in the same order where
    any of them was read off a picture. `marks` are the words of stamps, and of heads and
    feet of pages: no part of the text, but they may say how secret it is.
    """

    blocks: tuple[RawParagraph | RawTable, ...]
    notes: tuple[str, ...] = ()
    cautions: tuple[Caution, ...] = ()
    words: tuple[RawWord, ...] = ()
    marks: tuple[str, ...] = ()


def pieces(
    text: str, *, label: str = "", is_centred: bool = False, is_bold: bool = False
) -> Iterator[RawParagraph]:
    """A paragraph with its list's label; a break in a centred or short one begins another."""
    split = is_centred or len(text) < _LONG
    for piece in text.split("\n") if split else [text.replace("\n", " ")]:
        if piece.strip():
            yield RawParagraph(
                f"{label} {piece.strip()}" if label else piece, is_centred, is_bold
            )
            label = ""


def flat(blocks: Iterable[RawParagraph | RawTable]) -> Iterator[RawParagraph]:
    """The paragraphs of blocks; those of a table's cells row by row."""
    for block in blocks:
        if isinstance(block, RawParagraph):
            yield block
        else:
            for row in block.rows:
                for cell in row:
                    yield from cell
