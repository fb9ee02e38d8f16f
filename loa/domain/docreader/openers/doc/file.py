"""The parts of a .doc: where its text stands, its styles, fonts and lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from loa.domain.docreader.openers.doc.binary import i32, properties, u16, u32
from loa.domain.docreader.openers.lists import Level, Levels, ListInUse, Numbering
from loa.domain.docreader.unreadable import Reason, Unreadable

_WORD_97 = 0xC1
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_PIECES, _TEXTS = 154, 76
_CLX, _STYLES, _FONTS, _RUNS, _PARAGRAPHS, _LISTS, _IN_USE = 33, 1, 15, 12, 13, 73, 74
_COMPRESSED = 0x40000000
_FORMATS = {0: "1", 1: "I", 2: "i", 3: "A", 4: "a", 22: "01", 23: "bullet", 255: ""}
_MOST = 100_000


@dataclass(frozen=True, slots=True)
class Look:
    """What properties say of a run or a paragraph; None where they say nothing."""

    font: int | None = None
    is_bold: bool | None = None
    is_hidden: bool | None = None
    is_deleted: bool | None = None
    has_capitals: bool | None = None
    is_inserted: bool | None = None
    is_centred: bool | None = None
    in_table: bool | None = None
    ends_row: bool | None = None
    list_number: int | None = None
    list_level: int | None = None
    edges: tuple[int, ...] | None = None

    def over(self, below: Look) -> Look:
        """This look, with what it leaves open taken from `below`."""
        return Look(
            *(
                mine
                if (mine := getattr(self, name)) is not None
                else getattr(below, name)
                for name in _NAMES
            )
        )


_NAMES = tuple(Look.__dataclass_fields__)
_FLAGS = {
    0x0800: "is_deleted",
    0x0801: "is_inserted",
    0x0835: "is_bold",
    0x083B: "has_capitals",
    0x083C: "is_hidden",
    0x2416: "in_table",
    0x2417: "ends_row",
}
_FONT_OF_ALL, _FONT = 0x4A4F, 0x4A51
_ALIGNED = (0x2403, 0x2461)
_LIST_LEVEL, _LIST, _ROW = 0x260A, 0x460B, 0xD608


def look_of(grpprl: bytes, style: Look | None = None) -> Look:
    """The look that a list of properties gives; `style` is what a toggle turns about."""
    said: dict[str, object] = {}
    for code, operand in properties(grpprl):
        if code in _FLAGS and operand:
            name = _FLAGS[code]
            base = bool(getattr(style, name)) if style else False
            turned = {0x80: base, 0x81: not base}
            said[name] = turned.get(operand[0], operand[0] == 1)
        elif code in (_FONT, _FONT_OF_ALL) and len(operand) == 2:
            said["font"] = u16(operand, 0)
        elif code in _ALIGNED and operand:
            said["is_centred"] = operand[0] == 1
        elif code == _LIST_LEVEL and operand:
            said["list_level"] = operand[0]
        elif code == _LIST and len(operand) == 2:
            said["list_number"] = u16(operand, 0)
        elif code == _ROW and operand:
            said["edges"] = _edges(operand)
    return Look(**said)  # type: ignore[arg-type]


def _edges(operand: bytes) -> tuple[int, ...]:
    """Where the columns of a row begin and end, in twentieths of a point."""
    count = min(operand[0] + 1, (len(operand) - 1) // 2)
    return tuple(
        int.from_bytes(operand[1 + 2 * at : 3 + 2 * at], "little", signed=True)
        for at in range(count)
    )


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: its first character, its place in the stream, its width."""

    start: int
    end: int
    offset: int
    width: int  # bytes a character: 1 or 2


