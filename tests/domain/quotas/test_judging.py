"""The state of an obligation, case by case. Design §2, windows; R2.5."""

from datetime import date, timedelta

import pytest

from loa.domain.periods import DueRule, PeriodKind, Recurrence
from loa.domain.quotas import (
    Columns,
    Lateness,
    ObligationFacts,
    Quota,
    StandingState,
    State,
    StateReason,
    TaskKind,
    TaskTiming,
    counts_against,
    expected,
    forecast,
    judge,
    judge_standing,
    lateness,
    state_of,
    what_if,
    with_extension,
)

JAN_1, DEC_31 = date(2026, 1, 1), date(2026, 12, 31)
QUOTA = TaskTiming(
    TaskKind.QUOTA, JAN_1, DEC_31, quota=Quota(2, "tin, bài", PeriodKind.MONTH)
)
DELIVER = TaskTiming(TaskKind.DELIVER, JAN_1, DEC_31, due_on=date(2026, 6, 30))
REPORT = TaskTiming(
    TaskKind.REPORT,
    JAN_1,
    DEC_31,
    recurrence=Recurrence.QUARTERLY,
    due_rule=DueRule.day_of_last_month(20),
)
STANDING = TaskTiming(TaskKind.STANDING, JAN_1, DEC_31)


def window_of(timing, index=0):
    return expected(timing, first=date(2025, 1, 1), last=date(2027, 12, 31))[index]


MARCH = window_of(QUOTA, 2)  # due 31/3, grace until 7/4, locked after 15/5
NONE_DONE, ONE, TWO = Columns(), Columns(verified=1), Columns(verified=2)


def facts(columns=NONE_DONE, window=MARCH, target=2, **values):
    return ObligationFacts(window, target, columns, **values)


def state(columns, on, **values):
    return state_of(facts(columns, **values), on).state


@pytest.mark.parametrize(
    ("columns", "on", "is_state"),
    [
        (NONE_DONE, date(2026, 2, 28), State.NOT_YET),
        (NONE_DONE, date(2026, 3, 1), State.ON_TRACK),
        (NONE_DONE, date(2026, 3, 16), State.ON_TRACK),
        # Half the month and a day gone, one of two should be there.
        (NONE_DONE, date(2026, 3, 17), State.AT_RISK),
        (ONE, date(2026, 3, 17), State.ON_TRACK),
        (ONE, date(2026, 3, 24), State.ON_TRACK),
        # The last seven days.
        (ONE, date(2026, 3, 25), State.AT_RISK),
        (ONE, date(2026, 3, 31), State.AT_RISK),
        (ONE, date(2026, 4, 7), State.AT_RISK),
        (ONE, date(2026, 4, 8), State.OVERDUE),
        (ONE, date(2026, 5, 15), State.OVERDUE),
        (ONE, date(2026, 5, 16), State.MISSED),
        (TWO, date(2026, 3, 1), State.MET),
        (TWO, date(2026, 5, 16), State.MET),
        (TWO, date(2026, 2, 28), State.MET),
    ],
)
def test_a_quota_goes_from_not_yet_to_missed_by_its_days(columns, on, is_state):
    assert state(columns, on) is is_state


@pytest.mark.parametrize(
    ("columns", "is_state"),
    [
        (Columns(verified=2), State.MET),
        (Columns(unobjected=2), State.MET),
        (Columns(verified=1, unobjected=1), State.MET),
        (Columns(verified=1, uncheckable=1), State.MET_UNPROVEN),
        (Columns(verified=1, pending=1), State.MET_UNPROVEN),
        (Columns(disputed=2), State.MET_UNPROVEN),
        (Columns(verified=1, rejected=5), State.MISSED),
        (Columns(rejected=2), State.MISSED),
        (Columns(), State.MISSED),
    ],
)
def test_only_claims_that_fall_short_after_the_lock_are_missed(columns, is_state):
    found = state(columns, date(2026, 12, 31))

    assert found is is_state
    assert counts_against(found) is (is_state is State.MISSED)


