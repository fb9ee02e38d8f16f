"""The pieces of WordprocessingML that python-docx has no door for."""

from collections.abc import Sequence
from typing import cast

from docx.document import Document as Docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tc
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml.etree import SubElement, _Element

from loa.domain.writing.blocks import Align
from loa.domain.writing.decree30 import FONT, SIZE, SPACE

ALIGNMENT = {
    Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    Align.CENTRE: WD_ALIGN_PARAGRAPH.CENTER,
    Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
    Align.JUSTIFY: WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_BLACK = RGBColor(0, 0, 0)
_JUSTIFICATION = {
    Align.LEFT: "left",
    Align.CENTRE: "center",
    Align.RIGHT: "right",
    Align.JUSTIFY: "left",
}
# Word's own styles that the parts of a paper have, so that they can be found and
# changed there: Title is the type, Subtitle the subject, Body Text the words.
STYLES = (
    "Normal", "Body Text", "Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3",
    "Header", "Footer",
)  # fmt: skip
_BOLD_STYLES = {"Title", "Subtitle", "Heading 1", "Heading 2"}
_PARAGRAPH, _PARAGRAPH_PROPERTIES = qn("w:p"), qn("w:pPr")
_SPACING, _BEFORE, _AFTER = qn("w:spacing"), qn("w:before"), qn("w:after")
_ALIGNMENT, _VALUE, _RUN, _RUN_PROPERTIES = map(qn, ("w:jc", "w:val", "w:r", "w:rPr"))
_VERTICAL = qn("w:vAlign")
_FONTS, _BOLD, _ITALIC = qn("w:rFonts"), qn("w:b"), qn("w:i")
_SIZE, _TEXT, _XML_SPACE = qn("w:sz"), qn("w:t"), qn("xml:space")
_FONT_NAMES = {
    qn(f"w:{script}"): FONT for script in ("ascii", "hAnsi", "eastAsia", "cs")
}


def element(name: str, **attributes: str | int) -> BaseOxmlElement:
    """Make an element of the w: namespace with w: attributes."""
    made = cast("BaseOxmlElement", OxmlElement(f"w:{name}"))
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def restyle(docx: Docx) -> None:
    """Set the document's styles: one font, black, Vietnamese."""
    for name in STYLES:
        style = docx.styles[name]
        font = style.font
        font.name, font.size, font.color.rgb = FONT, Pt(SIZE.body), _BLACK
        font.bold = name in _BOLD_STYLES
        font.italic = False
        properties = style.element.get_or_add_rPr()
        for theirs in ("w:spacing", "w:kern"):
            for found in properties.findall(qn(theirs)):
                properties.remove(found)
        _name_font(properties)
        for border in style.element.iter(qn("w:pBdr")):
            border.getparent().remove(border)
            break
        spacing = style.paragraph_format
        spacing.space_before = spacing.space_after = Pt(0)
    defaults = docx.styles.element.find(qn("w:docDefaults"))
    if defaults is not None:
        for properties in defaults.iter(qn("w:rPr")):
            _name_font(properties)
            for language in properties.findall(qn("w:lang")):
                properties.remove(language)
            properties.append(element("lang", val="vi-VN", eastAsia="vi-VN"))


def _name_font(properties: _Element) -> None:
    """Name the font for every script, and no theme that would override it."""
    for fonts in properties.findall(qn("w:rFonts")):
        properties.remove(fonts)
    properties.insert(
        0, element("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)
    )


def add_run(
    line: Paragraph, text: str, size: float, *, bold: bool, italic: bool
) -> Run:
    """Add words to a paragraph in the document's font."""
    run = line.add_run(text)
    run.font.size, run.font.bold, run.font.italic = Pt(size), bold, italic
    _name_font(run._element.get_or_add_rPr())
    return run


def add_line(
    line: Paragraph,
    text: str,
    size: float,
    align: Align = Align.JUSTIFY,
    *,
    bold: bool = False,
    italic: bool = False,
    is_body: bool = False,
) -> None:
    """Fill a paragraph with one style of words; a body line is set in and spaced."""
    add_run(line, text, size, bold=bold, italic=italic)
    shape_line(line, align, is_body=is_body)


def shape_line(line: Paragraph, align: Align, *, is_body: bool) -> None:
    """Set the alignment and spacing of a paragraph."""
    form = line.paragraph_format
    form.alignment = ALIGNMENT[align]
    form.widow_control = True
    if is_body:
        form.space_after = Pt(SPACE.paragraph)
        form.first_line_indent = Mm(SPACE.first_line)
        form.line_spacing_rule = WD_LINE_SPACING.MULTIPLE
        form.line_spacing = SPACE.line


def add_rule(line: Paragraph, width: float, room: float) -> None:
    """Draw a solid line of `width` in the middle of `room` millimetres."""
    add_line(line, "", 2, align=Align.CENTRE)
    form = line.paragraph_format
    form.left_indent = form.right_indent = Mm(max(0.0, (room - width) / 2))
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(3)
    form.space_after = Pt(4)
    _mark_size(line, 2)
    _border(line, ("bottom",))


def frame(line: Paragraph, width: float, height: float, room: float) -> None:
    """Draw a frame around a line in the middle of `room`; all in millimetres."""
    form = line.paragraph_format
    form.left_indent = form.right_indent = Mm(max(0.0, (room - width) / 2))
    form.space_before = Pt(6)
    # The border stands a point away from the line on each side.
    form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    form.line_spacing = Pt(round(Mm(height).pt - 2, 1))
    _border(line, ("top", "left", "bottom", "right"))


def _mark_size(line: Paragraph, size: float) -> None:
    """Set the size of the paragraph's own mark, which holds an empty line open."""
    properties = element("rPr")
    properties.append(element("sz", val=round(size * 2)))
    line._element.get_or_add_pPr().insert_element_before(
        properties, "w:sectPr", "w:pPrChange"
    )


def _border(line: Paragraph, sides: Sequence[str]) -> None:
    borders = element("pBdr")
    for side in sides:
        borders.append(element(side, val="single", sz=6, space=1, color="000000"))
    properties = line._element.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind",
        "w:jc", "w:rPr",
    )  # fmt: skip


def rule_above(line: Paragraph) -> None:
    """Draw a line above a paragraph, as wide as the text."""
    _border(line, ("top",))


def borderless_table(docx: Docx, rows: int, widths: Sequence[float]) -> Table:
    """Add a table without lines or padding; widths in millimetres."""
    table: Table = docx.add_table(rows=rows, cols=len(widths))
    set_columns(table, widths)
    _pad_cells(table, 0)
    for row in table._tbl.tr_lst:
        row.get_or_add_trPr().append(element("cantSplit"))
    return table


def set_columns(table: Table, widths: Sequence[float]) -> None:
    """Fix the widths of the columns, in millimetres."""
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    # Straight to the elements: `row.cells` of python-docx is quadratic in a table.
    for row in table._tbl.tr_lst:
        for cell, width in zip(row.tc_lst, widths, strict=True):
            cell.width = Mm(width)


def rule_cells(table: Table) -> None:
    """Draw thin lines around every cell, with little room beside the words."""
    borders = element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(side, val="single", sz=4, space=0, color="000000"))
    table._tbl.tblPr.insert_element_before(
        borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook"
    )
    _pad_cells(table, 68)  # twentieths of a point: 1.2 mm, as in the PDF


