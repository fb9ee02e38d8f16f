"""PDF files: pages with text, pages that are pictures, and both in one file.

Text is read by its places on the page. A page that is a picture, or whose text is no
text (a font that says nothing of its letters), is read as a scan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pypdfium2
from pypdfium2 import PdfiumError

from loa.domain.docreader.document import Caution
from loa.domain.docreader.openers.gutters import in_columns
from loa.domain.docreader.openers.paper import RuledTable, compose
from loa.domain.docreader.openers.pdf.furniture import (
    without_furniture,
    without_signing,
)
from loa.domain.docreader.openers.pdf.pages import Page, Run, read_page, render
from loa.domain.docreader.openers.pdf.rulings import Grid, grids_of
from loa.domain.docreader.openers.raw import RawDocument, RawWord
from loa.domain.docreader.openers.rows import Piece, Row, in_order, place
from loa.domain.docreader.openers.scans import Scans, can_see
from loa.domain.docreader.openers.scans import read_page as read_scan
from loa.domain.docreader.unreadable import Reason, Unreadable
from loa.domain.pdfium import LOCK
from loa.domain.text import squash
from loa.domain.text.legacy import Coding, decode, mended, whole

MAX_PAGES = 600
_MIN_LETTERS = 20
_SPARSE = 200
# A picture over so much of a page is the page.
_WHOLE_PAGE = 0.5
# Letters drawn as outlines: so many drawn parts, and no text.
_OUTLINED = 60
_GARBAGE = 0.08
_MARKED = 0.02
# Private use, replacements, controls, surrogates: no letters of any writing.
_ODD = re.compile(
    "[\ue000-\uf8ff\ufffd\x00\x01\x03-\x08\x0e-\x1f\x80-\x9f\ud800-\udfff]"
)


def open_pdf(raw: bytes, scans: Scans | None = None) -> RawDocument:
    """The paragraphs and tables of a PDF.

    :raises Unreadable: encrypted, damaged, too long, only pictures of pages where
        pictures cannot be read, or more of them than `scans` allows
    """
    scans = scans or Scans()
    with LOCK:
        document = _opened(raw)
        try:
            return _read(document, scans)
        except PdfiumError as error:
            raise Unreadable(Reason.DAMAGED, str(error)) from error
        finally:
            document.close()


def _opened(raw: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(raw)
    except PdfiumError as error:
        encrypted = "password" in str(error).casefold() or b"/Encrypt" in raw
        reason = Reason.ENCRYPTED if encrypted else Reason.DAMAGED
        raise Unreadable(reason, str(error)) from error
    if len(document) > MAX_PAGES:
        count = len(document)
        document.close()
        raise Unreadable(Reason.TOO_LARGE, f"{count} pages")
    return document


def _read(document: pypdfium2.PdfDocument, scans: Scans) -> RawDocument:
    pages = [read_page(document, number) for number in range(len(document))]
    coding = _coding(pages)
    pictured = [] if coding else [page.number for page in pages if _is_scan(page)]
    if pictured and not can_see(scans):
        unseen, pictured = pictured, []
    else:
        unseen = []
    scans.require(len(pictured))
    items: list[Row | RuledTable] = []
    marks: list[str] = []
    for page in pages:
        if page.number in unseen:
            continue
        if page.number in pictured:
            scans.tell(pictured.index(page.number) + 1, len(pictured))
            image, dpi = render(document, page.number)
            rows, stamped = read_scan(image, page.number, dpi=dpi, scans=scans)
            items.extend(rows)
            marks.extend(stamped)
        else:
            found, said = _typed(page, coding)
            items.extend(found)
            marks.extend(said)
    cautions = [Caution.PAGES_UNSEEN] if unseen else []
    if coding:
        cautions.append(Caution.OLD_CODING)
    return set_in_order(items, marks, cautions=cautions, is_scan=bool(pictured))


def set_in_order(
    items: Sequence[Row | RuledTable],
    marks: Sequence[str],
    *,
    cautions: Sequence[Caution] = (),
    is_scan: bool,
) -> RawDocument:
    """What stood on pages, without their furniture, as paragraphs and tables.

    :raises Unreadable: when there is next to no text
    """
    rows = [item for item in items if isinstance(item, Row)]
    kept, left_out = without_furniture(rows)
    is_kept = {id(row) for row in kept}
    items = [item for item in items if not isinstance(item, Row) or id(item) in is_kept]
    letters = _letters(items)
    if letters < _MIN_LETTERS:
        reason = Reason.NOT_LEGIBLE if is_scan else Reason.NO_TEXT_LAYER
        raise Unreadable(reason, f"{letters} letters")
    composed = [*compose([*_columned(items)])]
    words: tuple[RawWord, ...] = ()
    if is_scan:
        words = tuple(word for _, own in composed for word in own)
    return RawDocument(
        tuple(block for block, _ in composed),
        words=words,
        marks=(*marks, *left_out),
        cautions=tuple(cautions),
    )


def _columned(items: Sequence[Row | RuledTable]) -> Iterator[Row | RuledTable]:
    """The items with stretches of rows between tables in reading order."""
    held: list[Row] = []
    for item in items:
        if isinstance(item, Row):
            held.append(item)
        else:
            yield from in_columns(held)
            held = []
            yield item
    yield from in_columns(held)


def _letters(items: Sequence[Row | RuledTable]) -> int:
    """How many letters there are; not counted further than is asked for."""
    count = 0
    for item in items:
        if isinstance(item, Row):
            count += sum(map(str.isalpha, item.text))
        else:
            cells = (piece for row in item.rows for cell in row for piece in cell)
            count += sum(sum(map(str.isalpha, piece.text)) for piece in cells)
        if count >= _MIN_LETTERS:
            break
    return count


# --- pages with text --------------------------------------------------------------------


def _coding(pages: Sequence[Page]) -> Coding | None:
    """The coding of before Unicode in which the letters are, if they are in one."""
    return mended("\n".join(page.text for page in pages[:20]))[1]


def _is_scan(page: Page) -> bool:
    """Whether a page has to be looked at, because its text is none or no text."""
    text = page.text
    letters = sum(map(str.isalpha, text))
    if letters < _MIN_LETTERS:
        return page.pictured > 0.1 or page.drawn > _OUTLINED
    if _unreal(text) > _GARBAGE:
        return True
    # A machine's own reading of a picture, in a language without marks.
    if page.pictured <= _WHOLE_PAGE or letters < _SPARSE:
        return False
    marked = len(text) - len(text.encode("ascii", "ignore"))
    return marked < _MARKED * letters


def _unreal(text: str) -> float:
    """The share of signs that no font without a map of its letters can mean."""
    return len(_ODD.findall(text)) / max(len(text), 1)


def _typed(
    page: Page, coding: Coding | None
) -> tuple[list[Row | RuledTable], list[str]]:
    """The rows and the ruled tables of a page, and the lines of a signing's stamp."""
    runs, stamp = without_signing(page.runs)
    grids = grids_of(page.strokes)
    tables = [_empty(page.number, grid) for grid in grids]
    loose: list[Row] = []
    cells: dict[tuple[int, int, int], list[Run]] = {}
    for run in runs:
        where = _cell(run, grids)
        if where is None:
            text = whole(decode(run.text, coding)) if coding else run.text
            piece = Piece(run.left, run.right, text)
            place(loose, page.number, run.top, run.height, piece)
        else:
            cells.setdefault(where, []).append(run)
    for (at, row, column), inside in cells.items():
        tables[at].rows[row][column].extend(_cell_pieces(page.number, inside, coding))
    for table, grid in zip(tables, grids, strict=True):
        kept = [at for at, row in enumerate(table.rows) if any(row)]
        table.covered = [_covered(table, grid, at) for at in kept]
        table.rows = [table.rows[at] for at in kept]
    rows: list[Row | RuledTable] = [*in_order(loose)]
    for table, grid in zip(tables, grids, strict=True):
        if table.rows:
            above = sum(isinstance(i, RuledTable) or i.middle > grid.top for i in rows)
            rows.insert(above, table)
    return rows, stamp


