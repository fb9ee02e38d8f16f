"""A file that bears a mark of secrecy is refused, whatever it was brought for."""

import io
from pathlib import Path

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from loa.audit.models import Entry
from loa.files import storage
from loa.files.models import StoredFile
from tests.architecture import matrix
from tests.documents import papers

pytestmark = pytest.mark.django_db

MARKER = "Kim ngân hoa ở đèo Ngang"
SECRET = papers.PLAN.replace("Số: 12/KH-UBND", "Số: 12/KH-UBND\nTỐI MẬT").replace(
    "Nâng cao nhận thức", f"{MARKER} nâng cao nhận thức"
)


def word_file(text):
    paper = docx.Document()
    for line in text.split("\n"):
        paper.add_paragraph(line)
    kept = io.BytesIO()
    paper.save(kept)
    return kept.getvalue()


# What each page wants beside the file; the objects are those of the matrix.
DOORS = {
    "evidence:add_proof": {},
    "evidence:appeal": {"reason": "Tin đăng đúng kỳ", "seen": 1},
    "evidence:record": {"title": "Hội nghị"},
    "programmes:ask": {"kind": "difficulty", "words": "Lũ"},
    "documents:outgoing_upload": {"version": 1},
    "documents:outgoing_receive": {},
}


def sent_to(cast, name, content, file_name="bien-ban.docx"):
    row = matrix.MATRIX[name]
    url = reverse(name, kwargs=row.args(cast))
    given = row.data(cast) | DOORS[name]
    client = cast.client("clerk")
    if name == "evidence:record":  # what the page itself proposes
        form = client.get(url).context["form"]
        proposed = {field: form[field].value() for field in form.fields}
        given = {k: v for k, v in proposed.items() if v not in (None, "")} | given
    before = StoredFile.objects.count(), Entry.objects.count()
    sent = {"file": SimpleUploadedFile(file_name, content)}
    answer = client.post(url, given | sent)
    return answer, before


@pytest.mark.parametrize("name", DOORS)
def test_it_is_refused_and_nothing_of_it_stays(cast, name, settings):
    # So small that the upload lies on the disk, where it would be found.
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1
    content = word_file(SECRET)

    answer, (files, entries) = sent_to(cast, name, content)

    page = answer.content.decode()
    assert answer.status_code == 422, page
    assert "Tệp đã bị từ chối" in page
    assert MARKER not in page
    assert StoredFile.objects.count() == files
    assert not storage.path_of(storage.digest_of(content)).exists()
    noted = Entry.objects.order_by("pk")[entries:]
    assert [entry.action for entry in noted] == [
        "documents.document.refused_classified"
    ]
    assert [(entry.target_id, entry.detail) for entry in noted] == [(None, {})]


def test_it_is_wiped_from_the_disk_too(cast, settings, tmp_path):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)

    sent_to(cast, "evidence:add_proof", word_file(SECRET))

    assert list(Path(tmp_path).iterdir()) == []


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(40),
        b"%PDF-1.7 torn",
        b"PK\x03\x04 torn",
        b"khong ro",
    ],
)
def test_what_cannot_be_read_is_taken_as_before(cast, content):
    answer, (files, _entries) = sent_to(cast, "evidence:add_proof", content, "x.bin")

    assert answer.status_code == 302
    assert StoredFile.objects.count() == files + 1
