"""Word 97–2003 files (.doc): paragraphs, tables, automatic numbers.

We read the format ourselves ([MS-DOC]: text by the piece table, properties by the bin
tables), so that a machine with nothing but Python reads the old files of an office.
Deleted and hidden text and field codes are dropped; footnotes and endnotes go into
`RawDocument.notes`; text boxes stand behind the text. Older files than Word 97 are
refused with `Reason.OLD_WORD`.
"""

from __future__ import annotations

import re
import struct
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from loa.domain.docreader.document import Caution
from loa.domain.docreader.openers.columns_of import Row, spread
from loa.domain.docreader.openers.compound import Compound
from loa.domain.docreader.openers.doc.binary import runs_of, u16
from loa.domain.docreader.openers.doc.file import Look, WordFile, look_of
from loa.domain.docreader.openers.fonts import words
from loa.domain.docreader.openers.raw import (
    RawDocument,
    RawParagraph,
    RawTable,
    flat,
    pieces,
)
from loa.domain.docreader.unreadable import Reason, Unreadable
from loa.domain.text import legacy

_MAIN = "WordDocument"
_CELL, _PARAGRAPH, _PAGE, _COLUMN = "\x07", "\r", "\x0c", "\x0e"
_ENDS = {_CELL, _PARAGRAPH, _PAGE, _COLUMN}
_FIELD, _RESULT, _FIELD_END = "\x13", "\x14", "\x15"
_FIELDS = {_FIELD, _RESULT, _FIELD_END}
_SPLIT = re.compile("([\x07\r\x0c\x0e\x13\x14\x15])")
_SIGNS = str.maketrans(
    {"\x0b": "\n", "\x1e": "-", "\t": " ", "\xa0": " ", "\x00": None, "\x01": None,
     "\x02": None, "\x03": None, "\x04": None, "\x05": None, "\x06": None, "\x08": None}
)  # fmt: skip
_NO_LOOK = Look()
_FOOTNOTES, _HEADS, _ENDNOTES, _BOXES, _BOXES_OF_HEADS = 1, 2, 5, 6, 7


def open_doc(compound: Compound) -> RawDocument:
    """The paragraphs and tables of a .doc.

    :raises Unreadable: under a password, damaged, older than Word 97, or without text
    """
    tables = {
        number: compound.read(name)
        for number, name in enumerate(("0Table", "1Table"))
        if name in compound.names
    }
    try:
        file = WordFile(compound.read(_MAIN), tables)
        reading = _Reading(file)
        blocks = tuple(reading.blocks())
        notes = tuple(reading.notes())
        marks = tuple(reading.marks())
    except (struct.error, IndexError, ValueError, OverflowError) as e:
        raise Unreadable(Reason.DAMAGED, f"doc: {e}") from e
    if not blocks:
        raise Unreadable(Reason.EMPTY, "no text in the document")
    cautions = tuple(_cautions(compound, reading))
    return RawDocument(blocks, notes, cautions, marks=marks)


def _cautions(compound: Compound, reading: _Reading) -> Iterator[Caution]:
    if reading.was_changed:
        yield Caution.CHANGES_ACCEPTED
    if any(name.startswith("Macros/") for name in compound.names):
        yield Caution.MACROS_LEFT_OUT


