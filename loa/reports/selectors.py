"""Reads over reports: lists, what is due, one report, and what stands behind a figure."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from loa.domain.periods import (
    Period,
    PeriodKind,
    WindowRule,
    period_containing,
    previous_period,
)
from loa.orgs.models import BodyVersion, Grant, Kind, Level, Role
from loa.orgs.selectors import (
    Acting,
    granted,
    in_force,
    province_of,
    version_of,
    versions_of,
    within,
)
from loa.reports.models import Regime, Report, Snapshot
from loa.reports.scopes import due_on


def regimes_in_force(on: date) -> QuerySet[Regime]:
    """Return the regimes of a day, by code."""
    return Regime.objects.filter(
        in_force(on, "effective_from", "effective_to")
    ).order_by("code")


def reports_of(acting: Acting) -> QuerySet[Report]:
    """Return the reports of the body acted in, newest first."""
    return Report.objects.filter(body_id=acting.body_id).select_related("regime")


def reports_received(acting: Acting, on: date) -> QuerySet[Report]:
    """Return what was sent to the body acted in, or is watched over, newest first."""
    mine = Q(receiver_id=acting.body_id) | Q(via_id=acting.body_id)
    below = Q(pk__in=[])
    for role, path in acting.reaches:
        if role in (Role.OVERSEER, Role.HEAD):
            bodies = BodyVersion.objects.filter(within(path), in_force(on))
            below |= Q(body_id__in=bodies.values("body_id"))
    return (
        Report.objects.filter(mine | below)
        .exclude(status=Report.Status.DRAFT)
        .exclude(body_id=acting.body_id)
        .select_related("regime")
    )


@dataclass(frozen=True, slots=True)
class DueReport:
    """A regime's newest closed period, its day, and the report there is.

    Which regimes a body owes is for the papers that bind it to say: what was not made
    is not called late here.
    """

    regime: Regime
    period: Period
    due_on: date | None
    report: Report | None


def reports_due(acting: Acting, on: date) -> list[DueReport]:
    """Return, for each regime, the newest period that has closed, newest first."""
    version = version_of(acting.body_id, on)
    level = version.level if version else ""
    found = []
    for regime in regimes_in_force(on):
        period = last_closed(regime, on)
        report = (
            Report.objects.filter(
                body_id=acting.body_id,
                regime__code=regime.code,
                period_start=period.start,
            )
            .order_by("coverage")
            .first()
        )
        found.append(DueReport(regime, period, due_on(regime, period, level), report))
    return sorted(found, key=lambda row: row.period.last_day, reverse=True)


def last_closed(regime: Regime, on: date) -> Period:
    """Return the newest period of a regime whose last day has passed."""
    now = period_containing(
        WindowRule(regime.window_rule), PeriodKind(regime.period_kind), on
    )
    return previous_period(now)


def recent_periods(regime: Regime, on: date, count: int = 4) -> list[Period]:
    """Return the running period of a regime and those before it, newest first."""
    period = period_containing(
        WindowRule(regime.window_rule), PeriodKind(regime.period_kind), on
    )
    found = [period]
    while len(found) < count:
        found.append(previous_period(found[-1]))
    return found


def receivers_for(acting: Acting, on: date) -> list[BodyVersion]:
    """Return who may be reported to: bodies above, and the province's departments.

    Who watches over the body (the seat of its overseers) comes first.
    """
    version = version_of(acting.body_id, on)
    if version is None:
        return []
    above = [
        int(version.path[place : place + 6]) for place in range(0, len(version.path), 6)
    ]
    province = province_of(acting.body_id, on)
    rows = BodyVersion.objects.filter(in_force(on)).filter(
        Q(body_id__in=above)
        | Q(parent_id=province, kind=Kind.DEPARTMENT, level=Level.PROVINCE)
    )
    seats = overseers_of(above, on)
    return sorted(
        rows.exclude(body_id=acting.body_id),
        key=lambda row: (row.body_id not in seats, row.path),
    )


def overseers_of(body_ids: list[int], on: date) -> set[int]:
    """Return the bodies in which the overseers over some bodies sit."""
    people = Grant.objects.filter(
        granted(on), role=Role.OVERSEER, with_below=True, body_id__in=body_ids
    ).values("user_id")
    seats = Grant.objects.filter(granted(on), user_id__in=people, with_below=False)
    return set(seats.values_list("body_id", flat=True))


def bodies_over(acting: Acting, on: date) -> list[BodyVersion]:
    """Return the bodies over whose subordinates she may report, the widest first."""
    paths = {path for role, path in acting.reaches}
    own = version_of(acting.body_id, on)
    rows = BodyVersion.objects.filter(in_force(on), path__in=paths).order_by("path")
    found = [row for row in rows if _has_committees(row, on)]
    if own and own not in found and own.path in paths and _has_committees(own, on):
        found.append(own)
    return found


def _has_committees(version: BodyVersion, on: date) -> bool:
    below = BodyVersion.objects.filter(within(version.path), in_force(on))
    return (
        below.exclude(body_id=version.body_id)
        .filter(kind=Kind.PEOPLES_COMMITTEE, level=Level.COMMUNE)
        .exists()
    )


def snapshot_of(report: Report, version: int | None = None) -> Snapshot | None:
    """Return a version of a report's figures, the newest when none is named."""
    rows = report.snapshots.all()
    if version is not None:
        rows = rows.filter(version=version)
    return rows.order_by("-version").first()


def names_of(body_ids: set[int], on: date) -> dict[int, str]:
    """Return the names of bodies on a day, by id."""
    return {pk: row.name for pk, row in versions_of(body_ids, on).items()}
