"""Saying in a sentence what was done of a standing task, or why nothing."""

import pytest
from django.test import Client
from django.urls import reverse

from loa.common import once
from loa.desk.duties import my_work, window_of
from loa.domain.quotas import StandingState
from loa.orgs.models import Role
from loa.programmes.models import Statement
from tests.cast import TODAY
from tests.factories import give, make_user

SENTENCE = "Đã phát 4 bản tin trên hệ thống truyền thanh của xã."


@pytest.fixture
def duty(cast, month):
    (found,) = my_work(cast.commune.pk, window_of("thang", TODAY), TODAY).standing
    return found


def say(cast, duty, who="clerk", **fields):
    start = duty.cell.window.period.start
    words = {"period_start": start.isoformat(), "sentence": SENTENCE, "ky": "quy"}
    return cast.client(who).post(
        reverse("desk:state", args=[duty.cell.task.id]), words | fields
    )


def test_a_sentence_makes_the_task_stated(cast, duty):
    answer = say(cast, duty)

    assert answer["Location"] == reverse("desk:home") + "?ky=quy#tx"
    (now,) = my_work(cast.commune.pk, window_of("thang", TODAY), TODAY).standing
    assert now.state == StandingState.STATED
    assert Statement.objects.get().sentence == SENTENCE


def test_the_neighbours_sentence_says_nothing_of_us(cast, duty):
    say(cast, duty, "outsider")

    (ours,) = my_work(cast.commune.pk, window_of("thang", TODAY), TODAY).standing
    assert ours.state != StandingState.STATED


def test_a_double_click_keeps_one_sentence(cast, duty):
    key = once.new_key()

    say(cast, duty, once=key)
    again = say(cast, duty, once=key)

    assert again.status_code == 302
    assert Statement.objects.count() == 1


def test_an_empty_sentence_is_refused_with_what_to_write(cast, duty):
    client = cast.client("clerk")
    client.cookies["django_language"] = "en"
    answer = client.post(
        reverse("desk:state", args=[duty.cell.task.id]),
        {"period_start": "2026-09-15", "sentence": "  "},
        follow=True,
    )

    assert "Write what was done in the period" in answer.content.decode()
    assert not Statement.objects.exists()


def test_a_period_that_is_none_of_the_tasks_keeps_nothing(cast, duty):
    answer = say(cast, duty, period_start="2026-11-02")

    assert answer.status_code == 302
    assert not Statement.objects.exists()


@pytest.mark.parametrize("start", ["", "hôm nay", "2026-13-01"])
def test_a_day_that_no_form_of_ours_sends_is_a_bad_request(cast, duty, start):
    assert say(cast, duty, period_start=start).status_code == 400


def test_a_department_that_does_not_see_the_task_is_told_there_is_none(cast, duty):
    assert say(cast, duty, "officer").status_code == 404


def test_who_only_looks_may_not_speak_for_the_body(cast, duty):
    viewer = make_user("viewer", "Ngô Thị Viewer")
    give(viewer, Role.VIEWER, cast.commune)
    client = Client()
    client.force_login(viewer, backend="django.contrib.auth.backends.ModelBackend")

    answer = client.post(
        reverse("desk:state", args=[duty.cell.task.id]),
        {
            "period_start": duty.cell.window.period.start.isoformat(),
            "sentence": SENTENCE,
        },
    )

    assert answer.status_code == 403
    assert not Statement.objects.exists()


def test_a_sentence_is_not_kept_by_a_link(cast, duty):
    address = reverse("desk:state", args=[duty.cell.task.id])

    assert cast.client("clerk").get(address).status_code == 405
