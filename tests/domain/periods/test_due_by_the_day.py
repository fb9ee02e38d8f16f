"""Due days, windows and working days held to a finger on the wall calendar."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loa.domain.periods import (
    DueRule,
    Period,
    PeriodKind,
    Recurrence,
    Swap,
    WindowRule,
    WorkingCalendar,
    is_working_day,
    periods_between,
    periods_ending_in,
    recurrence_periods,
)
from tests.domain import slow_days as slow

LEVELS = ("province", "department", "commune")
# Far enough inside the years whose days off were typed by hand.
days = st.dates(date(2025, 5, 1), date(2026, 8, 31))
by_level = st.dictionaries(st.sampled_from(LEVELS), st.integers(-12, 12), max_size=3)
rules = st.one_of(
    st.fixed_dictionaries({"kind": st.just("fixed"), "on": days}),
    st.fixed_dictionaries(
        {
            "kind": st.just("day_of_last_month"),
            "day": st.integers(1, 31),
            "months_after": st.integers(-3, 3),
        }
    ),
    st.fixed_dictionaries(
        {"kind": st.just("days_after"), "offset": st.integers(-40, 40)}
    ),
    st.fixed_dictionaries(
        {"kind": st.just("working_days_after"), "offset": st.integers(-30, 30)}
    ),
).flatmap(
    lambda rule: st.fixed_dictionaries(
        {
            "level_offsets": by_level,
            "non_working": st.sampled_from(("warn", "before", "after")),
        }
    ).map(lambda more: rule | more)
)
# A decision gives a weekday off and has a weekend day worked for it.
swaps = st.lists(
    st.tuples(
        st.one_of(st.none(), days.filter(lambda day: day.weekday() < 5)),
        st.one_of(st.none(), days.filter(lambda day: day.weekday() > 4)),
    ).filter(any),
    max_size=4,
)
runs = st.tuples(days, st.integers(0, 200))


def rule_from(told):
    data = dict(told)
    if "on" in data:
        data["on"] = data["on"].isoformat()
    return DueRule.from_data(data)


def calendar_with(swapped):
    return WorkingCalendar(tuple(Swap(off, work, "Thông báo") for off, work in swapped))


def test_the_days_off_are_those_of_the_notices():
    for day in slow.run(slow.FIRST, slow.LAST):
        assert is_working_day(day) == slow.is_worked(day), day


def due_day_is_found(told, last, level, swapped):
    calendar = calendar_with(swapped)
    due = rule_from(told).due(Period.through(last, last), level, calendar=calendar)
    on, printed = slow.due_day(told, last, level, swapped)
    assert (due.on, due.printed_on) == (on, printed)
    assert due.moved == (on != printed)
    assert due.is_working_day == slow.is_worked(on, swapped)
    between = slow.run(last + slow.DAY, on)
    assert due.gap_working_days == sum(slow.is_worked(d, swapped) for d in between)


some_due_day = given(
    told=rules, last=days, level=st.sampled_from((None, *LEVELS)), swapped=swaps
)


@some_due_day
@settings(max_examples=60, deadline=None)
def test_a_due_day_is_the_one_found_with_a_finger(told, last, level, swapped):
    due_day_is_found(told, last, level, swapped)


@pytest.mark.verify
@some_due_day
@settings(max_examples=800, deadline=None)
def test_a_due_day_is_the_one_found_with_a_finger_for_long(told, last, level, swapped):
    due_day_is_found(told, last, level, swapped)


def windows_are_found(rule, kind, first, last):
    made = periods_between(WindowRule(rule), PeriodKind(kind), first, last)
    assert [(each.start, each.last_day) for each in made] == slow.windows(
        rule, kind, first, last
    )
    # What a report over these days counts: only what closed in them.
    closed = periods_ending_in(
        WindowRule(rule), PeriodKind(kind), Period.through(first, last)
    )
    assert [(each.start, each.last_day) for each in closed] == [
        (begin, end)
        for begin, end in slow.windows(rule, kind, first, last)
        if first <= end <= last
    ]


some_windows = given(
    rule=st.sampled_from(("law", "calendar")),
    kind=st.sampled_from(tuple(slow.MONTHS)),
    over=runs,
)


@some_windows
@settings(max_examples=15, deadline=None)
def test_windows_are_those_counted_day_by_day(rule, kind, over):
    windows_are_found(rule, kind, over[0], over[0] + over[1] * slow.DAY)


@pytest.mark.verify
@some_windows
@settings(max_examples=400, deadline=None)
def test_windows_are_those_counted_day_by_day_for_long(rule, kind, over):
    windows_are_found(rule, kind, over[0], over[0] + over[1] * slow.DAY)


KINDS = {
    "monthly": "month", "quarterly": "quarter", "semiannual": "half", "annual": "year",
    "regular": "quarter",
}  # fmt: skip


@given(
    recurrence=st.sampled_from(tuple(Recurrence)),
    rule=st.sampled_from(("law", "calendar")),
    over=runs,
)
@settings(max_examples=15, deadline=None)
def test_a_recurrence_has_the_windows_of_its_days(recurrence, rule, over):
    first, last = over[0], over[0] + over[1] * slow.DAY
    made = recurrence_periods(recurrence, WindowRule(rule), first, last)
    found = [(each.start, each.last_day) for each in made]
    if recurrence is Recurrence.ONCE:
        assert found == [(first, last)]
    elif recurrence is Recurrence.ON_EVENT:
        assert found == []
    else:
        assert found == slow.windows(rule, KINDS[recurrence.value], first, last)


@given(
    rule=st.sampled_from(("law", "calendar")),
    kind=st.sampled_from(("quarter", "half", "nine_months", "year")),
    year=st.integers(2025, 2026),
)
@settings(max_examples=10, deadline=None)
def test_a_cumulative_window_is_its_months_without_gap_or_overlap(rule, kind, year):
    first = date(year, 1, 1)
    (wide,) = slow.windows(rule, kind, first, first)
    months = periods_ending_in(
        WindowRule(rule), PeriodKind.MONTH, Period.through(*wide)
    )
    covered = [day for each in months for day in slow.run(each.start, each.last_day)]
    assert covered == slow.run(*wide)
