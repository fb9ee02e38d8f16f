"""Rich Text Format (.rtf): paragraphs, tables, the numbers that the file carries.

RTF writes the text of automatic numbers down beside the lists, so that they need not be
counted. Deleted and hidden text, field codes, pictures, headers and footers are dropped;
footnotes go into `RawDocument.notes`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from loa.domain.docreader.document import Caution
from loa.domain.docreader.openers.columns_of import Row, spread
from loa.domain.docreader.openers.fonts import words
from loa.domain.docreader.openers.raw import (
    RawCell,
    RawDocument,
    RawParagraph,
    RawTable,
    pieces,
)
from loa.domain.docreader.unreadable import Reason, Unreadable
from loa.domain.text import legacy

_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?"
    r"|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])|(?P<brace>[{}])"
    r"|(?P<text>[^\\{}\r\n]+)"
)
_DEEPEST = 2000
# Groups that hold no words of the text, besides all that begin with \* and are unknown.
_SKIPPED = {
    "colortbl", "stylesheet", "info", "pict", "nonshppict", "object", "sp", "shprslt",
    "fldinst", "listtable", "listoverridetable", "revtbl", "rsidtbl", "filetbl", "xe",
    "tc", "rxe", "tcn", "annotation", "atnid", "atnauthor", "nonesttables", "pntxta",
    "pntxtb", "generator", "themedata", "datastore", "ftnsep", "ftnsepc", "aftnsep",
}  # fmt: skip
_KEPT = {"shpinst", "shptxt", "ud", "shppict", "listtext", "pntext", "fldrslt"}
_EDGES = (
    "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf",
)  # fmt: skip
_APART = dict.fromkeys(_EDGES, "edge") | {"footnote": "note", "shptxt": "box"}
_SIGNS = {
    "tab": " ", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ",
    "page": " ", "column": " ",
}  # fmt: skip
_ONE_SIGN = {"~": " ", "_": "-", "-": "\xad", "\\": "\\", "{": "{", "}": "}"}
_CODEPAGES = {
    0: "cp1252", 163: "cp1258", 238: "cp1250", 204: "cp1251", 128: "cp932", 134: "cp936",
    136: "cp950", 129: "cp949", 161: "cp1253", 162: "cp1254", 222: "cp874",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _State:
    """What holds inside a group until it ends."""

    font: int = 0
    is_bold: bool = False
    is_hidden: bool = False
    is_deleted: bool = False
    has_capitals: bool = False
    is_skipped: bool = False
    in_fonts: bool = False
    apart: str = ""  # "note" or "edge": words that are no part of the text
    skip: int = 1  # how many characters stand for one \u
    is_first: bool = True  # nothing of the group was read yet
    is_extra: bool = False  # \* was read


@dataclass(slots=True)
class _Line:
    """The paragraph in the making."""

    runs: list[tuple[str, int, bool]] = field(default_factory=list)
    is_centred: bool = False
    in_table: bool = False


def open_rtf(raw: bytes) -> RawDocument:
    """The paragraphs and tables of an .rtf.

    :raises Unreadable: when it is cut off at its beginning, or holds no text
    """
    reading = _Reading()
    reading.run(raw.decode("latin-1"))
    if not reading.blocks:
        raise Unreadable(Reason.EMPTY, "no text in the document")
    cautions = (Caution.CHANGES_ACCEPTED,) if reading.was_changed else ()
    return RawDocument(
        tuple(reading.blocks),
        tuple(reading.notes),
        cautions,
        marks=tuple(reading.marks),
    )


@dataclass(slots=True)
class _Reading:
    blocks: list[RawParagraph | RawTable] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    fonts: dict[int, str] = field(default_factory=dict)
    codepages: dict[int, str] = field(default_factory=dict)
    usual: int = 0
    ansi: str = "cp1252"
    was_changed: bool = False
    _state: _State = field(default_factory=_State)
    _stack: list[_State] = field(default_factory=list)
    _line: _Line = field(default_factory=_Line)
    _outer: _Line | None = None
    _bytes: bytearray = field(default_factory=bytearray)
    _swallow: int = 0
    _cell: list[RawParagraph] = field(default_factory=list)
    _cells: list[RawCell] = field(default_factory=list)
    _rows: list[Row] = field(default_factory=list)
    _edges: list[int] = field(default_factory=list)

    def run(self, text: str) -> None:
        """Read the whole of a file."""
        place = 0
        while match := _TOKEN.search(text, place):
            place = match.end()
            if match["word"] == "bin":
                place += max(0, int(match["number"] or 0))
            self._take(match)
        self._end_paragraph()
        self._end_table()

    def _take(self, match: re.Match[str]) -> None:
        kind = match.lastgroup
        if match["byte"]:
            self._add_bytes(bytes([int(match["byte"], 16)]))
        elif kind == "text":
            self._add_bytes(match["text"].encode("latin-1"))
        elif match["brace"]:
            self._brace(match["brace"])
        elif match["sign"]:
            self._sign(match["sign"])
        else:
            number = match["number"]
            self._word(match["word"], int(number) if number else None)

    def _brace(self, brace: str) -> None:
        self._flush()
        self._swallow = 0
        if brace == "{":
            if len(self._stack) >= _DEEPEST:
                raise Unreadable(Reason.HOSTILE, "groups nested without end")
            self._stack.append(self._state)
            self._state = replace(self._state, is_first=True, is_extra=False)
        elif self._stack:
            inner, self._state = self._state, self._stack.pop()
            if inner.apart and not self._state.apart:
                self._end_apart(inner.apart)

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._state = replace(self._state, is_extra=True)
        elif sign in "\r\n":
            self._end_paragraph()
        else:
            self._add(_ONE_SIGN.get(sign, ""))

    def _word(self, word: str, number: int | None) -> None:
        state = self._state
        if state.is_first:
            self._state = replace(state, is_first=False)
            self._begin(word, is_extra=state.is_extra)
        if word == "u" and number is not None:
            self._add(chr(number % 0x10000))
            self._swallow = self._state.skip
        elif word in _SIGNS:
            self._add(_SIGNS[word])
        elif word in _ENDS:
            _ENDS[word](self)
        elif word in _FORMATS:
            self._flush()
            self._state = _FORMATS[word](self._state, number)
            self.was_changed |= word in ("deleted", "revised") and number != 0
        else:
            self._setting(word, number)

    def _begin(self, word: str, *, is_extra: bool) -> None:
        """A group begins with a word that says what it holds."""
        if word == "fonttbl":
            self._state = replace(self._state, in_fonts=True)
        elif word in _APART:
            self._flush()
            self._outer, self._line = self._outer or self._line, _Line()
            self._state = replace(self._state, apart=_APART[word])
        elif word in _SKIPPED or (is_extra and word not in _KEPT):
            self._state = replace(self._state, is_skipped=True)

    def _setting(self, word: str, number: int | None) -> None:
        if word == "ansicpg" and number:
            self.ansi = f"cp{number}"
        elif word == "deff":
            self.usual = number or 0
            self._state = replace(self._state, font=self.usual)
        elif word == "fcharset" and self._state.in_fonts:
            self.codepages[self._state.font] = _CODEPAGES.get(number or 0, self.ansi)
        elif self._state.is_skipped:
            return
        elif word == "pard":
            self._line.is_centred = self._line.in_table = False
        elif word in ("qc", "ql", "qj", "qr"):
            self._line.is_centred = word == "qc"
        elif word == "intbl":
            self._line.in_table = True
        elif word == "trowd":
            self._edges = []
        elif word == "cellx" and number is not None:
            self._edges.append(number)

    def _add_bytes(self, raw: bytes) -> None:
        if self._swallow:
            dropped = min(self._swallow, len(raw))
            self._swallow -= dropped
            raw = raw[dropped:]
        state = self._state
        if state.in_fonts:
            name = raw.decode(self._coding(), "replace")
            self.fonts[state.font] = (self.fonts.get(state.font, "") + name).strip(" ;")
        elif not (state.is_skipped or state.is_hidden or state.is_deleted):
            self._bytes += raw
        self._state = replace(state, is_first=False) if state.is_first else state

    def _add(self, text: str) -> None:
        self._flush()
        state = self._state
        if text and not (state.is_skipped or state.is_hidden or state.is_deleted):
            text = text.upper() if state.has_capitals else text
            self._line.runs.append((text, state.font, state.is_bold))

    def _flush(self) -> None:
        """The bytes gathered become text in the code page of their font."""
        if self._bytes:
            raw = bytes(self._bytes)
            self._bytes.clear()
            self._add(raw.decode(self._coding(), "replace"))

    def _coding(self) -> str:
        font = self._state.font
        if legacy.coding_of_font(self.fonts.get(font, "")):
            return "cp1252"
        name = self.codepages.get(font, self.ansi)
        try:
            "".encode(name)
        except LookupError:
            return "cp1252"
        return name

    def _paragraph(self) -> Iterator[RawParagraph]:
        runs = _paired(self._line.runs)
        text = words((said, self.fonts.get(font, "")) for said, font, _ in runs)
        seen = [is_bold for said, _, is_bold in runs if said.strip()]
        yield from pieces(text, is_centred=self._line.is_centred, is_bold=all(seen))
        self._line.runs = []

    def _end_paragraph(self) -> None:
        self._flush()
        if self._state.is_skipped or self._state.is_deleted:
            return
        if self._state.apart:
            self._add("\n")
            return
        made = [*self._paragraph()]
        if self._line.in_table or self._cells:
            self._cell.extend(made)
        elif made:
            self._end_table()
            self.blocks.extend(made)

    def _end_cell(self) -> None:
        self._flush()
        if not self._state.is_skipped:
            self._cell.extend(self._paragraph())
            self._cells.append(tuple(self._cell))
            self._cell = []

    def _end_row(self) -> None:
        if self._cells and not self._state.is_skipped:
            self._rows.append(Row(tuple(self._cells), _with_left(self._edges)))
            self._cells = []

    def _end_table(self) -> None:
        if self._cell:
            self._cells.append(tuple(self._cell))
            self._cell = []
        self._end_row()
        if self._rows:
            self.blocks.append(spread(self._rows))
            self._rows = []

    def _end_apart(self, kind: str) -> None:
        self._flush()
        said = [*self._paragraph()]
        line, self._outer = self._outer or _Line(), None
        self._line = line
        if kind == "edge":
            self.marks.extend(one.text for one in said)
        elif kind == "box":
            (self._cell if line.in_table else self.blocks).extend(said)
        elif text := " ".join(" ".join(one.text for one in said).split()):
            self.notes.append(text)


def _with_left(edges: list[int]) -> tuple[int, ...]:
    """The right edges of cells, with the left edge of the first."""
    return (min(0, *edges) if edges else 0, *edges) if edges else ()


def _paired(runs: list[tuple[str, int, bool]]) -> list[tuple[str, int, bool]]:
    r"""The runs with letters that \u wrote as two halves put together."""
    if not any(
        "\ud800" <= letter <= "\udfff" for text, _, _ in runs for letter in text
    ):
        return runs
    found: list[tuple[str, int, bool]] = []
    for text, font, is_bold in runs:
        if found and "\ud800" <= found[-1][0][-1:] <= "\udbff":
            text = found.pop()[0] + text
        found.append((text, font, is_bold))
    return [(_whole(text), font, is_bold) for text, font, is_bold in found]


def _whole(text: str) -> str:
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


_ENDS = {
    "par": _Reading._end_paragraph,
    "sect": _Reading._end_paragraph,
    "nestcell": _Reading._end_paragraph,
    "cell": _Reading._end_cell,
    "row": _Reading._end_row,
}
_FORMATS: dict[str, Callable[[_State, int | None], _State]] = {
    "plain": lambda state, _: replace(
        state, is_bold=False, is_hidden=False, is_deleted=False, has_capitals=False
    ),
    "b": lambda state, number: replace(state, is_bold=number != 0),
    "v": lambda state, number: replace(state, is_hidden=number != 0),
    "caps": lambda state, number: replace(state, has_capitals=number != 0),
    "deleted": lambda state, number: replace(state, is_deleted=number != 0),
    "revised": lambda state, _: state,
    "f": lambda state, number: replace(state, font=number or 0),
    "uc": lambda state, number: replace(state, skip=min(max(number or 0, 0), 9)),
}
