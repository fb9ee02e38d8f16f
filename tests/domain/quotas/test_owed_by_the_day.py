"""What is owed and until when, held to a finger on the wall calendar.

Windows of every kind that comes back, their due days by rule and level, grace, lock,
more time, and whether what came is in time: by a model that imports nothing of Loa.
"""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loa.domain.periods import DueRule, PeriodKind, Recurrence, WindowRule
from loa.domain.quotas import (
    NOTHING,
    Lateness,
    LockRule,
    Quota,
    TaskKind,
    TaskTiming,
    expected,
    judge,
    lateness,
    with_extension,
)
from tests.domain import slow_days as slow

LEVELS = ("province", "department", "commune")
FROM, TO = date(2025, 5, 1), date(2026, 8, 31)
RECURRENCES = {
    "monthly": "month", "quarterly": "quarter", "semiannual": "half", "annual": "year",
    "regular": "quarter",
}  # fmt: skip
due_rules = st.one_of(
    st.none(),
    st.fixed_dictionaries(
        {
            "kind": st.just("day_of_last_month"),
            "day": st.integers(1, 31),
            "months_after": st.integers(0, 1),
            "level_offsets": st.dictionaries(
                st.sampled_from(LEVELS), st.integers(-6, 6), max_size=2
            ),
        }
    ),
    st.fixed_dictionaries(
        {
            "kind": st.just("working_days_after"),
            "offset": st.integers(-5, 15),
            "non_working": st.sampled_from(("warn", "before", "after")),
        }
    ),
)


@st.composite
def tasks(draw):
    """A task that comes back, told as a plain dict."""
    kind = draw(st.sampled_from(("quota", "report", "deliver", "standing", "coverage")))
    first = draw(st.dates(FROM, date(2026, 2, 1)))
    told = {
        "kind": kind,
        "first": first,
        "last": first + timedelta(days=draw(st.integers(0, 250))),
        "rule": draw(st.sampled_from((None, "law", "calendar"))),
        "grace": draw(st.integers(0, 8)),
        "warn": draw(st.integers(1, 20)),
        "lock": (draw(st.integers(0, 3)), draw(st.integers(1, 31))),
        "level": draw(st.sampled_from((None, *LEVELS))),
        "recurrence": draw(st.sampled_from(tuple(RECURRENCES))),
        "due": draw(due_rules),
    }
    if kind == "quota":
        told["recurrence"] = None
        told["per"] = draw(st.sampled_from(("month", "quarter", "half", "year")))
    elif kind in ("deliver", "coverage") and told["recurrence"] == "regular":
        told["recurrence"] = "monthly"
    if kind == "report" and told["due"] is None:
        told["due"] = {"kind": "days_after", "offset": 5}
    return told


def timing_from(told):
    rule = told["due"]
    return TaskTiming(
        kind=TaskKind(told["kind"]),
        first=told["first"],
        last=told["last"],
        recurrence=Recurrence(told["recurrence"]) if told["recurrence"] else None,
        due_rule=DueRule.from_data(rule) if rule else None,
        quota=Quota(2, "tin", PeriodKind(told["per"])) if "per" in told else None,
        window_rule=WindowRule(told["rule"]) if told["rule"] else None,
        coverage=("a", "b") if told["kind"] == "coverage" else (),
        grace_working_days=told["grace"],
        warn_days=told["warn"],
        lock=LockRule(*told["lock"]),
        level=told["level"],
    )


def slowly(told):
    """(first, last, opens, due, warned, grace, lock) of each period that is owed."""
    kind = told["kind"]
    rule = told["rule"] or ("calendar" if kind == "quota" else "law")
    per = told.get("per") or RECURRENCES[told["recurrence"]]
    for begin, end in slow.windows(rule, per, told["first"], told["last"]):
        if end > told["last"] or (kind == "quota" and begin < told["first"]):
            continue
        due = end
        if told["due"] and kind in ("deliver", "report"):
            due, _printed = slow.due_day(told["due"], end, told["level"])
        opens = min(end, due) if kind == "report" else begin
        yield begin, end, opens, due, *around(told, opens, due)


def around(told, opens, due):
    """(warned from, grace, lock) of what opens on a day and is due on another."""
    days = slow.run(opens, due)
    # At most so many days before it is due, and never in the first half.
    warned = [day for n, day in enumerate(days) if len(days) - n <= told["warn"]]
    half = [day for n, day in enumerate(days) if 2 * n >= len(days) - 2]
    grace, lock = slow.judged_days(due, told["grace"], *told["lock"])
    return max(warned[0], half[0]) if days else opens, grace, lock


def owed_is_found(told):
    made = expected(timing_from(told), first=FROM, last=date(2026, 12, 31))
    assert [
        (
            each.period.start, each.period.last_day, each.opens_on, each.due_on,
            each.warn_from, each.grace_until, each.lock_on,
        )
        for each in made
    ] == list(slowly(told))  # fmt: skip


@given(told=tasks())
@settings(max_examples=40, deadline=None)
def test_what_is_owed_is_found_with_a_finger(told):
    owed_is_found(told)


@pytest.mark.verify
@given(told=tasks())
@settings(max_examples=1000, deadline=None)
def test_what_is_owed_is_found_with_a_finger_for_long(told):
    owed_is_found(told)


def more_time_is_found(told, which, more, done_after, recorded_after):
    timing = timing_from(told)
    made = expected(timing, first=FROM, last=date(2026, 12, 31))
    if not made:
        return
    one = made[which % len(made)]
    until = one.due_on + timedelta(days=more)
    moved = with_extension(one, until, timing)
    _warned, grace, lock = around(told, one.opens_on, until)
    assert (moved.due_on, moved.grace_until, moved.lock_on) == (until, grace, lock)
    # What is done after a period belongs to the next one: its days stay.
    assert moved.period == one.period
    assert (moved.judged_day, moved.owed_on) == (one.judged_day, one.owed_on)

    done = one.period.start + timedelta(days=done_after)
    recorded = done + timedelta(days=recorded_after)
    in_time = done in slow.run(date(2024, 1, 1), until) and recorded <= grace
    assert (lateness(moved, done, recorded) is Lateness.ON_TIME) == in_time

    # Nothing done: the state of each day, until a month after the lock.
    for day in slow.run(until, lock + timedelta(days=31)):
        if told["kind"] == "standing":
            break
        state = judge(moved, 1, NOTHING, day).value
        if day > lock:
            assert state == "missed"
        elif day > grace:
            assert state == "overdue"
        else:
            assert state in ("at_risk", "not_yet")


some_more_time = given(
    told=tasks(),
    which=st.integers(0, 11),
    more=st.integers(0, 90),
    done_after=st.integers(0, 200),
    recorded_after=st.integers(0, 60),
)


@some_more_time
@settings(max_examples=30, deadline=None)
def test_more_time_grace_lock_and_lateness(
    told, which, more, done_after, recorded_after
):
    more_time_is_found(told, which, more, done_after, recorded_after)


@pytest.mark.verify
@some_more_time
@settings(max_examples=1000, deadline=None)
def test_more_time_grace_lock_and_lateness_for_long(
    told, which, more, done_after, recorded_after
):
    more_time_is_found(told, which, more, done_after, recorded_after)
