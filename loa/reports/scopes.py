"""Whom a report covers: the body itself, or the bodies below on the period's days."""

from dataclasses import dataclass
from datetime import date

from loa.domain.periods import (
    DueRule,
    Period,
    PeriodKind,
    WindowRule,
    period_containing,
)
from loa.orgs.models import BodyGroup, BodyVersion, Kind, Level
from loa.orgs.selectors import members, version_of, versions_below
from loa.reports.models import Regime, Report


@dataclass(frozen=True, slots=True)
class Scope:
    """Who reports, of which period, over which bodies, and how they are called."""

    body: BodyVersion
    period: Period
    bodies: tuple[BodyVersion, ...]
    words: str
    is_own: bool

    @property
    def body_ids(self) -> list[int]:
        """The bodies whose work is counted."""
        return [version.body_id for version in self.bodies]


class NoBody(ValueError):
    """The body did not exist in the period, or has nobody to report over."""


def period_of(report: Report) -> Period:
    """Return the named period of a report."""
    found = period_containing(
        WindowRule(report.regime.window_rule),
        PeriodKind(report.regime.period_kind),
        report.period_start,
    )
    # A regime's window may be changed by a later one: the stored days hold.
    if (found.start, found.end) == (report.period_start, report.period_end):
        return found
    return Period(report.period_start, report.period_end)


def scope_of(report: Report) -> Scope:
    """Return whom a report covers.

    :raises NoBody: when nobody was there
    """
    period = period_of(report)
    body = version_in(report.body_id, period)
    if body is None:
        raise NoBody
    if report.coverage == Report.Coverage.OWN:
        return Scope(body, period, (body,), _name_of(body), is_own=True)
    over_id = report.over_body_id or report.body_id
    bodies = bodies_below(over_id, report.over_group, period)
    if not bodies:
        raise NoBody
    words = words_for(bodies, report.over_group)
    return Scope(body, period, tuple(bodies), words, is_own=False)


def version_in(body_id: int, period: Period) -> BodyVersion | None:
    """Return what a body was called at the end of a period, else at its start."""
    return version_of(body_id, period.last_day) or version_of(body_id, period.start)


def bodies_below(
    over_id: int, group: BodyGroup | None, period: Period
) -> list[BodyVersion]:
    """Return whom a report over others covers, by name.

    A body that came or went within the period is there under its own name.
    """
    found: dict[int, BodyVersion] = {}
    for day in (period.start, period.last_day):
        rows = members(group, day) if group else _committees(over_id, day)
        found |= {row.body_id: row for row in rows}
    return sorted(found.values(), key=lambda row: (row.folded, row.body_id))


def _committees(over_id: int, on: date) -> list[BodyVersion]:
    return list(
        versions_below(over_id, on).filter(
            kind=Kind.PEOPLES_COMMITTEE, level=Level.COMMUNE
        )
    )


# In the order in which papers name them.
_UNITS = ("xã", "phường", "đặc khu")


def words_for(bodies: list[BodyVersion], group: BodyGroup | None) -> str:
    """Return how a sentence calls the bodies: "các xã, phường"."""
    types = {body.unit_type.lower() for body in bodies}
    if types and types <= set(_UNITS):
        return "các " + ", ".join(unit for unit in _UNITS if unit in types)
    if group:
        return group.name[:1].lower() + group.name[1:]
    return "các cơ quan, đơn vị"


def _name_of(body: BodyVersion) -> str:
    return body.name


def short_name(body: BodyVersion) -> str:
    """Return what lists call a body."""
    return body.short_name or body.name


def due_on(regime: Regime, period: Period, level: str = "") -> date | None:
    """Return the day by which a report is due; None when the regime has no rule."""
    if not regime.due_rule:
        return None
    due: date = DueRule.from_data(regime.due_rule).due(period, level or None).on
    return due
