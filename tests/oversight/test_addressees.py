"""Where a document stands with each addressee: derived from what is on record (R-17)."""

import io
from datetime import date

import openpyxl
import pytest
from django.urls import reverse

from loa.documents.models import Relation, Route
from loa.documents.services import deliver_document, pass_on
from loa.evidence.models import Standing
from loa.evidence.services import give_verdict, record_activity
from loa.oversight.addressees import addressees_of
from loa.programmes.services import ask_about_duty
from loa.reference.models import CommunicationForm
from tests.factories import make_directive, make_document, make_task, moment
from tests.programmes.test_working_pages import words

AT = moment(2026, 3, 2)
ON = date(2026, 3, 20)


@pytest.fixture(autouse=True)
def originals(settings, tmp_path):
    settings.LOA_FILES = tmp_path / "originals"


@pytest.fixture
def plan(cast):
    """A plan of the province with one duty for each commune, delivered to both."""
    document = make_document(
        cast.home_office, cast.overseer, issuer=cast.province, status="confirmed"
    )
    directive = make_directive(document, cast.overseer)
    make_task(
        directive, leads=[cast.communes], kind="deliver", recurrence="once",
        quota_count=None, quota_unit="", quota_per="", deadline=date(2026, 3, 15),
        text="Rà soát các cụm loa trước ngày 15/3.", channel_kinds=[],
    )  # fmt: skip
    deliver_document(
        document=document, bodies=[cast.commune.pk, cast.neighbour.pk], at=AT
    )
    return document


def steps(cast, document, who="overseer", on=ON):
    found = addressees_of(document, cast.acting(who), on=on)
    return {row.version.short_name or row.version.name: row.step for row in found.rows}


def page(cast, document, who="overseer", query=""):
    address = reverse("oversight:addressees", args=[document.pk])
    return cast.client(who).get(address + query)


COMMUNE, WARD = "Xã Tam Giai", "Phường Hòa Khê"


def test_each_step_follows_from_what_was_done(cast, plan):
    hand = {"actor": cast.clerk, "acting": cast.acting("clerk"), "at": AT}
    task = plan.directive.tasks.get()
    assert steps(cast, plan) == {COMMUNE: "sent", WARD: "sent"}

    cast.client("clerk").get(reverse("documents:detail", args=[plan.pk]))
    assert steps(cast, plan) == {COMMUNE: "opened", WARD: "sent"}

    ask_about_duty(
        task=task, body=cast.commune, period_start=date(2026, 1, 1),
        kind="acknowledged", **hand,
    )  # fmt: skip
    assert steps(cast, plan)[COMMUNE] == "acknowledged"

    own = make_document(cast.commune, cast.clerk, status="confirmed")
    relation = Relation.objects.create(
        document=own, other=plan, kind="carries_on", body=cast.commune, by=cast.clerk
    )
    assert steps(cast, plan)[COMMUNE] == "assigned"
    row = addressees_of(plan, cast.acting("overseer"), on=ON).only("assigned")[0]
    assert row.handed_on == own

    # It was said wrongly and taken back: the step before stands again.
    Relation.objects.filter(pk=relation.pk).update(closed_at=AT)
    assert steps(cast, plan)[COMMUNE] == "acknowledged"


def test_done_is_counted_from_records_and_nothing_else(cast, plan):
    task = plan.directive.tasks.get()
    hand = {"actor": cast.clerk, "acting": cast.acting("clerk"), "at": AT}
    recorded = record_activity(
        body_id=cast.commune.pk, done_on=AT.date(), title="Đã rà soát các cụm loa",
        form=CommunicationForm.objects.get(code="document"),
        chosen_task_ids=[task.pk], address="https://tamgiai.lamgiang.gov.vn/ra-soat",
        **hand,
    )  # fmt: skip
    assert [credit.task for credit in recorded.credits] == [task]
    assert steps(cast, plan) == {COMMUNE: "done", WARD: "sent"}

    give_verdict(
        record=recorded.record, standing=Standing.REJECTED, reason="Không phải việc này",
        actor=cast.overseer, acting=cast.acting("overseer"), at=AT,
    )  # fmt: skip
    assert steps(cast, plan)[COMMUNE] == "sent"
    row = addressees_of(plan, cast.acting("overseer"), on=date(2026, 3, 31)).rows[0]
    assert (row.done, row.behind, len(row.asked)) == (0, 1, 1)


def test_what_waits_on_its_way_is_told_with_whom_and_how_long(cast):
    from tests.programmes.test_ways import NAME, addressed, send

    letter = addressed(cast, f"UBND các xã, phường (qua {NAME})")
    send(cast, letter)
    found = addressees_of(letter, cast.acting("overseer"), on=ON)
    waiting = found.only("on_way")
    assert [row.waits_days(ON) for row in waiting] == [18, 18]
    assert f"qua {NAME}" in words(page(cast, letter))
    hand = {"actor": cast.officer, "acting": cast.acting("officer")}
    pass_on(document=letter, body_ids=[cast.commune.pk], at=AT, **hand)
    assert steps(cast, letter) == {COMMUNE: "sent", WARD: "on_way", NAME: "sent"}
    assert "chuyển bởi Vũ Văn Officer" in words(page(cast, letter))
    # Who passes it on sees those beyond her; who gets it sees herself alone.
    assert set(steps(cast, letter, "officer")) == {COMMUNE, WARD, NAME}
    assert set(steps(cast, letter, "clerk")) == {COMMUNE}
    assert page(cast, letter, "outsider").status_code == 404
    assert Route.objects.filter(passed_at=None).count() == 1


def test_the_page_is_filtered_drilled_and_exported(cast, plan):
    seen = page(cast, plan)
    assert "2 cơ quan" not in words(seen)
    assert "Phường Hòa Khê" in words(seen) or "phường Hòa Khê" in words(seen)
    assert len(page(cast, plan, query="?trang-thai=done").context["rows"]) == 0
    assert len(page(cast, plan, query="?trang-thai=x").context["rows"]) == 2
    drilled = page(cast, plan, query=f"?co-quan={cast.commune.pk}")
    cell = reverse(
        "oversight:cell",
        args=[plan.directive.tasks.get().pk, cast.commune.pk, date(2026, 1, 1)],
    )
    assert cell in drilled.content.decode()
    made = page(cast, plan, query="?tep=xlsx")
    book = openpyxl.load_workbook(io.BytesIO(made.content))
    values = [cell.value for row in book.active.iter_rows() for cell in row]
    assert "Ủy ban nhân dân xã Tam Giai" in values


def test_an_outsider_is_told_nothing_and_an_addressee_only_of_herself(cast, plan):
    assert page(cast, plan, "officer").status_code == 404
    assert set(steps(cast, plan, "outsider")) == {WARD}
    assert "Tam Giai" not in words(page(cast, plan, "outsider"))
    address = reverse("oversight:addressees", args=[plan.pk])
    assert cast.client("overseer").post(address).status_code == 405