@pytest.mark.parametrize("each", [*State, *StandingState])
def test_only_missed_is_held_against_a_body(each):
    assert counts_against(each) is (each is State.MISSED)


@pytest.mark.parametrize(
    ("columns", "late", "is_state", "is_late"),
    [
        (Columns(verified=2), 1, State.MET_LATE, True),
        (Columns(verified=2), 2, State.MET_LATE, True),
        # Enough came in time; one more came late.
        (Columns(verified=3), 1, State.MET, False),
        (Columns(verified=1), 1, State.MISSED, True),
    ],
)
def test_late_stays_visible_for_ever(columns, late, is_state, is_late):
    judgement = state_of(facts(columns, late=late), date(2036, 1, 1))

    assert judgement.state is is_state
    assert judgement.is_late is is_late


@pytest.mark.parametrize(
    ("done", "recorded", "is_lateness"),
    [
        (date(2026, 3, 31), date(2026, 4, 7), Lateness.ON_TIME),
        (date(2026, 3, 1), date(2026, 4, 8), Lateness.LATE),
        (date(2026, 3, 1), date(2026, 3, 1), Lateness.ON_TIME),
    ],
)
def test_a_record_is_on_time_by_the_last_day_and_grace(done, recorded, is_lateness):
    assert lateness(MARCH, done, recorded) is is_lateness


def test_a_deliverable_done_after_its_due_day_is_late_though_recorded_in_grace():
    window = window_of(DELIVER)

    assert lateness(window, date(2026, 6, 30), date(2026, 7, 7)) is Lateness.ON_TIME
    assert lateness(window, date(2026, 7, 1), date(2026, 7, 1)) is Lateness.LATE


@pytest.mark.parametrize(
    ("on", "is_state"),
    [
        (date(2025, 12, 31), State.NOT_YET),
        (JAN_1, State.ON_TRACK),
        (date(2026, 6, 23), State.ON_TRACK),
        (date(2026, 6, 24), State.AT_RISK),
        (date(2026, 7, 7), State.AT_RISK),
        (date(2026, 7, 8), State.OVERDUE),
        (date(2026, 8, 15), State.OVERDUE),
        (date(2026, 8, 16), State.MISSED),
    ],
)
def test_a_deliverable_goes_by_its_due_day(on, is_state):
    assert state(NONE_DONE, on, window=window_of(DELIVER), target=1) is is_state


@pytest.mark.parametrize(
    ("on", "is_state"),
    [
        (date(2026, 3, 13), State.NOT_YET),
        (date(2026, 3, 14), State.ON_TRACK),
        # The second half of the six days from the close to the due day.
        (date(2026, 3, 16), State.ON_TRACK),
        (date(2026, 3, 17), State.AT_RISK),
        (date(2026, 3, 28), State.OVERDUE),
        (date(2026, 5, 16), State.MISSED),
    ],
)
def test_a_report_is_not_due_before_its_period_has_closed(on, is_state):
    assert state(NONE_DONE, on, window=window_of(REPORT), target=1) is is_state


def test_what_was_before_loa_is_not_judged():
    judged_from = date(2026, 3, 2)

    for columns in (NONE_DONE, TWO):
        found = state_of(facts(columns, judged_from=judged_from), DEC_31)
        assert found.state is State.NOT_JUDGED
        assert found.reason is StateReason.BEFORE_JUDGED_FROM
        assert found.values["judged_from"] == judged_from
    april = window_of(QUOTA, 3)
    assert (
        state(NONE_DONE, DEC_31, window=april, judged_from=judged_from) is State.MISSED
    )
    assert state(NONE_DONE, DEC_31, judged_from=date(2026, 3, 1)) is State.MISSED


def test_a_due_day_after_judged_from_is_judged_though_its_period_began_before():
    report = window_of(REPORT)

    found = state(
        NONE_DONE, DEC_31, window=report, target=1, judged_from=date(2026, 3, 20)
    )
    assert found is State.MISSED
    found = state(
        NONE_DONE, DEC_31, window=report, target=1, judged_from=date(2026, 3, 21)
    )
    assert found is State.NOT_JUDGED


