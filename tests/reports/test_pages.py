"""The pages of reports over HTTP: made, read, worded, sent, refused."""

import io
import json

import openpyxl
import pytest
from pypdf import PdfReader

from loa.audit.models import Entry
from loa.common.once import new_key
from loa.files.models import StoredFile
from loa.notices.models import Notice
from loa.reports.models import Report, ReportFile
from tests.reports.work import (
    QUARTER,
    body_of,
    docx_text,
    figures,
    latest,
    own_report,
    regime,
    submitted,
)

PEOPLE = ("clerk", "head", "overseer", "officer", "outsider", "stranger")


def form(cast, **changes):
    return {
        "what": f"{regime().pk}:{QUARTER}",
        "whom": "own",
        "receiver": str(cast.home_office.pk),
        "via": "",
        "once": new_key(),
        **changes,
    }


@pytest.fixture
def clerk(work):
    return work.cast.client("clerk")


def test_a_clerk_makes_a_report_and_sees_it(quarter, clerk):
    answer = clerk.post("/bao-cao/moi/", form(quarter.cast))

    report = Report.objects.get()
    assert answer.status_code == 302
    assert answer.url == f"/bao-cao/{report.pk}/"
    page = clerk.get(answer.url).content.decode()
    assert "BÁO CÁO" in page
    assert "Số:        /BC-UBND" in page
    assert f' href="/bao-cao/{report.pk}/?so=all.verified#vet"' in page
    assert Entry.objects.filter(action="reports.report.drafted").count() == 1


@pytest.mark.postgres
def test_a_double_click_makes_one_report(work, clerk):
    data = form(work.cast)
    first = clerk.post("/bao-cao/moi/", data)
    second = clerk.post("/bao-cao/moi/", data)
    assert Report.objects.count() == 1
    assert first.url == second.url


def test_a_second_report_of_the_same_period_leads_to_the_first(work, clerk):
    clerk.post("/bao-cao/moi/", form(work.cast))
    answer = clerk.post("/bao-cao/moi/", form(work.cast))
    assert Report.objects.count() == 1
    assert answer.url == f"/bao-cao/{Report.objects.get().pk}/"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("what", "1:99999"),
        ("what", ""),
        ("whom", "below:1"),
        ("receiver", "999999"),
        ("via", "x"),
    ],
)
def test_bad_input_is_refused_with_words_and_nothing_is_made(work, clerk, field, value):
    answer = clerk.post("/bao-cao/moi/", form(work.cast, **{field: value}))
    assert answer.status_code == 422
    assert f"id_{field}" in answer.content.decode()
    assert not Report.objects.exists()


def test_a_commune_may_not_report_over_the_province(work, clerk):
    over = f"below:{work.cast.province.pk}"
    answer = clerk.post("/bao-cao/moi/", form(work.cast, whom=over))
    assert answer.status_code == 422
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    ("who", "codes"),
    [
        ("clerk", (200, 200)),
        ("head", (200, 200)),
        ("overseer", (200, 200)),
        ("officer", (404, 404)),
        ("outsider", (404, 404)),
        ("stranger", (302, 302)),
    ],
)
def test_who_sees_a_draft(work, who, codes):
    report = own_report(work.cast)
    client = work.cast.client(who)
    addresses = (f"/bao-cao/{report.pk}/", f"/bao-cao/{report.pk}/so/all.claimed/")
    assert tuple(client.get(address).status_code for address in addresses) == codes


def test_the_receiver_sees_it_only_once_it_is_sent(work):
    # The department of culture is asked as receiver: it has no grant below.
    cast = work.cast
    report = own_report(cast)
    Report.objects.update(receiver_id=cast.culture.pk)
    report.refresh_from_db()
    officer = cast.client("officer")
    assert officer.get(f"/bao-cao/{report.pk}/").status_code == 404
    submitted(cast, report)
    assert officer.get(f"/bao-cao/{report.pk}/").status_code == 200
    assert cast.client("outsider").get(f"/bao-cao/{report.pk}/").status_code == 404


