"""One digest a day, urgent things at once, quiet hours, and the right to be left alone."""

from datetime import time, timedelta

import pytest
from django.urls import reverse

from loa.notices import hours, kinds, telling
from loa.notices.models import DigestLine, Message, Preference
from loa.notices.sentences import SENTENCES
from tests.factories import moment

FRIDAY = moment(2026, 11, 20, 9)


@pytest.fixture(autouse=True)
def _ways(settings, monkeypatch):
    settings.EMAIL_HOST = "mail.example"
    settings.LOA_ADDRESS = "https://loa.example"
    monkeypatch.setitem(
        kinds.KINDS, "test.plain", kinds.MessageKind("test.plain", "Nhắc việc")
    )
    monkeypatch.setitem(
        kinds.KINDS,
        "test.urgent",
        kinds.MessageKind("test.urgent", "Quá hạn", is_urgent=True),
    )
    monkeypatch.setitem(SENTENCES, "test.plain", "{task}: còn thiếu {short}.")
    monkeypatch.setitem(SENTENCES, "test.urgent", "{task}: quá hạn.")


def tell(user, key, kind="test.plain", at=FRIDAY):
    params = {"task": "Tin, bài", "short": 2}
    return telling.tell(
        user=user, kind=kind, params=params, url="/viec/", key=key, at=at
    )


def test_a_day_has_one_digest_that_holds_everything(cast):
    for key in ("a", "b", "b"):
        tell(cast.clerk, key)
    assert telling.gather(at=moment(2026, 11, 20, 6)) == 0  # before her hour
    assert telling.gather(at=FRIDAY) == 1
    assert telling.gather(at=FRIDAY) == 0
    tell(cast.clerk, "c")
    assert telling.gather(at=FRIDAY + timedelta(hours=5)) == 0

    mail = Message.objects.get()
    assert mail.text.count("- Tin, bài: còn thiếu 2.") == 2
    assert "https://loa.example/viec/" in mail.text
    assert "{" not in mail.text
    assert DigestLine.objects.filter(message=None).count() == 1
    # Sunday the 22nd is no working day; what is left comes on Monday.
    assert telling.gather(at=moment(2026, 11, 22)) == 0
    assert telling.gather(at=moment(2026, 11, 23)) == 1


def test_an_urgent_message_waits_for_nothing_and_comes_once(cast):
    late = moment(2026, 11, 22, 23)
    assert tell(cast.clerk, "x", "test.urgent", late) == 1
    assert tell(cast.clerk, "x", "test.urgent", late) == 0

    assert Message.objects.get().next_at == late


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (moment(2026, 11, 20, 9), moment(2026, 11, 20, 9)),
        (moment(2026, 11, 20, 5), moment(2026, 11, 20, 6, 30)),
        (moment(2026, 11, 20, 21), moment(2026, 11, 23, 6, 30)),
        (moment(2026, 11, 21, 9), moment(2026, 11, 23, 6, 30)),
        (moment(2026, 4, 30, 9), moment(2026, 5, 4, 6, 30)),
    ],
)
def test_quiet_hours_and_days_off_push_a_message_on(cast, at, expected):
    assert hours.next_moment(Preference(user=cast.clerk), at) == expected


def test_who_never_sleeps_is_written_to_at_any_hour(cast):
    always = Preference(
        user=cast.clerk,
        quiet_from=time(0),
        quiet_until=time(0),
        working_days_only=False,
    )
    at = moment(2026, 11, 22, 3)
    assert hours.next_moment(always, at) == at


def test_mails_can_be_switched_off_and_on_again(cast):
    page = cast.client("clerk")
    address = reverse("notices:preferences")
    times = {"digest_at": "08:00", "quiet_from": "19h00", "quiet_until": "7:00"}
    answer = page.get(address)
    assert answer.status_code == 200

    assert page.post(address, times).status_code == 302
    assert tell(cast.clerk, "a") == 0
    assert tell(cast.clerk, "u", "test.urgent") == 0

    names = [box.name for _k, boxes in answer.context["form"].table for box in boxes]
    page.post(address, times | dict.fromkeys(names, "on"))
    assert tell(cast.clerk, "a") == 1
    assert Preference.objects.get().quiet_from == time(19)


def test_a_time_that_is_none_is_explained_and_nothing_is_kept(cast):
    answer = cast.client("clerk").post(
        reverse("notices:preferences"),
        {"digest_at": "25:00", "quiet_from": "20:00", "quiet_until": "06:30"},
    )

    assert answer.status_code == 422
    assert not Preference.objects.exists()


def test_the_administrator_sees_what_did_not_arrive_and_decides(cast):
    tell(cast.clerk, "x", "test.urgent")
    Message.objects.update(state="failed", error="550 no such user")
    head, clerk = cast.client("head"), cast.client("clerk")
    message = Message.objects.get()

    assert "Quá hạn" not in clerk.get(reverse("notices:inbox")).content.decode()
    assert clerk.get(reverse("notices:outbox")).status_code == 403
    shown = head.get(reverse("notices:outbox") + "?tt=failed").content.decode()
    assert message.subject in shown
    page = head.get(reverse("notices:message", args=[message.pk])).content.decode()
    assert "550 no such user" in page

    decide = reverse("notices:decide", args=[message.pk])
    assert head.post(decide, {"quyet_dinh": "odd"}).status_code == 400
    assert head.post(decide, {"quyet_dinh": "again"}).status_code == 302
    message.refresh_from_db()
    assert message.state == "queued"
