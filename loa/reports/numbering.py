"""A report's number: through its body's register, as that of every paper going out.

It is given when the report is sent up: the next one of the body's series, or the one
that its clerk entered. A report taken back keeps its number; one that was returned and
is sent again is a record of its own, linked to the one that it replaces.
"""

from datetime import datetime

from django.utils.translation import gettext

from loa.accounts.models import User
from loa.documents.models import RegisteredNumber
from loa.documents.outgoing import numbering
from loa.domain.periods import vn_date
from loa.reports.models import Report, Sending, Snapshot
from loa.reports.papers import Made


def last_sending(report: Report) -> Sending | None:
    """Return the newest sending of a report."""
    rows = report.sendings.select_related("registered", "replaces")
    return rows.order_by("-pk").first()


def sendings_of(report: Report) -> list[Sending]:
    """Return each time that a report was sent, the newest first."""
    rows = report.sendings.select_related("registered", "replaces__registered")
    return list(rows.order_by("-pk"))


def give_number(
    made: Made, *, actor: User, at: datetime
) -> tuple[RegisteredNumber | None, Sending | None]:
    """Number a report that is being sent; return the number and the sending before.

    None where its body enters its numbers and has entered none. The report's own row
    takes the number and the day over. Call it in the transaction of the sending.

    :raises loa.documents.outgoing.numbering.NumberTaken: with what has it
    :raises loa.documents.outgoing.numbering.BadNumber: when what was entered is none
    """
    report, last = made.report, last_sending(made.report)
    has_series = numbering.has_own_series(report.body_id)
    if not has_series and not report.number:
        _give_up(last, None, actor, at)
        return None, last
    report.issued_on = report.issued_on or vn_date(at)
    year = report.issued_on.year
    row = _kept(report, last, year, has_series=has_series)
    if row is None:
        paper = numbering.OtherPaper(
            body_id=report.body_id,
            type_code=made.paper.type_code or "",
            symbol=made.paper.symbol,
            title=made.paper.subject,
        )
        entered = "" if has_series else report.number
        row = numbering.give_number(
            paper=paper, number=entered, year=year, actor=actor, at=at
        )
        _give_up(last, row, actor, at)
    report.number = row.number
    report.save(update_fields=["number", "issued_on"])
    return row, last


def _kept(
    report: Report, last: Sending | None, year: int, *, has_series: bool
) -> RegisteredNumber | None:
    """The number that the report has from before, when it goes on with it."""
    row = last.registered if last else None
    if last is None or row is None or row.void_at or row.year != year:
        return None
    if has_series:
        return row if last.taken_back_at else None
    return row if numbering.bare_number(report.number) == row.number else None


def _give_up(
    last: Sending | None, new: RegisteredNumber | None, actor: User, at: datetime
) -> None:
    """Make void the number of a sending that was taken back, when another is used."""
    row = last.registered if last else None
    if last and row and row != new and last.taken_back_at:
        reason = gettext("The report was taken back and sent with another number.")
        numbering.give_up_number(row=row, reason=reason, actor=actor, at=at)


def record_sending(
    report: Report,
    snapshot: Snapshot,
    row: RegisteredNumber | None,
    last: Sending | None,
    *,
    actor: User,
    at: datetime,
) -> Sending:
    """Keep that a report was sent, and which sending it replaces."""
    before = last.replaces if last and last.taken_back_at else last
    return Sending.objects.create(
        report=report,
        snapshot=snapshot,
        registered=row,
        issued_on=report.issued_on,
        replaces=before,
        sent_at=at,
        sent_by=actor,
    )


def take_back(report: Report, *, at: datetime) -> None:
    """Close the sending of a report that its author takes back; its number waits."""
    last = last_sending(report)
    if last is not None:
        Sending.objects.filter(pk=last.pk, taken_back_at=None).update(taken_back_at=at)
