"""The search box: words without marks, and only what the body may see."""

import pytest
from django.urls import reverse

from loa.desk.selectors import search
from loa.documents import codes
from loa.reference.models import CommunicationForm
from tests.cast import TODAY
from tests.desk.test_home import record
from tests.factories import make_document


def found(cast, query, who="clerk"):
    return search(cast.acting(who), query, TODAY)


def test_words_are_found_without_marks_and_in_any_order(cast, month):
    made = record(cast, title="Ngày hội dịch vụ công ở thôn Hạ")

    assert found(cast, "dich vu cong").records == [made]
    assert found(cast, "HẠ thôn").records == [made]
    assert found(cast, "dich vu thuong").records == []


def test_tasks_that_the_body_owes_are_found(cast, month):
    assert found(cast, "cum loa").tasks == [month.survey]


def test_tasks_of_others_are_not(cast, month):
    assert found(cast, "cum loa", "overseer").tasks == []


def test_records_of_another_commune_are_not_found(cast, month):
    record(cast, title="Ngày hội dịch vụ công ở thôn Hạ")

    assert found(cast, "dich vu cong", "outsider").records == []


def test_documents_are_found_by_those_who_may_see_them(cast):
    document = make_document(
        cast.commune,
        cast.clerk,
        subject="Về cụm loa truyền thanh",
        folded="ve cum loa truyen thanh",
    )

    assert [row.pk for row in found(cast, "truyen thanh").documents] == [document.pk]
    assert found(cast, "truyen thanh", "outsider").documents == []


@pytest.mark.parametrize("query", ["", "   ", "%", "_", "…"])
def test_what_has_no_letter_finds_nothing_rather_than_all(cast, month, query):
    record(cast)

    assert found(cast, query).count == 0


def test_more_than_is_shown_is_said(cast, month, django_assert_max_num_queries):
    from loa.evidence.models import Record

    news = CommunicationForm.objects.get(code="news")
    Record.objects.bulk_create(
        Record(
            body=cast.commune,
            done_on=TODAY,
            form=news,
            title=f"Tin số {n}",
            recorded_at="2026-11-21T05:00:00Z",
            recorded_by=cast.clerk,
        )
        for n in range(30)
    )
    with django_assert_max_num_queries(40):
        result = found(cast, "tin so")

    assert len(result.records) == 20
    assert result.is_more


def test_the_page_says_when_nothing_is_found_and_escapes_what_was_asked(cast, month):
    client = cast.client("clerk")
    client.cookies["django_language"] = "en"

    html = client.get(reverse("desk:search"), {"q": "<b>zzz</b>"}).content.decode()

    assert "Nothing found" in html
    assert "<b>zzz</b>" not in html


def test_codes_of_documents_keep_their_slash():
    assert codes.search_words("12/KH-UBND")
