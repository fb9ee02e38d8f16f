"""Two people at one thing in the same moment: one wins, the other is told in words."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import close_old_connections, connection

from tests.architecture import matrix
from tests.cast import make_cast
from tests.evidence.work import HOST, make_work
from tests.factories import give, make_user
from tests.journeys.doors import Page, Person, fields

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def at_once(*calls: Callable[[], Page]) -> list[Page]:
    """Press every button at the same moment, each with a connection of its own."""
    start = Barrier(len(calls))

    def press(call: Callable[[], Page]) -> Page:
        close_old_connections()
        try:
            start.wait(timeout=30)
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return [done.result() for done in [pool.submit(press, call) for call in calls]]


def ready(
    person: Person, address: str, action: str, **typed: object
) -> Callable[[], Page]:
    """Open a page, fill its form in, and give what pressing the button does."""
    page = person.open(address)
    form = page.form(action)
    where = form.get("action") or page.address
    data = {n: v for n, v in (fields(form) | typed).items() if v is not None}

    def press() -> Page:
        answer = person.client.post(where, data, follow=True)
        return person._page(answer, where, answer.status_code)

    return press


def test_of_two_who_confirm_one_document_one_wins_and_the_other_is_told_by_whom():
    from loa.orgs.models import Role
    from loa.programmes.models import Directive

    cast = make_cast()
    give(make_user("colleague", "Ngô Văn Hai"), Role.OFFICER, cast.commune)
    pk = matrix.reading(cast)["pk"]
    review = f"/chuong-trinh/doc/{pk}/"
    people = [Person(name).sign_in() for name in ("clerk", "colleague")]
    page = people[0].open(review)
    while rest := [f for f in page.html.forms if "con-lai" in (f.get("action") or "")]:
        page = people[0].send(rest[0], page)
    for form in [f for f in page.html.forms if "printed" in f.fields]:
        people[0].send(form, page, means="outside", typed=None)

    told = at_once(*[ready(person, review, "/xac-nhan/") for person in people])

    assert Directive.objects.count() == 1
    confirmed = [page for page in told if "Đã xác nhận: " in page.text]
    second = [page for page in told if "đã xác nhận văn bản này" in page.text]
    assert (len(confirmed), len(second)) == (1, 1), [page.text[-900:] for page in told]
    winner = {"Lê Thị Clerk": "Ngô Văn Hai", "Ngô Văn Hai": "Lê Thị Clerk"}
    assert any(f"{name} đã xác nhận văn bản này" in second[0].text for name in winner)


def test_of_two_who_record_one_link_one_wins_and_the_other_is_shown_the_record():
    from loa.evidence.models import Credit, Record
    from loa.orgs.models import Role

    cast = make_cast()
    make_work(cast)
    give(make_user("colleague", "Ngô Văn Hai"), Role.OFFICER, cast.commune)
    address = f"https://{HOST}/tin-tuc/mot"
    people = [Person(name).sign_in() for name in ("clerk", "colleague")]

    told = at_once(
        *[
            ready(
                person, f"/minh-chung/ghi/?address={address}", "/minh-chung/ghi/",
                title="Bài một", xem=None,
            )
            for person in people
        ]
    )  # fmt: skip

    record = Record.objects.get()
    assert Credit.objects.filter(closed_at=None).count() == 1
    assert all(page.address.startswith(f"/minh-chung/{record.pk}/") for page in told)
    who = str(record.recorded_by)
    second = [page for page in told if f"{who} đã ghi nhận địa chỉ này" in page.text]
    assert len(second) == 1
    first = [page for page in told if "vua-ghi" in page.address]
    assert len(first) == 1
