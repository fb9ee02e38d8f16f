"""Windows of law (Decree 09/2019, art. 12) and of the calendar. R2.1, R2.2, R2.8."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loa.domain.periods import (
    Period,
    PeriodKind,
    WindowRule,
    calendar_period,
    law_period,
    next_period,
    period,
    period_containing,
    period_from_code,
    periods_between,
    periods_ending_in,
    previous_period,
    same_period_last_year,
)

MONTH, QUARTER, HALF, NINE, YEAR = PeriodKind
LAW, CALENDAR = WindowRule

LAW_WINDOWS = [  # R2.1, with the table of domain-facts §2.1 and §2.2
    (MONTH, 2026, 1, date(2025, 12, 15), date(2026, 1, 14)),
    (MONTH, 2026, 3, date(2026, 2, 15), date(2026, 3, 14)),
    (MONTH, 2024, 3, date(2024, 2, 15), date(2024, 3, 14)),  # over 29 February
    (MONTH, 2026, 12, date(2026, 11, 15), date(2026, 12, 14)),
    (QUARTER, 2026, 1, date(2025, 12, 15), date(2026, 3, 14)),
    (QUARTER, 2026, 2, date(2026, 3, 15), date(2026, 6, 14)),
    (QUARTER, 2026, 3, date(2026, 6, 15), date(2026, 9, 14)),
    (QUARTER, 2026, 4, date(2026, 9, 15), date(2026, 12, 14)),
    (HALF, 2026, 1, date(2025, 12, 15), date(2026, 6, 14)),
    (HALF, 2026, 2, date(2026, 6, 15), date(2026, 12, 14)),
    (NINE, 2026, 1, date(2025, 12, 15), date(2026, 9, 14)),
    (YEAR, 2026, 1, date(2025, 12, 15), date(2026, 12, 14)),
]


@pytest.mark.parametrize(("kind", "year", "number", "first", "last"), LAW_WINDOWS)
def test_a_window_of_law_closes_on_the_14th(kind, year, number, first, last):
    window = law_period(kind, year, number)

    assert (window.start, window.last_day) == (first, last)
    assert first in window
    assert last in window
    assert first - timedelta(days=1) not in window
    assert last + timedelta(days=1) not in window


@pytest.mark.parametrize(
    ("kind", "number", "first", "last"),
    [
        (MONTH, 2, date(2024, 2, 1), date(2024, 2, 29)),
        (MONTH, 12, date(2024, 12, 1), date(2024, 12, 31)),
        (QUARTER, 4, date(2024, 10, 1), date(2024, 12, 31)),
        (HALF, 1, date(2024, 1, 1), date(2024, 6, 30)),
        (NINE, 1, date(2024, 1, 1), date(2024, 9, 30)),
        (YEAR, 1, date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_a_window_of_the_calendar_is_whole_months(kind, number, first, last):
    window = calendar_period(kind, 2024, number)

    assert (window.start, window.last_day) == (first, last)


@pytest.mark.parametrize(
    ("kind", "number"),
    [(MONTH, 0), (MONTH, 13), (QUARTER, 5), (HALF, 3), (NINE, 2), (YEAR, 2)],
)
def test_a_number_that_the_year_does_not_have_is_refused(kind, number):
    with pytest.raises(ValueError, match="must be 1 to"):
        law_period(kind, 2026, number)


@pytest.mark.parametrize("year", [0, 1, 9999])
def test_a_year_at_the_end_of_time_is_refused(year):
    with pytest.raises(ValueError, match="year"):
        law_period(YEAR, year)


@pytest.mark.parametrize(
    ("rule", "kind", "year", "number", "code"),
    [
        (CALENDAR, MONTH, 2026, 3, "202603"),
        (LAW, QUARTER, 2026, 1, "20261"),
        (LAW, YEAR, 2026, 1, "2026"),
        (LAW, HALF, 2026, 2, "2026H2"),
        (LAW, NINE, 2026, 1, "20269M"),
    ],
)
def test_a_code_names_its_window_and_is_read_back(rule, kind, year, number, code):
    window = period(rule, kind, year, number)

    assert window.code == code
    assert period_from_code(rule, code) == window
    assert period_from_code(rule, code).name == window.name


@pytest.mark.parametrize(
    "code",
    ["", "26", "202613", "20260", "20265", "2026H3", "2026Q1", "２０２６", "20261 "],
)
def test_an_odd_code_is_refused(code):
    with pytest.raises(ValueError):
        period_from_code(LAW, code)


def test_an_unnamed_period_has_its_days_for_a_code():
    window = Period.through(date(2026, 3, 1), date(2026, 3, 10))

    assert window.code == "20260301-20260310"
    assert (window.kind, window.rule, window.year, window.number) == (None,) * 4


def test_periods_of_the_same_days_are_equal_whatever_they_are_called():
    named = law_period(QUARTER, 2026, 2)
    unnamed = Period(date(2026, 3, 15), date(2026, 6, 15))

    assert named == unnamed
    assert hash(named) == hash(unnamed)
    assert len({named, unnamed}) == 1


@pytest.mark.parametrize("days", [0, -1])
def test_a_period_without_a_day_is_refused(days):
    start = date(2026, 3, 1)

    with pytest.raises(ValueError, match="at least one day"):
        Period(start, start + timedelta(days=days))


def test_neighbours_do_not_overlap():
    first, second = law_period(QUARTER, 2026, 1), law_period(QUARTER, 2026, 2)

    assert not first.overlaps(second)
    assert first.overlaps(law_period(YEAR, 2026))
    assert law_period(YEAR, 2026).overlaps(first)


def test_the_year_of_law_begins_in_december():
    assert period_containing(LAW, YEAR, date(2026, 12, 14)).year == 2026
    assert period_containing(LAW, YEAR, date(2026, 12, 15)).year == 2027


def test_a_day_after_nine_months_is_in_no_nine_month_window():
    assert period_containing(LAW, NINE, date(2026, 9, 14)).year == 2026
    with pytest.raises(ValueError, match="nine-month"):
        period_containing(LAW, NINE, date(2026, 9, 15))


def test_the_same_period_last_year_bears_the_same_name():
    assert same_period_last_year(law_period(QUARTER, 2026, 1)).code == "20251"
    assert same_period_last_year(calendar_period(MONTH, 2024, 2)).code == "202302"
    assert same_period_last_year(law_period(NINE, 2026)).code == "20259M"


def test_an_unnamed_period_has_no_neighbours():
    with pytest.raises(ValueError, match="named window"):
        next_period(Period.through(date(2026, 1, 1), date(2026, 1, 5)))


def test_a_report_counts_the_months_that_end_in_its_window():
    months = periods_ending_in(CALENDAR, MONTH, law_period(QUARTER, 2026, 1))

    assert [each.code for each in months] == ["202512", "202601", "202602"]


def test_four_quarters_of_law_count_each_month_once():
    months = [
        month.code
        for number in range(1, 5)
        for month in periods_ending_in(
            CALENDAR, MONTH, law_period(QUARTER, 2026, number)
        )
    ]

    assert months == ["202512", *(f"2026{number:02d}" for number in range(1, 12))]


def test_nothing_is_between_days_in_the_wrong_order():
    assert periods_between(LAW, MONTH, date(2026, 3, 2), date(2026, 3, 1)) == ()


days = st.dates(date(1900, 1, 1), date(2200, 12, 31))
rules = st.sampled_from(WindowRule)
kinds = st.sampled_from([MONTH, QUARTER, HALF, YEAR])


def law_month_of(day: date) -> tuple[int, int]:
    """The slow model: walk to the 14th that closes the month of law."""
    while day.day != 14:
        day += timedelta(days=1)
    return day.year, day.month


@given(rule=rules, kind=kinds, on=days)
@settings(max_examples=200, deadline=None)
def test_the_window_of_a_day_is_that_of_its_month(rule, kind, on):
    year, month = law_month_of(on) if rule is LAW else (on.year, on.month)

    window = period_containing(rule, kind, on)

    assert on in window
    assert window.year == year
    assert window.number == -(-month // kind.month_count)


@given(rule=rules, kind=kinds, on=days)
@settings(max_examples=200, deadline=None)
def test_windows_follow_one_another_without_gap(rule, kind, on):
    window = period_containing(rule, kind, on)
    after = next_period(window)

    assert after.start == window.end
    assert previous_period(after) == window
    assert previous_period(after).name == window.name


@given(rule=rules, kind=kinds, first=days, length=st.integers(0, 500))
@settings(max_examples=100, deadline=None)
def test_the_windows_between_two_days_are_those_of_each_day(rule, kind, first, length):
    last = first + timedelta(days=length)
    by_day = {
        period_containing(rule, kind, first + timedelta(days=n))
        for n in range(length + 1)
    }

    found = periods_between(rule, kind, first, last)

    assert list(found) == sorted(by_day)
    window = Period.through(first, last)
    ending = [each for each in sorted(by_day) if each.last_day in window]
    assert list(periods_ending_in(rule, kind, window)) == ending


@given(kind=kinds, year=st.integers(1900, 2200))
def test_the_windows_of_a_year_of_law_are_its_days(kind, year):
    whole = law_period(YEAR, year)
    parts = [law_period(kind, year, n + 1) for n in range(kind.per_year)]

    assert parts[0].start == whole.start
    assert parts[-1].end == whole.end
    assert sum(part.day_count for part in parts) == whole.day_count