def _pad_cells(table: Table, room: int) -> None:
    margins = element("tblCellMar")
    for side in ("left", "right"):
        margins.append(element(side, w=room, type="dxa"))
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")


def repeat_header(table: Table) -> None:
    """Print the first row again on each page, and tear no row in two."""
    for position, row in enumerate(table._tbl.tr_lst):
        properties = row.get_or_add_trPr()
        properties.append(element("cantSplit"))
        if position == 0:
            properties.append(element("tblHeader"))


def fill_cell(
    cell: CT_Tc, words: Sequence[tuple[str, bool, bool]], align: Align
) -> None:
    """Fill a cell of a table of figures; words are (text, bold, italic).

    Written element by element: python-docx takes a millisecond a cell, and an annex
    of a province has some thousands.
    """
    SubElement(cell.get_or_add_tcPr(), _VERTICAL, {_VALUE: "center"})
    (line,) = cell.findall(_PARAGRAPH)
    properties = SubElement(line, _PARAGRAPH_PROPERTIES)
    SubElement(properties, _SPACING, {_BEFORE: "40", _AFTER: "40"})
    SubElement(properties, _ALIGNMENT, {_VALUE: _JUSTIFICATION[align]})
    for text, is_bold, is_italic in words:
        run = SubElement(line, _RUN)
        form = SubElement(run, _RUN_PROPERTIES)
        SubElement(form, _FONTS, _FONT_NAMES)
        SubElement(form, _BOLD, {_VALUE: str(int(is_bold))})
        SubElement(form, _ITALIC, {_VALUE: str(int(is_italic))})
        SubElement(form, _SIZE, {_VALUE: str(round(SIZE.table * 2))})
        SubElement(run, _TEXT, {_XML_SPACE: "preserve"}).text = text


def close_table(docx: Docx) -> None:
    """Add the paragraph that must follow a table, as low as can be."""
    line = docx.add_paragraph()
    _mark_size(line, 2)
    form = line.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(4)


def add_page_number(section: Section) -> None:
    """Print the page number in the middle of the top margin, from 1 anew."""
    section._sectPr.insert_element_before(
        element("pgNumType", start=1), "w:cols", "w:titlePg", "w:docGrid"
    )
    line = section.header.paragraphs[0]
    line.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("begin", ""), ("", " PAGE "), ("separate", ""), ("end", "")):
        run = add_run(line, "", SIZE.page_number, bold=False, italic=False)
        if kind:
            run._element.append(element("fldChar", fldCharType=kind))
        else:
            code = element("instrText")
            code.text = text
            run._element.append(code)
