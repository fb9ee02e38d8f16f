"""An official document as data: what every renderer (.docx, .pdf, a page) is given.

Texts are plain strings without markup. `None` for a number or a day prints the
blank that a clerk fills in: nothing here is ever invented.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from loa.domain.writing.signing import Signature
from loa.domain.writing.wording import format_number, point_letter, roman


class Align(StrEnum):
    """Where the words of a paragraph or a column stand."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    JUSTIFY = "justify"


class Urgency(StrEnum):
    """Marks of urgency, the words as printed (Decree 30/2020, appendix I, box 10b)."""

    NONE = ""
    URGENT = "KHẨN"
    VERY_URGENT = "THƯỢNG KHẨN"
    EXPRESS = "HỎA TỐC"


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
    """A line that begins with a hyphen."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 is `I.` in capitals, 2 is `1.`, 3 is `a)`; `number_headings` labels."""

    level: int
    text: str
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


Block = Paragraph | Bullet | Heading | Note | Table


class PaperError(ValueError):
    """The parts given do not make a document that Decree 30/2020 knows."""


@dataclass(frozen=True, slots=True)
class Appendix:
    """An annex on pages of its own, numbered from 1; wide tables lie across."""

    title: str
    blocks: tuple[Block, ...]
    is_landscape: bool = False


# Decree 30/2020, appendix I, box 9a: who is written to stands above the text of a
# letter, and of a report or submission to a higher body; nowhere else.
TYPES_WITH_ADDRESSEES = frozenset({None, "BC", "TTr", "CĐ"})


@dataclass(frozen=True, slots=True)
class OfficialPaper:
    """One administrative document in the form of Decree 30/2020.

    `issuer` and `governing_body` are names in ordinary case; a line break in one is
    kept. `type_code` is the abbreviation of appendix III (`BC`, `KH`); None is an
    official letter (công văn), which has `V/v` and no name of type. `drafted_on`
    lends a paper without a day its month and year. An electronic paper leaves the
    blanks of "(Kèm theo …)" empty, one on paper has them filled.

    :raises PaperError: when the parts contradict each other
    """

    issuer: str
    symbol: str
    place: str
    subject: str
    body: tuple[Block, ...]
    signature: Signature
    type_code: str | None = None
    type_name: str = ""
    governing_body: str = ""
    number: int | str | None = None
    issued_on: date | None = None
    drafted_on: date | None = None
    addressees: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    appendices: tuple[Appendix, ...] = ()
    urgency: Urgency = Urgency.NONE
    is_electronic: bool = True

    def __post_init__(self) -> None:
        for name in ("issuer", "symbol", "subject"):
            if not getattr(self, name).strip():
                raise PaperError(f"{name} is empty")
        if any(mark.isspace() for mark in self.symbol):
            raise PaperError("a symbol has no spaces")
        if self.type_code is None and not self.addressees:
            raise PaperError("an official letter names whom it is for")
        if self.type_code is not None and not self.type_name.strip():
            raise PaperError("only an official letter has no name of type")
        if self.addressees and self.type_code not in TYPES_WITH_ADDRESSEES:
            raise PaperError("this type of document has recipients only")

    @property
    def is_letter(self) -> bool:
        """Whether this is an official letter (công văn)."""
        return self.type_code is None

    @property
    def full_number(self) -> str:
        """`05/BC-UBND`, or `/BC-UBND` as long as there is no number."""
        return format_number(self.number, None, self.symbol)


def plain(text: str, *, bold: bool = False, italic: bool = False) -> tuple[Run, ...]:
    """Give a text as the only run of a paragraph or cell."""
    return (Text(text, bold=bold, italic=italic),)


def number_headings(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Label the headings I., 1., a) in their order; a deeper level begins anew."""
    counts = [0, 0, 0]
    done: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            depth = min(max(block.level, 1), 3) - 1
            counts[depth] += 1
            counts[depth + 1 :] = [0] * (2 - depth)
            block = replace(block, label=_label(depth, counts[depth]))
        done.append(block)
    return tuple(done)


def _label(depth: int, count: int) -> str:
    if depth == 0:
        return f"{roman(count)}."
    return f"{count}." if depth == 1 else f"{point_letter(count)})"


def with_end_mark(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Close the text with `./.`, when its last block is of words.

    The mark is custom, not law; after a table there is none.
    """
    *before, last = blocks or (None,)
    if not isinstance(last, Paragraph | Bullet) or not last.runs:
        return tuple(blocks)
    *runs, final = last.runs
    closed = replace(final, text=final.text.rstrip().rstrip(".;,") + "./.")
    if isinstance(final, Figure):
        runs, closed = [*runs, final], Text("./.")
    return (*before, replace(last, runs=(*runs, closed)))


def figures_of(paper: OfficialPaper) -> tuple[Figure, ...]:
    """Give every figure of the document, in the order in which it is read."""
    blocks = [*paper.body, *(b for a in paper.appendices for b in a.blocks)]
    return tuple(
        run for block in blocks for run in runs_of(block) if isinstance(run, Figure)
    )


def runs_of(block: Block) -> tuple[Run, ...]:
    """Give the runs of a block, a table's row by row."""
    if isinstance(block, Heading):
        return ()
    if isinstance(block, Table):
        return tuple(run for row in block.rows for cell in row.cells for run in cell)
    return block.runs
