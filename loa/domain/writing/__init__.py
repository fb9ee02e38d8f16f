"""Official documents out: a paper as data → .docx and .pdf of Decree 30/2020.

    paper = OfficialPaper(issuer="Ủy ban nhân dân xã …", symbol="BC-UBND", …)
    docx_bytes(paper, at=moment)    pdf_bytes(paper, at=moment)

The dataclasses are plain enough for a template to draw the page from them as well;
a `Figure` is then a link. `workbook_bytes` writes tables as .xlsx.
"""

from loa.domain.writing.as_docx import docx_bytes, fragment_docx_bytes
from loa.domain.writing.as_pdf import pdf_bytes
from loa.domain.writing.paper import (
    Align,
    Appendix,
    Block,
    Bullet,
    Column,
    Figure,
    Heading,
    Note,
    OfficialPaper,
    PaperError,
    Paragraph,
    Row,
    Run,
    Table,
    Text,
    Urgency,
    figures_of,
    number_headings,
    plain,
    runs_of,
    with_end_mark,
)
from loa.domain.writing.parts import (
    MOTTO,
    NATION,
    appendix_label,
    attached_line,
    header_lines,
    list_of,
)
from loa.domain.writing.signing import (
    Delegation,
    NotDelegated,
    Signature,
    SigningMode,
)
from loa.domain.writing.wording import (
    body_lines,
    date_words,
    decimal,
    format_number,
    grouped,
    number_line,
    place_date,
    point_letters,
    roman,
    short_date,
)
from loa.domain.writing.xlsx import Sheet, SheetColumn, workbook_bytes

__all__ = [
    "MOTTO",
    "NATION",
    "Align",
    "Appendix",
    "Block",
    "Bullet",
    "Column",
    "Delegation",
    "Figure",
    "Heading",
    "NotDelegated",
    "Note",
    "OfficialPaper",
    "PaperError",
    "Paragraph",
    "Row",
    "Run",
    "Sheet",
    "SheetColumn",
    "Signature",
    "SigningMode",
    "Table",
    "Text",
    "Urgency",
    "appendix_label",
    "attached_line",
    "body_lines",
    "date_words",
    "decimal",
    "docx_bytes",
    "figures_of",
    "format_number",
    "fragment_docx_bytes",
    "grouped",
    "header_lines",
    "list_of",
    "number_headings",
    "number_line",
    "pdf_bytes",
    "place_date",
    "plain",
    "point_letters",
    "roman",
    "runs_of",
    "short_date",
    "with_end_mark",
    "workbook_bytes",
]  # fmt: skip
