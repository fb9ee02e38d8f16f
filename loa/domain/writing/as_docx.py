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
from docx.table import _Cell

from loa.domain.writing.blocks import Align, Block
from loa.domain.writing.carried import Payload, with_part
from loa.domain.writing.characters import clean
from loa.domain.writing.decree30 import PAGE, SIZE, SPACE
from loa.domain.writing.docx_blocks import write_blocks
from loa.domain.writing.docx_head import (
    LINE_WIDTH,
    write_addressees,
    write_bases,
    write_header,
    write_names,
    write_title,
)
from loa.domain.writing.docx_parts import (
    add_line,
    add_page_number,
    borderless_table,
    restyle,
    rule_above,
)
from loa.domain.writing.paper import Appendix, OfficialPaper
from loa.domain.writing.parts import (
    appendix_label,
    attached_line,
    drafter_line,
    file_title,
    list_of,
)
from loa.domain.writing.signing import Signature


def docx_bytes(
    paper: OfficialPaper, *, at: datetime, carrying: Payload | None = None
) -> bytes:
    """Give the document as .docx; the same paper and moment give the same bytes.

    :param carrying: data to put inside the file, as `carried` reads it back
    """
    docx = Document()
    restyle(docx)
    _set_page(docx.sections[0], is_landscape=False)
    _set_properties(docx, file_title(paper), clean(paper.issuer), at)
    docx.core_properties.subject = clean(paper.subject)[:255]
    write_header(docx, paper)
    write_title(docx, paper)
    write_addressees(docx, paper)
    write_bases(docx, paper)
    write_blocks(docx, paper.body, LINE_WIDTH)
    # A signature does not stand alone on a page: the last words go with it.
    docx.paragraphs[-1].paragraph_format.keep_with_next = True
    _write_ending(docx, paper)
    if paper.contact:
        _write_contact(docx.sections[0], paper)
    annexes = [one for one in paper.appendices if not one.is_issued]
    for appendix in paper.appendices:
        if appendix.is_issued:
            _write_issued(docx, appendix, paper)
            continue
        label = appendix_label(annexes.index(appendix) + 1, len(annexes))
        _write_appendix(docx, appendix, label, attached_line(paper))
    made = _with_fixed_times(docx)
    return made if carrying is None else with_part(made, paper, carrying)


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
    write_blocks(docx, blocks, LINE_WIDTH)
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
    # The address stands at the foot of the document's first page alone.
    section.first_page_footer.is_linked_to_previous = False
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


def _write_ending(docx: Docx, paper: OfficialPaper) -> None:
    """Write recipients and signature side by side, on one page."""
    spacer = docx.add_paragraph()
    spacer.paragraph_format.keep_with_next = True
    add_line(spacer, "", 6, align=Align.LEFT)
    width = SPACE.recipients_column
    if paper.secretary is not None:
        _write_secretary(docx, paper, paper.secretary)
        return
    table = borderless_table(docx, 1, (width, LINE_WIDTH - width))
    left, right = table.cell(0, 0), table.cell(0, 1)
    _write_recipients(left, paper)
    _write_signature(right, paper.signature)


def _write_secretary(docx: Docx, paper: OfficialPaper, secretary: Signature) -> None:
    """Write the two who sign minutes side by side, the recipients beneath."""
    half = LINE_WIDTH / 2
    table = borderless_table(docx, 1, (half, half))
    _write_signature(table.cell(0, 0), secretary)
    _write_signature(table.cell(0, 1), paper.signature)
    if paper.recipients or drafter_line(paper):
        add_line(docx.add_paragraph(), "", 6, align=Align.LEFT)
        _write_recipients(borderless_table(docx, 1, (LINE_WIDTH,)).cell(0, 0), paper)


def _write_recipients(cell: _Cell, paper: OfficialPaper) -> None:
    title = cell.paragraphs[0]
    if paper.recipients:
        size = SIZE.recipients_title
        add_line(title, "Nơi nhận:", size, align=Align.LEFT, bold=True, italic=True)
    for text in list_of(paper.recipients, mark="- "):
        add_line(cell.add_paragraph(), text, SIZE.recipients, align=Align.LEFT)
    if drafted := drafter_line(paper):
        add_line(cell.add_paragraph(), drafted, SIZE.drafter, align=Align.LEFT)


def _write_signature(cell: _Cell, signature: Signature) -> None:
    for position, text in enumerate(signature.lines):
        line = cell.add_paragraph() if position else cell.paragraphs[0]
        add_line(line, clean(text), SIZE.authority, align=Align.CENTRE, bold=True)
        line.paragraph_format.keep_with_next = True
    name = cell.add_paragraph()
    name.paragraph_format.space_before = Mm(SPACE.signature_room)
    signer = clean(signature.name)
    add_line(name, signer, SIZE.signer, align=Align.CENTRE, bold=True)


def _write_contact(section: Section, paper: OfficialPaper) -> None:
    """Write the address at the foot of the first page (box 13)."""
    footer = section.first_page_footer
    footer.is_linked_to_previous = False
    for position, text in enumerate(paper.contact):
        line = footer.add_paragraph() if position else footer.paragraphs[0]
        add_line(line, clean(text), SIZE.contact, align=Align.LEFT)
        if position == 0:
            rule_above(line)


def _write_issued(docx: Docx, issued: Appendix, paper: OfficialPaper) -> None:
    """Write a document that this one issues, on pages of its own."""
    section = docx.add_section(WD_SECTION.NEW_PAGE)
    _set_page(section, is_landscape=issued.is_landscape)
    width = LINE_WIDTH
    if issued.is_landscape:
        width = PAGE.height - PAGE.left - PAGE.right
    write_names(docx, paper)
    write_title(docx, paper, issued=issued)
    write_blocks(docx, issued.blocks, width)


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
