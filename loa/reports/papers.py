"""A report as an official document, and its files."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from loa.documents.outgoing.frames import governing_lines, place_of
from loa.documents.outgoing.signers import collective_of, head_post
from loa.domain.periods import vn_date
from loa.domain.writing import (
    Block,
    Figure,
    OfficialPaper,
    Row,
    Sheet,
    SheetColumn,
    Signature,
    Table,
    body_lines,
    docx_bytes,
    fragment_docx_bytes,
    pdf_bytes,
    workbook_bytes,
)
from loa.orgs.delegating import appointments_of
from loa.orgs.models import BodyVersion
from loa.orgs.selectors import version_of
from loa.reports.kinds import kind_of
from loa.reports.models import Report, Snapshot
from loa.reports.scopes import period_of, version_in
from loa.reports.wording import Worded

FORMATS = ("docx", "pdf", "xlsx", "json")


@dataclass(frozen=True, slots=True)
class Made:
    """A report worded from one snapshot, and the document that it prints as."""

    report: Report
    snapshot: Snapshot
    worded: Worded
    paper: OfficialPaper


def make_paper(report: Report, snapshot: Snapshot) -> Made:
    """Word a report from a snapshot; the same rows give the same paper."""
    worded = kind_of(report.regime.kind).word(snapshot.data, report.narrative)
    period = period_of(report)
    body = version_in(report.body_id, period)
    if body is None:
        raise LookupError(f"report {report.pk}: its body was not there")
    taken_on = vn_date(snapshot.taken_at)
    receiver = _name(report.receiver_id, taken_on)
    via = _name(report.via_id, taken_on)
    paper = OfficialPaper(
        issuer="\n".join(body_lines(body.name)),
        governing_body=governing_lines(body, taken_on),
        number=report.number or None,
        symbol=f"BC-{body.symbol or 'UBND'}",
        place=place_of(body, taken_on),
        issued_on=report.issued_on,
        drafted_on=taken_on,
        type_code="BC",
        type_name="Báo cáo",
        subject=worded.subject,
        addressees=(receiver,) if receiver else (),
        body=worded.body,
        signature=_signature(body, taken_on),
        recipients=tuple(
            line for line in ("Như trên" if receiver else "", via, "Lưu: VT") if line
        ),
        appendices=worded.appendices,
    )
    return Made(report, snapshot, worded, paper)


def _name(body_id: int | None, on: date) -> str:
    version = version_of(body_id, on) if body_id else None
    return version.name if version else ""


def _signature(body: BodyVersion, on: date) -> Signature:
    """The head's signature block: by post, with the name when she holds one."""
    rows = appointments_of(body.body_id, on)
    names = [row.user.full_name for row in rows if row.post.is_head]
    return Signature(
        head_post=head_post(body),
        collective=collective_of(body),
        name=next(iter(names), ""),
    )


def render(made: Made, format: str, *, is_section: bool = False) -> bytes:
    """Give the report as a file; the same rows give the same bytes.

    :param is_section: the section that another report takes in, as .docx
    :raises LookupError: for a format that there is not
    """
    if is_section:
        blocks = [piece.block for piece in made.worded.section]
        return fragment_docx_bytes(
            made.worded.subject,
            blocks,
            made.worded.section_appendices,
            at=made.snapshot.taken_at,
        )
    makers: dict[str, Callable[[Made], bytes]] = {
        "docx": lambda made: docx_bytes(made.paper, at=made.snapshot.taken_at),
        "pdf": lambda made: pdf_bytes(made.paper, at=made.snapshot.taken_at),
        "xlsx": _workbook,
        "json": lambda made: made.snapshot.figures.encode(),
    }
    return makers[format](made)


def _workbook(made: Made) -> bytes:
    figures = made.snapshot.data["figures"]
    sheets = [
        Sheet(
            name=appendix.title,
            columns=tuple(SheetColumn(column.title) for column in table.columns),
            rows=[_values(row, figures) for row in table.rows],
            heading=(appendix.title, made.paper.subject, made.paper.issuer),
        )
        for appendix in made.paper.appendices
        for table in _tables(appendix.blocks)
    ]
    return workbook_bytes(
        sheets,
        at=made.snapshot.taken_at,
        title=made.paper.subject,
        author=made.paper.issuer.replace("\n", " "),
    )


def _tables(blocks: Sequence[Block]) -> list[Table]:
    return [block for block in blocks if isinstance(block, Table)]


def _values(row: Row, figures: Mapping[str, int]) -> list[str | int]:
    """Cells as values: a figure as its number, the rest as text."""
    found: list[str | int] = []
    for runs in row.cells:
        if len(runs) == 1 and isinstance(runs[0], Figure):
            found.append(figures.get(runs[0].key, 0))
        else:
            text = "".join(run.text for run in runs)
            found.append(int(text) if text.isdecimal() else text)
    return found


def file_name(made: Made, format: str, *, is_section: bool = False) -> str:
    """Give a file's name: `bao-cao-20261-12-v2.docx`."""
    code = made.snapshot.data["period"]["code"] or made.report.period_start.isoformat()
    kind = "phan-bao-cao" if is_section else "bao-cao"
    return f"{kind}-{code}-{made.report.pk}-v{made.snapshot.version}.{format}"