class _Reading:
    """One .doc being read: its characters with their looks, and its lists."""

    def __init__(self, file: WordFile) -> None:
        self._file = file
        self._numbering = file.numbering()
        self._runs = runs_of(file.stream, file.runs, is_paragraphs=False)
        self._lines = runs_of(file.stream, file.paragraphs, is_paragraphs=True)
        self._run_starts = [run[0] for run in self._runs]
        self._line_starts = [line[0] for line in self._lines]
        self._looks: dict[tuple[bytes, int], Look] = {}
        self.was_changed = False

    def blocks(self) -> Iterator[RawParagraph | RawTable]:
        """The paragraphs and tables of the text, then of its text boxes."""
        lengths = self._file.lengths
        yield from self._part(0, lengths[0])
        start = sum(lengths[:_BOXES])
        yield from self._part(start, start + lengths[_BOXES])

    def notes(self) -> Iterator[str]:
        """The footnotes and endnotes, a paragraph each."""
        for part in (_FOOTNOTES, _ENDNOTES):
            start = sum(self._file.lengths[:part])
            for block in self._part(start, start + self._file.lengths[part]):
                if isinstance(block, RawParagraph):
                    yield " ".join(block.text.split())

    def marks(self) -> Iterator[str]:
        """What stands in heads and feet of pages, and in text boxes: stamps, mostly."""
        for part in (_HEADS, _BOXES, _BOXES_OF_HEADS):
            start = sum(self._file.lengths[:part])
            for one in flat(self._part(start, start + self._file.lengths[part])):
                yield one.text

    def _part(self, start: int, end: int) -> Iterator[RawParagraph | RawTable]:
        rows: list[Row] = []
        cells: list[tuple[RawParagraph, ...]] = []
        cell: list[RawParagraph] = []
        for runs, ends_with, line in self._paragraphs(start, end):
            if line.ends_row:
                rows.append(Row(tuple(cells), line.edges or ()))
                cells, cell = [], []
                continue
            if rows and not line.in_table:
                yield spread(rows)
                rows = []
            made = self._paragraph(runs, line)
            if not line.in_table:
                yield from made
                continue
            cell.extend(made)
            if ends_with == _CELL:
                cells.append(tuple(cell))
                cell = []
        if cells or cell:
            rows.append(Row((*cells, tuple(cell)), ()))
        if rows:
            yield spread(rows)

    def _paragraph(
        self, runs: Sequence[tuple[str, Look]], line: Look
    ) -> Iterator[RawParagraph]:
        text = words(
            (text.upper() if look.has_capitals else text, self._font(look))
            for text, look in runs
        )
        number, label = line.list_number or 0, ""
        if 0 < number < 0xF801:
            label = self._numbering.label(str(number), line.list_level or 0)
        seen = [look for text, look in runs if text.strip()]
        if seen:
            yield from pieces(
                text,
                label=label,
                is_centred=bool(line.is_centred),
                is_bold=all(look.is_bold for look in seen),
            )

    def _font(self, look: Look) -> str:
        fonts = self._file.fonts
        number = look.font or 0
        return fonts[number] if number < len(fonts) else ""

    def _paragraphs(
        self, start: int, end: int
    ) -> Iterator[tuple[list[tuple[str, Look]], str, Look]]:
        """The visible runs of each paragraph, the sign it ends with, its look."""
        held: list[tuple[str, Look]] = []
        fields: list[bool] = []  # of each open field: whether its code still goes on
        for text, look, line in self._stretches(start, end):
            self.was_changed |= bool(look.is_deleted or look.is_inserted)
            for piece in _SPLIT.split(text):
                if piece in _ENDS:
                    # A deleted mark lets the next paragraph go on here.
                    if piece != _PARAGRAPH or not look.is_deleted:
                        yield held, piece, line
                        held = []
                elif piece in _FIELDS:
                    _step(fields, piece)
                elif not (look.is_hidden or look.is_deleted or any(fields)):
                    held.append((self._plain(piece, look), look))
        if held:
            yield held, _PARAGRAPH, _NO_LOOK

    def _plain(self, text: str, look: Look) -> str:
        # An optional hyphen, which in a font of TCVN3 is the letter ư.
        if "\x1f" in text:
            old = legacy.coding_of_font(self._font(look))
            text = text.replace("\x1f", "\xad" if old else "")
        return text.translate(_SIGNS)

    def _stretches(self, start: int, end: int) -> Iterator[tuple[str, Look, Look]]:
        """Text of one look, with the look of its paragraph."""
        for piece in self._file.pieces:
            first, last = max(start, piece.start), min(end, piece.end)
            at = piece.offset + (first - piece.start) * piece.width
            stop = piece.offset + (last - piece.start) * piece.width
            while at < stop:
                run_end, run = _found(self._runs, self._run_starts, at)
                line_end, line = _found(self._lines, self._line_starts, at)
                until = min(stop, run_end, line_end)
                # A character of two bytes is never cut.
                until = max(until - (until - at) % piece.width, at + piece.width)
                raw = self._file.stream[at:until]
                coding = "cp1252" if piece.width == 1 else "utf-16-le"
                look, style = self._look(run, line)
                yield raw.decode(coding, "replace"), look, style
                at = until

    def _look(self, run: bytes, line: bytes) -> tuple[Look, Look]:
        """The looks of a run and of its paragraph, with their styles."""
        number = u16(line, 0) if len(line) >= 2 else 0
        lines, usual = self._file.styles.get(number, (_NO_LOOK, _NO_LOOK))
        style = self._looks.get((line, -1))
        if style is None:
            style = look_of(line[2:]).over(lines)
            self._looks[line, -1] = style
        look = self._looks.get((run, number))
        if look is None:
            look = look_of(run, usual).over(usual)
            self._looks[run, number] = look
        return look, style


def _step(fields: list[bool], sign: str) -> None:
    """A field begins with its code, goes on with its result, and ends."""
    if sign == _FIELD:
        fields.append(True)
    elif fields and sign == _RESULT:
        fields[-1] = False
    elif fields:
        fields.pop()


def _found(
    runs: Sequence[tuple[int, int, bytes]], starts: Sequence[int], at: int
) -> tuple[int, bytes]:
    """Where the run at a place ends, and its properties."""
    place = bisect_right(starts, at) - 1
    if place >= 0 and at < runs[place][1]:
        return runs[place][1], runs[place][2]
    after = starts[place + 1] if place + 1 < len(starts) else 1 << 40
    return after, b""
