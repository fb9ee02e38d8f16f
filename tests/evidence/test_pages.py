"""The pages: paste, look, record, judge, withdraw; and who is turned away."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.urls import reverse

from loa.common.dates import now, today
from loa.evidence.models import Record, Standing
from tests.evidence.work import HOST, Work
from tests.factories import make_channel, make_task, rewrite

pytestmark = pytest.mark.django_db
RECORD = "/minh-chung/ghi/"


@pytest.fixture
def now_work(work: Work) -> Work:
    """The task in force in the year in which the test is run."""
    on = today()
    work.task.from_on = date(on.year, 1, 1)
    work.task.until_on = date(on.year + 1, 1, 1)
    work.task.save()
    rewrite(work.task.assignments, from_on=work.task.from_on)
    return work


def form_data(client, path=RECORD, **fields):
    """What the page's own form would send, with ``fields`` typed over it."""
    form = client.get(path).context["form"]
    given = {name: form[name].value() for name in form.fields if name != "file"}
    given = {name: value for name, value in given.items() if value not in (None, "")}
    return given | {"title": "Tin về thủ tục hộ tịch"} | fields


def paste(client, link, **fields):
    return form_data(client, f"{RECORD}?address={link}", **fields)


def test_a_pasted_address_fills_the_form_and_says_what_is_guessed(now_work: Work):
    day = today() - timedelta(days=1)
    address = f"https://{HOST}/{day:%Y/%m/%d}/dich-vu-cong-truc-tuyen"

    page = now_work.cast.client("clerk").get(RECORD, {"address": address})

    form = page.context["form"]
    assert form["done_on"].value() == f"{day:%d/%m/%Y}"
    assert form["area"].field.queryset.get(pk=form["area"].value()).code == "digital"
    assert len(page.context["guessed"]) == 3
    assert [line.duty.task.id for line in page.context["counting"]] == [
        now_work.task.pk
    ]
    assert "Đoán theo địa chỉ" in page.content.decode()


def test_a_link_is_recorded_and_the_result_shown(now_work: Work):
    client = now_work.cast.client("clerk")

    sent = client.post(RECORD, paste(client, f"https://{HOST}/tin-9"), follow=True)

    record = Record.objects.get()
    assert sent.redirect_chain == [(f"/minh-chung/{record.pk}/?vua-ghi=1", 302)]
    text = sent.content.decode()
    assert "Đã ghi nhận và kiểm tra" in text
    assert "khai 0" in text
    assert "1 / 2" in text


def test_a_double_click_makes_one_record_and_leads_to_it(now_work: Work):
    client = now_work.cast.client("clerk")
    data = paste(client, f"https://{HOST}/tin-9", once="a" * 22)
    data["address"] = ""
    data["form"] = str(_form("class").pk)

    first = client.post(RECORD, data)
    second = client.post(RECORD, data)

    record = Record.objects.get()
    assert first.url == f"/minh-chung/{record.pk}/?vua-ghi=1"
    assert second.url == f"/minh-chung/{record.pk}/"


def test_who_records_a_recorded_address_is_led_to_the_record(now_work: Work):
    first = now_work.record().record
    client = now_work.cast.client("clerk")

    looked = client.get(RECORD, {"address": f"http://{HOST}/tin-1/"})
    sent = client.post(RECORD, paste(client, f"http://{HOST}/tin-1/"), follow=True)

    assert looked.context["own"] == first
    assert sent.redirect_chain == [(f"/minh-chung/{first.pk}/", 302)]
    assert "đã ghi nhận địa chỉ này" in sent.content.decode()


def test_looking_first_stores_nothing_and_works_without_scripts(now_work: Work):
    client = now_work.cast.client("clerk")

    page = client.post(RECORD, paste(client, f"https://{HOST}/a", xem="1"))

    assert page.status_code == 200
    assert len(page.context["counting"]) == 1
    assert not Record.objects.exists()


def test_the_preview_answers_as_a_fragment(now_work: Work):
    client = now_work.cast.client("clerk")
    data = paste(client, f"https://{HOST}/a", title="")

    page = client.post("/minh-chung/ghi/xem-truoc/", data, HTTP_HX_REQUEST="true")

    text = page.content.decode()
    assert page.status_code == 200
    assert "<html" not in text
    assert now_work.task.title in text
    assert 'hx-swap-oob="true"' in text


def test_a_task_chosen_by_hand_is_counted(now_work: Work):
    task = make_task(
        now_work.directive,
        leads=[now_work.cast.communes],
        kind="deliver",
        deadline=today(),
        recurrence="once",
        quota_count=None,
        channel_kinds=[],
        from_on=now_work.task.from_on,
        until_on=now_work.task.until_on,
    )
    client = now_work.cast.client("clerk")
    path = f"{RECORD}?viec={task.pk}&address=https://{HOST}/a"

    page = client.get(path)
    client.post(RECORD, form_data(client, path, viec=[str(task.pk)]))

    assert task.pk in {line.duty.task.id for line in page.context["counting"]}
    assert task.credits.get().rule == "chosen"