@pytest.mark.parametrize(
    "path", ["loi-van", "lay-lai-so", "nop", "rut", "nhan-xet", "tra-lai", "tiep-nhan"]
)
def test_moves_are_posts_and_not_for_outsiders(work, path):
    report = own_report(work.cast)
    address = f"/bao-cao/{report.pk}/{path}/"
    assert work.cast.client("clerk").get(address).status_code == 405
    assert work.cast.client("outsider").post(address).status_code == 404
    assert work.cast.client("stranger").post(address).status_code == 302


@pytest.mark.parametrize("path", ["", "so/all.claimed/", "tep/docx/"])
def test_pages_are_gets(work, path):
    report = own_report(work.cast)
    answer = work.cast.client("clerk").post(f"/bao-cao/{report.pk}/{path}")
    assert answer.status_code == 405


def test_an_overseer_may_see_a_draft_and_not_change_it(work):
    report = own_report(work.cast)
    overseer = work.cast.client("overseer")
    for path in ("loi-van", "lay-lai-so", "nop", "rut", "nhan-xet"):
        answer = overseer.post(f"/bao-cao/{report.pk}/{path}/", {"version": 1})
        assert answer.status_code == 403, path


def test_own_words_number_and_day_stand_in_the_report(work, clerk):
    report = own_report(work.cast)
    words = {
        "number": "7",
        "issued_on": "17/09/2026",
        "words_direction": "Ủy ban nhân dân xã đã ban hành kế hoạch.\n\nĐã họp.",
        "words_proposals": "<script>alert(1)</script>",
    }
    answer = clerk.post(f"/bao-cao/{report.pk}/loi-van/", words)
    assert answer.status_code == 302
    page = clerk.get(answer.url).content.decode()
    assert '<p class="edited">Ủy ban nhân dân xã đã ban hành kế hoạch.</p>' in page
    assert "Số: 07/BC-UBND" in page
    assert "Tam Giai, ngày 17 tháng 9 năm 2026" in page
    assert "<script>alert" not in page
    assert "KIẾN NGHỊ, ĐỀ XUẤT" in page


