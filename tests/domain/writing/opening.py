"""Opening what was produced, to measure it."""

import ctypes
import io
import re
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from pypdf import PdfReader

POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True)
class Line:
    """One printed line of a .docx with what it is set in."""

    text: str
    sizes: frozenset[float]
    fonts: frozenset[str]
    is_bold: bool
    is_italic: bool
    align: str
    paragraph: Paragraph


ALIGN = {
    WD_ALIGN_PARAGRAPH.LEFT: "left",
    WD_ALIGN_PARAGRAPH.CENTER: "centre",
    WD_ALIGN_PARAGRAPH.RIGHT: "right",
    WD_ALIGN_PARAGRAPH.JUSTIFY: "justify",
    None: "left",
}


def open_docx(raw: bytes):
    return Document(io.BytesIO(raw))


@lru_cache(maxsize=8)
def lines_of(raw: bytes) -> list[Line]:
    """Every paragraph with words, in reading order, tables included."""
    document = open_docx(raw)
    paragraphs: list[Paragraph] = []
    for item in document.element.body.iter(qn("w:p")):
        paragraphs.append(Paragraph(item, document._body))
    return [_line(paragraph) for paragraph in paragraphs if paragraph.text.strip()]


def _line(paragraph: Paragraph) -> Line:
    runs = [run for run in paragraph.runs if run.text]
    return Line(
        paragraph.text,
        frozenset(run.font.size.pt for run in runs),
        frozenset(run.font.name for run in runs),
        all(run.font.bold for run in runs),
        all(run.font.italic for run in runs),
        ALIGN[paragraph.alignment],
        paragraph,
    )


def line_with(raw: bytes, words: str) -> Line:
    found = [line for line in lines_of(raw) if words in line.text]
    assert found, f"no line has {words!r}"
    return found[0]


def tables_of(raw: bytes) -> list[Table]:
    return open_docx(raw).tables


def pdf_text(raw: bytes) -> str:
    pages = PdfReader(io.BytesIO(raw)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def embedded_faces(raw: bytes) -> dict[str, Any]:
    """Font name → font dictionary, of every face embedded in a PDF."""
    faces: dict[str, Any] = {}
    for page in PdfReader(io.BytesIO(raw)).pages:
        fonts = page["/Resources"].get("/Font", {})
        for entry in fonts.values():
            font = entry.get_object()
            faces[str(font["/BaseFont"])] = font
    return faces


def letters_by_face(raw: bytes) -> dict[str, str]:
    """Face → the letters that it draws as one glyph that takes room.

    A letter that a face lacks is drawn as its base and a mark, when it is drawn at
    all; the file then names the letter for the mark, which has no width.
    """
    drawn = {}
    for name, font in embedded_faces(raw).items():
        descendant = font["/DescendantFonts"][0].get_object()
        widths = _widths(descendant.get("/W", []))
        default = descendant.get("/DW", 1000)
        mapped = _mapped(font["/ToUnicode"].get_object().get_data())
        drawn[name.partition("+")[2]] = "".join(
            text
            for code, text in mapped.items()
            if code and widths.get(code, default) > 0
        )
    return drawn


def _widths(entries: list[Any]) -> dict[int, float]:
    widths: dict[int, float] = {}
    rest = list(entries)
    while rest:
        first, second = int(rest.pop(0)), rest.pop(0)
        second = second.get_object() if hasattr(second, "get_object") else second
        if isinstance(second, list):
            widths |= {first + step: float(w) for step, w in enumerate(second)}
        else:
            width = float(rest.pop(0))
            widths |= dict.fromkeys(range(first, int(second) + 1), width)
    return widths


def _mapped(cmap: bytes) -> dict[int, str]:
    text = cmap.decode("latin-1")
    out: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        for code, target in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block):
            out[int(code, 16)] = bytes.fromhex(target).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.DOTALL):
        for low, high, start in re.findall(
            r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block
        ):
            first = int(start, 16)
            for step in range(int(high, 16) - int(low, 16) + 1):
                out[int(low, 16) + step] = chr(first + step)
    return out


@dataclass(frozen=True)
class Printed:
    """Words on a page of a .pdf: where they stand (millimetres) and how they are set."""

    left: float
    right: float
    top: float
    bottom: float
    size: float
    font: str

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def is_bold(self) -> bool:
        return "Bold" in self.font

    @property
    def is_italic(self) -> bool:
        return "Italic" in self.font


class PdfPage:
    """A page of a .pdf, to be measured in millimetres from its left and upper edge."""

    def __init__(self, raw: bytes, number: int = 0) -> None:
        with (
            closing(pypdfium2.PdfDocument(raw)) as document,
            closing(document[number]) as page,
            closing(page.get_textpage()) as text,
        ):
            self._height = page.get_height()
            self._text = ""
            self._letters: list[tuple[tuple[float, ...], float, str]] = []
            for at in range(text.count_chars()):
                self._text += text.get_text_range(at, 1) or " "
                self._letters.append((text.get_charbox(at), *_set_in(text, at)))
            kinds = (pdfium.FPDF_PAGEOBJ_PATH,)
            self._drawn = [
                tuple(edge / POINTS_PER_MM for edge in part.get_bounds())
                for part in page.get_objects(filter=kinds)
            ]

    def words(self, wanted: str) -> Printed:
        """The first place of a text that stands on one line."""
        first = self._text.find(wanted)
        assert first >= 0, f"no {wanted!r} on the page"
        letters = self._letters[first : first + len(wanted)]
        _box, size, font = letters[0]
        left, bottom, right, top = zip(*(box for box, _, _ in letters), strict=True)
        return Printed(
            min(left) / POINTS_PER_MM,
            max(right) / POINTS_PER_MM,
            (self._height - max(top)) / POINTS_PER_MM,
            (self._height - min(bottom)) / POINTS_PER_MM,
            size,
            font,
        )

    def lines(self) -> list[tuple[float, float, float]]:
        """The level lines drawn: left, right, top."""
        height = self._height / POINTS_PER_MM
        return [
            (left, right, height - top)
            for left, bottom, right, top in self._drawn
            if top - bottom < 1 and right - left > 3
        ]

    def frames(self) -> list[tuple[float, float]]:
        """The width and height of what is drawn and is no line."""
        return [
            (right - left, top - bottom)
            for left, bottom, right, top in self._drawn
            if top - bottom > 3 and right - left > 3
        ]

    def line_below(self, words: Printed) -> tuple[float, float, float]:
        """The first line drawn under some words."""
        under = [
            line
            for line in self.lines()
            if line[2] > words.top and line[0] < words.middle < line[1]
        ]
        assert under, "no line below"
        return min(under, key=lambda line: line[2])


def _set_in(text: pypdfium2.PdfTextPage, at: int) -> tuple[float, str]:
    """The size and the name of the face that a letter is set in."""
    name = ctypes.create_string_buffer(200)
    pdfium.FPDFText_GetFontInfo(text, at, name, 200, ctypes.c_int())
    return round(pdfium.FPDFText_GetFontSize(text, at), 2), name.value.decode()
