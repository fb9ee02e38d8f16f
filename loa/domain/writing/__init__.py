"""Official documents out: a paper as data → .docx and .pdf of Decree 30/2020.

    paper = OfficialPaper(issuer="Ủy ban nhân dân xã …", symbol="BC-UBND", …)
    docx_bytes(paper, at=moment)    pdf_bytes(paper, at=moment)

`compose(paper_kinds()["plan"], …)` makes the paper of a kind, with what the kind has. A file
may carry data inside itself (`carrying=`), which `carried(raw)` gives back when neither
they nor the text were tampered with.

The dataclasses are plain enough for a template to draw the page from them as well;
a `Figure` is then a link. `workbook_bytes` writes tables as .xlsx.
"""

from loa.domain.text import in_roman as roman
from loa.domain.writing.as_docx import docx_bytes, fragment_docx_bytes
from loa.domain.writing.as_pdf import is_pdf_a, pdf_bytes
from loa.domain.writing.blocks import (
    Align,
    Article,
    Block,
    Bullet,
    Clause,
    Column,
    Division,
    DivisionKind,
    Figure,
    Heading,
    Note,
    PaperError,
    Paragraph,
    Point,
    Row,
    Run,
    Table,
    Text,
    number_headings,
    plain,
    runs_of,
    with_end_mark,
)
from loa.domain.writing.carried import Carried, Payload, Soundness, carried, embed
from loa.domain.writing.kinds import (
    BLANK,
    Addressed,
    PaperKind,
    compose,
    kind_of,
    paper_kinds,
    task_table,
)
from loa.domain.writing.paper import (
    Appendix,
    Circulation,
    OfficialPaper,
    Urgency,
    figures_of,
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
    is_deputy,
    signature_for,
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
    short_date,
)
from loa.domain.writing.xlsx import Sheet, SheetColumn, workbook_bytes

__all__ = [
    "BLANK",
    "MOTTO",
    "NATION",
    "Addressed",
    "Align",
    "Appendix",
    "Article",
    "Block",
    "Bullet",
    "Carried",
    "Circulation",
    "Clause",
    "Column",
    "Delegation",
    "Division",
    "DivisionKind",
    "Figure",
    "Heading",
    "NotDelegated",
    "Note",
    "OfficialPaper",
    "PaperError",
    "PaperKind",
    "Paragraph",
    "Payload",
    "Point",
    "Row",
    "Run",
    "Sheet",
    "SheetColumn",
    "Signature",
    "SigningMode",
    "Soundness",
    "Table",
    "Text",
    "Urgency",
    "appendix_label",
    "attached_line",
    "body_lines",
    "carried",
    "compose",
    "date_words",
    "decimal",
    "docx_bytes",
    "embed",
    "figures_of",
    "format_number",
    "fragment_docx_bytes",
    "grouped",
    "header_lines",
    "is_deputy",
    "is_pdf_a",
    "kind_of",
    "list_of",
    "number_headings",
    "number_line",
    "paper_kinds",
    "pdf_bytes",
    "place_date",
    "plain",
    "point_letters",
    "roman",
    "runs_of",
    "short_date",
    "signature_for",
    "task_table",
    "with_end_mark",
    "workbook_bytes",
]  # fmt: skip
