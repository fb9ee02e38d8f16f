"""Who may miss a running period, and why: what is short, how long is left, the habit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from loa.domain.periods import VIETNAM
from loa.domain.quotas import State
from loa.oversight.judged import DONE, Judged

# The periods that a habit is read from, and how many bad ones make a worry.
LOOK_BACK = 6
WORRYING = 2
BAD = frozenset({State.MET_LATE, State.OVERDUE, State.MISSED})


class Outlook(StrEnum):
    """What is to be expected of the running period."""

    DONE = "done"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"


class Ground(StrEnum):
    """Why something is doubtful; in the order in which they are told."""

    DIFFICULTY = "difficulty"
    OVERDUE = "overdue"
    HABIT = "habit"
    PACE = "pace"


@dataclass(frozen=True, slots=True)
class Forecast:
    """An outlook with its grounds.

    ``short`` is how many are missing; ``bad`` of the last ``past`` judged periods came
    late or not at all; ``days_left`` counts working days until the due day, or, once
    that is past, until the lock.
    """

    outlook: Outlook
    short: int
    bad: int
    past: int
    days_left: int = 0
    grounds: tuple[Ground, ...] = ()

    @property
    def ground(self) -> Ground | None:
        """The first reason: what a list is grouped by."""
        return self.grounds[0] if self.grounds else None


def forecast(
    now: Judged, past: Sequence[Judged], *, on: date, has_difficulty: bool = False
) -> Forecast | None:
    """Return what to expect of a running period; None where nothing is to be expected.

    Doubtful when it is at risk or overdue on the day, when its body has said that
    something stands in its way, or when it is short and at least two of the last six
    judged periods came late or not at all.

    :param past: earlier periods of the same task and body, oldest first
    """
    if now.state in DONE:
        return Forecast(Outlook.DONE, 0, 0, 0)
    if now.state not in {State.ON_TRACK, State.AT_RISK, State.OVERDUE}:
        return None
    judged = [one for one in past if one.state in DONE or one.state in BAD][-LOOK_BACK:]
    bad = sum(one.state in BAD for one in judged)
    found = (
        (Ground.DIFFICULTY, has_difficulty),
        (Ground.OVERDUE, now.state == State.OVERDUE),
        (Ground.HABIT, now.short > 0 and bad >= WORRYING),
        (Ground.PACE, now.state == State.AT_RISK),
    )
    grounds = tuple(ground for ground, holds in found if holds)
    return Forecast(
        Outlook.DOUBTFUL if grounds else Outlook.LIKELY,
        now.short,
        bad,
        len(judged),
        days_left(now, on),
        grounds,
    )


def days_left(one: Judged, on: date) -> int:
    """Count the working days from a day to the due day, both in it; then to the lock."""
    window = one.cell.window
    last = window.due_on if on <= window.due_on else window.lock_on
    return VIETNAM.working_days_between(on, last)


@dataclass(frozen=True, slots=True)
class Expected:
    """One running obligation of one body, with what is to be expected of it."""

    body_id: int
    judged: Judged
    forecast: Forecast


def expected(
    judged: Iterable[Judged],
    *,
    on: date,
    difficulties: frozenset[tuple[int, int, date]] = frozenset(),
) -> list[Expected]:
    """Forecast every obligation that is running or overdue among judged ones.

    A joint duty is expected of each who shares it. Give the earlier periods too: the
    habit is read from them.

    :param difficulties: (task, body, first day) of which the body has reported one
    """
    rows: dict[tuple[int, int], list[Judged]] = {}
    for one in judged:
        for body_id in one.cell.body_ids:
            rows.setdefault((one.cell.task.id, body_id), []).append(one)
    found = []
    for (_task, body_id), cells in rows.items():
        cells.sort(key=lambda one: one.cell.window.period)
        for place, one in enumerate(cells):
            told = forecast(
                one,
                cells[:place],
                on=on,
                has_difficulty=(
                    one.cell.task.id,
                    body_id,
                    one.cell.window.period.start,
                )
                in difficulties,
            )
            if told is not None and told.outlook != Outlook.DONE:
                found.append(Expected(body_id, one, told))
    return found


def by_ground(rows: Iterable[Expected]) -> list[tuple[Ground, list[Expected]]]:
    """Group what is doubtful by its first reason, in the order of reasons."""
    groups: dict[Ground, list[Expected]] = {}
    for one in rows:
        if one.forecast.ground is not None:
            groups.setdefault(one.forecast.ground, []).append(one)
    return [(ground, groups[ground]) for ground in Ground if ground in groups]
