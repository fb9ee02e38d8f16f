"""Programmes, directives and tasks at work, and decisions about one obligation."""

import re
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from loa.audit.models import Entry
from loa.notices.models import Notice
from loa.programmes.choices import Choices
from loa.programmes.models import Exemption, Extension, Programme, Statement
from loa.programmes.selectors import owed
from loa.programmes.services import (
    AlreadyDecided,
    BadDay,
    BadPeriod,
    NothingSaid,
    exempt_body,
    extend_due,
    seen_exceptions,
    state_standing,
)
from tests.cast import TODAY
from tests.factories import moment
from tests.programmes.conftest import YEAR, choose
from tests.programmes.papers import PLAN

MARCH = date(2026, 3, 1)
NOW = moment(2026, 11, 21)


def words(response):
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(text.split())


def the_cell(task, body, start=MARCH):
    (cell,) = [
        cell
        for cell in owed(
            body_ids=[body.pk], first=start, last=start, on=TODAY, task_ids=[task.pk]
        )
        if cell.window.period.start == start
    ]
    return cell


@pytest.fixture
def quota(directive):
    return directive.tasks.get(order=2)


@pytest.fixture
def standing(directive):
    return directive.tasks.get(order=3)


def address(name, task, body, start=MARCH):
    url = reverse(f"programmes:{name}", args=[task.pk])
    return f"{url}?body={body.pk}&period={start.isoformat()}"


def send(client, name, task, body, start=MARCH, **data):
    return client.post(
        reverse(f"programmes:{name}", args=[task.pk]),
        {
            "body": body.pk,
            "period": start.isoformat(),
            "seen": seen_exceptions(task, body.pk),
            **data,
        },
        follow=True,
    )


def test_a_directive_lists_its_tasks_with_counts(cast, directive):
    page = cast.client("clerk").get(
        reverse("programmes:directive", args=[directive.pk])
    )
    text = words(page)
    assert "Kế hoạch 12/KH-UBND" in text
    assert "≥ 2 tin, bài mỗi tháng" in text
    rows = {row.task.order: row for row in page.context["tasks"]}
    assert (rows[2].bodies, rows[2].obligations) == (2, 22)
    assert (rows[4].bodies, rows[4].obligations) == (1, 4)


def test_a_task_shows_its_words_and_only_ones_own_row(cast, quota):
    page = cast.client("clerk").get(reverse("programmes:task", args=[quota.pk]))
    text = words(page)
    assert quota.text in text
    assert "22 nghĩa vụ" in text
    assert "Ủy ban nhân dân xã Tam Giai" in text
    assert "phường Hòa Khê" not in text
    seen = words(
        cast.client("overseer").get(reverse("programmes:task", args=[quota.pk]))
    )
    assert "phường Hòa Khê" in seen


def test_a_programme_shows_its_sections_and_tasks(cast, bring_in, commit):
    document = bring_in()
    choose(cast, document)
    choices = Choices(YEAR.from_on, YEAR.until_on, YEAR.judged_from, programme="new")
    commit(document, choices=choices)
    programme = Programme.objects.get()
    client = cast.client("clerk")
    text = words(client.get(reverse("programmes:detail", args=[programme.pk])))
    assert "III. TỔ CHỨC THỰC HIỆN" in text
    assert "I. MỤC ĐÍCH, YÊU CẦU" in text
    assert "N2" in text
    assert programme.name in words(client.get(reverse("programmes:list")))


def test_the_list_shows_what_waits_and_what_stands_alone(cast, directive, bring_in):
    bring_in("overseer", PLAN.replace("12/KH-UBND", "13/KH-UBND"))
    text = words(cast.client("overseer").get(reverse("programmes:list")))
    assert "Đã đọc, chờ xác nhận" in text
    assert "Kế hoạch 12/KH-UBND" in text
    assert "Kế hoạch 13/KH-UBND" in text


def test_the_overseer_exempts_a_body_from_one_period(cast, quota):
    client = cast.client("overseer")
    assert client.get(address("exempt", quota, cast.commune)).status_code == 200
    page = send(
        client, "exempt", quota, cast.commune, reason="Lũ quét",
        by_document="15/CV-SNV ngày 03/03/2026",
    )  # fmt: skip
    assert "Đã miễn" in words(page)
    row = Exemption.objects.get()
    assert (row.period_start, row.reason) == (MARCH, "Lũ quét")
    assert the_cell(quota, cast.commune).exempt
    assert not the_cell(quota, cast.commune, date(2026, 4, 1)).exempt
    assert Notice.objects.filter(body=cast.commune, params__reason="Lũ quét").exists()
    assert Entry.objects.filter(action="programmes.body.exempted").exists()
    send(client, "exempt", quota, cast.commune, reason="Lũ quét", by_document="15")
    assert Exemption.objects.count() == 1


def test_from_all_periods_on_request(cast, quota):
    send(
        cast.client("overseer"), "exempt", quota, cast.commune, reason="Sáp nhập",
        by_document="16/CV-SNV", whole="on",
    )  # fmt: skip
    assert Exemption.objects.get().period_start is None
    assert the_cell(quota, cast.commune, date(2026, 9, 1)).exempt


def test_more_time_ends_after_the_day_due_now(cast, quota):
    client = cast.client("overseer")
    say = {"reason": "Lũ", "by_document": "17/CV-SNV"}
    page = send(client, "extend", quota, cast.commune, due_on="31/03/2026", **say)
    assert page.status_code == 422
    assert "Hạn hiện nay là 31/03/2026" in words(page)
    send(client, "extend", quota, cast.commune, due_on="20/04/2026", **say)
    send(client, "extend", quota, cast.commune, due_on="30/04/2026", **say)
    assert the_cell(quota, cast.commune).window.due_on == date(2026, 4, 30)
    # the first decision is kept, closed
    assert Extension.objects.filter(closed_at=None).count() == 1
    assert Extension.objects.count() == 2


