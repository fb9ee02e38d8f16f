"""Judging held to a slow model that walks through the days and counts items."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loa.domain.periods import PeriodKind, WindowRule, is_working_day
from loa.domain.quotas import (
    COLUMN_NAMES,
    Columns,
    Lateness,
    ObligationFacts,
    Quota,
    State,
    TaskKind,
    TaskTiming,
    expected,
    judge,
    lateness,
    state_of,
)


@dataclass(frozen=True)
class Item:
    """One claimed item: when done, how long until recorded, what became of it."""

    done_on: date
    recorded_on: date
    standing: str


def days_from(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def slow_grace_and_lock(last: date) -> tuple[date, date]:
    """Walk five working days, and to the 15th of the second month after."""
    grace, left = last, 5
    while left:
        grace += timedelta(days=1)
        left -= is_working_day(grace)
    months, lock = 0, last
    while months < 2 or lock.day != 15:
        lock += timedelta(days=1)
        months += lock.day == 1
    return grace, max(lock, grace)


def slow_state(first, last, target, items, on, *, judged_from, binding):
    """The obviously right model: the words of design §2, one after another."""
    grace, _ = slow_grace_and_lock(last)
    known = [i for i in items if i.recorded_on <= on]
    proven = [i for i in known if i.standing in ("verified", "unobjected")]
    proven_in_time = [i for i in proven if i.recorded_on <= grace]
    not_rejected = [i for i in known if i.standing != "rejected"]
    if first < judged_from:
        return State.NOT_JUDGED
    if len(proven_in_time) >= target:
        return State.MET
    if len(proven) >= target:
        return State.MET_LATE
    if len(not_rejected) >= target:
        return State.MET_UNPROVEN
    if on < first:
        return State.NOT_YET
    if not binding:
        return State.INVITED
    return slow_state_when_short(first, last, target, len(not_rejected), on)


def slow_state_when_short(first, last, target, count, on):
    """What is short goes by its days."""
    grace, lock = slow_grace_and_lock(last)
    if on > lock:
        return State.MISSED
    if on > grace:
        return State.OVERDUE
    whole = days_from(first, last)
    last_week = whole[-min(7, (len(whole) + 1) // 2) :]
    if on > last or on in last_week:
        return State.AT_RISK
    gone = [day for day in whole if day < on]
    even_pace = target * len(gone) / len(whole)
    return State.AT_RISK if count + 1 <= even_pace else State.ON_TRACK


@st.composite
def cells(draw):
    rule = draw(st.sampled_from(WindowRule))
    kind = draw(st.sampled_from([PeriodKind.MONTH, PeriodKind.QUARTER]))
    year = draw(st.integers(2019, 2034))
    target = draw(st.integers(1, 5))
    timing = TaskTiming(
        TaskKind.QUOTA,
        date(year - 1, 1, 1),
        date(year + 1, 12, 31),
        quota=Quota(target, "tin", kind),
        window_rule=rule,
    )
    windows = expected(timing, first=date(year, 1, 1), last=date(year, 12, 31))
    window = draw(st.sampled_from(windows))
    days = st.dates(window.period.start, window.period.last_day)
    items = draw(
        st.lists(
            st.builds(
                lambda done, wait, standing: Item(
                    done, done + timedelta(days=wait), standing
                ),
                days,
                st.integers(0, 120),
                st.sampled_from(COLUMN_NAMES),
            ),
            max_size=8,
        )
    )
    on = window.period.start + timedelta(days=draw(st.integers(-40, 250)))
    return window, target, items, on


def facts_of(window, target, items, on, **values):
    known = [item for item in items if item.recorded_on <= on]
    columns = Columns()
    late = 0
    for item in known:
        columns += Columns.of({item.standing: 1})
        proven = item.standing in ("verified", "unobjected")
        is_late = lateness(window, item.done_on, item.recorded_on) is Lateness.LATE
        late += proven and is_late
    return ObligationFacts(window, target, columns, late, **values)


def holds(cell, judged_after, binding):
    window, target, items, on = cell
    judged_from = window.period.start + timedelta(days=judged_after)
    facts = facts_of(
        window, target, items, on, judged_from=judged_from, binding=binding
    )

    slow = slow_state(
        window.period.start,
        window.period.last_day,
        target,
        items,
        on,
        judged_from=judged_from,
        binding=binding,
    )

    assert state_of(facts, on).state is slow
    fast = judge(
        window,
        target,
        facts.columns.as_tuple(),
        on,
        late=facts.late,
        judged_from=judged_from,
        binding=binding,
    )
    assert fast is slow


any_cell = given(
    cell=cells(),
    judged_after=st.integers(-3, 1),
    binding=st.sampled_from([True] * 4 + [False]),
)


@any_cell
@settings(max_examples=150, deadline=None)
def test_a_state_is_what_the_days_say(cell, judged_after, binding):
    holds(cell, judged_after, binding)


@pytest.mark.verify
@pytest.mark.timeout(600)
@any_cell
@settings(max_examples=4_000, deadline=None)
def test_a_state_is_what_the_days_say_at_length(cell, judged_after, binding):
    holds(cell, judged_after, binding)


WORSE = [
    State.NOT_YET,
    State.ON_TRACK,
    State.AT_RISK,
    State.OVERDUE,
    State.MISSED,
]


@given(cell=cells())
@settings(max_examples=40, deadline=None)
def test_where_nothing_is_done_a_state_only_gets_worse(cell):
    window, target, _, _ = cell
    days = days_from(window.opens_on - timedelta(days=3), window.lock_on)

    found = [judge(window, target, (0,) * 6, on) for on in [*days, date(2050, 1, 1)]]

    ranks = [WORSE.index(state) for state in found]
    assert ranks == sorted(ranks)
    assert found[0] is State.NOT_YET
    assert found[-1] is State.MISSED


STANDS_BETTER = [*reversed(WORSE), State.MET_UNPROVEN, State.MET_LATE, State.MET]


@given(cell=cells(), better=st.sampled_from(COLUMN_NAMES[:5]))
@settings(max_examples=150, deadline=None)
def test_one_more_item_never_makes_a_state_worse(cell, better):
    window, target, items, on = cell
    facts = facts_of(window, target, items, on)
    more = facts.columns + Columns.of({better: 1})

    before = state_of(facts, on).state
    after = state_of(ObligationFacts(window, target, more, facts.late), on).state

    if State.NOT_YET in (before, after):
        return
    assert STANDS_BETTER.index(after) >= STANDS_BETTER.index(before)


@given(cell=cells())
@settings(max_examples=100, deadline=None)
def test_a_rejected_item_is_as_good_as_none(cell):
    window, target, items, on = cell
    kept = [item for item in items if item.standing != "rejected"]

    with_rejected = state_of(facts_of(window, target, items, on), on).state
    without = state_of(facts_of(window, target, kept, on), on).state

    assert with_rejected is without
