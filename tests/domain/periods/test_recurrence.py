"""How often a task comes back, as periods."""

from datetime import date

import pytest

from loa.domain.periods import (
    Period,
    PeriodKind,
    Recurrence,
    WindowRule,
    recurrence_periods,
)

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


@pytest.mark.parametrize(
    ("recurrence", "rule", "codes"),
    [
        ("monthly", "calendar", [f"2026{n:02d}" for n in range(1, 13)]),
        ("quarterly", "calendar", ["20261", "20262", "20263", "20264"]),
        ("quarterly", "law", ["20261", "20262", "20263", "20264", "20271"]),
        ("semiannual", "calendar", ["2026H1", "2026H2"]),
        ("annual", "calendar", ["2026"]),
        ("annual", "law", ["2026", "2027"]),
        ("regular", "law", ["20261", "20262", "20263", "20264", "20271"]),
        ("on_event", "law", []),
    ],
)
def test_a_recurrence_is_the_periods_that_it_names(recurrence, rule, codes):
    found = recurrence_periods(Recurrence(recurrence), WindowRule(rule), FIRST, LAST)

    assert [each.code for each in found] == codes


def test_once_is_one_period_over_all_of_it():
    found = recurrence_periods(Recurrence.ONCE, WindowRule.LAW, FIRST, LAST)

    assert found == (Period(FIRST, date(2027, 1, 1)),)


def test_regular_takes_the_period_of_its_regime():
    found = recurrence_periods(
        Recurrence.REGULAR,
        WindowRule.CALENDAR,
        FIRST,
        LAST,
        regular_as=PeriodKind.HALF,
    )

    assert [each.code for each in found] == ["2026H1", "2026H2"]


@pytest.mark.parametrize("recurrence", Recurrence)
def test_no_days_are_no_periods(recurrence):
    assert recurrence_periods(recurrence, WindowRule.LAW, LAST, FIRST) == ()
