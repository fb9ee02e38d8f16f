"""What stands above the text in a .docx: names, number, day, title, addressees."""

from docx.document import Document as Docx
from docx.shared import Mm, Pt
from docx.table import Table, _Cell

from loa.domain.writing.blocks import Align
from loa.domain.writing.characters import clean
from loa.domain.writing.decree30 import PAGE, SIZE, SPACE
from loa.domain.writing.docx_parts import add_line, add_rule, borderless_table, frame
from loa.domain.writing.metrics import balanced_width, text_width, wrapped_width
from loa.domain.writing.paper import Appendix, Circulation, OfficialPaper, Urgency
from loa.domain.writing.parts import (
    FRAMES,
    MOTTO,
    NATION,
    attached_line,
    circulation_width,
    header_lines,
    list_of,
    subject_of_letter,
)
from loa.domain.writing.wording import number_line, place_date

LINE_WIDTH = PAGE.width - PAGE.left - PAGE.right


def write_names(docx: Docx, paper: OfficialPaper, rows: int = 1) -> Table:
    """Write who issues and the nation's name and motto in a table's first row."""
    table = borderless_table(docx, rows, (SPACE.issuer_column, SPACE.nation_column))
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
    _drop_first_paragraphs(left, right)
    return table


def write_header(docx: Docx, paper: OfficialPaper) -> None:
    """Write boxes 1 to 4, 5b, 10b and 11."""
    table = write_names(docx, paper, rows=2)
    left, right = table.cell(1, 0), table.cell(1, 1)
    number = number_line(paper.number, clean(paper.symbol))
    add_line(left.add_paragraph(), number, SIZE.number, align=Align.CENTRE)
    if paper.is_letter:
        line = left.add_paragraph()
        add_line(line, subject_of_letter(paper), SIZE.letter_subject, Align.CENTRE)
        line.paragraph_format.space_before = Pt(SPACE.letter_subject_gap)
    if paper.urgency is not Urgency.NONE:
        width = FRAMES[paper.urgency]
        _write_mark(left, paper.urgency, SIZE.urgency, width, SPACE.issuer_column)
    dated = place_date(clean(paper.place), paper.issued_on, paper.drafted_on)
    line = right.add_paragraph()
    add_line(line, dated, SIZE.place_date, align=Align.CENTRE, italic=True)
    if paper.circulation is not Circulation.FREE:
        width = circulation_width(paper)
        room = SPACE.nation_column
        _write_mark(right, paper.circulation, SIZE.circulation, width, room)
    _drop_first_paragraphs(left, right)


def _write_mark(
    cell: _Cell, words: str, size: float, width: float, room: float
) -> None:
    mark = cell.add_paragraph()
    add_line(mark, words, size, align=Align.CENTRE, bold=True)
    frame(mark, width, SPACE.frame_height, room)


def _drop_first_paragraphs(*cells: _Cell) -> None:
    for cell in cells:
        # Word wants a paragraph in every cell; ours come after the empty first.
        cell._element.remove(cell.paragraphs[0]._element)


def write_title(
    docx: Docx, paper: OfficialPaper, *, issued: Appendix | None = None
) -> None:
    """Write type and subject (box 5a), of the paper or of a document that it issues."""
    if paper.is_letter and issued is None:
        return
    line = docx.add_paragraph(style="Title")
    name = clean(issued.type_name if issued else paper.type_name).upper()
    add_line(line, name, SIZE.type_name, align=Align.CENTRE, bold=True)
    line.paragraph_format.space_before = Pt(18)
    line.paragraph_format.keep_with_next = True
    line = docx.add_paragraph(style="Subtitle")
    subject = clean(issued.title if issued else paper.subject)
    add_line(line, subject, SIZE.subject, align=Align.CENTRE, bold=True)
    room = balanced_width(subject, SIZE.subject, LINE_WIDTH, bold=True)
    aside = Mm((LINE_WIDTH - room) / 2)
    line.paragraph_format.left_indent = line.paragraph_format.right_indent = aside
    line.paragraph_format.keep_with_next = True
    if issued:
        line = docx.add_paragraph()
        attached = attached_line(paper)
        add_line(line, attached, SIZE.body, align=Align.CENTRE, italic=True)
    width = wrapped_width(subject, SIZE.subject, room, bold=True)
    rule = docx.add_paragraph()
    add_rule(rule, width * SPACE.rule_share, LINE_WIDTH)
    rule.paragraph_format.space_before = Pt(2)
    rule.paragraph_format.space_after = Pt(10)


def write_addressees(docx: Docx, paper: OfficialPaper) -> None:
    """Write box 9a: one on the same line, several beneath the colon."""
    if not paper.addressees:
        return
    line = docx.add_paragraph()
    line.paragraph_format.space_before = Pt(12)
    if len(paper.addressees) == 1:
        text = f"Kính gửi: {clean(paper.addressees[0]).rstrip('.;')}"
        add_line(line, text, SIZE.addressees, align=Align.CENTRE)
        return
    add_line(line, "Kính gửi:", SIZE.addressees, align=Align.LEFT)
    line.paragraph_format.left_indent = Mm(SPACE.addressees_from)
    # The hyphens stand beneath the colon, the words a hyphen's width behind them.
    hyphen = text_width("- ", SIZE.addressees)
    colon = SPACE.addressees_from + text_width("Kính gửi", SIZE.addressees)
    for text in list_of(paper.addressees, mark="- "):
        line = docx.add_paragraph()
        add_line(line, text, SIZE.addressees, align=Align.LEFT)
        line.paragraph_format.left_indent = Mm(colon + hyphen)
        line.paragraph_format.first_line_indent = Mm(-hyphen)


def write_bases(docx: Docx, paper: OfficialPaper) -> None:
    """Write who decides, the bases, and that it is decided (box 6)."""
    if paper.addressees and not paper.bases:
        docx.paragraphs[-1].paragraph_format.space_after = Pt(SPACE.paragraph)
    if paper.authority:
        _write_centred(docx, clean(paper.authority).upper())
    for basis in list_of(paper.bases):
        line = docx.add_paragraph(style="Body Text")
        add_line(line, basis, SIZE.body, italic=True, is_body=True)
    if paper.enacting:
        _write_centred(docx, clean(paper.enacting).upper())


def _write_centred(docx: Docx, words: str) -> None:
    line = docx.add_paragraph()
    add_line(line, words, SIZE.body, align=Align.CENTRE, bold=True)
    line.paragraph_format.space_before = Pt(SPACE.paragraph)
    line.paragraph_format.space_after = Pt(SPACE.paragraph)
    line.paragraph_format.keep_with_next = True
