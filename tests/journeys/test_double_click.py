"""Every form that makes something, sent twice by an impatient hand, makes one thing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model

from tests.architecture import matrix
from tests.cast import Cast
from tests.journeys.doors import Person, fields

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, slots=True)
class Made:
    """A create form: who opens it where, what is typed, and what it makes."""

    name: str
    who: str
    address: Callable[[Cast], str]
    having: str
    typed: Callable[[Cast], dict[str, Any]]
    model: Callable[[], type[Model]]
    action: str = ""
    filters: tuple[tuple[str, Any], ...] = ()

    def __str__(self) -> str:
        return self.name


def model(label: str) -> Callable[[], type[Model]]:
    def find() -> type[Model]:
        from django.apps import apps

        return apps.get_model(label)

    return find


def a_file() -> SimpleUploadedFile:
    return SimpleUploadedFile("nhat-ky.pdf", b"%PDF-1.4 nhat ky")


def record_of(cast: Cast) -> str:
    return f"/minh-chung/{matrix.record(cast)['pk']}/"


def reading_of(cast: Cast, path: str) -> str:
    return f"/van-ban/{matrix.reading(cast)['pk']}/{path}"


def state_of(cast: Cast) -> str:
    matrix.standing_task(cast)
    return "/"


def exemption_of(cast: Cast) -> str:
    args = matrix.task(cast)
    november = matrix.november(cast)
    return (
        f"/chuong-trinh/nhiem-vu/{args['pk']}/mien/?body={november['body']}"
        f"&period={november['period']}"
    )


def no_link(cast: Cast) -> dict[str, Any]:
    """A broadcast with its log: no address tells two of them apart."""
    from loa.reference.models import CommunicationForm

    return {
        "title": "Buổi phát sáng", "form": CommunicationForm.objects.get(code="broadcast").pk,
        "done_on": "01/06/2026", "file": a_file(), "xem": None,
    }  # fmt: skip


FORMS = [
    Made(
        "a document", "clerk", lambda _: "/van-ban/moi/", "text",
        lambda _: {"text": matrix.PLAN, "file": None}, model("documents.Document"),
    ),
    Made(
        "a task", "clerk", lambda cast: reading_of(cast, "nhiem-vu/them/"), "words",
        lambda _: {"words": "Gửi báo cáo kết quả trước ngày 15/12/2026", "kind": "standing"},
        model("documents.Finding"), filters=(("field", "task"),),
    ),
    Made(
        "a recipient", "clerk", lambda cast: reading_of(cast, "muc/them/recipient/"), "value",
        lambda _: {"value": "Sở Nội vụ"}, model("documents.Finding"),
        filters=(("field", "recipient"),),
    ),
    Made(
        "a record", "clerk", lambda _: "/minh-chung/ghi/", "title", no_link,
        model("evidence.Record"), action="/minh-chung/ghi/",
    ),
    Made(
        "a proof", "clerk", record_of, "file", lambda _: {"file": a_file()},
        model("evidence.Proof"), action="/bo-sung/", filters=(("kind__in", ["file", "log"]),),
    ),
    Made(
        "a channel", "clerk", lambda _: "/kenh/khai-bao/", "station",
        lambda _: {
            "kind": "website", "name": "Trang xã", "address": "https://xa.vidu.gov.vn/",
            "from_on": "01/01/2026", "xem": None,
        },
        model("channels.Channel"),
    ),
    Made(
        "a report", "clerk", lambda _: "/bao-cao/moi/", "whom", lambda _: {},
        model("reports.Report"),
    ),
    Made(
        "an invitation", "head", lambda cast: f"/co-quan/{cast.commune.pk}/", "full_name",
        lambda _: {"full_name": "Nguyễn Thị Lan", "username": "lan", "role": "officer"},
        model("accounts.User"), action="/moi-nguoi/",
    ),
    Made(
        "a sentence", "clerk", state_of, "sentence",
        lambda _: {"sentence": "Đã phát trên loa."}, model("programmes.Statement"),
    ),
]  # fmt: skip


@pytest.mark.parametrize("made", FORMS, ids=str)
def test_a_form_sent_twice_makes_one_thing(cast: Cast, made: Made):
    address = made.address(cast)
    person = Person(made.who).sign_in()
    page = person.open(address)
    form = page.form(made.action, having=made.having)
    where = form.get("action") or page.address
    rows = made.model()._default_manager.filter(**dict(made.filters))
    before = rows.count()

    answers = []
    for _click in range(2):
        data = fields(form) | made.typed(cast)
        data = {name: value for name, value in data.items() if value is not None}
        answers.append(person.client.post(where, data))

    assert rows.count() == before + 1
    # both clicks lead on, and no error is shown; a code for a person is shown once
    assert answers[0].status_code == (200 if made.name == "an invitation" else 302)
    assert answers[1].status_code == 302


def test_a_remark_sent_twice_is_noted_once(cast: Cast):
    from loa.reports.models import Report

    pk = matrix.submitted(cast)["pk"]
    overseer = Person("overseer").sign_in()
    page = overseer.open(f"/bao-cao/{pk}/")
    form = page.form("/nhan-xet/")
    data = fields(form) | {"text": "Đề nghị bổ sung số liệu tháng 10."}

    answers = [overseer.client.post(form.get("action"), data) for _click in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert len(Report.objects.get(pk=pk).remarks) == 1


def test_one_address_written_in_two_ways_is_recorded_once(cast: Cast):
    from loa.evidence.models import Record

    person = Person("clerk").sign_in()
    told = ""
    for address in (
        "https://tamgiai.vidu.gov.vn/tin/1?utm_source=zalo",
        "http://TamGiai.vidu.gov.vn:80/tin/1#dau-trang",
    ):
        page = person.open("/minh-chung/ghi/", address=address)
        form = page.form("/minh-chung/ghi/", having="title")
        told = person.send(
            form, page, title="Bài một", done_on="01/06/2026", xem=None
        ).text

    assert Record.objects.count() == 1
    assert "Lê Thị Clerk đã ghi nhận địa chỉ này" in told
