"""The pieces that the text of an official document is made of.

Texts are plain strings without markup. A label that `number_headings` gives (`I.`,
`Điều 1.`, `a)`) is not part of the words.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from loa.domain.text import in_roman
from loa.domain.writing.wording import point_letter


class PaperError(ValueError):
    """The parts given do not make a document that Decree 30/2020 knows."""


class Align(StrEnum):
    """Where the words of a paragraph or a column stand."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    JUSTIFY = "justify"


@dataclass(frozen=True, slots=True)
class Text:
    """Words in one style."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A counted figure. `key` names it in the figures' JSON, `text` is what prints."""

    key: str
    text: str
    bold: bool = False
    italic: bool = False


Run = Text | Figure


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body: justified, its first line set in."""

    runs: tuple[Run, ...]
    align: Align = Align.JUSTIFY


@dataclass(frozen=True, slots=True)
class Bullet:
    """A line that begins with a hyphen; one of level 2, below it, with a plus."""

    runs: tuple[Run, ...]
    level: int = 1

    @property
    def mark(self) -> str:
        """What is printed before the words."""
        return "- " if self.level <= 1 else "+ "


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 is `I.` in capitals, 2 is `1.`, 3 is `a)`; `number_headings` labels."""

    level: int
    text: str
    label: str = ""


class DivisionKind(StrEnum):
    """The large divisions of a text, outermost first; the words as printed."""

    PART = "Phần"
    CHAPTER = "Chương"
    SECTION = "Mục"
    SUBSECTION = "Tiểu mục"


@dataclass(frozen=True, slots=True)
class Division:
    """`Chương I` on a line of its own and its title in capitals beneath, centred."""

    kind: DivisionKind
    title: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """`Điều 1.` in bold with its title, its words behind it or in blocks below.

    Articles are counted through the whole text, whatever division they stand in.
    """

    title: str = ""
    runs: tuple[Run, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """`1.` before words that are no heading (a clause with a title is a `Heading`)."""

    runs: tuple[Run, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """`a)` before words: a, b, c, d, đ, e, g …"""

    runs: tuple[Run, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A remark in small italics, as under a table."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; widths are shares of the line, not millimetres."""

    title: str
    width: float = 1.0
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Row:
    """Cells left to right, as many as the table has columns."""

    cells: tuple[tuple[Run, ...], ...]
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; the header repeats on each page and no row is torn in two."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""

    def __post_init__(self) -> None:
        if not self.columns:
            raise PaperError("a table needs a column")
        if any(len(row.cells) != len(self.columns) for row in self.rows):
            raise PaperError("every row of a table has one cell for each column")


Block = (
    Paragraph
    | Bullet
    | Heading
    | Division
    | Article
    | Clause
    | Point
    | Note
    | Table
)  # fmt: skip


def plain(text: str, *, bold: bool = False, italic: bool = False) -> tuple[Run, ...]:
    """Give a text as the only run of a paragraph or cell."""
    return (Text(text, bold=bold, italic=italic),)


def number_headings(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Label what is numbered, in its order; a deeper level begins anew.

    Headings are I., 1., a); a clause counts with the headings of level 2 and a point
    with those of level 3. Parts and chapters have Roman numerals, sections Arabic
    ones. Articles run on through the text.

    :raises ValueError: for more points in a row than the alphabet has letters
    """
    counter = _Counter()
    return tuple(counter.labelled(block) for block in blocks)


class _Counter:
    """What has been counted so far, by depth."""

    def __init__(self) -> None:
        self.items = [0, 0, 0]
        self.divisions = dict.fromkeys(DivisionKind, 0)
        self.articles = 0

    def labelled(self, block: Block) -> Block:
        match block:
            case Heading():
                depth = min(max(block.level, 1), 3) - 1
                return replace(block, label=self._item(depth))
            case Clause():
                return replace(block, label=self._item(1))
            case Point():
                return replace(block, label=self._item(2))
            case Division():
                return replace(block, label=self._division(block.kind))
            case Article():
                self.articles += 1
                self.items[1:] = [0, 0]
                return replace(block, label=f"Điều {self.articles}.")
        return block

    def _item(self, depth: int) -> str:
        self.items[depth] += 1
        self.items[depth + 1 :] = [0] * (2 - depth)
        count = self.items[depth]
        if depth == 0:
            return f"{in_roman(count)}."
        return f"{count}." if depth == 1 else f"{point_letter(count)})"

    def _division(self, kind: DivisionKind) -> str:
        order = [*DivisionKind]
        self.divisions[kind] += 1
        for deeper in order[order.index(kind) + 1 :]:
            self.divisions[deeper] = 0
        self.items = [0, 0, 0]
        count = self.divisions[kind]
        is_roman = kind in {DivisionKind.PART, DivisionKind.CHAPTER}
        return f"{kind} {in_roman(count) if is_roman else count}"


def with_end_mark(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Close the text with `./.`, when its last block is of words.

    The mark is custom, not law; after a table there is none.
    """
    *before, last = blocks or (None,)
    if not isinstance(last, Paragraph | Bullet | Article | Clause | Point):
        return tuple(blocks)
    if not last.runs:
        return tuple(blocks)
    *runs, final = last.runs
    closed: Run = replace(final, text=final.text.rstrip().rstrip(".;,/") + "./.")
    if isinstance(final, Figure):
        runs, closed = [*runs, final], Text("./.")
    return (*before, replace(last, runs=(*runs, closed)))


def runs_of(block: Block) -> tuple[Run, ...]:
    """Give the runs of a block, a table's row by row."""
    if isinstance(block, Heading | Division):
        return ()
    if isinstance(block, Table):
        return tuple(run for row in block.rows for cell in row.cells for run in cell)
    return block.runs
