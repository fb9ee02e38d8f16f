"""What a task owes and when: its periods, with every day that decides a state.

The days are worked out once for a task and period and shared by all bodies, so that
judging one body costs a few comparisons.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from loa.domain.periods import (
    VIETNAM,
    Due,
    DueRule,
    Period,
    PeriodKind,
    Recurrence,
    WindowRule,
    day_of_month_after,
    periods_between,
)
from loa.domain.quotas.columns import Quota

GRACE_WORKING_DAYS = 5
WARN_DAYS = 7


class TaskKind(StrEnum):
    """The six kinds of task found in real papers."""

    DELIVER = "deliver"
    QUOTA = "quota"
    REPORT = "report"
    EVENT = "event"
    COVERAGE = "coverage"
    STANDING = "standing"


@dataclass(frozen=True, slots=True)
class LockRule:
    """When a period is locked: a day of the month, months after that of the due day."""

    months_after: int = 2
    day: int = 15

    def lock_on(self, due_on: date) -> date:
        """The last day before the lock falls."""
        return day_of_month_after(due_on, self.months_after, self.day)


DEFAULT_LOCK = LockRule()


@dataclass(frozen=True, slots=True)
class TaskTiming:
    """When a task is owed.

    `first` and `last` are the days on which it is in force, both included; `last` None
    is open. `due_on` is a day that comes once; `due_rule` gives the day of each period.
    `window_rule` None is the calendar for quotas and the law's windows for the rest;
    `period_kind` None is that of the quota or recurrence, else the quarter.
    `coverage` names the forms or areas of which at least one each is asked.
    `happened_on` is the day of what an event-driven task waited for, when known.
    """

    kind: TaskKind
    first: date
    last: date | None = None
    recurrence: Recurrence | None = None
    due_on: date | None = None
    due_rule: DueRule | None = None
    quota: Quota | None = None
    window_rule: WindowRule | None = None
    period_kind: PeriodKind | None = None
    coverage: tuple[str, ...] = ()
    grace_working_days: int = GRACE_WORKING_DAYS
    warn_days: int = WARN_DAYS
    lock: LockRule = DEFAULT_LOCK
    level: str | None = None
    happened_on: date | None = None

    @property
    def target(self) -> int:
        """How many each period asks for; one where the kind has no number."""
        if self.kind == TaskKind.QUOTA:
            return self.quota.count if self.quota else 1
        if self.kind == TaskKind.COVERAGE:
            return len(set(self.coverage)) or 1
        return 1

    @property
    def rule(self) -> WindowRule:
        """The windows it is owed by."""
        if self.window_rule:
            return self.window_rule
        # Design: a quota's window is the calendar month unless the regime says else.
        is_quota = self.kind == TaskKind.QUOTA
        return WindowRule.CALENDAR if is_quota else WindowRule.LAW

    @property
    def repeats_by(self) -> PeriodKind | None:
        """The period it comes back by, or None when it comes once or with an event."""
        if self.kind == TaskKind.QUOTA:
            return self.quota.per if self.quota else None
        if self.kind == TaskKind.EVENT or self.due_on:
            return None
        if self.period_kind:
            return self.period_kind
        if self.recurrence and self.recurrence.period_kind:
            return self.recurrence.period_kind
        regular = self.recurrence == Recurrence.REGULAR
        if self.kind == TaskKind.STANDING or (self.kind == TaskKind.REPORT and regular):
            return PeriodKind.QUARTER
        return None

    def problems(self) -> tuple[str, ...]:
        """What is missing before anything can be owed, as codes; empty when nothing.

        `last_before_first`, `due_before_first`, `quota_missing`, `due_missing`,
        `coverage_missing`, `period_missing`.
        """
        found = []
        if self.last and self.last < self.first:
            found.append("last_before_first")
        if self.due_on and self.due_on < self.first:
            found.append("due_before_first")
        if self.kind == TaskKind.QUOTA and not self.quota:
            found.append("quota_missing")
        if self.kind == TaskKind.COVERAGE and not self.coverage:
            found.append("coverage_missing")
        if self.kind in (TaskKind.QUOTA, TaskKind.COVERAGE) and not (
            self.due_on or self.repeats_by or self.last
        ):
            found.append("period_missing")
        if self.kind in (TaskKind.DELIVER, TaskKind.REPORT) and not self._has_due_day():
            found.append("due_missing")
        return tuple(found)

    def _has_due_day(self) -> bool:
        if self.due_on:
            return True
        if self.kind == TaskKind.REPORT:
            # A report cannot be due on the day its period closes: a day is needed.
            return bool(self.due_rule and self.repeats_by)
        return bool(self.repeats_by)


@dataclass(frozen=True, slots=True)
class ObligationWindow:
    """One period of one task with the days that decide its state. All days included.

    Work can begin on `opens_on`; it is due on `due_on`; recorded by `grace_until` it is
    still on time; past `lock_on` what is short is missed. From `warn_from` on, what is
    not done is at risk. `judged_day` is the day that `judged_from` is held against, and
    the body must be there on `owed_on`. `paced`: work is spread over the period.
    """

    period: Period
    kind: TaskKind
    opens_on: date
    due_on: date
    warn_from: date
    grace_until: date
    lock_on: date
    judged_day: date
    owed_on: date
    paced: bool
    due: Due | None = None

    def owed_by(self, body_from: date | None, body_until: date | None) -> bool:
        """Does a body owe it that is there from `body_from` until before `body_until`?"""
        return (body_from is None or body_from <= self.owed_on) and (
            body_until is None or self.owed_on < body_until
        )


def expected(
    timing: TaskTiming,
    *,
    first: date,
    last: date,
    body_from: date | None = None,
    body_until: date | None = None,
    events: tuple[date, ...] = (),
    touching: bool = False,
) -> tuple[ObligationWindow, ...]:
    """The windows of a task whose period's last day is in `first`..`last`, oldest first.

    With `touching`, every window that has a day there, from the first of its period to
    its last or due day, whichever is later: what a calendar shows.
    A body owes a repeating period only if it is there on its first day, and what comes
    once if it is there on the due day; `body_until` is the first day without it.
    Only whole quota periods are owed: none that began before the task did.
    `events` are the days on which what an event-driven task waits for happened, in
    addition to the timing's own.

    :raises ValueError: if `timing.problems()` names any
    """
    return tuple(
        window
        for window in _windows(timing, first, last, events, touching)
        if window.owed_by(body_from, body_until)
    )


# No period is longer than a year, nor due later than a year after it.
A_YEAR = timedelta(days=366)


@lru_cache(maxsize=4096)
def _windows(
    timing: TaskTiming,
    first: date,
    last: date,
    events: tuple[date, ...],
    touching: bool,
) -> tuple[ObligationWindow, ...]:
    if problems := timing.problems():
        raise ValueError(f"a task without its timing: {', '.join(problems)}")
    if last < first:
        return ()
    if timing.kind == TaskKind.EVENT:
        own = (timing.happened_on,) if timing.happened_on else ()
        found = _of_events(timing, (*own, *events))
    elif kind := timing.repeats_by:
        reach = A_YEAR if touching else timedelta()
        # Clamped first: `first` may be the first day there is, `last` the last.
        begin = max(first, timing.first + reach) - reach
        finish = min(last, (timing.last or date.max) - reach) + reach
        found = _repeating(timing, kind, begin, finish)
    else:
        found = iter([_once(timing)])
    windows = (each for each in found if _is_in(each, first, last, touching))
    return tuple(sorted(windows, key=lambda each: each.period))


def _is_in(window: ObligationWindow, first: date, last: date, touching: bool) -> bool:
    if not touching:
        return first <= window.period.last_day <= last
    ends = max(window.period.last_day, window.due_on)
    return window.period.start <= last and first <= ends


def _repeating(
    timing: TaskTiming, kind: PeriodKind, first: date, last: date
) -> Iterator[ObligationWindow]:
    for period in periods_between(timing.rule, kind, first, last):
        if timing.last and period.last_day > timing.last:
            continue
        if timing.kind == TaskKind.QUOTA and period.start < timing.first:
            continue
        due = None
        if timing.due_rule and timing.kind in (TaskKind.DELIVER, TaskKind.REPORT):
            due = timing.due_rule.due(period, timing.level)
        yield _window(timing, period, due.on if due else period.last_day, due)


def _once(timing: TaskTiming) -> ObligationWindow:
    last = timing.due_on or timing.last
    if last is None:  # held by TaskTiming.problems
        raise ValueError("a task without its timing: due_missing")
    return _window(timing, Period.through(timing.first, last), last, None)


def _of_events(
    timing: TaskTiming, events: tuple[date, ...]
) -> Iterator[ObligationWindow]:
    # No day to answer an event by, nothing owed by one: a date is never invented.
    if timing.due_rule is None:
        return
    for day in events:
        if day < timing.first or (timing.last and day > timing.last):
            continue
        due = timing.due_rule.due(Period.through(day, day), timing.level)
        period = Period.through(day, max(day, due.on))
        yield _window(timing, period, period.last_day, due)


def _window(
    timing: TaskTiming, period: Period, due_on: date, due: Due | None
) -> ObligationWindow:
    kind = timing.kind
    repeats = timing.repeats_by is not None
    # A periodic report is written once its period has closed.
    closes_first = kind == TaskKind.REPORT and repeats
    opens_on = min(period.last_day, due_on) if closes_first else period.start
    halfway = opens_on + (due_on - opens_on) / 2
    warned = due_on - timedelta(days=timing.warn_days - 1)
    grace_until = VIETNAM.add_working_days(due_on, timing.grace_working_days)
    return ObligationWindow(
        period=period,
        kind=kind,
        opens_on=opens_on,
        due_on=due_on,
        warn_from=max(warned, halfway),
        grace_until=grace_until,
        lock_on=max(timing.lock.lock_on(due_on), grace_until),
        judged_day=period.start if kind == TaskKind.QUOTA else due_on,
        owed_on=period.start if repeats or kind == TaskKind.EVENT else due_on,
        paced=kind in (TaskKind.QUOTA, TaskKind.COVERAGE),
        due=due,
    )


def with_extension(
    window: ObligationWindow, until: date, timing: TaskTiming
) -> ObligationWindow:
    """The window after more time was granted: due on `until`, grace and lock after it.

    What comes once may then be done until that day. A repeating period keeps its days,
    for what is done after them belongs to the next one; until the new due day a person
    may say that it is for this one (`proof.match` with its `period_start`).

    :raises ValueError: if `until` is before the day it is due already
    """
    if until < window.due_on:
        raise ValueError(f"an extension to {until} is before the due day")
    period = window.period
    if timing.repeats_by is None:
        period = Period.through(period.start, max(period.last_day, until))
    moved = _window(timing, period, until, None)
    return replace(moved, judged_day=window.judged_day, owed_on=window.owed_on)
