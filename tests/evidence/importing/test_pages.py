"""The pages of a log: put in, asked, looked at, confirmed, watched, taken back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from loa.evidence.book import open_book
from loa.evidence.importing.carrying import carry_out
from loa.evidence.importing.columns import log_of
from loa.evidence.models import LogImport, Record
from tests.evidence.importing.logs import xlsx
from tests.evidence.work import AT, Work

pytestmark = pytest.mark.django_db
IMPORTS = "/minh-chung/nhap-so/"
OPEN = xlsx(
    [
        (1, "3/4/2026", "Hội nghị A", "Hội nghị", None, None, "1"),
        (2, "5/4", "Lớp B", "Kiểu lạ", None, None, "hai"),
        (3, None, None, "Hội nghị", None, "không có", None),
    ]
)


def put_in(work: Work, raw: bytes, name: str = "nhat-ky.xlsx"):
    return work.cast.client("clerk").post(
        IMPORTS, {"file": SimpleUploadedFile(name, raw)}
    )


@pytest.mark.parametrize(
    ("raw", "said"),
    [(b"%PDF-1.4", "không phải bảng tính"), (b"", "Không có dòng nào"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "mật khẩu")],
)  # fmt: skip
def test_a_file_that_is_no_log_is_told_and_not_kept(work: Work, raw, said):
    page = put_in(work, raw)

    assert page.status_code == 422
    assert said in page.content.decode()
    assert not LogImport.objects.exists()


def test_what_is_open_is_asked_and_nothing_recorded_before_it_is_answered(work: Work):
    client = work.cast.client("clerk")
    address = put_in(work, OPEN)["Location"]

    page = client.get(address)
    said = page.content.decode()
    assert set(page.context["questions"]) == {"order", "year"}
    assert "3/4" in said
    assert "là hình thức nào" in said
    assert "Kiểu lạ" in said
    client.post(f"{address}nhap/")
    assert LogImport.objects.get().confirmed_at is None

    form = page.context["form"]
    given = {name: form[name].value() for name in form.fields}
    given = {name: value for name, value in given.items() if value not in (None, "")}
    answered = client.post(
        address, given | {"order": "dmy", "year": "2026"}, follow=True
    )
    assert answered.context["questions"] == []
    bad = {(line.number, column) for line, column, _why in answered.context["bad"]}
    assert {number for number, _column in bad} == {3, 4}
    client.post(f"{address}nhap/")

    log = LogImport.objects.get()
    assert log.confirmed_at
    carry_out(log, at=lambda: AT)
    assert [record.title for record in Record.objects.all()] == ["Hội nghị A"]
    done = client.get(address).context["counts"]
    assert done == {"stored": 1, "known": 0, "left_out": 2}


def test_one_column_is_not_two_things(work: Work):
    client = work.cast.client("clerk")
    address = put_in(work, OPEN)["Location"]

    page = client.post(address, {"col_done_on": "1", "col_title": "1"})

    assert page.status_code == 422
    assert "col_title" in page.context["form"].errors


def test_how_far_it_is_can_be_seen_without_a_script(work: Work):
    client = work.cast.client("clerk")
    address = put_in(work, OPEN)["Location"]

    plain = client.get(f"{address}tien-do/")
    assert (plain.status_code, plain["Location"]) == (302, address)
    fragment = client.get(f"{address}tien-do/", headers={"HX-Request": "true"})
    assert fragment.status_code == 200


def test_a_log_is_taken_back_with_a_reason_only(work: Work):
    client = work.cast.client("clerk")
    raw = xlsx([(1, "23/4/2026", "Hội nghị A", "Hội nghị", None, None, 1)])
    address = put_in(work, raw)["Location"]
    client.post(f"{address}nhap/")
    carry_out(LogImport.objects.get(), at=lambda: AT)

    client.post(f"{address}rut/", {"reason": ""})
    assert Record.objects.get().withdrawn_at is None
    client.post(f"{address}rut/", {"reason": "Nhầm tệp"})
    assert Record.objects.get().withdrawn_reason == "Nhầm tệp"


def test_the_original_comes_back_as_it_was_and_to_nobody_else(work: Work):
    address = put_in(work, OPEN)["Location"]

    got = work.cast.client("clerk").get(f"{address}tep/")
    assert b"".join(got.streaming_content) == OPEN
    for who in ("outsider", "overseer", "officer"):
        assert work.cast.client(who).get(address).status_code == 404


def test_the_empty_log_is_understood_when_it_comes_back(work: Work):
    raw = work.cast.client("clerk").get(reverse("evidence:import_template")).content

    sheets = open_book(raw)
    headings = sheets[0].rows[0][1]
    assert "Ngày" in headings
    with pytest.raises(ValueError, match="empty"):
        log_of(sheets)
    assert "Hội nghị" in {cells[0] for _number, cells in sheets[1].rows}
