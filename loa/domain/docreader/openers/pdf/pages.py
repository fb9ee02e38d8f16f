"""What stands on the pages of a PDF: pieces of text, ruled lines, pictures."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from loa.domain.docreader.openers.pdf.rulings import Stroke

# A drawing with more parts is no table's border.
_MOST_OBJECTS = 4000
_MOST_SEGMENTS = 400
_THIN = 3.0
_SCAN_DPI = 300
_MOST_PIXELS = 30_000_000
_DEPTH = 3


_HAIR = 0.2


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text as the page's drawing instructions give it."""

    left: float
    right: float
    top: float
    height: float
    text: str


@dataclass(slots=True)
class Page:
    """One page; places in points from its lower left corner."""

    number: int
    width: float
    height: float
    runs: list[Run] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    # The share of the page that its largest picture covers; how many parts are drawn.
    pictured: float = 0.0
    drawn: int = 0

    @property
    def text(self) -> str:
        return " ".join(run.text for run in self.runs)


def read_page(document: pypdfium2.PdfDocument, number: int) -> Page:
    """The text and the line art of a page, counted from 0."""
    page = document[number]
    try:
        width, height = page.get_size()
        found = Page(number, width, height)
        text_page = page.get_textpage()
        try:
            found.runs.extend(_runs(text_page))
        finally:
            text_page.close()
        _line_art(page, found)
    finally:
        page.close()
    return found


def render(
    document: pypdfium2.PdfDocument, number: int, *, dpi: int = _SCAN_DPI
) -> tuple[Image.Image, int]:
    """A page as a picture, and its dots per inch, fewer where it is very large."""
    page = document[number]
    try:
        width, height = page.get_size()
        inches = max(width * height / 72 / 72, 0.01)
        fine = min(dpi, int(math.sqrt(_MOST_PIXELS / inches)) or 1)
        bitmap = page.render(scale=fine / 72)
        try:
            return bitmap.to_pil().copy(), fine
        finally:
            bitmap.close()
    finally:
        page.close()


def _runs(text_page: pypdfium2.PdfTextPage) -> Iterator[Run]:
    text = text_page.get_text_range()
    if len(text) != text_page.count_chars():
        # Letters beyond one code: places in the text are none on the page.
        yield from _bounded(text_page, text_page.count_rects())
        return
    # To look up the text of each box is slow; a line that has one box is that box's.
    start = 0
    for line in text.split("\r\n"):
        if line.strip():
            count = text_page.count_rects(start, len(line))
            if count == 1:
                yield _run(text_page.get_rect(0), line)
            else:
                yield from _bounded(text_page, count)
        start += len(line) + 2


def _bounded(text_page: pypdfium2.PdfTextPage, count: int) -> Iterator[Run]:
    boxes = [text_page.get_rect(at) for at in range(count)]
    for left, bottom, right, top in boxes:
        # A letter that begins where this stretch ends is the next one's.
        text = text_page.get_text_bounded(left, bottom, right - _HAIR, top)
        if text.strip():
            yield _run((left, bottom, right, top), text)


def _run(box: tuple[float, float, float, float], text: str) -> Run:
    left, bottom, right, top = box
    # Pdfium gives a hyphen at a line's end as U+0002.
    return Run(left, right, top, top - bottom, text.replace("\x02", "-"))


def _line_art(page: pypdfium2.PdfPage, found: Page) -> None:
    kinds = (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE)
    area = max(found.width * found.height, 1.0)
    for part in page.get_objects(filter=kinds, max_depth=_DEPTH):
        found.drawn += 1
        if found.drawn > _MOST_OBJECTS:
            found.strokes.clear()
            return
        left, bottom, right, top = part.get_bounds()
        if part.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            share = (right - left) * (top - bottom) / area
            found.pictured = max(found.pictured, share)
        elif right - left < _THIN or top - bottom < _THIN:
            found.strokes.append(Stroke(left, bottom, right, top))
        else:
            found.strokes.extend(_edges(part))


def _edges(part: pypdfium2.PdfObject) -> Iterator[Stroke]:
    """The level and upright lines of a drawing that is stroked, not only filled."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(part.raw, fill, stroke)
    count = pdfium.FPDFPath_CountSegments(part.raw)
    if not stroke.value or not 2 <= count <= _MOST_SEGMENTS:
        return
    matrix = part.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    begin = last = (0.0, 0.0)
    for at in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(part.raw, at)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            begin = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield from _edge(last, point)
        last = point
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield from _edge(last, begin)


def _edge(a: tuple[float, float], b: tuple[float, float]) -> Iterator[Stroke]:
    left, right = sorted((a[0], b[0]))
    bottom, top = sorted((a[1], b[1]))
    if right - left < _THIN or top - bottom < _THIN:
        yield Stroke(left, bottom, right, top)
