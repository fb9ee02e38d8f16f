"""Two days compared: who went from what to what, each as it was known on its day."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from loa.domain.periods import VIETNAM_TIME
from loa.domain.quotas import StandingState, State
from loa.orgs import selectors as orgs
from loa.orgs.models import BodyVersion
from loa.oversight.judged import AnyState, Judged, obligations

# From what is held against a body to what is done and proven; the others do not compare.
_RANKS: dict[AnyState, int] = {
    State.MISSED: 0,
    State.OVERDUE: 1,
    State.AT_RISK: 2,
    State.MET_LATE: 4,
    State.ON_TRACK: 3,
    State.MET_UNPROVEN: 5,
    State.MET: 6,
    StandingState.SILENT: 1,
    StandingState.STATED: 4,
    StandingState.SHOWN: 6,
}


class Direction(StrEnum):
    """Which way an obligation went; ``NEW`` and ``ENDED`` stand on one side alone."""

    WORSE = "worse"
    BETTER = "better"
    NEW = "new"
    ENDED = "ended"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Change:
    """One obligation of one body on the two days."""

    body_id: int
    before: Judged | None
    after: Judged | None

    @property
    def one(self) -> Judged:
        """The obligation itself, as it stands last."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a change has at least one side")
        return found

    @property
    def direction(self) -> Direction:
        """Better or worse by state; within one state by how many count."""
        if self.before is None or self.before.state not in _RANKS:
            has_begun = self.after is not None and self.after.state in _RANKS
            return Direction.NEW if has_begun else Direction.SAME
        if self.after is None or self.after.state not in _RANKS:
            return Direction.ENDED
        old = (_RANKS[self.before.state], self.before.counted)
        new = (_RANKS[self.after.state], self.after.counted)
        if old == new:
            return Direction.SAME
        return Direction.BETTER if new > old else Direction.WORSE


@dataclass(frozen=True, slots=True)
class Comparison:
    """All obligations on two days, with the totals between states."""

    earlier: date
    later: date
    changes: tuple[Change, ...]
    names: dict[int, BodyVersion]

    @property
    def totals(self) -> list[tuple[Direction, int]]:
        """How many went which way, each direction, also none."""
        found = Counter(change.direction for change in self.changes)
        return [(direction, found[direction]) for direction in Direction]

    @property
    def moved(self) -> list[Change]:
        """What did not stay the same: worse first, then by name."""
        order = list(Direction)
        rows = [one for one in self.changes if one.direction != Direction.SAME]
        return sorted(
            rows,
            key=lambda one: (
                order.index(one.direction),
                one.body_id not in self.names,
                one.one.cell.window.due_on,
                one.body_id,
                one.one.cell.task.order,
            ),
        )

    @property
    def flows(self) -> Counter[tuple[str, str]]:
        """How many went from which state to which; "" where it stood on one day alone."""
        return Counter(
            (
                change.before.state.value if change.before else "",
                change.after.state.value if change.after else "",
            )
            for change in self.changes
        )

    def by_body(self) -> list[tuple[BodyVersion, dict[Direction, int]]]:
        """How many of each body went which way, the worst first; only where some did."""
        found: dict[int, Counter[Direction]] = {}
        for change in self.moved:
            found.setdefault(change.body_id, Counter())[change.direction] += 1
        rows = [
            (self.names[pk], dict(counts))
            for pk, counts in found.items()
            if pk in self.names
        ]
        return sorted(
            rows,
            key=lambda row: (
                -row[1].get(Direction.WORSE, 0),
                row[1].get(Direction.BETTER, 0),
                row[0].path,
            ),
        )


def compare(
    body_ids: Collection[int],
    *,
    earlier: date,
    later: date,
    task_ids: Collection[int] | None = None,
) -> Comparison:
    """Compare what bodies owed on two days, each with what was known at its end.

    Taken are the periods that touch the month of the earlier day and all until the
    later one. The number of statements does not depend on how many bodies there are.
    """
    first = (earlier.replace(day=1) - timedelta(days=1)).replace(day=1)
    sides = [_on(body_ids, first, later, day, task_ids) for day in (earlier, later)]
    keys = dict.fromkeys((*sides[0], *sides[1]))
    changes = tuple(
        Change(key[1], sides[0].get(key), sides[1].get(key)) for key in keys
    )
    names = orgs.versions_of(body_ids, later)
    return Comparison(earlier, later, changes, names)


def _on(
    body_ids: Collection[int],
    first: date,
    last: date,
    day: date,
    task_ids: Collection[int] | None,
) -> dict[tuple[int, int, date], Judged]:
    wanted = set(body_ids)
    judged = obligations(
        body_ids=body_ids,
        first=first,
        last=last,
        on=day,
        task_ids=task_ids,
        known_at=end_of(day),
    )
    return {
        (one.cell.task.id, body_id, one.cell.window.period.start): one
        for one in judged
        for body_id in one.cell.body_ids
        if body_id in wanted
    }


def end_of(day: date) -> datetime:
    """The last moment of a day in Vietnam: all that was known on it."""
    return datetime.combine(day, time.max, VIETNAM_TIME)


def ordered(states: Iterable[str]) -> Sequence[str]:
    """Put states in the order from good to bad, those that do not compare last."""
    ranks = {state.value: rank for state, rank in _RANKS.items()}
    return sorted(set(states), key=lambda code: (-ranks.get(code, -1), code))