def test_a_wrong_day_comes_back_with_what_was_written(work, clerk):
    report = own_report(work.cast)
    answer = clerk.post(
        f"/bao-cao/{report.pk}/loi-van/",
        {"number": "7/BC", "issued_on": "31/02/2026", "words_next": "Giữ lại"},
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "31/02/2026" in page
    assert "Giữ lại" in page
    report.refresh_from_db()
    assert (report.number, report.narrative) == ("", {})


def test_figures_cannot_be_typed(work, clerk):
    report = own_report(work.cast)
    before = latest(report).figures
    clerk.post(
        f"/bao-cao/{report.pk}/loi-van/",
        {"all.verified": "99", "figures": "{}", "words_results": "99 tin"},
    )
    assert latest(report).figures == before


def test_the_trace_of_a_figure_opens_its_records(quarter, clerk):
    report = own_report(quarter.cast)
    page = clerk.get(f"/bao-cao/{report.pk}/?so=all.disputed").content.decode()
    assert 'aria-current="true"' in page
    whole = clerk.get(f"/bao-cao/{report.pk}/so/all.claimed/").content.decode()
    assert whole.count('<li class="is-') == 6
    assert clerk.get(f"/bao-cao/{report.pk}/so/no.such/").status_code == 404
    assert clerk.get(f"/bao-cao/{report.pk}/?so=no.such").status_code == 200
    assert clerk.get(f"/bao-cao/{report.pk}/?ban=9").status_code == 404


def test_the_section_has_text_and_annexes_and_no_header(quarter, clerk):
    report = own_report(quarter.cast)
    page = clerk.get(f"/bao-cao/{report.pk}/?section=1").content.decode()
    assert "Công tác thông tin, tuyên truyền cải cách hành chính" in page
    assert "CỘNG HÒA XÃ HỘI" not in page
    assert "Phụ lục II" in page
    file = clerk.get(f"/bao-cao/{report.pk}/tep/docx/?section=1")
    text = docx_text(body_of(file))
    assert "CỘNG HÒA" not in text
    assert "KẾT QUẢ THEO HÌNH THỨC" in text
    assert "đã khai 6 hoạt động" in text


def test_the_files_say_the_figures_and_are_stored_with_their_digest(quarter, clerk):
    report = own_report(quarter.cast)
    raw = {
        name: body_of(clerk.get(f"/bao-cao/{report.pk}/tep/{name}/"))
        for name in ("docx", "pdf", "xlsx", "json")
    }
    text = docx_text(raw["docx"])
    assert "đã khai 6 hoạt động" in text
    assert "QUÝ III" not in text
    assert "quý III năm 2026" in text
    pdf = " ".join(p.extract_text() for p in PdfReader(io.BytesIO(raw["pdf"])).pages)
    assert "đã khai 6 hoạt động" in " ".join(pdf.split())
    sheets = openpyxl.load_workbook(io.BytesIO(raw["xlsx"])).worksheets
    cells = [[cell.value for cell in row] for row in sheets[0].iter_rows()]
    assert ["Tin, bài", "tin, bài", 6, 3, 0, 0, 1, 1, 1] in [row[1:] for row in cells]
    assert json.loads(raw["json"])["figures"]["all.verified"] == 3
    for name, content in raw.items():
        row = ReportFile.objects.get(snapshot__report=report, format=name)
        import hashlib

        assert row.file.sha256 == hashlib.sha256(content).hexdigest()


def test_the_same_file_is_stored_once(work, clerk):
    report = own_report(work.cast)
    for _ in range(2):
        body_of(clerk.get(f"/bao-cao/{report.pk}/tep/pdf/"))
    assert ReportFile.objects.filter(format="pdf").count() == 1
    assert StoredFile.objects.count() == 1
    assert clerk.get(f"/bao-cao/{report.pk}/tep/exe/").status_code == 404


@pytest.mark.postgres
def test_a_report_goes_up_comes_back_and_is_accepted(work, clerk):
    cast = work.cast
    report = own_report(cast)
    at = f"/bao-cao/{report.pk}"
    overseer = cast.client("overseer")

    clerk.post(f"{at}/nop/", {"version": 1})
    report.refresh_from_db()
    assert report.status == "submitted"
    assert ReportFile.objects.filter(snapshot__report=report).count() == 4
    assert Notice.objects.filter(
        body=cast.home_office, kind="reports.report.submitted"
    ).exists()

    refused = overseer.post(f"{at}/tra-lai/")
    assert refused.status_code == 422
    report.refresh_from_db()
    assert report.status == "submitted"

    overseer.post(f"{at}/nhan-xet/", {"text": "Nêu nguyên nhân.", "figure": "x"})
    assert "Nêu nguyên nhân." in overseer.get(f"{at}/").content.decode()
    overseer.post(f"{at}/tra-lai/")
    report.refresh_from_db()
    assert report.status == "returned"
    assert "Nêu nguyên nhân." in clerk.get(f"{at}/").content.decode()

    clerk.post(f"{at}/lay-lai-so/")
    clerk.post(f"{at}/nop/", {"version": 2})
    overseer.post(f"{at}/tiep-nhan/")
    report.refresh_from_db()
    assert report.status == "accepted"
    assert report.snapshots.count() == 2
    actions = list(
        Entry.objects.filter(action__startswith="reports.report.")
        .order_by("pk")
        .values_list("action", flat=True)
    )
    assert [action.rpartition(".")[2] for action in actions] == [
        "drafted", "submitted", "remarked", "returned", "counted", "submitted",
        "accepted",
    ]  # fmt: skip


@pytest.mark.postgres
def test_of_two_who_decide_one_wins_and_the_other_is_told(work):
    cast = work.cast
    report = submitted(cast, own_report(cast))
    overseer = cast.client("overseer")
    overseer.post(f"/bao-cao/{report.pk}/tiep-nhan/")
    answer = overseer.post(f"/bao-cao/{report.pk}/tiep-nhan/", follow=True)
    assert "Báo cáo đã được tiếp nhận trước đó." in answer.content.decode()
    taken = cast.client("clerk").post(f"/bao-cao/{report.pk}/rut/", follow=True)
    assert "Báo cáo đã được tiếp nhận trước đó." in taken.content.decode()
    report.refresh_from_db()
    assert report.status == "accepted"


def test_a_body_does_not_accept_its_own_report(work):
    # The head of the commune has a grant over it with all below.
    report = submitted(work.cast, own_report(work.cast))
    answer = work.cast.client("head").post(f"/bao-cao/{report.pk}/tiep-nhan/")
    assert answer.status_code == 403


def test_figures_newer_than_those_seen_are_not_submitted_unseen(work, clerk):
    report = own_report(work.cast)
    clerk.post(f"/bao-cao/{report.pk}/lay-lai-so/")
    answer = clerk.post(f"/bao-cao/{report.pk}/nop/", {"version": 1}, follow=True)
    assert "Đã có số liệu mới hơn" in answer.content.decode()
    report.refresh_from_db()
    assert report.status == "draft"
    assert not ReportFile.objects.exists()


def test_what_was_submitted_is_given_out_as_it_was_stored(work, clerk):
    report = submitted(work.cast, own_report(work.cast))
    address = f"/bao-cao/{report.pk}/tep/docx/"
    first = body_of(clerk.get(address))
    Report.objects.update(narrative={"next": "Đã sửa ngoài luồng"})
    assert body_of(clerk.get(address)) == first


def test_a_province_reports_over_its_communes(quarter):
    cast = quarter.cast
    submitted(cast, own_report(cast))
    overseer = cast.client("overseer")
    answer = overseer.post(
        "/bao-cao/moi/",
        form(cast, whom=f"below:{cast.province.pk}", receiver=str(cast.province.pk)),
    )
    report = Report.objects.get(coverage="below")
    page = overseer.get(answer.url).content.decode()
    assert "các xã, phường đã khai" in page
    assert "Chưa nộp báo cáo: Phường Hòa Khê" in page
    assert "SỞ NỘI VỤ" in page
    assert "ỦY BAN NHÂN DÂN" in page
    assert "Kính gửi: Ủy ban nhân dân tỉnh Lam Giang" in page
    assert "Phụ lục III" in page
    found = figures(report)
    assert found["all.claimed"] == 8
    assert found["reporters.submitted"] == 1


def test_the_list_says_what_is_due_and_what_came_in(work):
    cast = work.cast
    submitted(cast, own_report(cast))
    received = cast.client("overseer").get("/bao-cao/").content.decode()
    assert "Ủy ban nhân dân xã Tam Giai" in received
    assert "Quý III/2026" in received
    outsider = cast.client("outsider").get("/bao-cao/").content.decode()
    assert "Ủy ban nhân dân xã Tam Giai" not in outsider
    assert "Kỳ đã khóa số liệu" in outsider


def test_reports_received_past_one_page_are_on_the_next(work, monkeypatch):
    from loa.reports.views import listing

    monkeypatch.setattr(listing, "PER_PAGE", 1)
    cast = work.cast
    for who in ("clerk", "outsider"):
        submitted(cast, own_report(cast, who=who), who=who)
    overseer = cast.client("overseer")
    pages = [overseer.get(f"/bao-cao/?nhan={n}").content.decode() for n in (1, 2)]
    names = ("phường Hòa Khê", "xã Tam Giai")
    assert all(name in page for name, page in zip(names, pages, strict=True))
    assert "?nhan=2" in pages[0]


def test_nothing_is_invented_where_nothing_was_done(work):
    report = own_report(work.cast)
    page = work.cast.client("clerk").get(f"/bao-cao/{report.pk}/").content.decode()
    assert "chưa có hoạt động thông tin, tuyên truyền nào được ghi nhận" in page
    assert "Số:        /BC-UBND" in page
    assert "ngày     tháng 9 năm 2026" in page
    assert figures(report)["all.claimed"] == 0


def test_a_viewer_may_look_and_not_make(work):
    from loa.orgs.models import Role
    from tests.factories import give, make_user

    viewer = make_user("viewer")
    give(viewer, Role.VIEWER, work.cast.commune)
    work.cast.clerk, kept = viewer, work.cast.clerk
    client = work.cast.client("clerk")
    work.cast.clerk = kept
    report = own_report(work.cast)
    assert client.get("/bao-cao/moi/").status_code == 403
    assert client.get(f"/bao-cao/{report.pk}/").status_code == 200
    assert client.post(f"/bao-cao/{report.pk}/lay-lai-so/").status_code == 403
