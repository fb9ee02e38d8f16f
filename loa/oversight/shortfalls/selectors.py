"""Reads over lists and measures, and who sees which line."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404

from loa.documents.models import DraftStatus
from loa.orgs import policies as orgs
from loa.orgs.models import BodyVersion
from loa.orgs.selectors import Acting, version_of
from loa.oversight.shortfalls.models import (
    LineAnswer,
    LineDecision,
    Measure,
    MeasureStep,
    ShortfallLine,
    ShortfallList,
)


@dataclass(frozen=True, slots=True)
class LineView:
    """A line as it stands: what was decided of it, and what the body says."""

    line: ShortfallLine
    decision: LineDecision | None
    earlier: tuple[LineDecision, ...]
    answers: tuple[LineAnswer, ...]
    is_own: bool


@dataclass(frozen=True, slots=True)
class MeasureView:
    """A measure with its steps; the last one is its state."""

    measure: Measure
    steps: tuple[MeasureStep, ...]
    on: date

    @property
    def last(self) -> MeasureStep | None:
        return self.steps[-1] if self.steps else None

    @property
    def state(self) -> str:
        """proposed, decided, done or lifted."""
        return self.last.kind if self.last else "proposed"

    @property
    def is_open(self) -> bool:
        return self.state in ("proposed", "decided")

    @property
    def due_on(self) -> date | None:
        days = [step.due_on for step in self.steps if step.due_on]
        return days[-1] if days else None

    @property
    def is_overdue(self) -> bool:
        """Whether it was decided, its day is past, and nobody noted its end."""
        return self.state == "decided" and bool(self.due_on and self.due_on < self.on)


@dataclass(frozen=True, slots=True)
class ListView:
    """One list as a person sees it: the overseer the whole, a body its own lines."""

    row: ShortfallList
    over: BodyVersion | None
    lines: tuple[LineView, ...]
    measures: tuple[MeasureView, ...]
    can_watch: bool

    @property
    def undecided(self) -> int:
        return sum(line.decision is None for line in self.lines)

    @property
    def kept(self) -> tuple[LineView, ...]:
        return tuple(one for one in self.lines if one.decision and one.decision.is_kept)

    @property
    def report(self) -> object | None:
        return getattr(self.row, "report", None)

    @property
    def is_open(self) -> bool:
        """Whether lines may still be decided and answered: no report was drafted."""
        return self.report is None

    @property
    def is_sent(self) -> bool:
        """Whether its report was issued."""
        return not self.is_open and self.row.report.draft.status == DraftStatus.ISSUED


def access_list(acting: Acting | None, pk: int, *, on: date) -> ListView:
    """Return a list as the person sees it, or "not found" to an outsider of it."""
    rows = ShortfallList.objects.select_related("report__draft", "drawn_by")
    row = rows.filter(pk=pk).first()
    if row is None or acting is None:
        raise Http404
    over = version_of(row.over_id, on)
    can_watch = over is not None and orgs.can_oversee(acting, over.path)
    lines = row.lines.select_related("task").prefetch_related(
        "decisions__decided_by", "answers__answered_by"
    )
    measures = row.measures.prefetch_related("steps__recorded_by")
    if not can_watch:
        lines = lines.filter(body_id=acting.body_id)
        # What is only proposed is the overseer's; what was decided is told.
        measures = measures.filter(body_id=acting.body_id, steps__isnull=False)
        measures = measures.distinct()
    views = tuple(_line(line, acting) for line in lines)
    if not can_watch and not views:
        raise Http404
    found = tuple(MeasureView(one, tuple(one.steps.all()), on) for one in measures)
    return ListView(row, over, views, found, can_watch)


def _line(line: ShortfallLine, acting: Acting) -> LineView:
    decisions = list(line.decisions.all())
    open_ones = [one for one in decisions if one.closed_at is None]
    return LineView(
        line,
        open_ones[0] if open_ones else None,
        tuple(one for one in decisions if one.closed_at is not None),
        tuple(line.answers.all()),
        line.body_id == acting.body_id,
    )


def lists_for(
    acting: Acting | None, *, on: date
) -> list[tuple[ShortfallList, int, str]]:
    """Return the lists that a person sees: (list, lines she sees, what over is called)."""
    if acting is None:
        return []
    found = []
    for row in ShortfallList.objects.select_related("report__draft").all()[:200]:
        try:
            view = access_list(acting, row.pk, on=on)
        except Http404:
            continue
        found.append((row, len(view.lines), view.over.name if view.over else ""))
    return found


def open_measures(acting: Acting | None, *, on: date) -> list[MeasureView]:
    """Return the measures under her watch that have no end yet, overdue ones first."""
    rows = Measure.objects.filter(list__over__in=_watched(acting, on)).exclude(
        steps__kind__in=("done", "lifted")
    )
    found = [
        MeasureView(one, tuple(one.steps.all()), on)
        for one in rows.select_related("list").prefetch_related("steps")
    ]
    return sorted(found, key=lambda one: (not one.is_overdue, one.due_on or date.max))


def undecided_lines(acting: Acting | None, *, on: date) -> list[int]:
    """Return the body of each line under her watch that is neither kept nor struck.

    Lines of lists whose report was drafted are left out: nothing of them changes.
    """
    rows = ShortfallLine.objects.filter(
        list__over__in=_watched(acting, on), list__report=None
    ).exclude(pk__in=LineDecision.objects.filter(closed_at=None).values("line"))
    return list(rows.order_by("list_id", "pk").values_list("body_id", flat=True))


def _watched(acting: Acting | None, on: date) -> set[int]:
    """Bodies with lists over which she watches."""
    if acting is None:
        return set()
    overs = (
        ShortfallList.objects.order_by().values_list("over_id", flat=True).distinct()
    )
    return {
        pk
        for pk in overs
        if (version := version_of(pk, on)) and orgs.can_oversee(acting, version.path)
    }
