"""Obligations with what was counted and the state that follows on a day."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import NamedTuple

from loa.domain.quotas import (
    NOTHING,
    SixCounts,
    StandingState,
    State,
    judge,
    judge_standing,
)
from loa.evidence.selectors import NONE_COUNTED, Counted, tallies_of
from loa.programmes.selectors import Cell, owed

AnyState = State | StandingState
# Half of what ended well is not read from one figure: late stays visible.
DONE = frozenset({State.MET, State.MET_LATE, State.MET_UNPROVEN})


class Judged(NamedTuple):
    """One obligation as it stands: nothing of it is stored, nobody can type it."""

    cell: Cell
    columns: SixCounts
    late: int
    state: AnyState

    @property
    def counted(self) -> int:
        """Verified and unobjected."""
        return self.columns[0] + self.columns[1]

    @property
    def short(self) -> int:
        """How many are still missing to the target, rejected ones left out."""
        return max(0, self.cell.target - sum(self.columns) + self.columns[5])


def judge_cells(
    cells: Collection[Cell], on: date, known_at: datetime | None = None
) -> list[Judged]:
    """Judge cells on a day, in their order, with one query for the tallies.

    :param known_at: with it, what was done by ``on`` and known by that moment is counted
        again from credits and verdicts; None for the counters of now
    """
    tallies = tallies_of(cells, known_at, done_by=on if known_at else None).get
    none = NONE_COUNTED
    found: list[Judged] = []
    add = found.append
    window, start, terms = None, date.min, None
    states: dict[Counted, AnyState] = {}
    for cell in cells:
        if cell.window is not window:
            window, start = cell.window, cell.window.period.start
        if cell.terms != terms:
            # Bodies that are asked the same, and did as much, stand alike.
            terms, states = cell.terms, {}
        counted = tallies((cell.task.id, cell.body_id, start), none)
        state = states.get(counted)
        if state is None:
            state = states[counted] = _state(cell, counted, on)
        columns, late = counted
        add(Judged(cell, columns, late[0] + late[1], state))
    return found


def _state(cell: Cell, counted: Counted, on: date) -> AnyState:
    columns, late = counted
    if cell.task.is_standing:
        return judge_standing(
            cell.window,
            columns,
            cell.stated,
            on,
            judged_from=cell.judged_from,
            exempt=cell.exempt,
            binding=cell.binding,
        )
    return judge(
        cell.window,
        cell.target,
        columns,
        on,
        late=late[0] + late[1],
        judged_from=cell.judged_from,
        exempt=cell.exempt,
        binding=cell.binding,
    )


def obligations(
    *,
    body_ids: Collection[int],
    first: date,
    last: date,
    on: date,
    task_ids: Collection[int] | None = None,
    programme: int | None = None,
    known_at: datetime | None = None,
) -> list[Judged]:
    """Return what bodies owe in the periods that touch ``first``..``last``, judged.

    Without ``known_at`` with what we know now; with it ``state(on, known_at)``: as it
    stood on the day ``on`` for who knew what was known at that moment.
    """
    cells = owed(
        body_ids=body_ids,
        first=first,
        last=last,
        on=on,
        task_ids=task_ids,
        programme=programme,
        known_at=known_at,
    )
    return judge_cells(cells, on, known_at)


def total(judged: Iterable[Judged]) -> SixCounts:
    """Add up the columns, each by itself."""
    sums = list(NOTHING)
    for one in judged:
        for place, amount in enumerate(one.columns):
            sums[place] += amount
    return (sums[0], sums[1], sums[2], sums[3], sums[4], sums[5])


def states_in_order(cells: Collection[Cell], on: date) -> list[str]:
    """Return the state of each cell on a day, for pages further down."""
    return [one.state.value for one in judge_cells(cells, on)]