def test_an_exempt_body_owes_nothing():
    assert state(NONE_DONE, DEC_31, exempt=True) is State.EXEMPT
    assert state(NONE_DONE, DEC_31, exempt=True, judged_from=DEC_31) is State.EXEMPT


@pytest.mark.parametrize(
    ("columns", "on", "is_state"),
    [
        (NONE_DONE, date(2026, 2, 1), State.NOT_YET),
        (NONE_DONE, date(2026, 3, 20), State.INVITED),
        (NONE_DONE, DEC_31, State.INVITED),
        (TWO, DEC_31, State.MET),
        (Columns(pending=2), DEC_31, State.MET_UNPROVEN),
    ],
)
def test_what_was_only_asked_for_is_never_missed(columns, on, is_state):
    assert state(columns, on, binding=False) is is_state


def test_an_extension_moves_every_day():
    extended = with_extension(window_of(DELIVER), date(2026, 7, 20), DELIVER)

    def at(on):
        return state(NONE_DONE, on, window=extended, target=1)

    assert at(date(2026, 7, 8)) is State.ON_TRACK
    assert at(date(2026, 7, 27)) is State.AT_RISK
    assert at(date(2026, 7, 28)) is State.OVERDUE
    assert at(date(2026, 9, 16)) is State.MISSED


@pytest.mark.parametrize(
    ("on", "is_state", "reason"),
    [
        (date(2025, 12, 14), StandingState.NOT_YET, StateReason.NOT_OPEN),
        (date(2025, 12, 15), StandingState.NOT_YET, StateReason.STILL_RUNNING),
        (date(2026, 3, 20), StandingState.NOT_YET, StateReason.STILL_RUNNING),
        (date(2026, 3, 21), StandingState.SILENT, StateReason.NOTHING_SAID),
    ],
)
def test_a_standing_task_is_silent_only_after_the_grace(on, is_state, reason):
    window = window_of(STANDING)  # closes 14/3, five working days to 20/3

    found = state_of(facts(NONE_DONE, window), on)

    assert (found.state, found.reason) == (is_state, reason)


@pytest.mark.parametrize(
    ("columns", "stated", "is_state", "reason"),
    [
        (ONE, False, "shown", StateReason.RECORD_SHOWN),
        (Columns(pending=1), False, "shown", StateReason.RECORD_SHOWN),
        (Columns(rejected=1), False, "silent", StateReason.NOTHING_SAID),
        (Columns(rejected=1), True, "stated", StateReason.SENTENCE_STATED),
        (ONE, True, "shown", StateReason.RECORD_SHOWN),
        (NONE_DONE, True, "stated", StateReason.SENTENCE_STATED),
        (NONE_DONE, False, "silent", StateReason.NOTHING_SAID),
    ],
)
def test_a_standing_task_is_shown_stated_or_silent(columns, stated, is_state, reason):
    found = state_of(facts(columns, window_of(STANDING), 1, stated=stated), DEC_31)

    assert found.state is StandingState(is_state)
    assert found.reason is reason
    assert not counts_against(found.state)


def test_a_standing_task_may_be_exempt_invited_or_before_loa():
    window = window_of(STANDING)

    def at(**values):
        return judge_standing(window, (0,) * 6, False, DEC_31, **values)

    assert at(exempt=True) is StandingState.EXEMPT
    assert at(binding=False) is StandingState.INVITED
    assert at(judged_from=date(2026, 3, 15)) is StandingState.NOT_JUDGED
    assert at(judged_from=date(2026, 3, 14)) is StandingState.SILENT


