"""The page of the first day: who may, what is refused, what a day means."""

from datetime import date, timedelta

import pytest

from loa.audit.models import Entry
from loa.common.dates import today
from loa.programmes.models import JudgedFrom
from loa.programmes.selectors import owed
from loa.programmes.services import begin_judging, latest_day
from tests.cast import TODAY, Cast
from tests.evidence.work import AT, make_work
from tests.factories import rewrite

pytestmark = pytest.mark.django_db


def test_the_head_sees_how_far_it_is_others_do_not(cast: Cast):
    address = f"/ngay-dau/{cast.commune.pk}/"

    assert cast.client("head").get(address).status_code == 200
    assert cast.client("clerk").get(address).status_code == 403
    assert cast.client("outsider").get(address).status_code == 404
    assert cast.client("head").get(f"{address}tinh-tu/").status_code == 405


def test_a_day_that_is_none_and_one_too_late_are_told(cast: Cast):
    rewrite(cast.head.grants, from_on=today())
    rewrite(cast.clerk.grants, from_on=today())
    address = f"/ngay-dau/{cast.commune.pk}/tinh-tu/"
    late = today() + timedelta(days=100)

    for day in ("31/02/2026", "", f"{late:%d/%m/%Y}"):
        page = cast.client("head").post(address, {"day": day})
        assert page.status_code == 422
        assert page.context["form"].errors["day"]
    assert not JudgedFrom.objects.exists()


def test_showing_what_a_day_means_keeps_nothing(cast: Cast):
    make_work(cast)
    address = f"/ngay-dau/{cast.commune.pk}/tinh-tu/"

    page = cast.client("head").post(
        address, {"day": f"{date(today().year, 7, 1):%d/%m/%Y}", "xem": "1"}
    )

    assert page.status_code == 200
    assert page.context["meaning"].day == date(today().year, 7, 1)
    assert not JudgedFrom.objects.exists()


def test_what_was_judged_before_the_day_is_never_missed_and_known_at_holds(cast: Cast):
    make_work(cast)
    body = cast.commune.pk
    year = {"body_ids": [body], "first": date(2026, 1, 1), "last": date(2026, 12, 31)}
    rewrite(cast.head.grants, from_on=TODAY)
    rewrite(cast.clerk.grants, from_on=TODAY)
    version = cast.commune.versions.get()
    day = latest_day(body, TODAY)
    before = {cell.judged_from for cell in owed(**year, on=TODAY)}

    begin_judging(
        version=version, day=day, actor=cast.head, acting=cast.acting("head"), at=AT
    )
    begin_judging(
        version=version, day=day, actor=cast.head, acting=cast.acting("head"), at=AT
    )

    assert day == date(2027, 1, 1)
    assert {cell.judged_from for cell in owed(**year, on=TODAY)} == {day}
    then = owed(**year, on=TODAY, known_at=AT - timedelta(days=1))
    assert {cell.judged_from for cell in then} == before
    assert Entry.objects.filter(action="programmes.judging.begun").count() == 1
    neighbour = owed(**(year | {"body_ids": [cast.neighbour.pk]}), on=TODAY)
    assert {cell.judged_from for cell in neighbour} == before
