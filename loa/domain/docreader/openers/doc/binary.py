"""Little-endian numbers and property lists out of the streams of a .doc ([MS-DOC])."""

from __future__ import annotations

import struct
from collections.abc import Iterator

# How long the operand of a property is, by the top three bits of its code; 0: it says.
_LENGTHS = (1, 1, 2, 4, 2, 2, 0, 3)
_TABLE = 0xD608
_TABS = 0xC615
_PAGE = 512


def u16(raw: bytes, at: int) -> int:
    """An unsigned number of 2 bytes."""
    return int.from_bytes(_cut(raw, at, 2), "little")


def u32(raw: bytes, at: int) -> int:
    """An unsigned number of 4 bytes."""
    return int.from_bytes(_cut(raw, at, 4), "little")


def i32(raw: bytes, at: int) -> int:
    """A signed number of 4 bytes."""
    return int.from_bytes(_cut(raw, at, 4), "little", signed=True)


def _cut(raw: bytes, at: int, size: int) -> bytes:
    found = raw[at : at + size] if at >= 0 else b""
    if len(found) != size:
        raise struct.error(f"nothing at {at}")
    return found


def properties(grpprl: bytes) -> Iterator[tuple[int, bytes]]:
    """The codes and operands of a list of properties; ends where it is cut."""
    at = 0
    while at + 2 < len(grpprl):
        code = u16(grpprl, at)
        at += 2
        length = _LENGTHS[code >> 13]
        if code == _TABLE:
            length = u16(grpprl, at) - 1 if at + 2 <= len(grpprl) else 0
            at += 2
        elif length == 0:
            length = grpprl[at]
            at += 1
            if code == _TABS and length == 255:
                return
        if length < 0:
            return
        yield code, grpprl[at : at + length]
        at += length


def runs_of(
    stream: bytes, plc: bytes, *, is_paragraphs: bool
) -> list[tuple[int, int, bytes]]:
    """The runs of a bin table: where each begins and ends in the stream, its properties.

    For paragraphs the properties begin with the 2 bytes of the style.
    """
    found = []
    count = max(0, (len(plc) - 4) // 8)
    for place in range(count):
        page = u32(plc, 4 * (count + 1) + 4 * place) & 0x3FFFFF
        raw = stream[page * _PAGE : (page + 1) * _PAGE]
        if len(raw) < _PAGE:
            continue
        entry = 13 if is_paragraphs else 1
        many = raw[-1]
        offsets = 4 * (many + 1)
        if offsets + many * entry > _PAGE:
            continue
        for run in range(many):
            at = raw[offsets + run * entry] * 2
            grpprl = _of_paragraph(raw, at) if is_paragraphs else _of_run(raw, at)
            found.append((u32(raw, 4 * run), u32(raw, 4 * run + 4), grpprl))
    return sorted(found, key=lambda one: one[0])


def _of_run(page: bytes, at: int) -> bytes:
    return page[at + 1 : at + 1 + page[at]] if at else b""


def _of_paragraph(page: bytes, at: int) -> bytes:
    if not at:
        return b"\x00\x00"
    if size := page[at]:
        return page[at + 1 : at + 2 * size]
    return page[at + 2 : at + 2 + 2 * page[at + 1]]