def test_a_form_that_counts_people_asks_for_them(now_work: Work):
    client = now_work.cast.client("clerk")
    upload = SimpleUploadedFile("danh-sach.txt", b"1. Nguyen Van A")
    data = form_data(
        client, form=str(_form("class").pk), count_attendees="1.200", file=upload
    )

    client.post(RECORD, data)

    record = Record.objects.get()
    assert record.quantities == {"người tham dự": 1200}
    assert record.proofs.get().file.name == "danh-sach.txt"


def test_only_stations_and_boards_are_offered_by_name(now_work: Work):
    station = make_channel(now_work.cast.commune, "", kind="radio", station="Đài")

    form = now_work.cast.client("clerk").get(RECORD).context["form"]

    assert list(form.fields["channel"].queryset) == [station]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"title": ""}, "Tiêu đề"),
        ({"done_on": "31/02/2026"}, "“31/02/2026”"),
        ({"done_on": "01/01/2999"}, "Ngày này chưa tới"),
        ({"done_on": "01/01/2003"}, "chưa tồn tại"),
        ({"address": "javascript:alert(1)"}, "không phải địa chỉ trang mạng"),
        ({"address": "https://user@a.vn/"}, "đứng trước dấu"),
        ({"address": ""}, "chọn tệp minh chứng"),
        ({"quantity": "hai"}, "hai"),
        ({"form": "999999"}, "Hình thức"),
        ({"area": "abc"}, "Lĩnh vực"),
    ],
)
def test_bad_input_is_told_and_nothing_is_stored(now_work: Work, fields, said):
    client = now_work.cast.client("clerk")
    data = paste(client, f"https://{HOST}/a", **fields)

    page = client.post(RECORD, data)

    assert page.status_code == 422
    assert said in page.content.decode()
    assert not Record.objects.exists()


def test_a_bad_address_in_the_row_on_top_is_told(now_work: Work):
    page = now_work.cast.client("clerk").get(RECORD, {"address": "javascript:alert(1)"})

    assert page.status_code == 200
    assert "không phải địa chỉ trang mạng" in page.content.decode()


@override_settings(LOA_MAX_UPLOAD=1000)
def test_a_file_that_is_too_large_is_told(now_work: Work):
    client = now_work.cast.client("clerk")
    upload = SimpleUploadedFile("to.bin", b"x" * 1001)

    page = client.post(RECORD, form_data(client, file=upload))

    assert page.status_code == 422
    assert "chỉ nhận tối đa" in page.content.decode()
    assert not Record.objects.exists()


def test_a_script_in_a_title_is_shown_as_text(now_work: Work):
    record = now_work.record(title="<script>alert(1)</script>").record

    page = now_work.cast.client("clerk").get(f"/minh-chung/{record.pk}/")

    assert "<script>alert" not in page.content.decode()


def test_the_overseer_decides_and_the_count_moves(now_work: Work):
    record = now_work.record().record
    client = now_work.cast.client("overseer")
    page = client.get(f"/minh-chung/{record.pk}/")
    seen = page.context["current"].pk

    done = client.post(
        f"/minh-chung/{record.pk}/ket-luan/",
        {"standing": "verified", "reason": "Đã mở trang", "seen": seen},
        follow=True,
    )

    assert "Đã kết luận" in done.content.decode()
    assert now_work.columns() == {"verified": 1}


def test_who_decides_second_is_told_who_was_first(now_work: Work):
    record = now_work.record().record
    seen = record.verdicts.get().pk
    now_work.judge(record, Standing.REJECTED)

    done = now_work.cast.client("overseer").post(
        f"/minh-chung/{record.pk}/ket-luan/",
        {"standing": "verified", "reason": "Đúng", "seen": seen},
        follow=True,
    )

    assert "Phạm Thị Overseer đã kết luận" in done.content.decode()
    assert now_work.columns() == {"rejected": 1}


@pytest.mark.parametrize(
    "data",
    [{"standing": "verified"}, {"reason": "Đúng"}, {"standing": "x", "reason": "y"}],
)
def test_half_a_verdict_is_refused(now_work: Work, data):
    record = now_work.record().record

    page = now_work.cast.client("overseer").post(
        f"/minh-chung/{record.pk}/ket-luan/", data
    )

    assert page.status_code == 422
    assert now_work.columns() == {"pending": 1}


def test_a_record_is_taken_back_with_its_reason(now_work: Work):
    record = now_work.record().record
    client = now_work.cast.client("clerk")

    empty = client.post(f"/minh-chung/{record.pk}/rut/", {"reason": ""})
    done = client.post(
        f"/minh-chung/{record.pk}/rut/", {"reason": "Nhầm bài"}, follow=True
    )

    assert empty.status_code == 422
    assert "Nhầm bài" in done.content.decode()
    assert now_work.columns() == {}


