"""What a body owes, sorted as a person wants to see it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from loa.desk.duties import Group, my_work, window_of
from loa.domain.quotas import StandingState, State
from loa.evidence.models import Tally
from loa.programmes.models import Exemption
from tests.cast import TODAY
from tests.factories import make_task, moment

NOVEMBER = date(2026, 11, 1)


def work(cast, name="thang", on=TODAY):
    return my_work(cast.commune.pk, window_of(name, on), on)


def count(task, body, start, **columns):
    Tally.objects.create(task=task, body=body, period_start=start, **columns)


def titles(duties):
    return [duty.cell.task.title for duty in duties]


def test_what_is_overdue_stands_first_and_what_is_in_good_time_below(cast, month):
    mine = work(cast)

    assert [duty.state for duty in mine.now][:1] == [State.OVERDUE]
    assert month.survey.title in titles(mine.now)
    assert titles(mine.period) == [month.posters.title, month.contest.title]
    assert mine.period[1].state == State.INVITED


def test_a_month_left_open_stays_before_ones_eyes_until_it_is_locked(cast, month):
    october = date(2026, 10, 1)

    def is_shown(on):
        return any(
            duty.cell.window.period.start == october for duty in work(cast, on=on).now
        )

    assert is_shown(date(2026, 11, 21))
    assert is_shown(date(2026, 12, 15))
    # 31/10 is locked after the 15th of the second month after.
    assert not is_shown(date(2026, 12, 16))


def test_enough_that_is_verified_is_done_and_enough_that_is_only_claimed_too(
    cast, month
):
    count(month.news, cast.commune, NOVEMBER, verified=1, pending=1)

    (duty,) = [d for d in work(cast).done if d.cell.task.id == month.news.pk]

    assert duty.state == State.MET_UNPROVEN
    assert duty.judgement.unproven == 1
    Tally.objects.update(verified=2, pending=0)
    (duty,) = [d for d in work(cast).done if d.cell.task.id == month.news.pk]
    assert duty.state == State.MET


def test_another_bodys_count_is_not_mine(cast, month):
    count(month.news, cast.neighbour, NOVEMBER, verified=2)

    assert month.news.title in titles(work(cast).now)


def test_what_is_exempt_is_not_counted(cast, month):
    Exemption.objects.create(
        task=month.survey,
        body=cast.commune,
        reason="không có cụm loa",
        decided_by=cast.overseer,
        recorded_at=moment(2026, 11, 1),
    )

    (duty,) = [d for d in work(cast).done if d.cell.task.id == month.survey.pk]

    assert duty.state == State.EXEMPT
    assert not duty.is_counted


def test_a_standing_task_is_silent_only_after_its_period_and_never_missed(cast, month):
    (now,) = work(cast).standing
    assert now.state == StandingState.NOT_YET
    assert now.can_be_told

    later = work(cast, on=date(2027, 1, 10))

    # The law's fourth quarter ended on 14/12; its grace is over, its lock to come.
    assert StandingState.SILENT in [duty.state for duty in later.standing_before]
    assert all(
        duty.state != State.MISSED
        for duty in work(cast, "nam", on=date(2026, 12, 28)).standing
    )


def test_a_record_shows_a_standing_task(cast, month):
    (duty,) = work(cast).standing
    count(month.standing, cast.commune, duty.cell.window.period.start, uncheckable=1)

    (duty,) = work(cast).standing

    assert duty.state == StandingState.SHOWN
    assert not duty.can_be_told


def test_a_year_shows_more_than_a_month(cast, month):
    month_ = work(cast)
    year = work(cast, "nam")

    assert len(year.locked) > len(month_.locked)
    assert {duty.group for duty in year.locked} == {Group.LOCKED}
    assert sum(count for _state, count in year.counts) == len(
        [*year.now, *year.period, *year.done, *year.locked]
    )


def test_an_unknown_window_is_the_month():
    assert window_of("thế kỷ", TODAY) == window_of("thang", TODAY)


def test_upcoming_is_in_the_order_of_days_and_ends_in_two_months(cast, month):
    days = [duty.cell.window.due_on for duty in work(cast).upcoming]

    assert days == sorted(days)
    assert all(TODAY <= day <= date(2027, 1, 22) for day in days)


@pytest.mark.parametrize("more", [0, 12])
def test_the_number_of_queries_does_not_grow_with_the_duties(cast, month, more):
    for _n in range(more):
        make_task(month.directive, leads=[cast.communes])

    with CaptureQueriesContext(
        connection,
    ) as asked:
        work(cast, "nam")

    assert len(asked) <= 16