def test_who_decides_second_is_told_what_was_decided_first(cast, quota):
    client = cast.client("overseer")
    opened = client.get(address("extend", quota, cast.commune)).context["seen"]
    first = {"reason": "Bão số 3", "by_document": "15/CV-SNV", "due_on": "20/04/2026"}
    send(client, "extend", quota, cast.commune, **first)
    second = {"reason": "Lũ", "by_document": "16/CV-SNV", "seen": opened}
    for name, more in (("extend", {"due_on": "30/04/2026"}), ("exempt", {})):
        page = send(client, name, quota, cast.commune, **second, **more)
        assert page.status_code == 409
        assert "15/CV-SNV" in words(page)
        assert "Phạm Thị Overseer" in words(page)
        assert "Bão số 3" in words(page)
    assert Extension.objects.get().closed_at is None
    assert not Exemption.objects.exists()
    again = second | {"seen": page.context["seen"], "due_on": "30/04/2026"}
    send(client, "extend", quota, cast.commune, **again)
    assert the_cell(quota, cast.commune).window.due_on == date(2026, 4, 30)


def test_a_body_says_a_sentence_and_says_it_again(cast, standing):
    client = cast.client("clerk")
    start = date(2026, 3, 15)
    page = send(
        client, "state", standing, cast.commune, start, sentence="Đã phát 3 buổi loa."
    )
    assert "Đã phát 3 buổi loa." in words(page)
    assert the_cell(standing, cast.commune, start).stated
    assert not the_cell(standing, cast.neighbour, start).stated
    send(client, "state", standing, cast.commune, start, sentence="Đã phát 4 buổi.")
    assert Statement.objects.count() == 2
    assert Statement.objects.get(closed_at=None).sentence == "Đã phát 4 buổi."


def test_a_double_click_says_it_once(cast, standing):
    start = date(2026, 3, 15)
    for _time in range(2):
        send(
            cast.client("clerk"), "state", standing, cast.commune, start,
            sentence="Đã phát 3 buổi loa.", once="abc123",
        )  # fmt: skip
    assert Statement.objects.count() == 1


@pytest.mark.parametrize("name", ["exempt", "extend"])
def test_only_an_overseer_decides_exceptions(cast, quota, name):
    url = address(name, quota, cast.commune)
    assert cast.client("clerk").get(url).status_code == 403
    assert cast.client("head").get(url).status_code == 403
    assert cast.client("overseer").get(url).status_code == 200


def test_nobody_speaks_for_another_body(cast, standing):
    start = date(2026, 3, 15)
    url = address("state", standing, cast.commune, start)
    assert cast.client("outsider").get(url).status_code == 403
    assert cast.client("overseer").get(url).status_code == 403
    with pytest.raises(PermissionDenied):
        state_standing(
            task=standing, body=cast.commune, period_start=start, sentence="x",
            actor=cast.outsider, acting=cast.acting("outsider"), at=NOW,
        )  # fmt: skip


@pytest.mark.parametrize("query", ["", "?body=x&period=2026-03-01", "?body=1&period=x"])
def test_a_broken_address_is_refused(cast, quota, query):
    url = reverse("programmes:exempt", args=[quota.pk]) + query
    assert cast.client("overseer").get(url).status_code == 400


def test_a_period_that_nobody_owes_is_not_found(cast, quota):
    client = cast.client("overseer")
    url = address("exempt", quota, cast.commune, date(2026, 3, 2))
    assert client.get(url).status_code == 404
    assert client.get(address("exempt", quota, cast.home_office)).status_code == 404


def test_services_refuse_what_makes_no_sense(cast, quota, standing):
    hand = {"actor": cast.overseer, "acting": cast.acting("overseer"), "at": NOW}
    of = {"task": quota, "body": cast.commune, "reason": "x", "by_document": "y"}
    with pytest.raises(BadPeriod):
        exempt_body(**of, period_start=date(2026, 3, 2), **hand)
    exempt_body(**of, period_start=MARCH, **hand)
    with pytest.raises(AlreadyDecided):
        exempt_body(**of, period_start=MARCH, **hand)
    with pytest.raises(BadDay):
        extend_due(**of, period_start=MARCH, due_on=MARCH, **hand)
    hand = {"actor": cast.clerk, "acting": cast.acting("clerk"), "at": NOW}
    say = {"body": cast.commune, "period_start": date(2026, 3, 15)}
    with pytest.raises(NothingSaid):
        state_standing(task=standing, sentence="  ", **say, **hand)
    with pytest.raises(BadPeriod):
        state_standing(
            task=quota, body=cast.commune, period_start=MARCH, sentence="x", **hand
        )
    with pytest.raises(BadPeriod):
        state_standing(
            task=standing, body=cast.commune, period_start=date(2026, 12, 15),
            sentence="x", **hand,
        )  # fmt: skip


@pytest.mark.parametrize("name", ["directive", "task"])
def test_a_stranger_to_the_document_finds_nothing(cast, directive, name):
    from loa.orgs.models import Role
    from tests.factories import give, make_user

    far = make_user("far")
    give(far, Role.OFFICER, cast.other_province)
    from django.test import Client

    client = Client()
    client.force_login(far, backend="django.contrib.auth.backends.ModelBackend")
    pk = directive.pk if name == "directive" else directive.tasks.first().pk
    url = reverse(f"programmes:{name}", args=[pk])
    assert client.get(url).status_code == 404