def _covered(table: RuledTable, grid: Grid, row: int) -> frozenset[int]:
    """The columns of a row that a cell above reaches over."""
    return frozenset(
        column
        for column, cell in enumerate(table.rows[row])
        if not cell and grid.is_reached(row, column)
    )


def _empty(number: int, grid: Grid) -> RuledTable:
    width = len(grid.columns) - 1
    rows: list[list[list[Piece]]] = [
        [[] for _ in range(width)] for _ in range(len(grid.rows) - 1)
    ]
    return RuledTable(number, grid.left, grid.right, tuple(grid.columns), rows)


def _cell(run: Run, grids: Sequence[Grid]) -> tuple[int, int, int] | None:
    middle = run.top - run.height / 2
    # A run may reach over a line where a cell is overfull; it belongs where it begins.
    start = min(run.left + 2, (run.left + run.right) / 2)
    for at, grid in enumerate(grids):
        if grid.holds(start, middle):
            return at, *grid.place_of(start, middle)
    return None


def _cell_pieces(
    number: int, runs: Sequence[Run], coding: Coding | None
) -> list[Piece]:
    """The lines of a cell, each one piece."""
    rows: list[Row] = []
    for run in runs:
        text = whole(decode(run.text, coding)) if coding else run.text
        piece = Piece(run.left, run.right, text)
        place(rows, number, run.top, run.height, piece)
    return [Piece(row.left, row.right, squash(row.text)) for row in in_order(rows)]
