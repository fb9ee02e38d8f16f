"""A submitted report is itself proof: it fulfils the duty to report on its period.

The record is written when the report is sent up, goes when it is taken back, and is in
question while the receiver has returned it. A report that was returned and is sent
again keeps the day on which it was first sent.
"""

from datetime import date, datetime

from loa.accounts.models import User
from loa.documents.models import Document
from loa.domain.periods import vn_date
from loa.domain.quotas import TaskKind
from loa.evidence import services as evidence
from loa.evidence.models import Standing
from loa.files import selectors as files
from loa.orgs.models import BodyVersion, Kind
from loa.orgs.selectors import Acting, versions_of
from loa.programmes.selectors import Cell, owed
from loa.reference.models import Area, CommunicationForm
from loa.reports.models import Report, ReportFile
from loa.reports.scopes import period_of

# Also the code of the verdict's reason (loa.evidence.sentences).
ORIGIN = "report"
RETURNED = "report_returned"


def duties_met_by(report: Report, *, on: date) -> list[Cell]:
    """Return the reporting duties of the body that a report fulfils once it is sent.

    Those over the same window, asked by a body to which, or to whose superior or
    agency, the report goes. None for a report that goes to nobody.
    """
    if report.receiver_id is None:
        return []
    period = period_of(report)
    cells = [
        cell
        for cell in owed(
            body_ids=[report.body_id], first=period.start, last=period.last_day, on=on
        )
        if cell.task.kind is TaskKind.REPORT
        and cell.window.period.code == period.code
        and not cell.exempt
    ]
    asked_by = _issuers(cells)
    return [
        cell
        for cell in cells
        if _goes_to(report, asked_by[cell.task.document_id], on=on)
    ]


def _issuers(cells: list[Cell]) -> dict[int, int | None]:
    rows = Document.objects.filter(pk__in={cell.task.document_id for cell in cells})
    return dict(rows.values_list("pk", "issuer_id"))


def _goes_to(report: Report, issuer_id: int | None, *, on: date) -> bool:
    """Whether a report reaches who asked for it: itself, its agency, or its superior."""
    receivers = {pk for pk in (report.receiver_id, report.via_id) if pk}
    if issuer_id is None:
        return False
    if issuer_id in receivers:
        return True
    versions = versions_of({issuer_id, *receivers}, on)
    issuer = versions.pop(issuer_id, None)
    return issuer is not None and any(
        issuer.path.startswith(each.path) or _is_agency(each, issuer)
        for each in versions.values()
    )


def _is_agency(body: BodyVersion, issuer: BodyVersion) -> bool:
    return (
        body.parent_id == issuer.body_id
        and body.level == issuer.level
        and body.kind != Kind.PEOPLES_COMMITTEE
    )


def deliver(
    report: Report,
    *,
    title: str,
    file: ReportFile,
    actor: User,
    acting: Acting,
    at: datetime,
) -> None:
    """Record that a report was sent, for the duties that it fulfils.

    What was recorded when it was first sent stands again.
    """
    if report.record and not report.record.withdrawn_at:
        evidence.witness(
            record=report.record,
            standing=Standing.VERIFIED,
            reason_code=ORIGIN,
            at=at,
        )
        return
    cells = duties_met_by(report, on=vn_date(at))
    if not cells:
        return
    task = cells[0].task
    area = Area.objects.filter(code__in=task.areas[:1]).first()
    recorded = evidence.record_activity(
        body_id=report.body_id,
        done_on=vn_date(at),
        form=CommunicationForm.objects.get(code=(task.forms or ("document",))[0]),
        title=title,
        area=area,
        file=evidence.NewFile(files.content(file.file), file.file.name),
        chosen_task_ids=[cell.task.id for cell in cells],
        origin=ORIGIN,
        period_start=cells[0].window.period.start,
        actor=actor,
        acting=acting,
        at=at,
    )
    report.record = recorded.record
    report.save(update_fields=["record"])


def undo(
    report: Report, *, reason: str, actor: User, acting: Acting, at: datetime
) -> None:
    """Take the record of a report back with it; one that was rejected stays."""
    if report.record is None:
        return
    try:
        evidence.withdraw_record(
            record=report.record, reason=reason, actor=actor, acting=acting, at=at
        )
    except evidence.Rejected:
        return
    report.record = None
    report.save(update_fields=["record"])


def question(report: Report, *, at: datetime) -> None:
    """Put the record of a returned report in question."""
    if report.record:
        evidence.witness(
            record=report.record,
            standing=Standing.DISPUTED,
            reason_code=RETURNED,
            at=at,
        )
