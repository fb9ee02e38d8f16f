"""Plain text, Markdown and pasted text: lines to paragraphs and tables.

Published texts come with flattened layout: cells between lines of a single "|", grids
of "|" from old converters, rows of tabs, hard line ends inside a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from loa.domain.docreader.markers import marker_of
from loa.domain.docreader.openers.columns import (
    begins_columns,
    closes,
    columns_end,
    split_columns,
)
from loa.domain.docreader.openers.flattened import regrid
from loa.domain.docreader.openers.raw import (
    RawCell,
    RawDocument,
    RawParagraph,
    RawRow,
    RawTable,
)
from loa.domain.docreader.openers.wrap import Wrap
from loa.domain.docreader.vocabulary import TYPE_NAMES
from loa.domain.text import normalise

_RULE = re.compile(r"[\s\-_=*.…~#—–]*")
_GRID_RULE = re.compile(r"\|[\s:|+-]*\|?\s*")
_SECTION = re.compile(r"(?:I|II|III)\s?[.\-]\s|Điều 1\s?[.:]")
_BOLD = re.compile(r"\s*(?:\*\*|__)")
_CODECS = ("utf-8-sig", "utf-16", "cp1258")


def decode(raw: bytes) -> str:
    """The text of bytes in UTF-8, UTF-16 with a mark, or else Windows-1258."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1258", errors="replace")


def open_text(text: str) -> RawDocument:
    """Paragraphs and tables of a plain text. Total: every text gives a document."""
    lines = [line.rstrip() for line in normalise(text).splitlines()]
    wrap = Wrap.of(lines)
    blocks: list[RawParagraph | RawTable] = []
    for kind, chunk in _chunks(lines):
        if kind == "text":
            blocks.extend(_paragraphs(chunk, wrap))
        elif kind == "grid":
            blocks.append(_grid(chunk, wrap))
        elif kind == "tabs":
            blocks.append(_tabs(chunk))
        elif kind == "columns":
            blocks.append(_columns(chunk, wrap))
        else:
            blocks.append(_bars(chunk, wrap))
    return RawDocument(tuple(regrid(blocks)))


