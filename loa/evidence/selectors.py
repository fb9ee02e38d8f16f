"""Reads over evidence: tallies of cells, records behind a figure, what a record is."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import F, FilteredRelation, QuerySet, Sum

from loa.common.decided import known
from loa.domain.quotas import COLUMN_NAMES, NOTHING, SixCounts, TaskKind
from loa.evidence.covering import covered
from loa.evidence.models import (
    Credit,
    ProvinceTally,
    Record,
    Tally,
    Verdict,
)
from loa.evidence.recalling import Then, counters_then, credits_then
from loa.evidence.tallies import Key
from loa.orgs.models import Body
from loa.programmes.models import Task
from loa.programmes.selectors import Cell, owed


class Counted(NamedTuple):
    """The six columns of a cell, and the part of them that came late."""

    columns: SixCounts = NOTHING
    late: SixCounts = NOTHING


NONE_COUNTED = Counted()
FEW_STARTS = 24
_COUNTERS = (*COLUMN_NAMES, "late")


def _counted(row: Iterable[int]) -> Counted:
    verified, unobjected, uncheckable, pending, disputed, rejected, late = row
    if not late:
        columns = (verified, unobjected, uncheckable, pending, disputed, rejected)
        return Counted(columns)
    # One counter keeps what came late of both counted columns; it is never more.
    first = min(late, verified)
    return Counted(
        (verified, unobjected, uncheckable, pending, disputed, rejected),
        (first, min(late - first, unobjected), 0, 0, 0, 0),
    )


def tallies_of(
    cells: Collection[Cell],
    known_at: datetime | None = None,
    *,
    done_by: date | None = None,
) -> dict[Key, Counted]:
    """Return what is counted in cells, by ``cell.key``, in one query (two with coverage).

    Cells in which nothing was ever counted are left out: ``.get(key, NONE_COUNTED)``.

    :param known_at: counted again from credits and verdicts as they stood at that
        moment; None for the counters of now
    :param done_by: with ``known_at``, only what was done by that day
    """
    if not cells:
        return {}
    starts = {cell.window.period.start for cell in cells}
    then = Then(known_at, done_by) if known_at else None
    found = tallies_in(
        body_ids={cell.body_id for cell in cells},
        task_ids={cell.task.id for cell in cells},
        first=min(starts),
        last=max(starts),
        starts=starts,
        then=then,
    )
    coverage = [cell for cell in cells if cell.task.kind is TaskKind.COVERAGE]
    for key, (columns, late) in covered(coverage, then).items():
        found[key] = _counted((*columns, late))
    return found


def tallies_in(
    *,
    body_ids: Collection[int],
    task_ids: Collection[int],
    first: date,
    last: date,
    starts: Collection[date] = (),
    then: Then | None = None,
) -> dict[Key, Counted]:
    """Return the tallies of bodies and tasks whose period begins from ``first`` to
    ``last`` (both included), by task, body and first day, in one query.

    :param starts: the only days on which the periods begin, where they are known
    :param then: counted again as of that moment; None for the counters of now
    """
    if then:
        counters = counters_then(
            then, body_ids=body_ids, task_ids=task_ids, first=first, last=last
        )
        return {key: _counted(row) for key, row in counters.items()}
    rows = Tally.objects.filter(
        body_id__in=body_ids,
        task_id__in=task_ids,
        period_start__gte=first,
        period_start__lte=last,
    )
    if 0 < len(starts) <= FEW_STARTS:
        # A year's task in a month's board would else bring all months of the year.
        rows = rows.filter(period_start__in=starts)
    values = rows.values_list("task_id", "body_id", "period_start", *_COUNTERS)
    return {(row[0], row[1], row[2]): _counted(row[3:]) for row in values}


def province_tallies_in(
    *, province_id: int, task_ids: Collection[int], first: date, last: date
) -> dict[tuple[int, date], Counted]:
    """Return a province's roll-up by task and the period's first day, in one query."""
    rows = ProvinceTally.objects.filter(
        province_id=province_id,
        task_id__in=task_ids,
        period_start__gte=first,
        period_start__lte=last,
    ).values_list("task_id", "period_start", *_COUNTERS)
    return {(row[0], row[1]): _counted(row[2:]) for row in rows}


def provinces_in(
    *, task_ids: Collection[int] | None, first: date, last: date
) -> dict[int, Counted]:
    """Return every province's roll-up of the periods that begin from ``first`` to
    ``last``, by its id, in one query; it grows neither with bodies nor with records.

    :param task_ids: only these tasks; None for all
    """
    rows = ProvinceTally.objects.filter(period_start__gte=first, period_start__lte=last)
    if task_ids is not None:
        rows = rows.filter(task_id__in=task_ids)
    sums = {f"{name}_sum": Sum(name) for name in _COUNTERS}
    found = rows.order_by().values_list("province_id").annotate(**sums)
    return {row[0]: _counted(row[1:]) for row in found}


def with_standing(
    records: QuerySet[Record], then: Then | None = None
) -> QuerySet[Record, Any]:
    """Give each record its ``standing`` now, or then (a value of ``models.Standing``)."""
    at = then.known_at if then else None
    return records.annotate(
        _now=FilteredRelation("verdicts", condition=known(at, "verdicts__")),
        standing=F("_now__standing"),
    )


def _shown(
    records: QuerySet[Record], then: Then | None = None
) -> QuerySet[Record, Any]:
    return with_standing(records, then).select_related(
        "body", "form", "area", "channel"
    )


def records_of_cell(
    task: Task | int,
    body: Body | int,
    period_start: date,
    *,
    then: Then | None = None,
) -> QuerySet[Record, Any]:
    """Return the records that count toward a cell, newest first, with ``standing``.

    Checks and proofs come with them (two further queries).

    :param then: those that counted at that moment, with their standing then; None: now
    """
    credits = credits_then(
        then,
        task_id=task if isinstance(task, int) else task.pk,
        body_id=body if isinstance(body, int) else body.pk,
        period_start=period_start,
    )
    rows = _shown(Record.objects.filter(pk__in=credits.values("record_id")), then)
    return rows.prefetch_related("checks", "proofs__file")


def records_in(
    body_ids: Collection[int],
    first: date,
    end: date,
    *,
    form: str = "",
    area: str | None = None,
    channel_kind: str | None = None,
    standing: str = "",
) -> QuerySet[Record, Any]:
    """Return what bodies did from ``first`` until before ``end``, newest first.

    Withdrawn records are left out. A joint activity is its principal body's.

    :param form: a form's code; "" any
    :param area: an area's code; "" those without one; None any
    :param channel_kind: a kind; "" those on no channel; None any
    :param standing: a column's name; "" any
    """
    rows = Record.objects.filter(
        body_id__in=body_ids, done_on__gte=first, done_on__lt=end, withdrawn_at=None
    )
    if form:
        rows = rows.filter(form__code=form)
    if area is not None:
        rows = rows.filter(area__code=area) if area else rows.filter(area=None)
    if channel_kind is not None:
        rows = (
            rows.filter(channel__kind=channel_kind)
            if channel_kind
            else rows.filter(channel=None)
        )
    if standing:
        open_ones = Verdict.objects.filter(closed_at=None, standing=standing)
        rows = rows.filter(pk__in=open_ones.values("record_id"))
    return _shown(rows)


@dataclass(frozen=True, slots=True)
class Toward:
    """One cell that a record counts toward: what is counted there with and without it.

    ``cell`` is None when the task is no longer owed (an own reading taken over).
    """

    credit: Credit
    cell: Cell | None
    columns: SixCounts

    @property
    def claimed(self) -> int:
        """What the body claims in the cell, this record with it."""
        return sum(self.columns)

    @property
    def before(self) -> int:
        """What the body would claim without this record."""
        return self.claimed - self.credit.quantity

    @property
    def is_met_when_verified(self) -> bool:
        """Whether this record's verdict alone is missing for the task to be met."""
        if self.cell is None:
            return False
        counted = self.columns[0] + self.columns[1]
        return counted < self.cell.target <= counted + self.credit.quantity


def toward(record: Record, *, on: date) -> list[Toward]:
    """Return what a record counts toward now, by task."""
    credits = list(
        record.credits.filter(closed_at=None)
        .select_related("task__directive__document")
        .order_by("task_id", "body_id")
    )
    if not credits:
        return []
    starts = [credit.period_start for credit in credits]
    bodies = {credit.body_id for credit in credits}
    tasks = {credit.task_id for credit in credits}
    first, last = min(starts), max(starts)
    cells = {
        cell.key: cell
        for cell in owed(body_ids=bodies, first=first, last=last, on=on, task_ids=tasks)
    }
    counted = tallies_in(body_ids=bodies, task_ids=tasks, first=first, last=last)
    return [
        Toward(
            credit,
            cells.get(key := (credit.task_id, credit.body_id, credit.period_start)),
            counted.get(key, NONE_COUNTED).columns,
        )
        for credit in credits
    ]
