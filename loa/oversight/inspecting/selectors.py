"""Reads over plans, visits and findings, and who sees which."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404

from loa.documents.models import DraftStatus
from loa.orgs import policies as orgs
from loa.orgs.models import BodyVersion
from loa.orgs.selectors import Acting, version_of, versions_of
from loa.oversight.inspecting.checklist import Item, items_from
from loa.oversight.inspecting.models import (
    Finding,
    FindingStep,
    InspectionPlan,
    PlannedVisit,
    Visit,
    VisitAnswer,
    VisitFile,
    VisitMinutes,
)

SHOWN = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """An item of the checklist with what was seen to it."""

    item: Item
    answer: VisitAnswer | None
    earlier: tuple[VisitAnswer, ...]


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding with its steps; nothing of its state is stored."""

    finding: Finding
    steps: tuple[FindingStep, ...]
    on: date

    @property
    def state(self) -> str:
        """open, answered, returned or closed."""
        return self.steps[-1].kind if self.steps else "open"

    @property
    def due_on(self) -> date:
        """The day asked, or the last one set when it was returned."""
        days = [step.due_on for step in self.steps if step.due_on]
        return days[-1] if days else self.finding.due_on

    @property
    def waits_for_body(self) -> bool:
        return self.state in ("open", "returned")

    @property
    def is_overdue(self) -> bool:
        """Whether its day is past and the body has not said that it is remedied."""
        return self.waits_for_body and self.due_on < self.on

    @property
    def remedied_on(self) -> date | None:
        """The day on which the body said what was then accepted; None before."""
        if self.state != FindingStep.Kind.CLOSED:
            return None
        said = [one.on for one in self.steps if one.kind == FindingStep.Kind.ANSWERED]
        return said[-1] if said else self.steps[-1].on

    @property
    def is_on_time(self) -> bool | None:
        """Whether it was remedied by its day; None while it is not closed."""
        done = self.remedied_on
        return None if done is None else done <= self.due_on


@dataclass(frozen=True, slots=True)
class VisitView:
    """One visit as a person sees it."""

    row: Visit
    asked: tuple[Asked, ...]
    files: tuple[VisitFile, ...]
    findings: tuple[FindingView, ...]
    minutes: VisitMinutes | None
    can_watch: bool
    is_own: bool

    @property
    def unanswered(self) -> int:
        return sum(one.answer is None for one in self.asked)

    @property
    def wrong(self) -> int:
        return sum(
            bool(one.answer and one.answer.answer == "not") for one in self.asked
        )

    @property
    def is_open(self) -> bool:
        """Whether it may still be written to: no minutes are drafted, or they were given up."""
        return self.minutes is None


def finding_view(finding: Finding, on: date) -> FindingView:
    """Return a finding as it stands on a day."""
    return FindingView(finding, tuple(finding.steps.all()), on)


def access_visit(acting: Acting | None, pk: int, *, on: date) -> VisitView:
    """Return a visit to who watches over its body, and to that body; else "not found"."""
    rows = Visit.objects.select_related("recorded_by", "planned__plan")
    row = rows.filter(pk=pk).first()
    if row is None or acting is None:
        raise Http404
    can_watch = watches(acting, row.body_id, on) or watches(acting, row.over_id, on)
    is_own = row.body_id == acting.body_id
    if not can_watch and not is_own:
        raise Http404
    answers = list(row.answers.select_related("answered_by"))
    asked = []
    for item in items_from(row.items):
        said = [one for one in answers if one.code == item.code]
        held = next((one for one in said if one.closed_at is None), None)
        old = tuple(one for one in said if one.closed_at is not None)
        asked.append(Asked(item, held, old))
    findings = row.findings.prefetch_related("steps__recorded_by", "steps__file")
    return VisitView(
        row=row,
        asked=tuple(asked),
        files=tuple(row.files.select_related("original", "shown")),
        findings=tuple(finding_view(one, on) for one in findings),
        minutes=_minutes_of(row),
        # The one inspected does not inspect itself, whatever its head may watch over.
        can_watch=can_watch and not is_own,
        is_own=is_own,
    )


def _minutes_of(row: Visit) -> VisitMinutes | None:
    rows = row.minutes.select_related("draft")
    return rows.exclude(draft__status=DraftStatus.DROPPED).order_by("-pk").first()


def watches(acting: Acting | None, body_id: int, on: date) -> bool:
    """Whether she watches over a body as of a day."""
    version = version_of(body_id, on)
    return version is not None and orgs.can_oversee(acting, version.path)


def access_plan(acting: Acting | None, pk: int, *, on: date) -> InspectionPlan:
    """Return a plan to who watches over its bodies; else "not found"."""
    row = InspectionPlan.objects.filter(pk=pk).first()
    if row is None or not watches(acting, row.over_id, on):
        raise Http404
    return row


def _seen(acting: Acting, on: date, path: str) -> Q:
    """The condition "of bodies that she watches over, or her own"."""
    ids = set(Visit.objects.values_list("body_id", flat=True).distinct())
    ids |= set(PlannedVisit.objects.values_list("body_id", flat=True).distinct())
    versions = versions_of(ids, on).values()
    mine = {one.body_id for one in versions if orgs.can_oversee(acting, one.path)}
    return Q(**{f"{path}__in": mine | {acting.body_id}})


def planned_for(acting: Acting | None, year: int, *, on: date) -> list[PlannedVisit]:
    """Return the planned visits of a year that she sees, by month."""
    if acting is None:
        return []
    rows = PlannedVisit.objects.known().filter(
        _seen(acting, on, "body"), plan__year=year
    )
    return list(rows.select_related("plan", "visit")[:SHOWN])


def visits_for(acting: Acting | None, year: int, *, on: date) -> list[Visit]:
    """Return the visits of a year that she sees, newest first."""
    if acting is None:
        return []
    rows = Visit.objects.filter(_seen(acting, on, "body"), on__year=year)
    return list(rows.prefetch_related("findings")[:SHOWN])


def open_findings(acting: Acting | None, *, on: date) -> list[FindingView]:
    """Return the findings that she sees and nobody has closed, the longest due first."""
    if acting is None:
        return []
    rows = Finding.objects.filter(_seen(acting, on, "visit__body"))
    return _not_closed(rows, on)


def own_remedies(body_id: int, *, on: date) -> list[FindingView]:
    """Return what a body still has to remedy, the longest due first."""
    rows = Finding.objects.filter(visit__body_id=body_id)
    return [one for one in _not_closed(rows, on) if one.waits_for_body]


def _not_closed(rows: QuerySet[Finding], on: date) -> list[FindingView]:
    rows = rows.exclude(steps__kind="closed")
    rows = rows.select_related("visit").prefetch_related("steps__file")
    found = [finding_view(one, on) for one in rows]
    return sorted(found, key=lambda one: (one.due_on, one.finding.pk))


def bodies_to_visit(
    over: BodyVersion, acting: Acting, on: date
) -> list[tuple[int, str]]:
    """Return the bodies under one that may be visited: not itself, not her own."""
    from loa.oversight.board import bodies_below

    ids = set(bodies_below(over, on)) - {over.body_id, acting.body_id}
    rows = sorted(versions_of(ids, on).values(), key=lambda one: one.path)
    return [(one.body_id, one.name) for one in rows]