@pytest.mark.parametrize(
    ("columns", "on", "reason"),
    [
        (NONE_DONE, date(2026, 2, 1), StateReason.NOT_OPEN),
        (NONE_DONE, date(2026, 3, 2), StateReason.TIME_LEFT),
        (ONE, date(2026, 3, 20), StateReason.ON_PACE),
        (NONE_DONE, date(2026, 3, 20), StateReason.BEHIND_PACE),
        (ONE, date(2026, 3, 26), StateReason.DUE_SOON),
        (ONE, date(2026, 4, 3), StateReason.IN_GRACE),
        (ONE, date(2026, 4, 20), StateReason.PAST_GRACE),
        (ONE, date(2026, 6, 1), StateReason.LOCKED),
        (TWO, date(2026, 6, 1), StateReason.PROVEN),
        (Columns(pending=2), date(2026, 6, 1), StateReason.UNPROVEN),
    ],
)
def test_each_state_says_why(columns, on, reason):
    assert state_of(facts(columns), on).reason is reason


def test_a_judgement_counts_apart_what_is_short_and_what_is_unproven():
    columns = Columns(verified=1, pending=2, rejected=4)
    found = state_of(facts(columns, target=5), date(2026, 4, 20))

    assert (found.counted, found.upheld, found.target) == (1, 3, 5)
    assert (found.short, found.unproven) == (2, 2)
    assert found.values["days_over"] == 20
    assert found.values["days_left"] == 0
    assert (found.due_on, found.grace_until, found.lock_on) == (
        date(2026, 3, 31),
        date(2026, 4, 7),
        date(2026, 5, 15),
    )


def test_what_if_answers_without_changing_anything():
    now = facts(Columns(verified=1, pending=1))
    on = date(2026, 4, 20)

    assert state_of(now, on).state is State.MET_UNPROVEN
    verified = what_if(now, on, add=Columns(verified=1, pending=-1))
    assert verified.state is State.MET
    rejected = what_if(now, on, add=Columns(rejected=1, pending=-1))
    assert rejected.state is State.OVERDUE
    assert what_if(now, on, target=1).state is State.MET
    assert what_if(now, on, exempt=True).state is State.EXEMPT
    more = what_if(now, on, add=Columns(verified=1), late=1)
    assert more.state is State.MET_LATE
    later = with_extension(MARCH, date(2026, 4, 30), QUOTA)
    assert what_if(facts(ONE), on, window=later).state is State.AT_RISK
    assert state_of(now, on).state is State.MET_UNPROVEN


@pytest.mark.parametrize(
    ("upheld", "on", "projected"),
    [
        (1, date(2026, 3, 7), None),  # less than a quarter of the month
        (1, date(2026, 3, 8), 3),
        (1, date(2026, 3, 31), 1),
        (0, date(2026, 3, 20), 0),
        (2, date(2026, 9, 1), 2),
    ],
)
def test_a_forecast_keeps_the_pace_or_says_nothing(upheld, on, projected):
    assert forecast(MARCH, upheld, on) == projected


def test_a_deliverable_has_no_forecast():
    assert forecast(window_of(DELIVER), 0, date(2026, 5, 1)) is None


@pytest.mark.parametrize("target", [0, -1])
def test_a_target_of_nothing_is_refused(target):
    with pytest.raises(ValueError, match="above zero"):
        facts(target=target)
    with pytest.raises(ValueError, match="above zero"):
        judge(MARCH, target, (0,) * 6, DEC_31)


@pytest.mark.parametrize("late", [-1, 2])
def test_more_cannot_come_late_than_counts(late):
    with pytest.raises(ValueError, match="late"):
        facts(ONE, late=late)


def test_the_last_week_is_never_more_than_half_of_a_short_time():
    timing = TaskTiming(
        TaskKind.DELIVER, date(2026, 3, 2), DEC_31, due_on=date(2026, 3, 6)
    )
    window = window_of(timing)

    def at(on):
        return state(NONE_DONE, on, window=window, target=1)

    assert at(date(2026, 3, 3)) is State.ON_TRACK
    assert at(date(2026, 3, 4)) is State.AT_RISK


def test_every_day_has_a_state_with_a_reason():
    for index, timing in enumerate((QUOTA, DELIVER, REPORT, STANDING)):
        window = window_of(timing)
        for offset in range(-30, 300):
            on = window.due_on + timedelta(days=offset)
            found = state_of(facts(window=window, target=1), on)
            assert found.reason in StateReason, (index, on)
