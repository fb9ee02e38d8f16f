"""A form sent twice makes one thing."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import BadRequest
from django.db import connection, transaction
from django.test import RequestFactory

from loa.common import once
from loa.common.models import OnceKey

AT = datetime(2026, 11, 21, 2, tzinfo=UTC)


@pytest.mark.django_db
def test_the_first_claim_wins_and_the_second_is_told_where_the_result_is():
    once.claim("k" * 22, 1, AT).done("/van-ban/7/")

    with pytest.raises(once.AlreadyDone) as told:
        once.claim("k" * 22, 1, AT)

    assert told.value.result_url == "/van-ban/7/"


@pytest.mark.django_db
def test_the_same_key_of_another_person_is_another_key():
    once.claim("k" * 22, 1, AT).done("/van-ban/7/")
    once.claim("k" * 22, 2, AT)

    assert OnceKey.objects.count() == 2


@pytest.mark.django_db
def test_no_key_claims_nothing():
    once.claim("", 1, AT).done("/anywhere/")
    once.claim("", 1, AT)

    assert not OnceKey.objects.exists()


@pytest.mark.django_db
def test_a_key_is_free_again_when_its_work_failed():
    def fail() -> None:
        with transaction.atomic():
            once.claim("k" * 22, 1, AT)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    once.claim("k" * 22, 1, AT)
    assert OnceKey.objects.count() == 1


@pytest.mark.django_db
def test_old_keys_are_forgotten_and_new_ones_kept():
    once.claim("old", 1, AT - timedelta(days=8))
    once.claim("new", 1, AT)

    assert once.forget(AT - timedelta(days=7)) == 1
    assert OnceKey.objects.get().key == "new"


def test_two_keys_are_never_one():
    keys = {once.new_key() for _n in range(1000)}

    assert len(keys) == 1000
    assert all(len(key) == once.LENGTH for key in keys)


def test_a_key_that_is_none_of_ours_is_a_bad_request():
    request = RequestFactory().post("/", {once.FIELD: "x" * 23})

    with pytest.raises(BadRequest):
        once.key_from(request)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_does_it_and_the_other_is_told():
    start = threading.Barrier(2, timeout=20)
    outcomes: list[str] = []

    def send(name: str) -> None:
        try:
            start.wait()
            with transaction.atomic():
                claim = once.claim("k" * 22, 1, AT)
                claim.done(f"/made-by-{name}/")
            outcomes.append("did")
        except once.AlreadyDone as told:
            outcomes.append(told.result_url)
        finally:
            connection.close()

    people = [threading.Thread(target=send, args=(name,)) for name in ("one", "two")]
    for person in people:
        person.start()
    for person in people:
        person.join(timeout=30)

    assert "did" in outcomes
    (told,) = [outcome for outcome in outcomes if outcome != "did"]
    assert told == OnceKey.objects.get().result_url


@pytest.mark.django_db
def test_workers_forget_keys_after_a_week():
    from loa.jobs.periodic import ROUTINES

    once.claim("old", 1, AT - timedelta(days=7, seconds=1))
    once.claim("new", 1, AT - timedelta(days=6))

    ROUTINES["operations.forget_once_keys"](AT)

    assert [row.key for row in OnceKey.objects.all()] == ["new"]
