"""What is counted: records by the day they were done, duties whose period ended.

Records are read with the verdict that is open now; a record stands under its
principal body alone, so that the bodies' sums make the whole (R2.6).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict

from django.db.models import Exists, F, OuterRef, QuerySet

from loa.domain.periods import Period
from loa.domain.quotas import (
    COLUMN_NAMES,
    Columns,
    SixCounts,
    State,
    TaskKind,
    judge,
    judge_standing,
)
from loa.evidence.covering import covered
from loa.evidence.models import ConfirmedRecord, Credit, Proof, Record, Standing
from loa.evidence.selectors import records_in, with_standing
from loa.programmes.models import Statement
from loa.programmes.selectors import Cell, TaskFacts, owed
from loa.reports.canonical import Behind

NO_AREA = "none"
PROVEN = (
    "by_check", "by_person", "unobjected", "otherwise", "by_nothing", "pending",
    "disputed", "rejected",
)  # fmt: skip
_COUNTED = {Standing.VERIFIED, Standing.UNOBJECTED}


@dataclass(frozen=True, slots=True)
class RecordFact:
    """One record as a report sees it."""

    id: int
    body_id: int
    form: str
    area: str
    standing: str
    quantity: int
    done_on: date
    # whether the machine gave the verdict, a file shows it, the head confirmed it
    by_machine: bool = False
    has_file: bool = False
    is_confirmed: bool = False

    @property
    def proven(self) -> str:
        """How it came to stand as it does: a check, a person, no objection, a file."""
        if self.standing == Standing.VERIFIED:
            return "by_check" if self.by_machine else "by_person"
        if self.standing == Standing.UNCHECKABLE:
            return "otherwise" if self.has_file else "by_nothing"
        return self.standing

    @property
    def behind(self) -> Behind:
        """What of it is digested."""
        return Behind(self.id, self.standing, self.quantity, self.done_on.isoformat())


@dataclass(frozen=True, slots=True)
class CellFact:
    """One duty of one body in one period, with its state and its records."""

    task: TaskFacts
    body_id: int
    joint_ids: tuple[int, ...]
    period: Period
    state: str
    target: int
    counted: int
    behind: tuple[Behind, ...]


def records_done(body_ids: Collection[int], period: Period) -> list[RecordFact]:
    """Return the records of bodies done in a period, oldest first. One query."""
    return _facts(records_in(body_ids, period.start, period.end))


def records_joined(body_ids: Collection[int], period: Period) -> list[RecordFact]:
    """Return what bodies did jointly with a principal outside of them."""
    rows = Record.objects.filter(
        joint_bodies__in=body_ids,
        withdrawn_at=None,
        done_on__gte=period.start,
        done_on__lt=period.end,
    ).exclude(body_id__in=body_ids)
    return _facts(with_standing(rows.distinct()))


def _facts(rows: QuerySet[Record, Any]) -> list[RecordFact]:
    columns = (
        "pk", "body_id", "form__code", "area__code", "standing", "quantity", "done_on",
        "by_machine", "has_file", "is_confirmed",
    )  # fmt: skip
    rows = rows.annotate(
        by_machine=F("_now__by_machine"),
        has_file=Exists(
            Proof.objects.filter(record=OuterRef("pk"), file__isnull=False)
        ),
        is_confirmed=Exists(ConfirmedRecord.objects.filter(record=OuterRef("pk"))),
    )
    found = rows.order_by("done_on", "pk").values_list(*columns)
    return [RecordFact(*row) for row in found]


def duties_ended(body_ids: Collection[int], period: Period, on: date) -> list[CellFact]:
    """Return the duties of bodies whose period's last day falls in a period.

    :param on: the day on which each is judged
    """
    cells = [
        cell
        for cell in owed(
            body_ids=body_ids, first=period.start, last=period.last_day, on=on
        )
        if period.contains(cell.window.period.last_day)
    ]
    credits = _credits(cells)
    # Of each named form or area one is asked, so two of one are one of the target.
    items = covered(cell for cell in cells if cell.task.kind is TaskKind.COVERAGE)
    return [_judged(cell, credits[cell.key], on, items.get(cell.key)) for cell in cells]


# A record, how much of it counts toward the duty, and whether it came late.
_Credited = list[tuple[Behind, int, bool]]


class _Decided(TypedDict):
    judged_from: date
    exempt: bool
    binding: bool


def _credits(cells: Iterable[Cell]) -> dict[tuple[int, int, date], _Credited]:
    keys = {cell.key for cell in cells}
    columns = (
        "task_id", "body_id", "period_start", "record_id",
        "record__verdicts__standing", "record__quantity", "record__done_on",
        "quantity", "is_late",
    )  # fmt: skip
    rows = Credit.objects.filter(
        closed_at=None,
        record__withdrawn_at=None,
        record__verdicts__closed_at=None,
        task_id__in={task for task, _, _ in keys},
        body_id__in={body for _, body, _ in keys},
    )
    found: dict[tuple[int, int, date], _Credited] = defaultdict(list)
    credited = rows.order_by("record_id").values_list(*columns)
    for task, body, start, pk, standing, whole, done_on, counts, is_late in credited:
        if (task, body, start) in keys:
            behind = Behind(pk, standing, whole, done_on.isoformat())
            found[task, body, start].append((behind, counts, is_late))
    return found


def _judged(
    cell: Cell,
    credited: _Credited,
    on: date,
    items: tuple[SixCounts, int] | None = None,
) -> CellFact:
    columns = dict.fromkeys(COLUMN_NAMES, 0)
    late = 0
    for behind, counts, is_late in credited:
        columns[behind.standing] += counts
        if is_late and behind.standing in _COUNTED:
            late += counts
    if items is not None:
        columns = dict(zip(COLUMN_NAMES, items[0], strict=True))
        late = items[1]
    return CellFact(
        task=cell.task,
        body_id=cell.body_id,
        joint_ids=cell.joint_ids,
        period=cell.window.period,
        state=_state(cell, Columns(**columns), late, on),
        target=cell.target,
        counted=columns["verified"] + columns["unobjected"],
        behind=tuple(behind for behind, _, _ in credited),
    )


def _state(cell: Cell, columns: Columns, late: int, on: date) -> str:
    decided: _Decided = {
        "judged_from": cell.judged_from,
        "exempt": cell.exempt,
        "binding": cell.binding,
    }
    six = columns.as_tuple()
    if cell.task.is_standing:
        return str(judge_standing(cell.window, six, cell.stated, on, **decided))
    return str(judge(cell.window, cell.target, six, on, late=late, **decided))


def sentences_of(cells: Collection[CellFact]) -> list[tuple[int, int, str]]:
    """Return (task, body, sentence) of what bodies said of their standing tasks."""
    starts = {(cell.task.id, cell.period.start) for cell in cells}
    rows = Statement.objects.filter(
        closed_at=None,
        task_id__in={task for task, _ in starts},
        body_id__in={body for c in cells for body in (c.body_id, *c.joint_ids)},
    ).order_by("task_id", "body_id", "pk")
    return [
        (row.task_id, row.body_id, row.sentence)
        for row in rows
        if (row.task_id, row.period_start) in starts
    ]


# The states that a report counts as due; the others are named, not counted.
DUE_STATES = {
    State.MET: "met",
    State.MET_LATE: "met",
    State.MET_UNPROVEN: "met_unproven",
    State.OVERDUE: "overdue",
    State.MISSED: "missed",
    State.ON_TRACK: "open",
    State.AT_RISK: "open",
}
