"""What must never come in: a clear word, nothing kept, and the next person is served."""

import io
import zipfile
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT

from tests.cast import Cast
from tests.documents import papers
from tests.journeys.doors import Person

pytestmark = pytest.mark.django_db

# What moves while somebody merely looks: her session, and the log of the door.
PASSING = {"sessions.Session", "axes.AccessLog", "axes.AccessAttempt"}


def rows() -> dict[str, int]:
    """How many rows there are of everything that the product keeps."""
    return {
        label: found._default_manager.count()
        for found in apps.get_models()
        if (label := found._meta.label) not in PASSING and found._meta.managed
    }


def files() -> set[Path]:
    """Every file that the product keeps."""
    kept = Path(settings.LOA_FILES)
    return {path for path in kept.rglob("*") if path.is_file()}


def book() -> bytes:
    """A workbook, which is no document."""
    from openpyxl import Workbook

    packed = io.BytesIO()
    Workbook().save(packed)
    return packed.getvalue()


def deep() -> bytes:
    """A Word file of thousands of parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        for number in range(4200):
            made.writestr(f"word/part{number}.xml", b"<x/>")
    return packed.getvalue()


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;">]><w:document xmlns:w="x"><w:body>&c;</w:body>'
    b"</w:document>"
)

# The file, its name, what is wrong with it, and what the person is told to do.
HOSTILE = {
    "empty": (b"", "ke-hoach.docx", "rỗng", "chọn lại tệp"),
    "wrong type": (book(), "ke-hoach.xlsx", "không đọc loại tệp này", ".docx"),
    "a program": (b"MZ\x90\x00\x03" + bytes(300), "ke-hoach.docx", "không đọc", ".docx"),
    "encrypted": (papers.ENCRYPTED, "ke-hoach.docx", "mật khẩu", "bản"),
    "damaged": (papers.as_docx()[:900], "ke-hoach.docx", "hỏng", "xin lại nơi gửi"),
    "a picture named .docx": (papers.png(), "ke-hoach.docx", "Không nhận ra chữ", "Quét lại"),
    "a bomb": (papers.bomb(), "ke-hoach.docx", "độc hại", "hỏi nơi gửi"),
    "thousands of parts": (deep(), "ke-hoach.docx", "độc hại", "hỏi nơi gửi"),
    "an external entity": (papers.with_external_entity(), "a.docx", "trỏ ra ngoài", "hỏi nơi gửi"),
    "entities within entities": (
        papers.with_part("word/document.xml", LAUGHS), "a.docx", "trỏ ra ngoài", "hỏi nơi gửi",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_it_is_refused_in_words_that_help_and_nothing_stays(cast: Cast, what: str):
    content, name, wrong, do = HOSTILE[what]
    clerk = Person("clerk").sign_in()
    page = clerk.open("/van-ban/moi/")
    before = rows(), files()

    upload = SimpleUploadedFile(name, content)
    answer = clerk.send(page.form(having="text"), page, status=422, file=upload)

    error = " ".join(
        each.text_content() for each in answer.html.find_class("field__err")
    )
    assert wrong in error
    assert do in error
    assert "/etc/passwd" not in answer.text
    assert (rows(), files()) == before
    # The same form is there again, and the server serves on.
    again = clerk.send(
        answer.form(having="text"),
        answer,
        file=SimpleUploadedFile("a.docx", papers.as_docx()),
    )
    assert "Đã đọc xong" in again.text


class Flood(io.RawIOBase):
    """200 MB that are never made: noughts, as far as anybody reads them."""

    SIZE = 200 * 1024 * 1024

    def __init__(self) -> None:
        head = (
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; '
            'filename="ke-hoach.docx"\r\nContent-Type: application/octet-stream\r\n\r\n'
        )
        self.left, self.head = self.SIZE, head.encode()
        self.taken = 0

    def read(self, size: int = -1) -> bytes:
        size = min(self.left, 65536 if size < 0 else size)
        chunk, self.head = self.head[:size], self.head[size:]
        chunk += bytes(size - len(chunk))
        self.left -= len(chunk)
        self.taken += len(chunk)
        return chunk


def test_200_megabytes_are_turned_away_before_they_are_read(cast: Cast):
    clerk = Person("clerk").sign_in()
    clerk.open("/van-ban/moi/")
    before = rows(), files()
    flood = Flood()

    answer = clerk.client.generic(
        "POST", "/van-ban/moi/", content_type=MULTIPART_CONTENT,
        CONTENT_LENGTH=str(Flood.SIZE), **{"wsgi.input": flood},
    )  # fmt: skip

    assert answer.status_code == 413
    assert "32" in answer.content.decode()
    assert flood.taken == 0
    assert (rows(), files()) == before
    assert clerk.open("/van-ban/").status == 200


def test_a_document_in_another_language_is_shown_as_one_that_nobody_can_read_here(
    cast: Cast,
):
    clerk = Person("clerk").sign_in()
    page = clerk.open("/van-ban/moi/")

    review = clerk.send(page.form(having="text"), page, text=papers.ENGLISH, file=None)

    assert "Nội dung có vẻ không phải tiếng Việt" in review.text
    assert "tự nhập" in review.text


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "rỗng"), (None, "dán địa chỉ trang, hoặc chọn tệp")],
    ids=["empty", "none"],
)
def test_an_empty_proof_is_said_and_nothing_is_recorded(cast: Cast, content, said):
    clerk = Person("clerk").sign_in()
    page = clerk.open("/minh-chung/ghi/")
    form = page.form("/minh-chung/ghi/", having="title")
    before = rows(), files()

    upload = SimpleUploadedFile("a.pdf", content) if content is not None else None
    answer = clerk.send(
        form,
        page,
        status=422,
        title="Bài một",
        done_on="01/06/2026",
        xem=None,
        file=upload,
    )

    assert said in answer.text
    assert (rows(), files()) == before