def test_proof_is_added_and_sent_as_a_harmless_file(now_work: Work):
    record = now_work.record("", form="broadcast").record
    client = now_work.cast.client("clerk")
    upload = SimpleUploadedFile("nhật ký.html", b"<script>alert(1)</script>")

    client.post(f"/minh-chung/{record.pk}/bo-sung/", {"file": upload, "once": "b" * 22})
    again = SimpleUploadedFile("nhật ký.html", b"<script>alert(1)</script>")
    client.post(f"/minh-chung/{record.pk}/bo-sung/", {"file": again, "once": "b" * 22})

    proof = record.proofs.get()
    sent = client.get(reverse("evidence:file", args=[record.pk, proof.pk]))
    assert sent["Content-Type"].startswith("text/plain")
    assert sent["Content-Security-Policy"].startswith("sandbox")
    assert sent["X-Content-Type-Options"] == "nosniff"
    assert b"".join(sent.streaming_content) == b"<script>alert(1)</script>"


def test_the_list_filters_by_period_form_and_standing(work: Work):
    november = work.record().record
    october = work.record(f"https://{HOST}/b", done_on=date(2026, 10, 5)).record
    work.judge(october, Standing.VERIFIED)
    client = work.cast.client("clerk")

    def shown(**query):
        page = client.get("/minh-chung/", query)
        return [record.pk for record in page.context["page_obj"]]

    year = str(today().year)
    if year == "2026":
        assert shown(ky="202610") == [october.pk]
        assert shown(ky="20264") == [november.pk, october.pk]
    assert shown(trang_thai="verified") == [october.pk]
    assert shown(hinh_thuc="class") == []
    assert shown(ky="rac") == [november.pk, october.pk]


def test_the_list_asks_as_often_for_many_as_for_one(
    work: Work, django_assert_max_num_queries
):
    client = work.cast.client("clerk")
    for number in range(12):
        work.record(f"https://{HOST}/{number}")

    with django_assert_max_num_queries(25):
        client.get("/minh-chung/")


OUTSIDERS = ["outsider", "officer"]


@pytest.mark.parametrize("who", OUTSIDERS)
def test_an_outsider_finds_none_of_it(now_work: Work, who):
    record = now_work.record("", form="class", file=_file()).record
    proof = record.proofs.get().pk
    client = now_work.cast.client(who)

    gets = [f"/minh-chung/{record.pk}/", f"/minh-chung/{record.pk}/tep/{proof}/"]
    posts = [
        f"/minh-chung/{record.pk}/{end}/" for end in ("ket-luan", "rut", "bo-sung")
    ]
    commune = now_work.cast.commune.pk

    assert [client.get(path).status_code for path in gets] == [404, 404]
    assert [client.post(path).status_code for path in posts] == [404, 404, 404]
    assert client.get(f"/minh-chung/?co-quan={commune}").status_code == 404


def test_insiders_without_the_right_are_told_so(now_work: Work):
    record = now_work.record().record
    path = f"/minh-chung/{record.pk}"

    assert now_work.cast.client("clerk").post(f"{path}/ket-luan/").status_code == 403
    assert now_work.cast.client("overseer").post(f"{path}/rut/").status_code == 403
    assert now_work.cast.client("overseer").post(f"{path}/bo-sung/").status_code == 403


def test_a_stranger_is_asked_to_sign_in(now_work: Work):
    record = now_work.record().record
    client = now_work.cast.client("stranger")

    for path in ("", "ghi/", f"{record.pk}/"):
        assert client.get(f"/minh-chung/{path}").status_code == 302


def test_wrong_methods_are_refused(now_work: Work):
    record = now_work.record().record
    client = now_work.cast.client("clerk")

    for end in ("ket-luan", "rut", "bo-sung"):
        assert client.get(f"/minh-chung/{record.pk}/{end}/").status_code == 405
    assert client.get("/minh-chung/ghi/xem-truoc/").status_code == 405
    assert client.post("/minh-chung/").status_code == 405
    assert client.put(RECORD).status_code == 405


@pytest.mark.parametrize("query", ["co-quan=x", "co-quan=999999", "co-quan=%C2%B2"])
def test_a_body_that_is_none_is_not_found(now_work: Work, query):
    assert now_work.cast.client("clerk").get(f"/minh-chung/?{query}").status_code == 404


def _form(code):
    from loa.reference.models import CommunicationForm

    return CommunicationForm.objects.get(code=code)


def _file():
    from loa.evidence.services import NewFile

    return NewFile(b"danh sach", "danh-sach.txt")


def test_a_clock_set_back_makes_no_late_record_one_in_time(now_work: Work, monkeypatch):
    client, true = now_work.cast.client("clerk"), now()
    assert client.post(RECORD, paste(client, f"https://{HOST}/mot")).status_code == 302
    last = Record.objects.get()

    def clock_at(moment):
        monkeypatch.setattr("loa.evidence.views.recording.now", lambda: moment)

    clock_at(true - timedelta(hours=5))
    client.post(RECORD, paste(client, f"https://{HOST}/hai"))
    assert Record.objects.latest("pk").recorded_at == last.recorded_at
    clock_at(true - timedelta(days=40))
    refused = client.post(RECORD, paste(client, f"https://{HOST}/ba"))
    assert refused.status_code == 422
    assert "Đồng hồ máy chủ" in refused.content.decode()
    assert Record.objects.count() == 2
