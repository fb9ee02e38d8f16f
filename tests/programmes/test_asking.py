"""A body acknowledges, asks for time, reports a difficulty; it is answered, on record."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from loa.audit.models import Entry
from loa.notices.models import Notice
from loa.programmes.models import DutyAnswer, DutyRequest, Extension
from loa.programmes.services import (
    AlreadyAnswered,
    AlreadyAsked,
    answer_request,
    ask_about_duty,
    withdraw_request,
)
from tests.cast import TODAY
from tests.factories import moment
from tests.programmes.test_working_pages import NOW, the_cell, words

NOVEMBER = date(2026, 11, 1)


@pytest.fixture
def quota(directive):
    return directive.tasks.get(order=2)


@pytest.fixture
def ask(cast, quota):
    def ask(kind="more_time", who="clerk", body=None, at=NOW, **more):
        fields = {"words": "Trang bị hỏng do lũ", "wanted_on": date(2026, 12, 20)}
        if kind != "more_time":
            del fields["wanted_on"]
        return ask_about_duty(
            task=quota, body=body or cast.commune, period_start=NOVEMBER, kind=kind,
            actor=getattr(cast, who), acting=cast.acting(who), at=at, **fields | more,
        )  # fmt: skip

    return ask


def post(client, name, pk, data, **more):
    return client.post(
        reverse(f"programmes:{name}", args=[pk]), data, follow=True, **more
    )


def period(cast):
    return {"body": cast.commune.pk, "period": NOVEMBER.isoformat()}


def answer_as(cast, row, who="overseer", kind="granted", **more):
    fields = {"words": "Đồng ý", "by_document": "20/CV-SNV ngày 22/11/2026"}
    return answer_request(
        request=row, kind=kind, actor=getattr(cast, who), acting=cast.acting(who),
        at=moment(2026, 11, 22), **fields | more,
    )  # fmt: skip


def test_a_clerk_asks_for_time_from_my_work_and_the_overseer_grants_it(cast, quota):
    clerk, overseer = cast.client("clerk"), cast.client("overseer")
    home = clerk.get(reverse("desk:home")).content.decode()
    address = reverse("programmes:ask", args=[quota.pk])
    assert f"{address}?body={cast.commune.pk}&amp;period=2026-11-01" in home
    assert clerk.get(f"{address}?body={cast.commune.pk}&period=2026-11-01").status_code
    sent = post(clerk, "ask", quota.pk, period(cast) | {
        "kind": "more_time", "wanted_on": "20/12/2026", "words": "Trang bị hỏng do lũ",
        "file": SimpleUploadedFile("bien-ban.txt", b"bien ban su co"),
    })  # fmt: skip
    assert "chờ trả lời" in words(sent)
    row = DutyRequest.objects.get()
    assert Notice.objects.filter(
        body=cast.province, kind="programmes.request.more_time"
    ).exists()
    assert "Xin gia hạn" in words(overseer.get(reverse("programmes:requests")))
    got = overseer.get(reverse("programmes:asked_file", args=[row.pk]))
    assert b"".join(got.streaming_content) == b"bien ban su co"
    post(overseer, "answer", row.pk, {
        "kind": "granted", "due_on": "15/12/2026", "by_document": "20/CV-SNV",
    })  # fmt: skip
    extension = Extension.objects.get()
    assert (extension.by_document, row.__class__.objects.get().answer.extension) == (
        "20/CV-SNV", extension,
    )  # fmt: skip
    assert the_cell(quota, cast.commune, NOVEMBER).window.due_on == date(2026, 12, 15)
    told = Notice.objects.filter(body=cast.commune, kind="programmes.due.extended")
    assert told.exists()
    home = words(clerk.get(reverse("desk:home")))
    assert "Xin gia hạn đến 20/12/2026" in home
    assert "Đồng ý đến 15/12/2026" in home
    assert Entry.objects.filter(action="programmes.request.made").exists()
    assert Entry.objects.filter(action="programmes.request.answered").exists()


def test_it_stands_on_the_task_page_and_in_the_drawer(cast, quota, ask):
    ask("difficulty")
    drawer = reverse("oversight:cell", args=[quota.pk, cast.commune.pk, NOVEMBER])
    for address in (reverse("programmes:task", args=[quota.pk]), drawer):
        text = words(cast.client("overseer").get(address))
        assert "Khó khăn, vướng mắc" in text
        assert "chờ trả lời" in text


def test_a_difficulty_is_answered_in_words(cast, ask):
    row = ask("difficulty")
    page = post(cast.client("overseer"), "answer", row.pk, {"kind": "answered"})
    assert page.status_code == 422
    assert not DutyAnswer.objects.exists()
    said = {"kind": "answered", "words": "Dùng tạm trang của tỉnh."}
    assert "Đã trả lời" in words(post(cast.client("overseer"), "answer", row.pk, said))
    assert Notice.objects.filter(
        body=cast.commune, kind="programmes.request.answered"
    ).exists()
    seen = cast.client("clerk").get(reverse("programmes:request", args=[row.pk]))
    assert "Dùng tạm trang của tỉnh." in words(seen)


def test_a_refusal_gives_its_reason_and_changes_no_day(cast, quota, ask):
    row = ask()
    before = the_cell(quota, cast.commune, NOVEMBER).window.due_on
    answer_as(cast, row, kind="refused", words="Đã có kênh khác")
    assert the_cell(quota, cast.commune, NOVEMBER).window.due_on == before
    assert not Extension.objects.exists()


def test_the_second_answer_is_told_who_was_first(cast, ask):
    row = ask("difficulty")
    answer_as(cast, row, kind="answered")
    with pytest.raises(AlreadyAnswered):
        answer_as(cast, DutyRequest.objects.get(), kind="answered", words="khác")
    page = post(
        cast.client("overseer"), "answer", row.pk, {"kind": "answered", "words": "khác"}
    )
    assert "Phạm Thị Overseer đã làm trước" in words(page)
    assert DutyAnswer.objects.get().words == "Đồng ý"


def test_the_asker_withdraws_while_it_is_open(cast, ask):
    row = ask()
    page = post(cast.client("clerk"), "withdraw_request", row.pk, {})
    assert "Bên nêu đã rút" in words(page)
    with pytest.raises(AlreadyAnswered):
        answer_as(cast, row)
    assert not Extension.objects.exists()
    # and may ask anew
    assert ask().pk != row.pk
    with pytest.raises(PermissionDenied):
        withdraw_request(
            request=ask("difficulty"), actor=cast.overseer,
            acting=cast.acting("overseer"), at=NOW,
        )  # fmt: skip


def test_the_same_is_not_asked_twice_at_once(cast, quota, ask):
    ask()
    with pytest.raises(AlreadyAsked):
        ask()
    said = period(cast) | {"kind": "acknowledged", "once": "k" * 22}
    for _twice in range(2):
        post(cast.client("clerk"), "ask", quota.pk, said)
    page = post(cast.client("clerk"), "ask", quota.pk, said | {"once": ""})
    assert "Cơ quan đã nêu nội dung này" in words(page)
    assert DutyRequest.objects.filter(kind="acknowledged").count() == 1


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"kind": "more_time", "words": "x"}, "Ghi ngày cần gia hạn đến"),
        (
            {"kind": "more_time", "wanted_on": "01/11/2026", "words": "x"},
            "Hạn hiện nay",
        ),
        ({"kind": "more_time", "wanted_on": "31/02/2026", "words": "x"}, "31/02/2026”"),
        ({"kind": "difficulty"}, "Ghi rõ lý do"),
        ({"kind": "complaint", "words": "x"}, "complaint"),
    ],
)
def test_bad_input_says_why_and_keeps_nothing(cast, quota, said, told):
    page = post(cast.client("clerk"), "ask", quota.pk, period(cast) | said)
    assert page.status_code == 422
    assert told in words(page)
    assert not DutyRequest.objects.exists()


def test_who_may_ask_answer_and_see(cast, quota, ask):
    with pytest.raises(PermissionDenied):
        ask(who="overseer")
    row = ask()
    with pytest.raises(PermissionDenied):
        answer_as(cast, row, who="head")
    address = reverse("programmes:request", args=[row.pk])
    seen = {
        who: cast.client(who).get(address).status_code
        for who in ("clerk", "head", "overseer", "officer", "outsider")
    }
    assert seen == {
        "clerk": 200, "head": 200, "overseer": 200, "officer": 404, "outsider": 404,
    }  # fmt: skip
    outsider = words(cast.client("outsider").get(reverse("programmes:requests")))
    assert "Xã Tam Giai" not in outsider


def test_the_list_asks_a_fixed_number_of_questions(
    cast, quota, ask, django_assert_max_num_queries
):
    for _each in range(4):
        ask("difficulty")
    client = cast.client("overseer")
    client.get(reverse("programmes:requests"))
    with django_assert_max_num_queries(22):
        client.get(reverse("programmes:requests"))
    assert TODAY.year == 2026