class WordFile:
    """A Word 97–2003 file, by its two streams."""

    def __init__(self, document: bytes, table_of: dict[int, bytes]) -> None:
        if u16(document, 2) < _WORD_97:
            raise Unreadable(Reason.OLD_WORD, f"version {u16(document, 2)}")
        flags = u16(document, 10)
        if flags & _ENCRYPTED:
            raise Unreadable(Reason.ENCRYPTED, "a .doc under a password")
        self.stream = document
        self._table = table_of.get(1 if flags & _SECOND_TABLE else 0, b"")
        # text, footnotes, heads, macros, comments, endnotes, boxes, boxes in heads
        self.lengths = [max(0, i32(document, _TEXTS + 4 * at)) for at in range(8)]
        self.pieces = [*self._pieces()]
        self.fonts = [*self._fonts()]
        self.styles = self._styles()

    def part(self, number: int) -> bytes:
        """A structure of the table stream, by its number in the file's directory."""
        at = _PIECES + 8 * number
        if at + 8 > len(self.stream):
            return b""
        start, size = u32(self.stream, at), u32(self.stream, at + 4)
        return self._table[start : start + size]

    @property
    def runs(self) -> bytes:
        """The bin table of the characters' properties."""
        return self.part(_RUNS)

    @property
    def paragraphs(self) -> bytes:
        """The bin table of the paragraphs' properties."""
        return self.part(_PARAGRAPHS)

    def _pieces(self) -> Iterator[Piece]:
        clx = self.part(_CLX)
        at = 0
        while at < len(clx) and clx[at] == 1:
            at += 3 + u16(clx, at + 1)
        if at >= len(clx) or clx[at] != 2:
            raise Unreadable(Reason.DAMAGED, "no piece table")
        size = u32(clx, at + 1)
        table = clx[at + 5 : at + 5 + size]
        count = (len(table) - 4) // 12
        for place in range(count):
            start, end = u32(table, 4 * place), u32(table, 4 * place + 4)
            where = u32(table, 4 * (count + 1) + 8 * place + 2)
            if where & _COMPRESSED:
                yield Piece(start, end, (where & 0x3FFFFFFF) // 2, 1)
            else:
                yield Piece(start, end, where & 0x3FFFFFFF, 2)

    def _fonts(self) -> Iterator[str]:
        raw = self.part(_FONTS)
        at = 4
        while at < len(raw):
            size = raw[at] + 1
            name = raw[at + 40 : at + size]
            yield name.decode("utf-16-le", "replace").split("\0")[0]
            at += size

    def _styles(self) -> dict[int, tuple[Look, Look]]:
        """The looks of the paragraphs and the runs of each style, by its number."""
        raw = self.part(_STYLES)
        if len(raw) < 22:
            return {}
        at = 2 + u16(raw, 0)
        base = u16(raw, 4)
        usual = Look(font=u16(raw, 18))
        read: dict[int, tuple[int, Look, Look]] = {}
        for number in range(min(u16(raw, 2), 4096)):
            if at + 2 > len(raw):
                break
            size = u16(raw, at)
            if size:
                read[number] = _style(raw[at + 2 : at + 2 + size], base)
            at += 2 + size
        return {number: _resolved(read, number, usual) for number in read}

    def numbering(self) -> Numbering:
        """The lists of the document, named by their numbers in the paragraphs."""
        known = self._known_lists()
        raw = self.part(_IN_USE)
        count = min(u32(raw, 0), _MOST) if len(raw) >= 4 else 0
        at = 4 + 16 * count
        lists = {}
        for number in range(count):
            entry = raw[4 + 16 * number : 20 + 16 * number]
            if len(entry) < 16:
                break
            levels = dict(known.get(u32(entry, 0), {}))
            starts: dict[int, int] = {}
            at += 4
            for _ in range(entry[12]):
                if at + 8 > len(raw):
                    break
                flags = u32(raw, at + 4)
                if flags & 0x10:
                    starts[flags & 0xF] = i32(raw, at)
                at += 8
                if flags & 0x20:
                    levels[flags & 0xF], at = _level(raw, at)
            lists[str(number + 1)] = ListInUse(str(u32(entry, 0)), levels, starts)
        return Numbering(lists)

    def _known_lists(self) -> dict[int, Levels]:
        at = _PIECES + 8 * _LISTS
        if at + 8 > len(self.stream):
            return {}
        start = u32(self.stream, at)
        raw = self._table[start:]
        if not u32(self.stream, at + 4) or len(raw) < 2:
            return {}
        count = u16(raw, 0)
        place = 2 + 28 * count
        found: dict[int, Levels] = {}
        for number in range(count):
            entry = raw[2 + 28 * number : 30 + 28 * number]
            levels: Levels = {}
            for depth in range(1 if entry[26] & 1 else 9):
                levels[depth], place = _level(raw, place)
            found[u32(entry, 0)] = levels
        return found


def _style(raw: bytes, base: int) -> tuple[int, Look, Look]:
    """A style's parent, and the looks of its paragraphs and runs."""
    kind, parent = u16(raw, 2) & 0xF, u16(raw, 2) >> 4
    at = base + 2 + 2 * u16(raw, base) + 2
    parts = []
    for _ in range(u16(raw, 4) & 0xF):
        at += at % 2
        if at + 2 > len(raw):
            break
        size = u16(raw, at)
        parts.append(raw[at + 2 : at + 2 + size])
        at += 2 + size
    if kind == 1 and parts:
        runs = look_of(parts[1]) if len(parts) > 1 else Look()
        return parent, look_of(parts[0][2:]), runs
    return parent, Look(), look_of(parts[0]) if parts and kind == 2 else Look()


def _resolved(
    read: dict[int, tuple[int, Look, Look]], number: int, usual: Look
) -> tuple[Look, Look]:
    lines, words, steps = Look(), Look(), 0
    while number in read and steps < 12:
        parent, line, word = read[number]
        lines, words = lines.over(line), words.over(word)
        number, steps = parent, steps + 1
    return lines, words.over(usual)


def _level(raw: bytes, at: int) -> tuple[Level, int]:
    """A list's level and the place behind it."""
    start, kind = i32(raw, at), raw[at + 4]
    runs, lines, restart = raw[at + 24], raw[at + 25], raw[at + 26]
    never = bool(raw[at + 5] & 0x08)
    place = at + 28 + runs + lines
    size = u16(raw, place)
    letters = raw[place + 2 : place + 2 + 2 * size].decode("utf-16-le", "replace")
    pattern = "".join(
        f"%{ord(letter) + 1}" if ord(letter) < 9 else letter for letter in letters
    )
    level = Level(_FORMATS.get(kind, "1"), pattern, max(0, start))
    if never:
        level = replace(level, restart=restart)
    return level, place + 2 + 2 * size
