"""The blocks of a body in .docx: paragraphs, bullets, headings, tables, notes."""

from collections.abc import Sequence

from docx.document import Document as Docx
from docx.shared import Pt
from docx.text.paragraph import Paragraph as Line

from loa.domain.writing import docx_parts as parts
from loa.domain.writing.blocks import (
    Align,
    Article,
    Block,
    Bullet,
    Clause,
    Column,
    Division,
    DivisionKind,
    Heading,
    Note,
    Paragraph,
    Point,
    Row,
    Run,
    Table,
)
from loa.domain.writing.characters import clean
from loa.domain.writing.decree30 import SIZE, SPACE

_BODY = "Body Text"
# The words of a cell in one style: text, bold, italic.
_Words = tuple[str, bool, bool]


def write_blocks(docx: Docx, blocks: Sequence[Block], width: float) -> None:
    """Add the blocks to the document; `width` is the line's, in millimetres."""
    for block in blocks:
        match block:
            case Heading():
                _write_heading(docx, block)
            case Paragraph():
                line = docx.add_paragraph(style=_BODY)
                _write_line(line, block.runs, align=block.align)
            case Bullet():
                line = docx.add_paragraph(style=_BODY)
                parts.add_run(line, block.mark, SIZE.body, bold=False, italic=False)
                _write_line(line, block.runs)
            case Division():
                _write_division(docx, block)
            case Article():
                _write_article(docx, block)
            case Clause() | Point():
                _write_labelled(docx.add_paragraph(style=_BODY), block)
            case Note():
                _write_note(docx, block)
            case Table():
                _write_table(docx, block, width)


def _write_heading(docx: Docx, block: Heading) -> None:
    # Levels 1 and 2 stand bold on a line of their own; a point (a) is upright
    # (Decree 30/2020, appendix I part II.5).
    line = docx.add_paragraph(style=f"Heading {min(max(block.level, 1), 3)}")
    text = clean(block.text)
    words = text.upper() if block.level <= 1 else text
    printed = f"{block.label} {words}".strip()
    is_bold = block.level <= 2
    parts.add_line(line, printed, SIZE.body, bold=is_bold, is_body=True)
    line.paragraph_format.space_before = Pt(SPACE.paragraph)
    line.paragraph_format.keep_with_next = True


def _write_division(docx: Docx, block: Division) -> None:
    # One paragraph for both lines: one entry in the outline that Word shows.
    is_outer = block.kind in {DivisionKind.PART, DivisionKind.CHAPTER}
    line = docx.add_paragraph(style=f"Heading {1 if is_outer else 2}")
    printed = parts.add_run(line, block.label, SIZE.body, bold=True, italic=False)
    if title := clean(block.title).upper():
        printed.add_break()
        parts.add_run(line, title, SIZE.body, bold=True, italic=False)
    parts.shape_line(line, Align.CENTRE, is_body=False)
    line.paragraph_format.space_before = Pt(SPACE.paragraph * 2)
    line.paragraph_format.space_after = Pt(SPACE.paragraph)
    line.paragraph_format.keep_with_next = True


def _write_article(docx: Docx, block: Article) -> None:
    # An article that is all title heads the blocks below it; one of words is no
    # heading, or the outline would hold its whole text.
    is_heading = not block.runs
    line = docx.add_paragraph(style="Heading 3" if is_heading else _BODY)
    title = clean(block.title)
    head = f"{block.label} {title}".strip() + (" " if block.runs else "")
    parts.add_run(line, head, SIZE.body, bold=True, italic=False)
    _write_line(line, block.runs)
    line.paragraph_format.keep_with_next = is_heading
    if is_heading:
        line.paragraph_format.space_before = Pt(SPACE.paragraph)


def _write_labelled(line: Line, block: Clause | Point) -> None:
    if block.label:
        label = f"{block.label} "
        parts.add_run(line, label, SIZE.body, bold=False, italic=False)
    _write_line(line, block.runs)


def _write_line(
    line: Line, runs: Sequence[Run], *, align: Align = Align.JUSTIFY
) -> None:
    _add_runs(line, runs, SIZE.body)
    parts.shape_line(line, align, is_body=align in {Align.JUSTIFY, Align.LEFT})
    line.paragraph_format.space_after = Pt(SPACE.paragraph)


def _write_note(docx: Docx, block: Note) -> None:
    line = docx.add_paragraph()
    for run in block.runs:
        parts.add_run(line, clean(run.text), SIZE.note, bold=run.bold, italic=True)
    parts.shape_line(line, Align.JUSTIFY, is_body=False)
    line.paragraph_format.space_before = Pt(3)
    line.paragraph_format.space_after = Pt(SPACE.paragraph)


def _add_runs(line: Line, runs: Sequence[Run], size: float) -> None:
    for run in runs:
        text = clean(run.text)
        parts.add_run(line, text, size, bold=run.bold, italic=run.italic)


def _write_table(docx: Docx, block: Table, width: float) -> None:
    if block.caption:
        line = docx.add_paragraph()
        caption = clean(block.caption)
        parts.add_line(line, caption, SIZE.body, align=Align.CENTRE, bold=True)
        line.paragraph_format.space_after = Pt(SPACE.paragraph)
        line.paragraph_format.keep_with_next = True
    table = docx.add_table(rows=1 + len(block.rows), cols=len(block.columns))
    parts.set_columns(table, column_widths(block.columns, width))
    parts.rule_cells(table)
    parts.repeat_header(table)
    header = [(_heading_run(column), Align.CENTRE) for column in block.columns]
    contents = [header, *(_cells_of(row, block.columns) for row in block.rows)]
    for made, cells in zip(table._tbl.tr_lst, contents, strict=True):
        for place, (words, align) in zip(made.tc_lst, cells, strict=True):
            parts.fill_cell(place, words, align)
    parts.close_table(docx)


def _heading_run(column: Column) -> tuple[_Words, ...]:
    return ((clean(column.title), True, False),)


def _cells_of(
    row: Row, columns: Sequence[Column]
) -> list[tuple[tuple[_Words, ...], Align]]:
    return [
        (
            tuple((clean(r.text), r.bold or row.is_total, r.italic) for r in runs),
            column.align,
        )
        for runs, column in zip(row.cells, columns, strict=True)
    ]


def column_widths(columns: Sequence[Column], width: float) -> list[float]:
    """Share the line among the columns, in millimetres."""
    whole = sum(column.width for column in columns)
    return [column.width / whole * width for column in columns]
