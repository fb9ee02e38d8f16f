"""What a task owes and when: its windows, derived."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loa.domain.periods import (
    DueRule,
    Period,
    PeriodKind,
    Recurrence,
    WindowRule,
    is_working_day,
    law_period,
)
from loa.domain.quotas import (
    LockRule,
    Quota,
    TaskKind,
    TaskTiming,
    expected,
    with_extension,
)

JAN_1, DEC_31 = date(2026, 1, 1), date(2026, 12, 31)
TWO_A_MONTH = Quota(2, "tin, bài", PeriodKind.MONTH)


def timing_of(kind, **changes):
    values = {"first": JAN_1, "last": DEC_31, **changes}
    return TaskTiming(TaskKind(kind), **values)


def windows(timing, first=date(2025, 1, 1), last=date(2027, 12, 31), **values):
    return expected(timing, first=first, last=last, **values)


def codes(found):
    return [each.period.code for each in found]


def test_a_monthly_quota_is_owed_by_the_calendar_month():
    found = windows(timing_of("quota", quota=TWO_A_MONTH))

    assert codes(found) == [f"2026{n:02d}" for n in range(1, 13)]
    assert all(each.period.rule is WindowRule.CALENDAR for each in found)
    march = found[2]
    assert march.opens_on == date(2026, 3, 1)
    assert march.due_on == date(2026, 3, 31)
    assert march.grace_until == date(2026, 4, 7)  # five working days
    assert march.lock_on == date(2026, 5, 15)  # the 15th of the second month after


def test_a_regime_may_give_a_quota_the_windows_of_law():
    timing = timing_of("quota", quota=TWO_A_MONTH, window_rule=WindowRule.LAW)

    found = windows(timing)

    # December 2025 – January 2026 began before the task.
    assert codes(found) == [f"2026{n:02d}" for n in range(2, 13)]


def test_a_quota_period_that_began_before_the_task_is_not_owed():
    timing = timing_of("quota", quota=TWO_A_MONTH, first=date(2026, 3, 2))

    assert codes(windows(timing))[0] == "202604"


def test_a_quota_period_that_ends_after_the_task_is_not_owed():
    timing = timing_of("quota", quota=TWO_A_MONTH, last=date(2026, 6, 29))

    assert codes(windows(timing))[-1] == "202605"


def test_a_quota_in_all_is_one_window_over_the_task():
    timing = timing_of("quota", quota=Quota(10, "pano", None))

    (window,) = windows(timing)

    assert window.period == Period.through(JAN_1, DEC_31)
    assert window.due_on == DEC_31


def test_a_report_counts_the_quota_months_that_end_in_its_window():
    quarter = law_period(PeriodKind.QUARTER, 2026, 2)
    timing = timing_of("quota", quota=TWO_A_MONTH)

    found = expected(timing, first=quarter.start, last=quarter.last_day)

    assert codes(found) == ["202603", "202604", "202605"]


def test_a_calendar_shows_every_window_that_touches_its_days():
    timing = timing_of(
        "report",
        recurrence=Recurrence.QUARTERLY,
        due_rule=DueRule.day_of_last_month(20),
    )
    on = date(2026, 3, 18)

    touching = expected(timing, first=on, last=on, touching=True)

    # The first quarter's report is due on the 20th, the second quarter runs.
    assert codes(touching) == ["20261", "20262"]
    assert expected(timing, first=on, last=on) == ()


def test_a_deliverable_is_due_on_its_day():
    timing = timing_of("deliver", due_on=date(2026, 6, 30))

    (window,) = windows(timing)

    assert window.period == Period.through(JAN_1, date(2026, 6, 30))
    assert (window.opens_on, window.due_on) == (JAN_1, date(2026, 6, 30))
    assert window.lock_on == date(2026, 8, 15)


def test_a_yearly_deliverable_is_due_by_its_rule():
    timing = timing_of(
        "deliver",
        recurrence=Recurrence.ANNUAL,
        window_rule=WindowRule.CALENDAR,
        due_rule=DueRule.day_of_last_month(15, months_after=-9),
        last=date(2027, 12, 31),
    )

    found = windows(timing)

    assert [each.due_on for each in found] == [date(2026, 3, 15), date(2027, 3, 15)]


def test_a_repeated_deliverable_without_a_day_is_due_by_the_end_of_its_period():
    timing = timing_of("deliver", recurrence=Recurrence.SEMIANNUAL)

    assert [each.due_on for each in windows(timing)] == [
        date(2026, 6, 14),
        date(2026, 12, 14),
    ]


def test_a_periodic_report_opens_when_its_period_closes():
    timing = timing_of(
        "report",
        recurrence=Recurrence.QUARTERLY,
        due_rule=DueRule.day_of_last_month(20),
    )

    first = windows(timing)[0]

    assert first.period == law_period(PeriodKind.QUARTER, 2026, 1)
    assert (first.opens_on, first.due_on) == (date(2026, 3, 14), date(2026, 3, 20))
    assert first.due is not None
    assert first.due.is_working_day


def test_the_level_of_the_body_moves_the_due_day():
    rule = DueRule.day_of_last_month(20)
    rule = DueRule.from_data({**rule.as_data(), "level_offsets": {"commune": -3}})
    timing = timing_of(
        "report", recurrence=Recurrence.QUARTERLY, due_rule=rule, level="commune"
    )

    assert windows(timing)[0].due_on == date(2026, 3, 17)


def test_a_standing_task_is_asked_each_quarter_of_law():
    found = windows(timing_of("standing"))

    assert codes(found) == ["20261", "20262", "20263", "20264"]


def test_a_regime_may_ask_for_standing_tasks_by_the_half_year():
    found = windows(timing_of("standing", period_kind=PeriodKind.HALF))

    assert codes(found) == ["2026H1", "2026H2"]


def test_coverage_without_a_period_runs_over_the_whole_task():
    timing = timing_of("coverage", coverage=("news", "broadcast", "news"))

    (window,) = windows(timing)

    assert window.period == Period.through(JAN_1, DEC_31)
    assert timing.target == 2


def test_an_event_is_answered_within_its_rule():
    timing = timing_of("event", due_rule=DueRule.working_days_after(5))

    found = windows(timing, events=(date(2026, 3, 27), date(2027, 1, 2)))

    assert [(each.period.start, each.due_on) for each in found] == [
        (date(2026, 3, 27), date(2026, 4, 3))
    ]


@pytest.mark.parametrize("rule", [None, DueRule.days_after(5)])
def test_without_an_event_nothing_is_owed(rule):
    assert windows(timing_of("event", due_rule=rule)) == ()


def test_an_event_without_a_rule_has_no_invented_day():
    assert windows(timing_of("event"), events=(date(2026, 3, 27),)) == ()


@pytest.mark.parametrize(
    ("kind", "values", "problem"),
    [
        ("quota", {}, "quota_missing"),
        ("quota", {"quota": Quota(1, "x", None), "last": None}, "period_missing"),
        ("deliver", {}, "due_missing"),
        ("deliver", {"recurrence": Recurrence.ONCE}, "due_missing"),
        ("report", {"recurrence": Recurrence.QUARTERLY}, "due_missing"),
        ("report", {"due_rule": DueRule.day_of_last_month(20)}, "due_missing"),
        ("coverage", {}, "coverage_missing"),
        ("coverage", {"coverage": ("news",), "last": None}, "period_missing"),
        ("standing", {"last": date(2025, 12, 31)}, "last_before_first"),
        ("deliver", {"due_on": date(2025, 12, 31)}, "due_before_first"),
    ],
)
def test_what_is_missing_is_named_and_nothing_is_invented(kind, values, problem):
    timing = timing_of(kind, **values)

    assert problem in timing.problems()
    with pytest.raises(ValueError, match=problem):
        windows(timing)


@pytest.mark.parametrize(
    ("body_from", "body_until", "owed"),
    [
        (None, None, ["20261", "20262", "20263", "20264"]),
        # Abolished in the middle of a period: judged, for it was there when it began.
        (None, date(2026, 7, 1), ["20261", "20262", "20263"]),
        (None, date(2026, 6, 15), ["20261", "20262"]),
        (date(2026, 6, 15), None, ["20263", "20264"]),
        (date(2026, 6, 16), None, ["20264"]),
    ],
)
def test_a_body_owes_the_periods_on_whose_first_day_it_is_there(
    body_from, body_until, owed
):
    found = windows(timing_of("standing"), body_from=body_from, body_until=body_until)

    assert codes(found) == owed


@pytest.mark.parametrize(
    ("body_from", "body_until", "owes"),
    [
        (date(2026, 3, 1), None, True),
        (date(2026, 7, 1), None, False),
        (None, date(2026, 6, 30), False),
        (None, date(2026, 7, 1), True),
    ],
)
def test_what_comes_once_is_owed_by_who_is_there_on_the_due_day(
    body_from, body_until, owes
):
    timing = timing_of("deliver", due_on=date(2026, 6, 30))

    found = windows(timing, body_from=body_from, body_until=body_until)

    assert bool(found) is owes


def test_no_days_are_no_windows():
    timing = timing_of("standing")

    assert expected(timing, first=DEC_31, last=JAN_1) == ()


@pytest.mark.parametrize("touching", [False, True])
def test_all_the_days_there_are_may_be_asked_about(touching):
    timing = timing_of("standing")

    found = expected(timing, first=date.min, last=date.max, touching=touching)

    assert codes(found) == ["20261", "20262", "20263", "20264"]


def test_grace_and_lock_are_data():
    timing = timing_of(
        "quota", quota=TWO_A_MONTH, grace_working_days=0, lock=LockRule(1, 31)
    )

    january = windows(timing)[0]

    assert january.grace_until == date(2026, 1, 31)
    assert january.lock_on == date(2026, 2, 28)


def test_the_lock_never_falls_before_the_grace_is_over():
    timing = timing_of(
        "quota", quota=TWO_A_MONTH, grace_working_days=30, lock=LockRule(0, 1)
    )

    assert all(each.lock_on >= each.grace_until for each in windows(timing))


def test_an_extended_deliverable_is_due_later_with_all_its_days():
    timing = timing_of("deliver", due_on=date(2026, 6, 30))
    (window,) = windows(timing)

    extended = with_extension(window, date(2026, 7, 20), timing)

    assert extended.due_on == extended.period.last_day == date(2026, 7, 20)
    assert extended.period.start == window.period.start
    assert extended.grace_until == date(2026, 7, 27)
    assert extended.lock_on == date(2026, 9, 15)
    assert (extended.owed_on, extended.judged_day) == (
        window.owed_on,
        window.judged_day,
    )


def test_an_extended_quota_keeps_its_period_and_is_recorded_later():
    timing = timing_of("quota", quota=TWO_A_MONTH)
    march = windows(timing)[2]

    extended = with_extension(march, date(2026, 4, 30), timing)

    assert extended.period == march.period
    assert extended.due_on == date(2026, 4, 30)
    assert extended.grace_until > march.grace_until


def test_an_extension_never_takes_time_away():
    timing = timing_of("deliver", due_on=date(2026, 6, 30))
    (window,) = windows(timing)

    assert with_extension(window, date(2026, 6, 30), timing) == window
    with pytest.raises(ValueError, match="before the due day"):
        with_extension(window, date(2026, 6, 29), timing)


def slow_grace(due_on: date, working_days: int) -> date:
    """The obviously right model: walk day by day and count."""
    day, left = due_on, working_days
    while left:
        day += timedelta(days=1)
        if is_working_day(day):
            left -= 1
    return day


def slow_lock(due_on: date, grace_until: date) -> date:
    """The obviously right model: walk to the 15th of the second month after."""
    day, months = due_on, 0
    while months < 2 or day.day != 15:
        before = day
        day += timedelta(days=1)
        months += day.month != before.month
    return max(day, grace_until)


def opens_a_window(day: date, kind: PeriodKind, rule: WindowRule) -> bool:
    """The table of Decree 09/2019, art. 12, and of the calendar, written out."""
    months = {
        PeriodKind.MONTH: range(1, 13),
        PeriodKind.QUARTER: (12, 3, 6, 9) if rule is WindowRule.LAW else (1, 4, 7, 10),
        PeriodKind.YEAR: (12,) if rule is WindowRule.LAW else (1,),
    }
    return (
        day.day == (15 if rule is WindowRule.LAW else 1) and day.month in months[kind]
    )


@given(
    first=st.dates(date(2019, 1, 1), date(2035, 12, 31)),
    length=st.integers(0, 900),
    kind=st.sampled_from([PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR]),
    rule=st.sampled_from(WindowRule),
    grace=st.integers(0, 10),
)
@settings(max_examples=60, deadline=None)
def test_quota_windows_are_those_found_day_by_day(first, length, kind, rule, grace):
    last = first + timedelta(days=length)
    timing = TaskTiming(
        TaskKind.QUOTA,
        first,
        last,
        quota=Quota(1, "tin", kind),
        window_rule=rule,
        grace_working_days=grace,
    )

    found = expected(timing, first=first, last=last)

    days = [first + timedelta(days=n) for n in range(length + 2)]
    openings = [day for day in days if opens_a_window(day, kind, rule)]
    assert [(w.period.start, w.period.end) for w in found] == list(pairwise(openings))
    for window in found:
        assert window.grace_until == slow_grace(window.due_on, grace)
        assert window.lock_on == slow_lock(window.due_on, window.grace_until)
        assert window.opens_on <= window.warn_from <= window.due_on
