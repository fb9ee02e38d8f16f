"""Due rules as data. R2.3, R2.4."""

import json
from datetime import date

import pytest

from loa.domain.periods import (
    DueKind,
    DueRule,
    NonWorking,
    Period,
    PeriodKind,
    calendar_period,
    day_of_month_after,
    law_period,
)

Q1 = law_period(PeriodKind.QUARTER, 2026, 1)
H1 = law_period(PeriodKind.HALF, 2026, 1)
Q3 = law_period(PeriodKind.QUARTER, 2026, 3)
WHOLE_YEAR = law_period(PeriodKind.YEAR, 2026)
MARCH = calendar_period(PeriodKind.MONTH, 2026, 3)


@pytest.mark.parametrize(
    ("period", "due"),
    [
        (Q1, date(2026, 3, 20)),
        (H1, date(2026, 6, 20)),
        (Q3, date(2026, 9, 20)),
        (WHOLE_YEAR, date(2026, 12, 20)),
    ],
)
def test_the_reports_on_reform_are_due_on_the_20th_of_the_last_month(period, due):
    # Công văn 581/BNV-CCHC: "ngày 20 của tháng cuối kỳ".
    assert DueRule.day_of_last_month(20).due(period).on == due


@pytest.mark.parametrize(
    ("rule", "period", "due"),
    [
        (DueRule.fixed(date(2026, 3, 15)), WHOLE_YEAR, date(2026, 3, 15)),
        (DueRule.day_of_last_month(5, months_after=1), MARCH, date(2026, 4, 5)),
        (
            DueRule.day_of_last_month(5, months_after=1),
            calendar_period(PeriodKind.MONTH, 2026, 12),
            date(2027, 1, 5),
        ),
        (
            DueRule.day_of_last_month(31),
            calendar_period(PeriodKind.MONTH, 2024, 2),
            date(2024, 2, 29),
        ),
        (
            DueRule.day_of_last_month(15, months_after=-9),
            WHOLE_YEAR,
            date(2026, 3, 15),
        ),
        (DueRule.days_after(5), MARCH, date(2026, 4, 5)),
        (DueRule.days_after(0), MARCH, date(2026, 3, 31)),
        (DueRule.working_days_after(3), MARCH, date(2026, 4, 3)),
        (
            DueRule.working_days_after(1),  # over Tết
            Period.through(date(2026, 2, 1), date(2026, 2, 13)),
            date(2026, 2, 23),
        ),
    ],
)
def test_each_kind_of_rule_counts_from_where_it_says(rule, period, due):
    assert rule.due(period).on == due


def test_a_commune_is_due_working_days_before_the_province():
    rule = DueRule(
        DueKind.DAY_OF_LAST_MONTH,
        day=20,
        level_offsets={"commune": -3, "department": -1},
    )

    assert rule.due(Q1).on == date(2026, 3, 20)
    assert rule.due(Q1, "province").on == date(2026, 3, 20)
    assert rule.due(Q1, "department").on == date(2026, 3, 19)
    assert rule.due(Q1, "commune").on == date(2026, 3, 17)


def test_a_due_day_that_nobody_works_is_kept_and_told_by_default():
    due = DueRule.day_of_last_month(20).due(H1)  # a Saturday

    assert due.on == due.printed_on == date(2026, 6, 20)
    assert not due.is_working_day
    assert not due.moved


@pytest.mark.parametrize(
    ("way", "on"),
    [
        (NonWorking.BEFORE, date(2026, 6, 19)),
        (NonWorking.AFTER, date(2026, 6, 22)),
    ],
)
def test_a_regime_may_move_a_due_day_that_nobody_works(way, on):
    rule = DueRule(DueKind.DAY_OF_LAST_MONTH, day=20, non_working=way)

    due = rule.due(H1)

    assert (due.on, due.printed_on) == (on, date(2026, 6, 20))
    assert due.is_working_day
    assert due.moved
    assert not rule.due(Q1).moved


def test_the_working_days_after_the_close_are_told():
    # Decree 09/2019, art. 8(5): at least one.
    assert DueRule.day_of_last_month(20).due(Q1).gap_working_days == 5
    assert DueRule.days_after(0).due(MARCH).gap_working_days == 0
    weekend = Period.through(date(2026, 3, 1), date(2026, 3, 20))
    assert DueRule.days_after(2).due(weekend).gap_working_days == 0


RULES = [
    DueRule.fixed(date(2026, 3, 15)),
    DueRule.day_of_last_month(20),
    DueRule.day_of_last_month(5, months_after=1),
    DueRule.days_after(0),
    DueRule.working_days_after(3),
    DueRule(
        DueKind.DAY_OF_LAST_MONTH,
        day=20,
        level_offsets={"commune": -5},
        non_working=NonWorking.AFTER,
    ),
]


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_comes_back_from_its_data(rule):
    data = json.loads(json.dumps(rule.as_data()))

    assert DueRule.from_data(data) == rule
    assert hash(DueRule.from_data(data)) == hash(rule)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"kind": "someday"},
        {"kind": "fixed"},
        {"kind": "fixed", "on": "2026-02-30"},
        {"kind": "fixed", "on": 20260315},
        {"kind": "day_of_last_month"},
        {"kind": "day_of_last_month", "day": 0},
        {"kind": "day_of_last_month", "day": 32},
        {"kind": "day_of_last_month", "day": "20"},
        {"kind": "day_of_last_month", "day": True},
        {"kind": "days_after", "offset": "5"},
        {"kind": "days_after", "offset": 5, "weeks": 1},
        {"kind": "days_after", "level_offsets": {"commune": "-5"}},
        {"kind": "days_after", "level_offsets": [1]},
        {"kind": "days_after", "non_working": "never"},
    ],
)
def test_bad_data_is_no_rule(data):
    with pytest.raises(ValueError):
        DueRule.from_data(data)


@pytest.mark.parametrize(
    ("day", "months", "of_month", "result"),
    [
        (date(2026, 3, 31), 2, 15, date(2026, 5, 15)),
        (date(2026, 12, 31), 2, 15, date(2027, 2, 15)),
        (date(2023, 12, 31), 2, 31, date(2024, 2, 29)),
        (date(2026, 1, 31), -2, 30, date(2025, 11, 30)),
    ],
)
def test_a_day_of_a_later_month_is_never_past_its_end(day, months, of_month, result):
    assert day_of_month_after(day, months, of_month) == result
