"""An official document as an editable .docx in the form of Decree 30/2020."""

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.section import Section
from docx.shared import Mm, Pt

from loa.domain.writing.characters import clean
from loa.domain.writing.decree30 import PAGE, SIZE, SPACE
from loa.domain.writing.docx_blocks import write_blocks
from loa.domain.writing.docx_parts import (
    add_line,
    add_page_number,
    add_rule,
    borderless_table,
    frame,
    restyle,
)
from loa.domain.writing.metrics import text_width, wrapped_width
from loa.domain.writing.paper import (
    Align,
    Appendix,
    Block,
    OfficialPaper,
    Urgency,
)
from loa.domain.writing.parts import (
    MOTTO,
    NATION,
    appendix_label,
    attached_line,
    header_lines,
    list_of,
    subject_of_letter,
)
from loa.domain.writing.wording import number_line, place_date

_LINE_WIDTH = PAGE.width - PAGE.left - PAGE.right


def docx_bytes(paper: OfficialPaper, *, at: datetime) -> bytes:
    """Give the document as .docx; the same paper and moment give the same bytes."""
    docx = Document()
    restyle(docx)
    _set_page(docx.sections[0], is_landscape=False)
    title = clean(f"{paper.type_name} {paper.subject}".strip())
    _set_properties(docx, title, clean(paper.issuer), at)
    _write_header(docx, paper)
    _write_title(docx, paper)
    _write_addressees(docx, paper)
    for basis in list_of(paper.bases):
        add_line(docx.add_paragraph(), basis, SIZE.body, italic=True, is_body=True)
    if paper.addressees and not paper.bases:
        docx.paragraphs[-1].paragraph_format.space_after = Pt(SPACE.paragraph)
    write_blocks(docx, paper.body, _LINE_WIDTH)
    # A signature does not stand alone on a page: the last words go with it.
    docx.paragraphs[-1].paragraph_format.keep_with_next = True
    _write_ending(docx, paper)
    for position, appendix in enumerate(paper.appendices, start=1):
        label = appendix_label(position, len(paper.appendices))
        _write_appendix(docx, appendix, label, attached_line(paper))
    return _with_fixed_times(docx)


def fragment_docx_bytes(
    title: str,
    blocks: Sequence[Block],
    appendices: Sequence[Appendix],
    *,
    at: datetime,
) -> bytes:
    """Give blocks and annexes alone, for another document to take in.

    No header, no signature: its title is in the file's properties only.
    """
    docx = Document()
    restyle(docx)
    _set_page(docx.sections[0], is_landscape=False)
    _set_properties(docx, clean(title), "", at)
    write_blocks(docx, blocks, _LINE_WIDTH)
    for position, appendix in enumerate(appendices, start=1):
        label = appendix_label(position, len(appendices))
        _write_appendix(docx, appendix, label, "")
    return _with_fixed_times(docx)


def _set_page(section: Section, *, is_landscape: bool) -> None:
    long, short = Mm(PAGE.height), Mm(PAGE.width)
    section.page_width, section.page_height = (
        (long, short) if is_landscape else (short, long)
    )
    section.orientation = WD_ORIENT.LANDSCAPE if is_landscape else WD_ORIENT.PORTRAIT
    section.top_margin, section.bottom_margin = Mm(PAGE.top), Mm(PAGE.bottom)
    section.left_margin, section.right_margin = Mm(PAGE.left), Mm(PAGE.right)
    section.header_distance = Mm(PAGE.number_from_edge)
    section.footer_distance = Mm(PAGE.number_from_edge)
    # Decree 30/2020, appendix I part I: no number on the first page.
    section.different_first_page_header_footer = True
    section.header.is_linked_to_previous = False
    section.first_page_header.is_linked_to_previous = False
    add_page_number(section)


def _set_properties(docx: Docx, title: str, author: str, at: datetime) -> None:
    moment = at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    core = docx.core_properties
    core.title = title[:255]
    core.author = core.last_modified_by = author[:255]
    core.created = core.modified = moment
    core.language = "vi-VN"
    core.comments = ""
    core.revision = 1


def _write_header(docx: Docx, paper: OfficialPaper) -> None:
    table = borderless_table(docx, 2, (SPACE.issuer_column, SPACE.nation_column))
    left, right = table.cell(0, 0), table.cell(0, 1)
    room = SPACE.issuer_column
    for line in header_lines(paper.governing_body):
        add_line(left.add_paragraph(), line, SIZE.governing_body, align=Align.CENTRE)
    widest = 0.0
    for line in header_lines(paper.issuer):
        add_line(left.add_paragraph(), line, SIZE.issuer, align=Align.CENTRE, bold=True)
        width = wrapped_width(line, SIZE.issuer, room, bold=True)
        widest = max(widest, width)
    add_rule(left.add_paragraph(), widest * SPACE.rule_share, room)
    for text, size in ((NATION, SIZE.nation), (MOTTO, SIZE.motto)):
        add_line(right.add_paragraph(), text, size, align=Align.CENTRE, bold=True)
    motto_width = text_width(MOTTO, SIZE.motto, bold=True)
    add_rule(right.add_paragraph(), motto_width, SPACE.nation_column)

    left, right = table.cell(1, 0), table.cell(1, 1)
    number = number_line(paper.number, clean(paper.symbol))
    add_line(left.add_paragraph(), number, SIZE.number, align=Align.CENTRE)
    if paper.is_letter:
        line = left.add_paragraph()
        add_line(line, subject_of_letter(paper), SIZE.letter_subject, Align.CENTRE)
        line.paragraph_format.space_before = Pt(SPACE.letter_subject_gap)
    if paper.urgency is not Urgency.NONE:
        mark = left.add_paragraph()
        add_line(mark, paper.urgency, SIZE.urgency, align=Align.CENTRE, bold=True)
        frame(mark, text_width(paper.urgency, SIZE.urgency, bold=True) + 6, room)
    dated = place_date(clean(paper.place), paper.issued_on, paper.drafted_on)
    line = right.add_paragraph()
    add_line(line, dated, SIZE.place_date, align=Align.CENTRE, italic=True)
    for cell in (*table.row_cells(0), *table.row_cells(1)):
        # Word wants a paragraph in every cell; ours come after the empty first.
        cell._element.remove(cell.paragraphs[0]._element)


