"""Opening a log: .xlsx or .csv bytes to rows, within bounds; nothing is guessed here.

A spreadsheet is a zip of XML: what it would unpack to is looked at before anything is
read, and reading ends at the first row too many.
"""

import csv
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO, StringIO
from posixpath import dirname, join, normpath
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from loa.files.sniff import XLSX, media_type

MOST_ROWS = 20_000
MOST_COLUMNS = 60
MOST_SHEETS = 40
LONGEST_CELL = 4_000
MOST_UNPACKED = 100 * 1024 * 1024
# So many empty rows one after the other are the end of a sheet.
BLANK_END = 500

Value = str | int | float | date | None

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+\d+:[A-Z]+\d+)"')
_LINKED = re.compile(rb"<(?:\w+:)?hyperlink\s[^>]*>")
_REF = re.compile(rb'\sref="([A-Z]+\d+)')
_RID = re.compile(rb'\s\w+:id="([^"]+)"')
_BROKEN = (
    BadZipFile,
    InvalidFileException,
    ParseError,
    etree.XMLSyntaxError,
    zlib.error,
    EOFError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    OSError,
    NotImplementedError,
    RuntimeError,
)


class BadBook(ValueError):
    """The file cannot be read as a log. `code` says why; words in ``sentences``.

    Codes: `not_a_sheet`, `old_or_locked` (.xls, or a password), `broken`, `too_big`
    (unpacked), `too_many_rows`, `not_utf8` (a .csv), `empty`, `no_heading`.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its rows by their number, and how many cells a merged one filled.

    ``links`` are the addresses that lie behind cells, by row and column from 1 and 0.
    """

    title: str
    rows: tuple[tuple[int, tuple[Value, ...]], ...]
    unfolded: int
    links: dict[tuple[int, int], str]


def open_book(content: bytes) -> list[Sheet]:
    """Return the sheets that hold anything.

    :raises BadBook: with a code, when they cannot be read
    """
    kind = media_type(content)
    if kind == "application/x-ole-storage":
        raise BadBook("old_or_locked")
    if content.startswith(b"PK"):
        if kind != XLSX:
            raise BadBook("not_a_sheet")
        sheets = _open_xlsx(content)
    elif kind == "text/plain":
        sheets = [_open_csv(content)]
    else:
        raise BadBook("not_a_sheet" if content else "empty")
    if not (found := [sheet for sheet in sheets if sheet.rows]):
        raise BadBook("empty")
    return found


def _open_xlsx(content: bytes) -> list[Sheet]:
    try:
        with ZipFile(BytesIO(content)) as packed:
            _require_modest(packed)
            book = load_workbook(BytesIO(content), read_only=True, data_only=True)
            left, found = MOST_ROWS, []
            for sheet in book.worksheets[:MOST_SHEETS]:
                if sheet.sheet_state != "visible":
                    continue
                read = _read_sheet(sheet, packed, left)
                left -= len(read.rows)
                found.append(read)
            return found
    except BadBook:
        raise
    except _BROKEN as error:
        raise BadBook("broken") from error


def _require_modest(packed: ZipFile) -> None:
    parts = packed.infolist()
    if sum(part.file_size for part in parts) > MOST_UNPACKED or len(parts) > 2_000:
        raise BadBook("too_big")
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            with packed.open(part) as opened:
                # No spreadsheet declares entities; a bomb of them does.
                if b"<!DOCTYPE" in opened.read(2_000):
                    raise BadBook("broken")


def _read_sheet(sheet: Any, packed: ZipFile, most: int) -> Sheet:
    sheet.reset_dimensions()
    rows: list[tuple[int, tuple[Value, ...]]] = []
    grid = sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS)
    for number, cells in _filled(grid):
        if len(rows) >= most:
            raise BadBook("too_many_rows")
        rows.append((number, tuple(map(_plain, cells))))
    path = sheet._worksheet_path.lstrip("/")
    xml = packed.read(path)
    merged = [m.decode() for m in _MERGED.findall(xml)]
    rows, unfolded = _unfold(rows, merged)
    return Sheet(sheet.title, tuple(rows), unfolded, _links(packed, path, xml))


def _filled(grid: Iterable[Any]) -> Iterator[tuple[int, Any]]:
    blank = 0
    for number, cells in enumerate(grid, start=1):
        if any(cell is not None and cell != "" for cell in cells):
            blank = 0
            yield number, cells
        else:
            blank += 1
            if blank >= BLANK_END:
                return


def _plain(cell: object) -> Value:
    if cell is None or isinstance(cell, str):
        return cell[:LONGEST_CELL].strip() or None if cell else None
    if isinstance(cell, bool | time):
        return str(cell)
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date | int | float):
        return cell
    return str(cell)[:LONGEST_CELL]


def _unfold(
    rows: list[tuple[int, tuple[Value, ...]]], merged: list[str]
) -> tuple[list[tuple[int, tuple[Value, ...]]], int]:
    """Write what stands in a cell merged over several rows into each of them.

    Only downward: a day that stands once for three items. What is merged sideways is a
    heading and stays where it is.
    """
    places = {number: place for place, (number, _cells) in enumerate(rows)}
    filled: dict[int, list[Value]] = {}
    count = 0
    for area in merged:
        left, top, _right, bottom = range_boundaries(area)
        if not (left and top and bottom) or top == bottom or top not in places:
            continue
        cells = rows[places[top]][1]
        value = cells[left - 1] if left <= len(cells) else None
        if value is None:
            continue
        for number in range(top + 1, min(bottom, rows[-1][0]) + 1):
            if number in places:
                place = places[number]
                line = filled.setdefault(place, list(rows[place][1]))
                line.extend([None] * (left - len(line)))
                if line[left - 1] is None:
                    line[left - 1] = value
                    count += 1
    for place, line in filled.items():
        rows[place] = (rows[place][0], tuple(line))
    return rows, count


def _links(packed: ZipFile, path: str, xml: bytes) -> dict[tuple[int, int], str]:
    """The addresses behind cells that say "xem tại đây"."""
    tags = _LINKED.findall(xml)
    rels = join(dirname(path), "_rels", path.rsplit("/", 1)[-1] + ".rels")
    if not tags or normpath(rels) not in packed.namelist():
        return {}
    tree = etree.fromstring(
        packed.read(rels), etree.XMLParser(resolve_entities=False, no_network=True)
    )
    targets = {
        each.get("Id"): each.get("Target")
        for each in tree
        if each.get("TargetMode") == "External"
    }
    found = {}
    for tag in tags:
        where, which = _REF.search(tag), _RID.search(tag)
        target = targets.get(which[1].decode()) if which else None
        if where and target:
            row, column = coordinate_to_tuple(where[1].decode())
            found[row, column - 1] = target
    return found


def _open_csv(content: bytes) -> Sheet:
    text = _decoded(content)
    head = text[:4_000].splitlines()[:5]
    marks = max(",;\t", key=lambda mark: sum(line.count(mark) for line in head))
    rows: list[tuple[int, tuple[Value, ...]]] = []
    try:
        grid = csv.reader(StringIO(text, newline=""), delimiter=marks, strict=True)
        for number, cells in _filled(grid):
            if len(rows) >= MOST_ROWS:
                raise BadBook("too_many_rows")
            rows.append((number, tuple(map(_plain, cells[:MOST_COLUMNS]))))
    except csv.Error as error:
        raise BadBook("broken") from error
    return Sheet("", tuple(rows), 0, {})


def _decoded(content: bytes) -> str:
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadBook("not_utf8") from error
