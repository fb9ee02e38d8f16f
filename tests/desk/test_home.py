"""A person's home over HTTP."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from loa.accounts.models import User
from loa.desk.shell import RAIL
from loa.documents.models import Delivery
from loa.evidence import services as evidence
from loa.evidence.models import Standing
from loa.orgs.models import Role
from loa.reference.models import Area, CommunicationForm
from tests.cast import TODAY
from tests.desk.conftest import NOON
from tests.factories import give, make_channel, make_document, make_user


def page(cast, who="clerk", **query) -> str:
    client = cast.client(who)
    client.cookies["django_language"] = "en"
    answer = client.get(reverse("desk:home"), query)
    assert answer.status_code == 200
    return answer.content.decode()


def record(cast, title="12 thủ tục hộ tịch qua mạng"):
    return evidence.record_activity(
        body_id=cast.commune.pk,
        done_on=TODAY,
        form=CommunicationForm.objects.get(code="news"),
        title=title,
        area=Area.objects.order_by("pk").first(),
        channel=make_channel(cast.commune, "tamgiai.lamgiang.gov.vn"),
        address="https://tamgiai.lamgiang.gov.vn/12-thu-tuc",
        actor=cast.clerk,
        acting=cast.acting("clerk"),
        at=NOON,
    ).record


def test_a_stranger_is_sent_to_sign_in(db, client):
    answer = client.get(reverse("desk:home"))

    assert answer.status_code == 302
    assert reverse("accounts:sign_in") in answer["Location"]


def test_home_is_read_not_written_to(cast):
    client = cast.client("clerk")

    assert client.post(reverse("desk:home")).status_code == 405
    assert client.post(reverse("desk:search")).status_code == 405


def test_the_clerk_sees_what_her_commune_owes(cast, month):
    html = page(cast)

    assert month.survey.title in html
    assert "9 days over" in html
    assert "To do now" in html
    assert month.standing.title in html


def test_the_outsider_of_another_commune_sees_her_own_and_not_ours(cast, month):
    record(cast, title="Bài của Tam Giai")

    html = page(cast, "outsider")

    assert month.survey.title in html
    assert "Bài của Tam Giai" not in html


def test_the_overseers_department_owes_nothing_here(cast, month):
    html = page(cast, "overseer")

    assert month.survey.title not in html
    assert "Nothing is owed in this period" in html


def test_who_only_looks_has_nothing_to_press(cast, month):
    viewer = make_user("viewer", "Ngô Thị Viewer")
    give(viewer, Role.VIEWER, cast.commune)
    client = Client()
    client.force_login(viewer, backend="django.contrib.auth.backends.ModelBackend")

    html = client.get(reverse("desk:home")).content.decode()

    assert month.survey.title in html
    assert reverse("evidence:record") not in html


def test_who_has_no_role_is_told_whom_to_ask(db):
    nobody = User.objects.create_user("nobody", full_name="Không Vai Trò")
    client = Client()
    client.cookies["django_language"] = "en"
    client.force_login(nobody, backend="django.contrib.auth.backends.ModelBackend")

    html = client.get(reverse("desk:home")).content.decode()

    assert "You have no role in any body yet" in html


def test_what_was_just_recorded_says_what_it_counts_toward_and_what_was_checked(
    cast, month
):
    made = record(cast)

    html = page(cast)

    assert made.title in html
    assert "Recorded and checked at" in html
    assert month.news.title in html
    assert reverse("evidence:detail", args=[made.pk]) in html


def test_a_verdict_stands_with_its_reason(cast, month):
    made = record(cast)
    evidence.give_verdict(
        record=made,
        standing=Standing.DISPUTED,
        reason="nhật ký trạm ghi 6 phút",
        actor=cast.overseer,
        acting=cast.acting("overseer"),
        at=NOON,
    )

    assert "nhật ký trạm ghi 6 phút" in page(cast)


def test_a_document_that_arrived_stands_until_it_is_opened_and_after(cast, month):
    document = make_document(
        cast.province, cast.overseer, subject="Về cụm loa", status="confirmed"
    )
    Delivery.objects.create(document=document, body=cast.commune, delivered_at=NOON)

    html = page(cast)

    assert "Về cụm loa" in html
    assert "New." in html
    Delivery.objects.update(opened_at=NOON, opened_by=cast.clerk)
    assert "New." not in page(cast)


def test_a_state_chosen_shows_that_state_alone(cast, month):
    html = page(cast, **{"trang-thai": "overdue"})

    assert "To do now" in html
    assert "In this period" not in html


@pytest.mark.parametrize(
    "query", [{"ky": "x"}, {"trang-thai": "<script>"}, {"ky": "nam"}]
)
def test_odd_words_in_the_address_do_no_harm(cast, month, query):
    assert "<script>" not in page(cast, **query)


def test_the_statements_of_the_page_do_not_grow_with_the_work(cast, month):
    record(cast)
    client = cast.client("clerk")
    client.get(reverse("desk:home"))

    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("desk:home"), {"ky": "nam"})

    assert len(asked) <= 60


def test_every_entry_of_the_rail_leads_somewhere(cast):
    assert [entry.name for entry in RAIL if not reverse(entry.name)] == []
    html = page(cast)
    for entry in RAIL:
        assert f'href="{reverse(entry.name)}"' in html


def test_the_page_is_in_vietnamese_unless_chosen_otherwise(cast, month):
    client = cast.client("clerk")

    html = client.get(reverse("desk:home")).content.decode()

    assert '<html lang="vi"' in html
    assert "Cần làm ngay" in html
    assert "quá 9 ngày" in html


def test_what_waits_for_a_verdict_stands_before_the_overseer_and_nobody_else(
    cast, month
):
    made = record(cast)

    html = page(cast, "overseer")

    assert "Waiting for your verdict" in html
    assert reverse("evidence:detail", args=[made.pk]) in html
    assert "Waiting for your verdict" not in page(cast, "clerk")
    assert "Waiting for your verdict" not in page(cast, "officer")


def test_what_is_decided_waits_no_more(cast, month):
    evidence.give_verdict(
        record=record(cast),
        standing=Standing.VERIFIED,
        reason="đã xem",
        actor=cast.overseer,
        acting=cast.acting("overseer"),
        at=NOON,
    )

    assert "Waiting for your verdict" not in page(cast, "overseer")
