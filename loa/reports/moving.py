"""What becomes of a report: submitted, taken back, returned with remarks, accepted.

Each move is one conditional UPDATE: of two people at once one wins, and the other is
told how the report stands now.
"""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext

from loa.accounts.models import User
from loa.audit import services as audit
from loa.domain.periods import vn_date
from loa.domain.workflow import REPORT
from loa.notices.services import notify
from loa.orgs import policies as orgs
from loa.orgs.models import Body
from loa.orgs.selectors import Acting, version_of
from loa.reports import delivering, numbering, papers, policies
from loa.reports.models import Report, Snapshot
from loa.reports.services import Moved, export_report


class NewerFigures(Exception):
    """The author saw other figures than the newest."""


class RemarkMissing(ValueError):
    """A report returned, or a remark made, without a word of why."""


def submit_report(
    *, report: Report, version: int, actor: User, acting: Acting, at: datetime
) -> Report:
    """Send a report up: its files are stored, and its receiver is told.

    :param version: the figures that the author saw
    :raises NewerFigures: when that is no longer the newest version
    :raises Moved: when it was sent already
    :raises loa.documents.outgoing.numbering.NumberTaken: with what has its number
    :raises loa.documents.outgoing.numbering.BadNumber: when what was entered is none
    :raises PermissionDenied: to who may not write for the body
    """
    orgs.require_write_for(acting, report.body_id)
    with transaction.atomic():
        Report.objects.select_for_update().get(pk=report.pk)
        snapshot = Snapshot.objects.filter(report=report).latest("version")
        if snapshot.version != version:
            raise NewerFigures
        _move(report, "submit", submitted_at=at)
        row, last = numbering.give_number(
            papers.make_paper(report, snapshot), actor=actor, at=at
        )
        numbering.record_sending(report, snapshot, row, last, actor=actor, at=at)
        made = papers.make_paper(report, snapshot)
        stored = {
            format: export_report(made=made, format=format, actor=actor, at=at)
            for format in papers.FORMATS
        }
        delivering.deliver(
            report,
            title=made.paper.subject,
            file=stored["docx"],
            actor=actor,
            acting=acting,
            at=at,
        )
        _note(
            report,
            "submitted",
            actor,
            acting,
            at,
            digest=snapshot.digest,
            number=report.number,
        )
        _tell(report, "submitted", to=[report.receiver_id, report.via_id], at=at)
    return report


def withdraw_report(
    *, report: Report, actor: User, acting: Acting, at: datetime
) -> Report:
    """Take a submitted report back, to mend it.

    :raises Moved: when it was meanwhile returned or accepted
    :raises PermissionDenied: to who may not write for the body
    """
    orgs.require_write_for(acting, report.body_id)
    with transaction.atomic():
        _move(report, "withdraw", submitted_at=None)
        numbering.take_back(report, at=at)
        reason = gettext("The report was taken back.")
        delivering.undo(report, reason=reason, actor=actor, acting=acting, at=at)
        _note(report, "withdrawn", actor, acting, at)
    return report


def add_remark(
    *,
    report: Report,
    text: str,
    figure: str = "",
    actor: User,
    acting: Acting,
    at: datetime,
) -> Report:
    """Note a remark that goes back with the report when it is returned.

    :raises RemarkMissing: without words
    :raises PermissionDenied: to anybody but its receiver
    """
    if not (text := text.strip()):
        raise RemarkMissing
    with transaction.atomic():
        locked = Report.objects.select_for_update().get(pk=report.pk)
        policies.require(policies.can_receive(acting, locked, on=vn_date(at)))
        locked.remarks = [
            *locked.remarks,
            {
                "by": actor.get_full_name(),
                "body": acting.name,
                "at": at.isoformat(),
                "text": text,
                "figure": figure,
            },
        ]
        locked.save(update_fields=["remarks"])
        _note(locked, "remarked", actor, acting, at, text=text)
    return locked


def return_report(
    *, report: Report, actor: User, acting: Acting, at: datetime
) -> Report:
    """Send a report back with the remarks made since it was submitted.

    :raises RemarkMissing: when nobody said why
    :raises Moved: when it was meanwhile taken back, returned or accepted
    :raises PermissionDenied: to anybody but its receiver
    """
    _require_receiver(report, acting, at)
    with transaction.atomic():
        _move(report, "return")
        if not new_remarks(report):
            raise RemarkMissing
        delivering.question(report, at=at)
        _note(report, "returned", actor, acting, at, count=len(report.remarks))
        _tell(report, "returned", to=[report.body_id], at=at)
    return report


def accept_report(
    *, report: Report, actor: User, acting: Acting, at: datetime
) -> Report:
    """Accept a report: its figures stay as they are for good.

    :raises Moved: when it was meanwhile taken back, returned or accepted
    :raises PermissionDenied: to anybody but its receiver
    """
    _require_receiver(report, acting, at)
    with transaction.atomic():
        _move(report, "accept")
        _note(report, "accepted", actor, acting, at)
        _tell(report, "accepted", to=[report.body_id], at=at)
    return report


def new_remarks(report: Report) -> list[dict[str, str]]:
    """Return the remarks made since the report was last submitted."""
    since = report.submitted_at.isoformat() if report.submitted_at else ""
    return [
        remark
        for remark in report.remarks
        if not since
        or datetime.fromisoformat(remark["at"]) >= datetime.fromisoformat(since)
    ]


def _require_receiver(report: Report, acting: Acting, at: datetime) -> None:
    on = vn_date(at)
    still = policies.can_receive(acting, report, on=on)
    # Whoever lost a race is told so, and not that she may not.
    lost = report.status != Report.Status.SUBMITTED and _would_receive(
        report, acting, at
    )
    policies.require(still or lost)


def _would_receive(report: Report, acting: Acting, at: datetime) -> bool:
    as_sent = Report(
        pk=report.pk,
        body_id=report.body_id,
        receiver_id=report.receiver_id,
        via_id=report.via_id,
        period_start=report.period_start,
        status=Report.Status.SUBMITTED,
    )
    return policies.can_receive(acting, as_sent, on=vn_date(at))


def _move(report: Report, move: str, **changes: object) -> None:
    """Make a move of the table by one conditional UPDATE, and read the row again."""
    sources = REPORT.sources_of(move)
    rows = Report.objects.filter(pk=report.pk, status__in=sources)
    target = REPORT.after(sources[0], move)
    moved = rows.update(status=target, **changes)
    report.refresh_from_db()
    if not moved:
        raise Moved(report)


def _note(
    report: Report,
    what: str,
    actor: User,
    acting: Acting,
    at: datetime,
    **detail: object,
) -> None:
    audit.record(
        actor=actor,
        action=f"reports.report.{what}",
        at=at,
        target=report,
        body=Body(pk=acting.body_id),
        detail=detail,
    )


def _tell(report: Report, what: str, *, to: list[int | None], at: datetime) -> None:
    body = version_of(report.body_id, vn_date(at))
    snapshot = Snapshot.objects.filter(report=report).latest("version")
    notify(
        bodies=[pk for pk in to if pk],
        kind=f"reports.report.{what}",
        params={
            "body": body.name if body else "",
            "report": papers.make_paper(report, snapshot).paper.subject,
        },
        url=reverse("reports:detail", args=[report.pk]),
        key=f"reports.report.{what}.{report.pk}.{at.isoformat()}",
        at=at,
    )
