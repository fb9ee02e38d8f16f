"""Rosters stay with the body: counted upward, opened by right, each opening written down."""

import io
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from PIL import Image

from loa.audit.models import Entry
from loa.common.dates import now
from loa.domain.proof import heads_in
from loa.evidence import services
from loa.evidence.opening import CannotBeOpen, can_open, classify, let_open
from loa.files.models import FileClass
from loa.files.selectors import content
from tests.cast import TODAY
from tests.evidence.work import AT, Work
from tests.programmes.test_working_pages import words

pytestmark = pytest.mark.django_db
LIST = "Stt;Họ và tên;Địa chỉ\n1;Nguyễn Văn An;Thôn 1\n2;Trần Thị Bé;Thôn 2\n"
GPS = 0x8825


def photo() -> bytes:
    """A picture that says where it was taken, and is to be turned."""
    picture = Image.new("RGB", (60, 40), "navy")
    exif = picture.getexif()
    exif[0x0112] = 6
    exif[0x010F] = "Máy của chị Hoa"
    exif.get_ifd(GPS)[2] = (10.0, 46.0, 37.0)
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def add(work: Work, file: services.NewFile, people: int = 2):
    record = work.record(
        "", form="class", quantities={"người tham dự": people}, title="Lớp tập huấn"
    ).record
    return services.add_proof(
        record=record, file=file, actor=work.cast.clerk,
        acting=work.cast.acting("clerk"), at=AT,
    )  # fmt: skip


@pytest.fixture
def roster(work: Work):
    return add(work, services.NewFile(LIST.encode(), "ds-lop-thon-1.csv", "roster"))


def address(name: str, proof) -> str:
    return reverse(f"evidence:{name}", args=[proof.record_id, proof.pk])


def let_in(work: Work, proof, who="head", **fields):
    given = {"body_id": work.cast.home_office.pk, "reason": "Đối chiếu", "days": 5}
    return let_open(
        proof=proof, actor=getattr(work.cast, who), acting=work.cast.acting(who),
        at=now(), **given | fields,
    )  # fmt: skip


def test_a_roster_is_personal_and_counted(work, roster):
    assert roster.file.file_class == FileClass.PERSONAL
    assert roster.heads == 2
    assert roster.record.checks.get(check_code="heads").reason == "heads_as_said"


def test_a_list_that_names_fewer_than_recorded_asks_for_a_look(work):
    proof = add(work, services.NewFile(LIST.encode(), "ds.csv", "roster"), people=120)
    check = proof.record.checks.get(check_code="heads")
    assert (check.outcome, check.values) == ("doubtful", {"said": 120, "heads": 2})
    page = words(
        work.cast.client("clerk").get(
            reverse("evidence:detail", args=[proof.record_id])
        )
    )
    assert "Danh sách ghi 2 người, nhưng đã khai 120" in page


@pytest.mark.parametrize("raw", ["\n".join(["a;b", "1;2"]).encode(), b"%PDF-1.4", b""])
def test_what_cannot_be_counted_is_said_and_never_made_up(work, raw):
    proof = add(work, services.NewFile(raw or b" ", "ds.pdf", "roster"))
    assert proof.heads is None
    assert proof.record.checks.get(check_code="heads").outcome == "uncheckable"


def test_names_are_counted_under_their_heading_only():
    rows = [
        ("DANH SÁCH", None), ("Stt", "Họ và tên người dự"), (1, "Lê Văn Tám"),
        (None, None), (2, "Bùi Thị Xuân Mai"), ("Cộng", "02"),
    ]  # fmt: skip
    assert heads_in(rows) == 2
    assert heads_in(rows[:1]) is None


def test_upward_go_count_and_digest_and_no_name(work, roster):
    overseer = work.cast.client("overseer")
    page = words(overseer.get(reverse("evidence:detail", args=[roster.record_id])))

    assert "2 người" in page
    assert roster.file.sha256[:12] in page
    assert "ds-lop-thon-1" not in page
    assert overseer.get(address("file", roster)).status_code == 403
    assert not Entry.objects.filter(action="evidence.proof.opened").exists()


