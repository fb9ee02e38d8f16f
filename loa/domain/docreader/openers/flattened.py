"""A task table of which each cell became a line of its own, put together again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loa.domain.docreader.openers.raw import RawCell, RawParagraph, RawRow, RawTable
from loa.domain.docreader.vocabulary import label_kind
from loa.domain.text import roman

Block = RawParagraph | RawTable
_MOST_COLUMNS = 8
_NUMBER = re.compile(r"(\d{1,3})\.?")


def regrid(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with flattened task tables as tables."""
    found: list[Block] = []
    place = 0
    while place < len(blocks):
        width = _heading(blocks, place)
        rows, end = _rows(blocks, place + width, width) if width else ([], place)
        if rows:
            heading = tuple(_cell(blocks[at]) for at in range(place, place + width))
            found.append(RawTable((heading, *rows)))
            place = end
        else:
            found.append(blocks[place])
            place += 1
    return found


def _heading(blocks: Sequence[Block], place: int) -> int:
    """How many lines from `place` on are the headings of columns; 0 if no task table."""
    kinds: list[str] = []
    for block in blocks[place : place + _MOST_COLUMNS]:
        kind = label_kind(block.text) if isinstance(block, RawParagraph) else None
        if kind is None:
            break
        kinds.append(kind)
    leads = "lead" in kinds or "lead_more" in kinds
    return len(kinds) if kinds[:1] == ["order"] and "content" in kinds and leads else 0


def _rows(blocks: Sequence[Block], place: int, width: int) -> tuple[list[RawRow], int]:
    """The rows from `place` on, each beginning with the next number."""
    rows: list[RawRow] = []
    number = 1
    while place < len(blocks):
        text = _text(blocks[place])
        if roman(text.rstrip(".")) and place + 1 < len(blocks):
            if not _is_number(_text(blocks[min(place + 2, len(blocks) - 1)]), number):
                break
            rows.append((_cell(blocks[place]), _cell(blocks[place + 1])))
            place += 2
            continue
        if not _is_number(text, number):
            break
        cells = _gather(blocks, place + 1, width - 1, number + 1)
        if cells is None:
            break
        extra = len(cells) - (width - 1)
        content = tuple(p for block in cells[: extra + 1] for p in _cell(block))
        rows.append((_cell(blocks[place]), content, *map(_cell, cells[extra + 1 :])))
        place += 1 + len(cells)
        number += 1
    numbered = [row for row in rows if len(row) == width]
    return (rows, place) if numbered else ([], place)


def _gather(
    blocks: Sequence[Block], place: int, width: int, then: int
) -> Sequence[Block] | None:
    """The cells of a row: down to the next number, or just as many as there are columns."""
    ahead = blocks[place : place + 2 * width + 2]
    for count, block in enumerate(ahead):
        if isinstance(block, RawTable):
            return None
        if count >= width and _is_number(_text(block), then):
            return ahead[:count]
    return ahead[:width] if len(ahead) >= width else None


def _is_number(text: str, number: int) -> bool:
    match = _NUMBER.fullmatch(text)
    return match is not None and int(match[1]) == number


def _text(block: Block) -> str:
    return block.text.strip() if isinstance(block, RawParagraph) else ""


def _cell(block: Block) -> RawCell:
    return (block,) if isinstance(block, RawParagraph) else ()
