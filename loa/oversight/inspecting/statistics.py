"""A year of inspections in figures: visits by month, findings by kind, remedies on time."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from loa.domain.writing import Sheet, SheetColumn, workbook_bytes
from loa.orgs.selectors import Acting
from loa.oversight.inspecting.models import Finding, FindingKind
from loa.oversight.inspecting.selectors import (
    FindingView,
    finding_view,
    planned_for,
    visits_for,
)


@dataclass(frozen=True, slots=True)
class Month:
    """A month: visits planned, those of them paid (whenever), and visits of the month."""

    number: int
    planned: int
    kept: int
    visits: int


@dataclass(frozen=True, slots=True)
class Kind:
    """Findings of one kind, and those closed."""

    label: str
    count: int
    closed: int


@dataclass(frozen=True, slots=True)
class Remedies:
    """Where the findings stand; the five parts make the whole."""

    on_time: int
    late: int
    to_judge: int
    running: int
    overdue: int

    @property
    def count(self) -> int:
        return self.on_time + self.late + self.to_judge + self.running + self.overdue


@dataclass(frozen=True, slots=True)
class Statistics:
    """The figures of a year, and the findings behind them."""

    year: int
    months: tuple[Month, ...]
    kinds: tuple[Kind, ...]
    remedies: Remedies
    findings: tuple[FindingView, ...]

    @property
    def planned(self) -> int:
        return sum(one.planned for one in self.months)

    @property
    def kept(self) -> int:
        return sum(one.kept for one in self.months)

    @property
    def visits(self) -> int:
        return sum(one.visits for one in self.months)


def statistics(acting: Acting | None, year: int, *, on: date) -> Statistics:
    """Count a year of the inspections that a person sees, as of a day."""
    planned, visits = planned_for(acting, year, on=on), visits_for(acting, year, on=on)
    by_month = Counter(one.month for one in planned)
    kept = Counter(one.month for one in planned if hasattr(one, "visit"))
    paid = Counter(one.on.month for one in visits)
    rows = Finding.objects.filter(visit__in=visits).select_related("visit")
    findings = tuple(finding_view(one, on) for one in rows.prefetch_related("steps"))
    kinds = []
    for code, label in FindingKind.choices:
        of_kind = [one for one in findings if one.finding.kind == code]
        closed = sum(one.state == "closed" for one in of_kind)
        kinds.append(Kind(str(label), len(of_kind), closed))
    return Statistics(
        year=year,
        months=tuple(
            Month(number, by_month[number], kept[number], paid[number])
            for number in range(1, 13)
        ),
        kinds=tuple(kinds),
        remedies=_remedies(findings),
        findings=findings,
    )


def _remedies(findings: tuple[FindingView, ...]) -> Remedies:
    return Remedies(
        on_time=sum(one.is_on_time is True for one in findings),
        late=sum(one.is_on_time is False for one in findings),
        to_judge=sum(one.state == "answered" for one in findings),
        running=sum(one.waits_for_body and not one.is_overdue for one in findings),
        overdue=sum(one.is_overdue for one in findings),
    )


def statistics_workbook(found: Statistics, *, at: datetime) -> bytes:
    """Return the .xlsx: visits by month, findings by kind, and every finding."""
    months = Sheet(
        _("Visits"),
        (
            SheetColumn(_("Month"), 10), SheetColumn(_("Planned"), 12),
            SheetColumn(_("Of these paid"), 14), SheetColumn(_("Visits in the month"), 18),
        ),
        tuple((one.number, one.planned, one.kept, one.visits) for one in found.months),
    )  # fmt: skip
    kinds = Sheet(
        _("Findings by kind"),
        (
            SheetColumn(_("Kind"), 34), SheetColumn(_("Findings"), 12),
            SheetColumn(_("Closed"), 12),
        ),
        tuple((one.label, one.count, one.closed) for one in found.kinds),
    )  # fmt: skip
    every = Sheet(
        _("Findings"),
        (
            SheetColumn(_("Body"), 34), SheetColumn(_("Visited on"), 12),
            SheetColumn(_("Finding"), 50), SheetColumn(_("Remedy asked"), 50),
            SheetColumn(_("Until"), 12), SheetColumn(_("Remedied on"), 14),
            SheetColumn(_("Overdue"), 10),
        ),
        tuple(
            (
                one.finding.visit.body_name, one.finding.visit.on, one.finding.words,
                one.finding.remedy, one.due_on, one.remedied_on or "",
                _("yes") if one.is_overdue else "",
            )
            for one in found.findings
        ),
    )  # fmt: skip
    return workbook_bytes([months, kinds, every], at=at)
