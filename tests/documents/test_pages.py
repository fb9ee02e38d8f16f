"""The pages of documents, as people meet them."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import override

from loa.documents import addresses, apart, services
from loa.documents.models import Delivery, Document, Finding, Status
from loa.documents.unreadable import explain
from loa.domain.docreader import Reason, Unreadable
from loa.orgs.models import Role
from tests.documents import papers
from tests.documents.conftest import AT
from tests.factories import give, make_document, make_user, moment

NEW = "/van-ban/moi/"


def upload(content: bytes, name: str = "ke-hoach.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def text_of(answer) -> str:
    return answer.content.decode()


def confirmed(plan, cast):
    return services.confirm_document(
        document=plan, actor=cast.clerk, acting=cast.acting("clerk"), at=AT
    )


def viewer_in(cast) -> Client:
    viewer = make_user("viewer")
    give(viewer, Role.VIEWER, cast.commune)
    client = Client()
    client.force_login(viewer, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def clerk(cast):
    return cast.client("clerk")


# --- bringing in ------------------------------------------------------------------------


def test_a_file_is_brought_in_and_its_reading_is_shown(clerk, cast):
    answer = clerk.post(NEW, {"file": upload(papers.as_docx())})

    document = Document.objects.get()
    assert document.held_by == cast.commune
    assert answer.headers["Location"] == addresses.review_url(document)


def test_pasted_text_is_brought_in(clerk):
    clerk.post(NEW, {"text": papers.PLAN})

    assert str(Document.objects.get()) == "Kế hoạch 12/KH-UBND"


def test_the_form_works_without_a_script(clerk):
    page = text_of(clerk.get(NEW))

    assert 'enctype="multipart/form-data"' in page
    assert 'type="file"' in page
    assert '<textarea name="text"' in page
    assert 'name="once"' in page


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "a.docx", "Tệp rỗng"),
        (papers.png(), "ke-hoach.docx", "Không nhận ra chữ"),
        (papers.ENCRYPTED, "a.docx", "mật khẩu"),
        (papers.DAMAGED, "a.docx", "bị hỏng"),
        (b"%PDF-1.7\nnothing", "a.pdf", "bị hỏng"),
        (b"MZ\x90\x00\x03" + b"\x00" * 50, "a.exe", "không đọc loại tệp này"),
        (papers.with_external_entity(), "a.docx", "trỏ ra ngoài"),
    ],
    ids=["empty", "picture", "encrypted", "damaged", "bad pdf", "program", "entity"],
)
def test_what_cannot_be_read_is_said_with_what_to_do(clerk, content, name, words):
    answer = clerk.post(NEW, {"file": upload(content, name)})

    assert answer.status_code == 422
    assert words in text_of(answer)
    assert not Document.objects.exists()


def test_a_bomb_is_refused_and_said_so(clerk):
    answer = clerk.post(NEW, {"file": upload(papers.bomb())})

    assert answer.status_code == 422
    assert "độc hại" in text_of(answer) or "quá lớn" in text_of(answer)
    assert not Document.objects.exists()


def test_neither_file_nor_text_is_said(clerk):
    answer = clerk.post(NEW, {"text": "   "})

    assert answer.status_code == 422
    assert "Chọn tệp, hoặc dán nội dung" in text_of(answer)


def test_a_file_and_a_text_at_once_is_said_and_the_text_is_kept(clerk):
    answer = clerk.post(NEW, {"file": upload(papers.as_docx()), "text": "Dán vào"})

    assert answer.status_code == 422
    assert "Dán vào" in text_of(answer)
    assert not Document.objects.exists()


def test_a_file_above_the_limit_is_refused_with_both_sizes(clerk, settings):
    settings.LOA_MAX_UPLOAD = 10 * 1024

    answer = clerk.post(NEW, {"file": upload(papers.as_docx())})

    assert answer.status_code == 422
    assert "giới hạn là 10,0 KB" in text_of(answer)


def test_200_megabytes_are_refused_before_a_byte_is_read(clerk):
    class Unread:
        def read(self, *_size: int) -> bytes:
            raise AssertionError("it was read")

        readline = read

    answer = clerk.generic(
        "POST",
        NEW,
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(200 * 1024 * 1024),
        **{"wsgi.input": Unread()},
    )

    assert answer.status_code == 413


def test_a_document_in_another_language_warns_and_lets_her_go_on_or_not(clerk):
    page = text_of(clerk.post(NEW, {"text": papers.ENGLISH}, follow=True))

    assert "không phải tiếng Việt" in page
    assert "Rút văn bản này" in page
    assert Document.objects.get().status == Status.READ


def test_the_same_file_again_leads_to_the_one_that_is_here(clerk, cast):
    clerk.post(NEW, {"file": upload(papers.as_docx())})

    answer = cast.client("head").post(NEW, {"file": upload(papers.as_docx())})

    document = Document.objects.get()
    assert answer.headers["Location"] == addresses.review_url(document)


def test_the_same_number_leads_to_the_document_and_may_be_overruled(clerk, plan):
    answer = clerk.post(NEW, {"file": upload(papers.as_docx())})
    assert answer.status_code == 422
    assert addresses.review_url(plan) in text_of(answer)
    assert 'name="as_another"' in text_of(answer)

    clerk.post(NEW, {"file": upload(papers.as_docx()), "as_another": "on"})

    assert Document.objects.count() == 2


def test_a_double_click_brings_in_one_and_leads_to_it(clerk):
    first, second = (
        clerk.post(NEW, {"text": papers.PLAN, "once": "k" * 22}) for _ in range(2)
    )

    document = Document.objects.get()
    assert first.headers["Location"] == addresses.review_url(document)
    assert second.headers["Location"] == f"/van-ban/{document.pk}/"


def test_a_viewer_may_not_bring_in(cast):
    client = viewer_in(cast)

    assert client.get(NEW).status_code == 403
    assert client.post(NEW, {"text": papers.PLAN}).status_code == 403
    assert not Document.objects.exists()


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_a_sentence_that_says_what_to_do(reason):
    with override("vi"):
        said = explain(Unreadable(reason))
    with override("en"):
        in_english = explain(Unreadable(reason))

    assert said != in_english
    assert said.count(".") >= 2


def test_a_file_that_makes_the_reader_fall_does_not_take_the_worker_along(
    clerk, monkeypatch
):
    at_once = apart.Limits(seconds=0.001)
    monkeypatch.setattr(apart.Limits, "for_scans", lambda scans: at_once)

    answer = clerk.post(NEW, {"file": upload(papers.as_docx())})

    assert answer.status_code == 422
    assert "quá lớn" in text_of(answer)
    assert clerk.get("/van-ban/").status_code == 200


# --- library ----------------------------------------------------------------------------


def test_the_library_shows_own_documents_and_what_came(cast, plan):
    confirmed(plan, cast)
    plan.refresh_from_db()
    services.deliver_document(document=plan, bodies=[cast.neighbour.pk], at=AT)
    make_document(cast.neighbour, cast.outsider, subject="Của phường Hòa Khê")

    page = text_of(cast.client("outsider").get("/van-ban/"))

    assert "Gửi đến cơ quan" in page
    assert "1 chưa mở" in page
    assert "Của phường Hòa Khê" in page


def test_an_empty_library_says_the_first_thing_to_do(clerk):
    page = text_of(clerk.get("/van-ban/"))

    assert "Chưa có văn bản nào" in page
    assert 'href="/van-ban/moi/"' in page


@pytest.mark.parametrize(
    "words", ["tuyen truyen", "TUYÊN  TRUYỀN", "12/kh-ubnd", "lam giang"]
)
def test_a_search_finds_without_marks(clerk, plan, words):
    page = text_of(clerk.get("/van-ban/", {"q": words}))

    assert f'href="/van-ban/{plan.pk}/"' in page


@pytest.mark.parametrize(
    "query", [{"q": "không có"}, {"trang_thai": "confirmed"}, {"q": "%"}]
)
def test_what_does_not_match_is_said(clerk, plan, query):
    page = text_of(clerk.get("/van-ban/", query))

    assert "Không có văn bản nào khớp" in page


def test_an_odd_filter_or_page_is_not_an_error(clerk, plan):
    assert clerk.get("/van-ban/?trang_thai=odd&trang=999&cua=x").status_code == 200


@pytest.mark.parametrize("who", ["outsider", "officer"])
def test_an_outsider_sees_nothing_of_it_in_the_library(cast, plan, who):
    assert "12/KH-UBND" not in text_of(cast.client(who).get("/van-ban/"))


def test_the_library_asks_the_database_the_same_however_long(
    cast, clerk, django_assert_max_num_queries
):
    clerk.get("/van-ban/")
    for _ in range(31):
        document = make_document(cast.neighbour, cast.outsider, status="confirmed")
        Delivery.objects.create(document=document, body=cast.commune, delivered_at=AT)
        make_document(cast.commune, cast.clerk)

    with django_assert_max_num_queries(25):
        page = clerk.get("/van-ban/")

    assert text_of(page).count("<tr data-row>") == 30


# --- one document -----------------------------------------------------------------------


def test_a_document_shows_its_paper_and_what_is_known_of_it(clerk, plan):
    page = text_of(clerk.get(f"/van-ban/{plan.pk}/"))

    assert "<i>T</i>12</mark>" in page
    assert 'class="task-n">N2</span>' in page
    assert "≥ 2 tin, bài mỗi tháng" in page
    assert plan.sha256 in page
    assert "Chưa xác nhận" in page


def test_the_original_comes_back_byte_for_byte(clerk):
    clerk.post(NEW, {"file": upload(papers.as_docx(), "Kế hoạch 12.docx")})
    document = Document.objects.get()

    answer = clerk.get(f"/van-ban/{document.pk}/ban-goc/")

    content = b"".join(answer.streaming_content)
    answer.close()
    assert content == papers.as_docx()
    assert hashlib.sha256(content).hexdigest() == document.sha256
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox")


def test_a_document_without_an_original_has_none_to_send(cast, clerk):
    document = make_document(cast.commune, cast.clerk)

    assert clerk.get(f"/van-ban/{document.pk}/ban-goc/").status_code == 404


def test_opening_a_delivered_document_is_noted(cast, plan):
    document = confirmed(plan, cast)
    services.deliver_document(document=document, bodies=[cast.neighbour.pk], at=AT)

    cast.client("outsider").get(f"/van-ban/{plan.pk}/")

    assert Delivery.objects.get().opened_by == cast.outsider
    assert "1 đã mở" in text_of(cast.client("clerk").get(f"/van-ban/{plan.pk}/"))


def test_a_held_citation_is_a_link_only_for_who_may_see_it(cast, plan):
    document = confirmed(plan, cast)
    other = make_document(cast.culture, cast.officer, status="confirmed")
    document.citations.filter(number="76/NQ-CP").update(target=other)

    page = text_of(cast.client("clerk").get(f"/van-ban/{plan.pk}/"))

    assert f'href="/van-ban/{other.pk}/"' not in page
    assert "76/NQ-CP" in page


def test_another_document_of_the_same_number_is_pointed_out(cast, clerk, plan):
    other = make_document(
        cast.commune,
        cast.clerk,
        number="12",
        code="12/kh-ubnd",
        issuer_name=plan.issuer_name,
        issued_on=plan.issued_on,
    )

    page = text_of(clerk.get(f"/van-ban/{plan.pk}/"))

    assert "cùng số" in page
    assert f'href="/van-ban/{other.pk}/"' in page


def test_a_document_brought_in_by_mistake_is_withdrawn(clerk, plan):
    clerk.post(f"/van-ban/{plan.pk}/rut/")

    plan.refresh_from_db()
    assert plan.status == Status.WITHDRAWN
    assert "Đã rút" in text_of(clerk.get(f"/van-ban/{plan.pk}/"))


# --- the reading ------------------------------------------------------------------------


def finding(plan, field, item=None):
    return plan.findings.get(field=field, item=item)


def at(plan, row):
    return f"/van-ban/{plan.pk}/muc/{row.pk}/"


def test_a_finding_is_corrected_and_leads_back_to_its_sentence(clerk, plan):
    row = finding(plan, "task.lead", 3)

    answer = clerk.post(at(plan, row), {"do": "keep", "value": "Đài Truyền thanh xã"})

    assert answer.headers["Location"] == addresses.review_url(plan, "v4")
    row.refresh_from_db()
    assert (row.value, row.state) == ("Đài Truyền thanh xã", Finding.State.CORRECTED)


def test_a_day_is_written_as_people_write_it(clerk, plan):
    clerk.post(at(plan, finding(plan, "issued_on")), {"value": "03/02/2026"})

    plan.refresh_from_db()
    assert plan.issued_on == moment(2026, 2, 3).date()


def test_a_bad_value_is_said_above_its_field_and_kept(clerk, plan):
    answer = clerk.post(at(plan, finding(plan, "issued_on")), {"value": "mai"})

    assert answer.status_code == 422
    assert "“mai”" in text_of(answer)
    assert finding(plan, "issued_on").state == Finding.State.PROPOSED


def test_a_quota_is_corrected_in_its_three_parts(clerk, plan):
    row = finding(plan, "task.quota", 1)

    clerk.post(at(plan, row), {"count": "1.004", "unit": "tin, bài", "per": "year"})

    row.refresh_from_db()
    assert row.value == {"count": 1004, "unit": "tin, bài", "per": "year"}


def test_a_finding_is_dropped_and_taken_back(clerk, plan):
    row = finding(plan, "signer.name")
    clerk.post(at(plan, row), {"do": "drop"})
    plan.refresh_from_db()
    assert plan.signer_name == ""

    clerk.post(at(plan, row), {"do": "restore"})

    plan.refresh_from_db()
    assert plan.signer_name == "Nguyễn Văn An"


def test_what_was_dropped_is_shown_to_be_taken_back(clerk, plan):
    clerk.post(at(plan, finding(plan, "signer.name")), {"do": "drop"})
    clerk.post(f"/van-ban/{plan.pk}/nhiem-vu/0/bo/")

    page = text_of(clerk.get(addresses.review_url(plan)))

    assert "Lấy lại" in page
    assert "N1 · Nhiệm vụ" in page


def test_a_form_leads_only_to_addresses_of_ours(clerk, plan):
    row = finding(plan, "subject")
    data = {"value": row.value, "next": "https://evil.example/"}

    answer = clerk.post(at(plan, row), data)

    assert answer.headers["Location"].startswith(addresses.review_url(plan))


def test_a_finding_of_another_document_is_not_found(cast, clerk, plan):
    other = make_document(cast.commune, cast.clerk)
    row = Finding.objects.create(document=other, field="number", value="1")

    assert clerk.post(at(plan, row), {"value": "2"}).status_code == 404


def test_a_finding_alone_is_shown_with_its_words_and_why(clerk, plan):
    page = text_of(clerk.get(at(plan, finding(plan, "task.quota", 1))))

    assert "“02 tin, bài”" in page
    assert "số lượng" in page


def test_the_header_is_corrected_on_one_page(clerk, plan):
    page = text_of(clerk.get(f"/van-ban/{plan.pk}/dau-van-ban/"))
    assert 'value="20/01/2026"' in page
    data = {"number": "14", "symbol": "KH-UBND", "doc_type": "Kế hoạch"}

    clerk.post(f"/van-ban/{plan.pk}/dau-van-ban/", data)

    plan.refresh_from_db()
    assert (str(plan), plan.issued_on) == ("Kế hoạch 14/KH-UBND", None)


def test_a_bad_day_in_the_header_changes_nothing(clerk, plan):
    data = {"number": "14", "issued_on": "30/02/2026"}

    answer = clerk.post(f"/van-ban/{plan.pk}/dau-van-ban/", data)

    assert answer.status_code == 422
    plan.refresh_from_db()
    assert plan.number == "12"


def test_a_citation_is_added(clerk, plan):
    url = f"/van-ban/{plan.pk}/muc/them/citation/"
    assert clerk.get(url).status_code == 200

    clerk.post(url, {"number": "49/2024/NĐ-CP", "issued_on": "10/05/2024"})

    added = plan.findings.filter(field="citation").last()
    assert added.value["issued_on"] == "2024-05-10"


def test_a_double_click_adds_one_citation(clerk, plan):
    url = f"/van-ban/{plan.pk}/muc/them/citation/"
    before = plan.findings.filter(field="citation").count()
    assert 'name="once"' in text_of(clerk.get(url))

    for _ in range(2):
        clerk.post(url, {"number": "49/2024/NĐ-CP", "once": "k" * 22})

    assert plan.findings.filter(field="citation").count() == before + 1


def test_a_double_click_adds_one_task(clerk, plan):
    url = f"/van-ban/{plan.pk}/nhiem-vu/them/"
    words = {"words": "Nâng cao nhận thức của cán bộ", "once": "k" * 22}

    answers = [clerk.post(url, TASK | {"kind": "standing"} | words) for _ in range(2)]

    assert plan.findings.filter(field="task").count() == 5
    assert {answer.headers["Location"] for answer in answers} == {
        addresses.review_url(plan, "v5")
    }


def test_only_lists_are_added_to(clerk, plan):
    assert clerk.get(f"/van-ban/{plan.pk}/muc/them/number/").status_code == 404


TASK = {"leads": "Sở Nội vụ\n\nSở Tài chính", "kind": "quota", "binding": "on"}
QUOTA = {"quota_count": "3", "quota_unit": "tin, bài", "quota_per": "month"}


def test_a_task_is_corrected_on_one_page(clerk, plan):
    url = f"/van-ban/{plan.pk}/nhiem-vu/1/"
    assert "Hằng tháng có ít nhất 02 tin, bài" in text_of(clerk.get(url))

    answer = clerk.post(url, TASK | QUOTA)

    assert answer.headers["Location"] == addresses.review_url(plan, "v2")
    leads = plan.findings.filter(field="task.lead", item=1).exclude(state="dropped")
    assert [row.value for row in leads] == ["Sở Nội vụ", "Sở Tài chính"]


@pytest.mark.parametrize(
    "data",
    [
        TASK,
        TASK | {"quota_count": "3"},
        TASK | QUOTA | {"quota_count": "0"},
        TASK | QUOTA | {"deadline": "32/01/2026"},
        TASK | QUOTA | {"kind": "odd"},
        TASK | QUOTA | {"leads": "x" * 501},
        TASK | QUOTA | {"recurrence": "odd"},
    ],
)
def test_a_bad_task_is_said_and_changes_nothing(clerk, plan, data):
    answer = clerk.post(f"/van-ban/{plan.pk}/nhiem-vu/1/", data)

    assert answer.status_code == 422
    assert "chỗ cần sửa" in text_of(answer)
    assert not plan.findings.exclude(state="proposed").exists()


def test_a_task_is_added_from_the_page(clerk, plan):
    url = f"/van-ban/{plan.pk}/nhiem-vu/them/"
    assert clerk.get(url).status_code == 200
    words = {"words": "Nâng cao nhận thức của cán bộ, công chức và người dân"}

    clerk.post(url, TASK | {"kind": "standing"} | words)

    assert plan.findings.filter(field="task").count() == 5


def test_words_that_are_not_in_the_document_are_said(clerk, plan):
    answer = clerk.post(
        f"/van-ban/{plan.pk}/nhiem-vu/them/",
        TASK | {"kind": "standing", "words": "Không có câu này"},
    )

    assert answer.status_code == 422
    assert "Văn bản không có câu này" in text_of(answer)


def test_a_task_is_dropped_and_taken_back(clerk, plan):
    clerk.post(f"/van-ban/{plan.pk}/nhiem-vu/0/bo/")
    assert finding(plan, "task", 0).state == "dropped"

    clerk.post(f"/van-ban/{plan.pk}/nhiem-vu/0/giu/")

    assert finding(plan, "task", 0).state == "confirmed"


def test_a_task_that_is_not_there_is_not_found(clerk, plan):
    for path in ("", "bo/", "giu/"):
        url = f"/van-ban/{plan.pk}/nhiem-vu/99/{path}"
        assert clerk.post(url, TASK | QUOTA).status_code == 404


def test_the_rest_is_kept_by_one_button(clerk, plan):
    plan.findings.filter(field="subject").update(certainty="doubtful")

    clerk.post(f"/van-ban/{plan.pk}/muc/giu-het/")

    assert finding(plan, "subject").state == "confirmed"


def test_who_comes_too_late_is_told_who_was_first(cast, plan):
    confirmed(plan, cast)
    head = cast.client("head")

    answer = head.post(at(plan, finding(plan, "subject")), {"value": "x"}, follow=True)

    assert "Lê Thị Clerk đã xác nhận văn bản này lúc 09:00, 01/02/2026" in text_of(
        answer
    )
    assert finding(plan, "subject").value != "x"


# --- who may ----------------------------------------------------------------------------


def changes(plan):
    row = plan.findings.filter(field="subject").get()
    base = f"/van-ban/{plan.pk}"
    return [
        f"{base}/rut/",
        f"{base}/muc/{row.pk}/",
        f"{base}/muc/giu-het/",
        f"{base}/muc/them/citation/",
        f"{base}/dau-van-ban/",
        f"{base}/nhiem-vu/them/",
        f"{base}/nhiem-vu/0/",
        f"{base}/nhiem-vu/0/bo/",
        f"{base}/nhiem-vu/0/giu/",
    ]


@pytest.mark.parametrize("who", ["outsider", "officer"])
def test_for_an_outsider_it_does_not_exist(cast, plan, who):
    client = cast.client(who)

    assert client.get(f"/van-ban/{plan.pk}/").status_code == 404
    assert client.get(f"/van-ban/{plan.pk}/ban-goc/").status_code == 404
    assert {client.post(url).status_code for url in changes(plan)} == {404}


def test_a_superior_sees_it_and_may_not_change_it(cast, plan):
    client = cast.client("overseer")

    assert client.get(f"/van-ban/{plan.pk}/").status_code == 200
    assert {client.post(url).status_code for url in changes(plan)} == {403}


def test_a_viewer_sees_it_and_may_not_change_it(cast, plan):
    client = viewer_in(cast)

    assert client.get(f"/van-ban/{plan.pk}/").status_code == 200
    assert {client.post(url).status_code for url in changes(plan)} == {403}


def test_an_addressee_sees_it_once_it_is_confirmed_and_may_not_change_it(cast, plan):
    client = cast.client("outsider")
    document = confirmed(plan, cast)
    assert client.get(f"/van-ban/{plan.pk}/").status_code == 404

    services.deliver_document(document=document, bodies=[cast.neighbour.pk], at=AT)

    assert client.get(f"/van-ban/{plan.pk}/").status_code == 200
    assert {client.post(url).status_code for url in changes(plan)} == {403}


@pytest.mark.parametrize(
    "path", ["rut/", "muc/giu-het/", "nhiem-vu/0/bo/", "nhiem-vu/0/giu/"]
)
def test_what_changes_is_done_by_post_only(clerk, plan, path):
    assert clerk.get(f"/van-ban/{plan.pk}/{path}").status_code == 405


@pytest.mark.parametrize("path", ["", "ban-goc/"])
def test_what_is_shown_is_asked_by_get_only(clerk, plan, path):
    assert clerk.post(f"/van-ban/{plan.pk}/{path}").status_code == 405
    assert clerk.post("/van-ban/").status_code == 405
    assert clerk.put(NEW).status_code == 405


def test_a_stranger_is_sent_to_the_door(cast, plan):
    stranger = cast.client("stranger")

    for url in ["/van-ban/", NEW, f"/van-ban/{plan.pk}/", *changes(plan)]:
        assert stranger.get(url).status_code == 302


@pytest.mark.parametrize("language", ["vi", "en"])
def test_pages_speak_the_readers_language(cast, plan, language):
    client = cast.client("clerk")
    client.cookies["django_language"] = language

    page = text_of(client.get(f"/van-ban/{plan.pk}/"))

    assert ("Chưa xác nhận" in page) is (language == "vi")
    assert ("Not confirmed yet" in page) is (language == "en")
