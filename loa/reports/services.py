"""Drafting reports: taking figures, writing the words, storing the files.

What becomes of a finished one is in :mod:`loa.reports.moving`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.urls import reverse

from loa.accounts.models import User
from loa.audit import services as audit
from loa.common import once
from loa.domain.periods import Period
from loa.files.services import store_file
from loa.orgs import policies as orgs
from loa.orgs.models import Body, BodyGroup
from loa.orgs.selectors import Acting
from loa.reports import papers, policies
from loa.reports.kinds import kind_of
from loa.reports.models import Regime, Report, ReportFile, Snapshot
from loa.reports.scopes import scope_of
from loa.reports.taking import store_snapshot


class AlreadyMade(Exception):
    """The body has a report of this regime and period."""

    def __init__(self, report: Report) -> None:
        super().__init__(str(report))
        self.report = report


class Moved(Exception):
    """Somebody else changed the report meanwhile; its state is what it says."""

    def __init__(self, report: Report) -> None:
        super().__init__(report.status)
        self.report = report


@dataclass(frozen=True, slots=True)
class Order:
    """Which report to make: of whom, of which period, over whom, for whom."""

    body_id: int
    regime: Regime
    period: Period
    coverage: str
    over_body_id: int | None = None
    over_group: BodyGroup | None = None
    receiver_id: int | None = None
    via_id: int | None = None


def draft_report(
    *, order: Order, actor: User, acting: Acting, at: datetime, once_key: str = ""
) -> Report:
    """Make a report with its first figures, ready to be worded.

    :raises AlreadyMade: when the body has this report
    :raises NoBody: when the period has nobody to report on
    :raises AlreadyDone: when the same form was sent before
    :raises PermissionDenied: to who may not write for the body, or not see those
        whom the report is over
    """
    orgs.require_write_for(acting, order.body_id)
    with transaction.atomic():
        claim = once.claim(once_key, actor.pk, at)
        report = _new_report(order, actor, at)
        _require_reach(acting, report)
        _take(report, at)
        audit.record(
            actor=actor,
            action="reports.report.drafted",
            at=at,
            target=report,
            body=Body(pk=acting.body_id),
            detail={"regime": order.regime.code, "period": order.period.code},
        )
        claim.done(reverse("reports:detail", args=[report.pk]))
    return report


def _new_report(order: Order, actor: User, at: datetime) -> Report:
    same = {
        "body_id": order.body_id,
        "regime": order.regime,
        "coverage": order.coverage,
        "period_start": order.period.start,
    }
    try:
        with transaction.atomic():
            return Report.objects.create(
                **same,
                period_end=order.period.end,
                over_body_id=order.over_body_id,
                over_group=order.over_group,
                receiver_id=order.receiver_id,
                via_id=order.via_id,
                made_at=at,
                made_by=actor,
            )
    except IntegrityError:
        raise AlreadyMade(Report.objects.get(**same)) from None


def _require_reach(acting: Acting, report: Report) -> None:
    """Over bodies below may report who sees every one of them."""
    scope = scope_of(report)
    policies.require(
        all(orgs.can_see_body(acting, version) for version in scope.bodies)
    )


def _take(report: Report, at: datetime) -> Snapshot:
    taken = kind_of(report.regime.kind).take(scope_of(report), report, at)
    return store_snapshot(report, taken, at)


def refresh_figures(
    *, report: Report, actor: User, acting: Acting, at: datetime
) -> Snapshot:
    """Take the figures anew, as the next version; the earlier one stays.

    :raises PermissionDenied: to anybody but the author, while the report is with her
    """
    with transaction.atomic():
        locked = _locked(report, acting)
        _require_reach(acting, locked)
        snapshot = _take(locked, at)
        audit.record(
            actor=actor,
            action="reports.report.counted",
            at=at,
            target=locked,
            body=Body(pk=acting.body_id),
            detail={"version": snapshot.version, "digest": snapshot.digest},
        )
    return snapshot


def write_words(
    *,
    report: Report,
    narrative: Mapping[str, str],
    number: str,
    issued_on: date | None,
    actor: User,
    acting: Acting,
    at: datetime,
) -> Report:
    """Set the author's own paragraphs, and number and day from the body's register.

    :raises PermissionDenied: to anybody but the author, while the report is with her
    """
    with transaction.atomic():
        locked = _locked(report, acting)
        known = {key for key, _ in kind_of(locked.regime.kind).NARRATIVE}
        locked.narrative = {
            key: text.strip() for key, text in narrative.items() if key in known
        }
        locked.number, locked.issued_on = number.strip(), issued_on
        locked.save(update_fields=["narrative", "number", "issued_on"])
        audit.record(
            actor=actor,
            action="reports.report.worded",
            at=at,
            target=locked,
            body=Body(pk=acting.body_id),
            detail={"number": locked.number, "sections": sorted(locked.narrative)},
        )
    return locked


def _locked(report: Report, acting: Acting) -> Report:
    locked = Report.objects.select_for_update().get(pk=report.pk)
    policies.require(policies.can_write(acting, locked))
    return locked


def export_report(
    *,
    made: papers.Made,
    format: str,
    actor: User,
    at: datetime,
    is_section: bool = False,
) -> ReportFile:
    """Return a stored file of a report; what was stored before is not stored again.

    The caller has asked the policy. Once submitted, the file stored then is given.

    :raises LookupError: for a format that there is not
    """
    label = f"section.{format}" if is_section else format
    rows = ReportFile.objects.filter(snapshot=made.snapshot, format=label)
    newest = rows.select_related("file").order_by("-pk").first()
    if newest and made.report.status not in policies.WITH_AUTHOR:
        return newest
    content = papers.render(made, format, is_section=is_section)
    with transaction.atomic():
        return _stored(made, content, label, newest, actor, at)


def _stored(
    made: papers.Made,
    content: bytes,
    label: str,
    newest: ReportFile | None,
    actor: User,
    at: datetime,
) -> ReportFile:
    name = papers.file_name(
        made, label.rpartition(".")[2], is_section=label.startswith("section.")
    )
    stored = store_file(content=content, name=name, actor=actor, at=at)
    if newest and newest.file.sha256 == stored.sha256:
        stored.delete()
        return newest
    row = ReportFile.objects.create(
        snapshot=made.snapshot, file=stored, format=label, made_at=at
    )
    audit.record(
        actor=actor,
        action="reports.file.stored",
        at=at,
        target=made.report,
        detail={"name": name, "sha256": stored.sha256},
    )
    return row
