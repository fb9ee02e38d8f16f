"""Nothing is sent twice, and what may have been sent is said to be so."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from loa.jobs.leases import LEASE
from loa.notices import deciding, sending
from loa.notices.drivers import ways_on
from loa.notices.drivers.mail import Mail, message_id
from loa.notices.jobs import look_at_outbox
from loa.notices.models import Message, Way
from loa.orgs.models import Role
from tests.factories import give, moment
from tests.machine import ROOT
from tests.notices.mailhost import mail_server

AT = moment(2026, 11, 20, 9)
SMTP = "django.core.mail.backends.smtp.EmailBackend"
State = Message.State


@pytest.fixture
def host(settings):
    with mail_server() as (box, port):
        settings.EMAIL_BACKEND = SMTP
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.DEFAULT_FROM_EMAIL = "Loa <loa@lamgiang.example>"
        yield box


def waiting(user, key="k1", **fields):
    user.email = user.email or f"{user.username}@lamgiang.example"
    user.phone = user.phone or "0900000000"
    user.save()
    values = {
        "way": Way.MAIL,
        "kind": "notices.digest",
        "subject": "Nhắc việc ngày 20/11/2026",
        "text": "Xã Tam Giai còn thiếu 2 tin, bài.",
        "next_at": AT,
        "made_at": AT,
    }
    return Message.objects.create(user=user, key=key, **(values | fields))


def state(message):
    message.refresh_from_db()
    return message.state


def test_a_mail_arrives_once_whoever_looks_and_how_often(cast, host):
    message = waiting(cast.clerk)

    assert sending.send_one(message.pk, at=AT) == State.SENT
    assert sending.send_one(message.pk, at=AT) == ""

    assert host.names == [message_id(message)]
    assert message_id(message).endswith("@lamgiang.example>")
    assert host.mails[0]["To"] == "clerk@lamgiang.example"
    assert state(message) == State.SENT
    assert message.provider_id == message_id(message)


def test_without_a_server_no_way_is_on_and_nothing_leaves(cast, settings):
    settings.EMAIL_HOST = ""
    message = waiting(cast.clerk)

    assert ways_on() == ()
    assert sending.send_one(message.pk, at=AT) == State.FAILED
    assert state(message) == State.FAILED
    assert message.error == "way-off"


def test_a_refused_address_is_not_tried_again(cast, host):
    host.answer = "550 no such user"
    message = waiting(cast.clerk)

    assert sending.send_one(message.pk, at=AT) == State.FAILED

    assert state(message) == State.FAILED
    assert "550" in message.error
    assert sending.due(AT + timedelta(days=3)) == []


def test_a_busy_server_is_asked_again_later_and_not_for_ever(cast, host):
    host.answer = "451 try later"
    message = waiting(cast.clerk)
    at = AT
    tries = 0
    while sending.due(at) or tries == 0:
        sending.send_one(message.pk, at=at)
        message.refresh_from_db()
        if message.state != State.QUEUED:
            break
        assert sending.due(at) == []
        at = message.next_at
        tries += 1

    assert message.state == State.FAILED
    assert message.attempts == 5
    assert host.mails == []


def test_a_server_that_is_down_costs_nothing(cast, settings):
    settings.EMAIL_BACKEND = SMTP
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    settings.EMAIL_USE_TLS = False
    message = waiting(cast.clerk)

    sending.send_one(message.pk, at=AT)

    assert state(message) == State.QUEUED
    assert message.next_at == AT + timedelta(minutes=2)


def test_a_line_that_breaks_leaves_a_message_in_doubt(cast, host, monkeypatch):
    def broken(self, message, address):
        raise TimeoutError("no answer to DATA")

    monkeypatch.setattr(Mail, "hand_over", broken)
    message = waiting(cast.clerk)

    assert sending.send_one(message.pk, at=AT) == State.UNKNOWN

    assert sending.due(AT + timedelta(days=1)) == []


def test_who_has_no_address_is_told_to_the_administrator(cast, host):
    message = waiting(cast.clerk)
    cast.clerk.email = ""
    cast.clerk.save()

    assert sending.send_one(message.pk, at=AT) == State.FAILED
    assert state(message) == State.FAILED
    assert message.error == "no-address"


def test_zalo_and_sms_are_a_dry_run(cast, settings):
    settings.LOA_ZALO = "dry"
    message = waiting(cast.clerk, way=Way.ZALO)

    assert sending.send_one(message.pk, at=AT) == State.SENT

    assert state(message) == State.SENT
    assert (message.provider_id, message.address) == ("dry-run", "0900000000")


def test_the_outbox_is_sent_by_a_job(cast, host, django_capture_on_commit_callbacks):
    from django_tasks_db.models import DBTaskResult

    waiting(cast.clerk)
    look_at_outbox(AT)
    look_at_outbox(AT)

    assert DBTaskResult.objects.ready().count() == 1
    DBTaskResult.objects.ready().get().task.func()

    assert len(host.mails) == 1


POINTS = {
    # where the worker is killed: (state that is found, after its lease, mails in all)
    "before": (State.QUEUED, State.QUEUED, 1),
    "claimed": (State.SENDING, State.UNKNOWN, 0),
    "while handing over": (State.SENDING, State.UNKNOWN, 1),
    "handed over": (State.SENDING, State.UNKNOWN, 1),
    "kept": (State.SENT, State.SENT, 1),
}
QUICK = ("handed over",)


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
@pytest.mark.parametrize(
    "point",
    [
        pytest.param(point, marks=() if point in QUICK else pytest.mark.verify)
        for point in POINTS
    ],
)
def test_a_worker_killed_anywhere_sends_nothing_twice(point, cast, host, settings):
    found, after, mails = POINTS[point]
    message = waiting(cast.clerk)
    host.is_slow = point == "while handing over"
    worker = killed_at(point, message.pk, settings, host)
    assert worker.returncode == -9
    assert state(message) == found

    # A new worker looks, at once and again after the lease of the dead one.
    later = timezone.now() + LEASE + timedelta(seconds=5)
    for at in (timezone.now(), later, later):
        sending.expire(at=at)
        for pk in sending.due(at):
            sending.send_one(pk, at=at)

    assert state(message) == (State.SENT if after == State.QUEUED else after)
    assert len(host.mails) == mails
    assert len(set(host.names)) == mails


def killed_at(point, pk, settings, host):
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{database['NAME']}"
    else:
        url = (
            f"postgres://{database['USER']}:{database['PASSWORD'] or 'x'}"
            f"@{database['HOST']}:{database['PORT']}/{database['NAME']}"
        )
    worker = subprocess.Popen(
        [sys.executable, "-m", "tests.notices.worker", point, str(pk)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "loa.config.settings",
            "DATABASE_URL": url,
            "LOA_MAIL_HOST": settings.EMAIL_HOST,
            "LOA_MAIL_PORT": str(settings.EMAIL_PORT),
            "LOA_MAIL_SECURITY": "none",
            "LOA_MAIL_FROM": "loa@lamgiang.example",
        },
    )
    assert worker.stdout is not None
    with worker.stdout:
        if point == "while handing over":
            assert host.begun.wait(30)
        else:
            assert worker.stdout.readline().strip() == point
        worker.kill()
        worker.wait(10)
    return worker


def test_a_person_says_what_became_of_a_message_in_doubt(cast, host):
    message = waiting(cast.clerk, state=State.UNKNOWN, attempts=1)
    hand = {"actor": cast.head, "acting": cast.acting("head"), "at": AT}

    deciding.decide_message(message=message, decision="again", **hand)
    assert sending.send_one(message.pk, at=AT) == State.SENT
    assert host.names == [message_id(message)]
    with pytest.raises(deciding.Moved):
        deciding.decide_message(message=message, decision="again", **hand)


def test_who_does_not_administer_decides_nothing(cast):
    from django.http import Http404

    message = waiting(cast.clerk, state=State.UNKNOWN)
    give(cast.outsider, Role.ADMINISTRATOR, cast.neighbour)

    for who in ("clerk", "outsider", "overseer"):
        with pytest.raises(Http404):
            deciding.decide_message(
                message=message,
                decision="arrived",
                actor=getattr(cast, who),
                acting=cast.acting(who),
                at=AT,
            )
    assert state(message) == State.UNKNOWN