def test_each_opening_by_the_body_is_written_down_and_shown_to_it(work, roster):
    client = work.cast.client("clerk")
    sent = client.get(address("file", roster))

    assert b"".join(sent.streaming_content) == LIST.encode()
    entry = Entry.objects.get(action="evidence.proof.opened")
    assert entry.actor_id == work.cast.clerk.pk
    assert entry.detail["sha256"] == roster.file.sha256
    page = words(client.get(reverse("evidence:detail", args=[roster.record_id])))
    assert "Ai đã mở minh chứng có dữ liệu cá nhân" in page


def test_the_head_lets_another_body_in_for_some_days(work, roster):
    right = let_in(work, roster)

    acting = work.cast.acting("overseer")
    day = right.until_on - timedelta(days=1)
    assert can_open(acting, roster, on=day)
    assert not can_open(acting, roster, on=right.until_on)
    sent = work.cast.client("overseer").get(address("file", roster))
    assert b"".join(sent.streaming_content) == LIST.encode()
    assert Entry.objects.filter(action="evidence.proof.opened").count() == 1


def test_nobody_but_the_head_lets_in_and_not_without_a_reason(work, roster):
    with pytest.raises(PermissionDenied):
        let_in(work, roster, "clerk")
    for bad in ({"reason": " "}, {"days": 0}, {"days": 91}):
        with pytest.raises(ValueError, match="reason"):
            let_in(work, roster, **bad)


def test_the_page_lets_in_and_tells_bad_input(work, roster):
    head = work.cast.client("head")
    bad = head.post(address("let_open", roster), {"days": "x"}, follow=True)
    assert "từ 1 đến 90 ngày" in words(bad)
    given = {"body": work.cast.province.pk, "reason": "Kiểm tra mẫu", "days": "7"}
    good = head.post(address("let_open", roster), given, follow=True)
    assert "đã được mở tệp" in words(good)
    assert roster.opening_rights.get().body == work.cast.province


def test_an_open_picture_has_a_copy_without_place_and_the_original_stays(work):
    raw = photo()
    proof = add(work, services.NewFile(raw, "anh-lop.jpg"))
    client = work.cast.client("clerk")
    client.post(address("file_class", proof), {"loai": "open"})

    sent = client.get(address("public_file", proof))

    shown = Image.open(io.BytesIO(b"".join(sent.streaming_content)))
    assert shown.size == (40, 60)  # turned as the camera said
    assert not dict(shown.getexif())
    assert b"Exif" not in content_of(proof)
    proof.refresh_from_db()
    assert content(proof.file) == raw
    assert proof.file.file_class == FileClass.OPEN


def content_of(proof) -> bytes:
    proof.refresh_from_db()
    return content(proof.public_copy)


def test_what_is_no_longer_open_has_no_public_copy(work):
    proof = add(work, services.NewFile(photo(), "anh.jpg"))
    client = work.cast.client("clerk")
    for wanted in ("open", "internal"):
        client.post(address("file_class", proof), {"loai": wanted})
    assert client.get(address("public_file", proof)).status_code == 404


def test_a_roster_is_never_open_and_neither_is_what_is_no_picture(work, roster):
    paper = add(work, services.NewFile(b"%PDF-1.4", "bien-ban.pdf"))
    for proof in (roster, paper):
        with pytest.raises(CannotBeOpen):
            classify(
                proof=proof, file_class=FileClass.OPEN, actor=work.cast.clerk,
                acting=work.cast.acting("clerk"), at=AT,
            )  # fmt: skip
    told = work.cast.client("clerk").post(
        address("file_class", paper), {"loai": "open"}, follow=True
    )
    assert "Chỉ ảnh JPEG, PNG và WebP" in words(told)
    wrong = work.cast.client("clerk").post(address("file_class", paper), {"loai": "x"})
    assert wrong.status_code == 404


def test_an_outsider_finds_neither_file_nor_copy(work, roster):
    client = work.cast.client("outsider")
    for name in ("file", "public_file"):
        assert client.get(address(name, roster)).status_code == 404
    assert not can_open(work.cast.acting("outsider"), roster, on=TODAY)