def _write_title(docx: Docx, paper: OfficialPaper) -> None:
    if paper.is_letter:
        return
    line = docx.add_paragraph()
    name = clean(paper.type_name).upper()
    add_line(line, name, SIZE.type_name, align=Align.CENTRE, bold=True)
    line.paragraph_format.space_before = Pt(18)
    line.paragraph_format.keep_with_next = True
    line = docx.add_paragraph()
    subject = clean(paper.subject)
    add_line(line, subject, SIZE.subject, align=Align.CENTRE, bold=True)
    line.paragraph_format.keep_with_next = True
    width = wrapped_width(subject, SIZE.subject, _LINE_WIDTH, bold=True)
    add_rule(docx.add_paragraph(), width * SPACE.rule_share, _LINE_WIDTH)


def _write_addressees(docx: Docx, paper: OfficialPaper) -> None:
    if not paper.addressees:
        return
    line = docx.add_paragraph()
    line.paragraph_format.space_before = Pt(12)
    if len(paper.addressees) == 1:
        text = f"Kính gửi: {clean(paper.addressees[0]).rstrip('.')}."
        add_line(line, text, SIZE.addressees, align=Align.CENTRE)
        return
    add_line(line, "Kính gửi:", SIZE.addressees, align=Align.LEFT)
    line.paragraph_format.left_indent = Mm(35)
    for text in list_of(paper.addressees, mark="- "):
        line = docx.add_paragraph()
        add_line(line, text, SIZE.addressees, align=Align.LEFT)
        line.paragraph_format.left_indent = Mm(59)
        line.paragraph_format.first_line_indent = Mm(-3)


def _write_ending(docx: Docx, paper: OfficialPaper) -> None:
    """Write recipients and signature side by side, on one page."""
    spacer = docx.add_paragraph()
    spacer.paragraph_format.keep_with_next = True
    add_line(spacer, "", 6, align=Align.LEFT)
    width = SPACE.recipients_column
    table = borderless_table(docx, 1, (width, _LINE_WIDTH - width))
    left, right = table.cell(0, 0), table.cell(0, 1)
    if paper.recipients:
        add_line(
            left.paragraphs[0],
            "Nơi nhận:",
            SIZE.recipients_title,
            align=Align.LEFT,
            bold=True,
            italic=True,
        )
    for text in list_of(paper.recipients, mark="- "):
        add_line(left.add_paragraph(), text, SIZE.recipients, align=Align.LEFT)
    lines = paper.signature.lines
    for position, text in enumerate(lines):
        line = right.add_paragraph() if position else right.paragraphs[0]
        add_line(line, clean(text), SIZE.authority, align=Align.CENTRE, bold=True)
        line.paragraph_format.keep_with_next = True
    name = right.add_paragraph()
    name.paragraph_format.space_before = Mm(SPACE.signature_room)
    signer = clean(paper.signature.name)
    add_line(name, signer, SIZE.signer, align=Align.CENTRE, bold=True)


def _write_appendix(docx: Docx, appendix: Appendix, label: str, attached: str) -> None:
    section = docx.add_section(WD_SECTION.NEW_PAGE)
    _set_page(section, is_landscape=appendix.is_landscape)
    for text in (label, clean(appendix.title).upper()):
        line = docx.add_paragraph()
        add_line(line, text, SIZE.appendix_title, align=Align.CENTRE, bold=True)
        line.paragraph_format.keep_with_next = True
    line = docx.add_paragraph()
    add_line(line, attached, SIZE.body, align=Align.CENTRE, italic=True)
    line.paragraph_format.space_after = Pt(12)
    width = (PAGE.height if appendix.is_landscape else PAGE.width) - (
        PAGE.left + PAGE.right
    )
    write_blocks(docx, appendix.blocks, width)


def _with_fixed_times(docx: Docx) -> bytes:
    """Save, with the clock kept out of the archive's entries."""
    saved, fixed = io.BytesIO(), io.BytesIO()
    docx.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in _entries(source.namelist()):
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, source.read(name))
    return fixed.getvalue()


def _entries(names: Sequence[str]) -> list[str]:
    """Order the entries; readers expect the table of content types first."""
    return sorted(names, key=lambda name: (name != "[Content_Types].xml", name))