def _chunks(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Runs of lines that belong together: text between blanks, or one table."""
    place = number = 0
    while place < len(lines):
        line = lines[place]
        if _is_blank(line):
            place += 1
            continue
        number += 1
        if line.strip() in ("|", "||"):
            end = _bars_end(lines, place)
            kind = "bars"
            if _swallows(lines[place:end]):
                place += 1  # bars between paragraphs, and no table
                continue
        elif _is_grid(line):
            end = _run(
                lines,
                place,
                lambda text: _is_grid(text) or (text.startswith("|") and len(text) > 2),
            )
            kind = "grid"
        elif "\t" in line.strip():
            end = _tabs_end(lines, place)
            kind = "tabs"
        elif begins_columns(line, number=number):
            end = columns_end(lines, place)
            kind = "columns"
        else:
            end = _run(lines, place, _is_text)
            kind = "text"
        yield kind, lines[place:end]
        place = end


def _is_blank(line: str) -> bool:
    return _RULE.fullmatch(line) is not None


def _is_grid(line: str) -> bool:
    """A line of a drawn table: it begins and ends with a bar, with one at least between."""
    bare = line.rstrip()
    return (
        (line.startswith("|") or " | " in bare)
        and bare.endswith("|")
        and len(bare) > 2
        and bare != "||"
    )


def _is_text(line: str) -> bool:
    return not (
        _is_blank(line)
        or line.lstrip().startswith("Nơi nhận")
        or closes(line)
        or line.strip() in ("|", "||")
        or "\t" in line.strip()
        or _is_grid(line)
    )


def _run(lines: Sequence[str], place: int, belongs: Callable[[str], bool]) -> int:
    end = place + 1
    while end < len(lines) and belongs(lines[end]):
        end += 1
    return end


def _tabs_end(lines: Sequence[str], place: int) -> int:
    """Rows of tabs go on over blank lines: a page break leaves one."""
    end = place + 1
    ahead = end
    while ahead < len(lines):
        if "\t" in lines[ahead].strip(" "):
            end = ahead + 1
        elif lines[ahead].strip():
            break
        ahead += 1
    return end


def _bars_end(lines: Sequence[str], place: int) -> int:
    """Where a table of "|" lines ends: a "|" with nothing, or too many cells, after."""
    cells, width, content = 0, 0, False
    for at in range(place + 1, len(lines)):
        line = lines[at].strip()
        if line == "|":
            if content or (lines[at - 1].strip() != "|"):
                cells, content = cells + 1, False
            else:  # "|" after "|": a row ends here and the next begins
                width, cells = width or cells, 0
                continue
            after = lines[at + 1].strip() if at + 1 < len(lines) else ""
            if not after or (width and cells >= width and after != "|"):
                return at + 1
        elif line:
            content = True
            if not width and re.match(r"[*_]*Nơi nhận", line):
                width = 2
        elif not content:
            return at
    return len(lines)


def _swallows(chunk: Sequence[str]) -> bool:
    """Whether a cell would hold a document's title or its sections."""
    run = 0
    for line in chunk:
        run = 0 if line.strip() in ("|", "||") else run + 1
        bare = line.strip(" *")
        if run > 60 or bare in TYPE_NAMES or (run > 3 and _SECTION.match(bare)):
            return True
    return False


def _bars(chunk: Sequence[str], wrap: Wrap) -> RawTable:
    rows: list[list[list[str]]] = []
    row: list[list[str]] = []
    cell: list[str] = []
    last = "|"
    for line in [*chunk[1:], "|"]:
        if line.strip() in ("|", "||"):
            if last == "|" and not cell:
                rows.append(row)
                row = []
            else:
                row.append(cell)
                cell = []
            last = "|"
        else:
            cell.append(line)
            last = line
    return _table([*rows, row], wrap)


def _table(rows: Sequence[Sequence[list[str]]], wrap: Wrap) -> RawTable:
    """Rows of cells of lines. In a table of many columns a line end says little."""
    is_wide = max((len(row) for row in rows), default=0) > 2
    made: list[RawRow] = []
    for row in rows:
        cells: list[RawCell] = []
        for cell in row:
            lines = _whole(cell) if is_wide else cell
            cells.append(tuple(_paragraphs(lines, wrap, in_cell=True)))
        if cells:
            made.append(tuple(cells))
    return RawTable(tuple(made))


def _whole(lines: Iterable[str]) -> list[str]:
    """The lines of a narrow cell, joined down to the next mark of a list."""
    found: list[str] = []
    for line in lines:
        if found and not _is_blank(line) and not marker_of(line.strip(" *")):
            found[-1] = f"{found[-1]} {line.strip()}"
        else:
            found.append(line)
    return found


def _columns(chunk: Sequence[str], wrap: Wrap) -> RawTable:
    sides = split_columns(chunk)
    return RawTable((tuple(tuple(_paragraphs(s, wrap, in_cell=True)) for s in sides),))


def _tabs(chunk: Sequence[str]) -> RawTable:
    rows = []
    split = [line.split("\t") for line in chunk if line.strip()]
    width = max(len(cells) for cells in split)
    for cells in split:
        cells += [""] * (width - len(cells))  # line ends were trimmed
        rows.append(tuple((_plain(cell),) if cell.strip() else () for cell in cells))
    return RawTable(tuple(rows))


def _grid(chunk: Sequence[str], wrap: Wrap) -> RawTable:
    """A grid drawn with "|": lines with nothing in the first column carry on a row."""
    rows: list[list[list[str]]] = []
    for line in chunk:
        if _GRID_RULE.fullmatch(line):
            continue
        cells = line.strip().strip("|").split("|")
        opens = len(cells) > 2 and bool(cells[0].strip())
        if not rows or len(cells) != len(rows[-1]) or opens:
            rows.append([[] for _ in cells])
        for kept, cell in zip(rows[-1], cells, strict=True):
            if cell.strip():
                kept.append(cell.strip())
    return _table(rows, wrap)


def _paragraphs(
    lines: Iterable[str], wrap: Wrap, *, in_cell: bool = False
) -> Iterator[RawParagraph]:
    current: list[str] = []
    for line in lines:
        if _is_blank(line):
            if current:  # emphasis that ends on a line of its own
                current[-1] += line.strip(" |-")
            continue
        if current and not wrap.joins(current, line, in_cell=in_cell):
            yield _plain(" ".join(current))
            current = []
        current.append(line)
    if current:
        yield _plain(" ".join(current))


def _plain(text: str) -> RawParagraph:
    """A paragraph without the marks of emphasis that Markdown leaves."""
    is_bold = _BOLD.match(text) is not None
    bare = re.sub(r"\\(?=[*_#])", "", text)
    bare = re.sub(r"__\s*|^#{1,6}\s+", " ", bare.replace("**", ""))
    star = bool(re.match(r"\s*\*\s+\S", bare)) and bare.count("*") == 1
    bare = " ".join(
        ("- " + bare.strip()[1:] if star else bare.replace("*", "")).split()
    )
    mark = marker_of(bare)
    if mark and mark.kind == "plus" and bare.startswith("*"):
        bare = "- " + bare[1:].lstrip()
    return RawParagraph(bare, is_bold=is_bold)
