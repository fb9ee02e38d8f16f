"""Working days of state bodies: Tết, public holidays, swapped days."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loa.domain.periods import (
    VIETNAM,
    Swap,
    WorkingCalendar,
    add_working_days,
    is_working_day,
    read_swaps,
    read_years,
)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 3, 20), True),  # a Friday
        (date(2026, 3, 21), False),  # a Saturday
        (date(2026, 1, 1), False),  # New Year
        (date(2026, 2, 16), False),  # Tết, from the last day of the year
        (date(2026, 2, 20), False),  # the fourth day of Tết
        (date(2026, 2, 23), True),
        (date(2026, 4, 27), False),  # for the Hùng Kings' day, a Sunday
        (date(2026, 4, 30), False),
        (date(2026, 9, 2), False),
        (date(2025, 5, 2), False),  # swapped ...
        (date(2025, 4, 26), True),  # ... for this Saturday
        (date(2014, 12, 27), True),  # worked for 2 January of the next year
        (date(2015, 1, 2), False),
    ],
)
def test_state_bodies_work_on_weekdays_that_are_no_holiday(day, worked):
    assert is_working_day(day) is worked


def test_a_holiday_has_its_vietnamese_name():
    assert VIETNAM.holiday_name(date(2026, 9, 2)) == "Quốc khánh"
    assert VIETNAM.holiday_name(date(2026, 3, 20)) is None
    assert VIETNAM.holiday_name(date(2026, 3, 21)) is None


@pytest.mark.parametrize(
    ("day", "count", "result"),
    [
        (date(2026, 3, 31), 5, date(2026, 4, 7)),
        (date(2026, 2, 13), 1, date(2026, 2, 23)),  # over Tết
        (date(2026, 2, 23), -1, date(2026, 2, 13)),
        (date(2026, 3, 21), 0, date(2026, 3, 21)),  # zero moves nothing
        (date(2026, 3, 21), 1, date(2026, 3, 23)),
        (date(2025, 12, 31), 1, date(2026, 1, 2)),  # over the year's border
    ],
)
def test_working_days_are_counted_from_the_day_after(day, count, result):
    assert add_working_days(day, count) == result


def test_swapped_days_are_data_and_go_before_the_library():
    text = """
    [[swap]]
    off = 2026-03-20
    work = 2026-03-21
    document = "Thông báo 1/TB-X"
    [[swap]]
    work = 2026-09-02
    document = "Thông báo 2/TB-X"
    """
    calendar = WorkingCalendar(read_swaps(text))

    assert not calendar.is_working_day(date(2026, 3, 20))
    assert calendar.is_working_day(date(2026, 3, 21))
    assert calendar.holiday_name(date(2026, 3, 20)) == "Thông báo 1/TB-X"
    assert calendar.is_working_day(date(2026, 9, 2))
    assert calendar.holiday_name(date(2026, 9, 2)) is None
    assert is_working_day(date(2026, 3, 20))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[[swap]]\noff = "20/3"\ndocument = "x"', "not a date"),
        ("[[swap]]\noff = 2026-03-20T10:00:00\ndocument = 'x'", "not a date"),
        ("[[swap]]\ndocument = 'x'", "needs `off` or `work`"),
        ("[[swap]]\noff = 2026-03-20", "needs the document"),
    ],
)
def test_a_bad_swap_says_what_is_wrong(text, reason):
    with pytest.raises(ValueError, match=reason):
        read_swaps(text)


def test_no_swaps_are_none():
    assert read_swaps("") == ()


days = st.dates(date(2000, 1, 1), date(2060, 12, 31))


@given(day=days, count=st.integers(1, 40))
@settings(max_examples=100, deadline=None)
def test_adding_working_days_passes_exactly_so_many(day, count):
    later = add_working_days(day, count)

    between = [day + timedelta(days=n) for n in range(1, (later - day).days + 1)]
    assert is_working_day(later)
    assert sum(map(is_working_day, between)) == count
    assert VIETNAM.working_days_between(day + timedelta(days=1), later) == count


@given(day=days, count=st.integers(1, 40))
@settings(max_examples=100, deadline=None)
def test_working_days_taken_away_are_those_added(day, count):
    start = VIETNAM.next_working_day(day)

    assert add_working_days(add_working_days(start, count), -count) == start


@given(day=days)
@settings(max_examples=100, deadline=None)
def test_the_nearest_working_days_embrace_a_day(day):
    before, after = VIETNAM.previous_working_day(day), VIETNAM.next_working_day(day)

    assert before <= day <= after
    if is_working_day(day):
        assert before == after == day
    else:
        assert VIETNAM.working_days_between(before, after) == 2


def test_a_swap_keeps_its_document():
    swap = Swap(date(2026, 3, 20), None, "Thông báo 1/TB-X")

    assert WorkingCalendar((swap,)).swaps == (swap,)


def test_a_year_says_where_its_swapped_days_were_read_or_that_none_are_known():
    assert VIETNAM.source_of(2026)
    assert VIETNAM.source_of(2035) is None
    # Its days are those of the law all the same.
    assert not VIETNAM.is_working_day(date(2035, 9, 2))


@pytest.mark.parametrize("text", ["[[year]]\nyear = 2026", '[[year]]\nsource = "x"'])
def test_a_year_without_a_source_is_refused(text):
    with pytest.raises(ValueError, match="source"):
        read_years(text)
