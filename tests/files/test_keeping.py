"""Originals are kept byte for byte, once, whole or not at all."""

import hashlib
import os
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from loa.files import selectors, services, storage
from loa.files.models import StoredFile
from tests.factories import make_user, moment

AT = moment(2026, 2, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    settings.LOA_FILES = tmp_path / "files"
    return settings.LOA_FILES


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def store(content: bytes = b"%PDF-1.7 ", name: str = "a.pdf") -> StoredFile:
    return services.store_file(content=content, name=name, actor=None, at=AT)


def test_a_file_is_kept_byte_for_byte_with_its_digest(folder):
    content = bytes(range(256)) * 300

    stored = store(content, "Kế hoạch.docx")

    assert stored.sha256 == hashlib.sha256(content).hexdigest()
    assert stored.size == len(content)
    assert selectors.content(stored) == content
    assert [path.read_bytes() for path in files_in(folder)] == [content]


def test_the_same_bytes_are_kept_once_under_two_names(folder):
    first, second = store(name="a.pdf"), store(name="b.pdf")

    assert len(files_in(folder)) == 1
    assert (first.name, second.name) == ("a.pdf", "b.pdf")


def test_nothing_half_written_is_left_when_the_disk_fails(folder, monkeypatch):
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(OSError, match="No space"):
        store()

    assert files_in(folder) == []
    assert not StoredFile.objects.exists()


def test_a_file_spoilt_on_the_disk_is_noticed_and_mended_by_the_next_upload():
    stored = store(b"%PDF-1.7 good")
    path = storage.path_of(stored.sha256)
    path.chmod(0o640)
    path.write_bytes(b"%PDF-1.7 evil")

    with pytest.raises(selectors.Lost):
        selectors.content(stored)

    assert selectors.content(store(b"%PDF-1.7 good")) == b"%PDF-1.7 good"


def test_a_file_gone_from_the_disk_is_said_to_be_lost():
    stored = store()
    storage.path_of(stored.sha256).unlink()

    with pytest.raises(selectors.Lost):
        selectors.content(stored)


def test_a_file_above_the_limit_is_refused(settings, folder):
    settings.LOA_MAX_UPLOAD = 10

    with pytest.raises(services.TooLarge) as refused:
        store(b"x" * 11)

    assert (refused.value.size, refused.value.limit) == (11, 10)
    assert files_in(folder) == []


def test_an_upload_above_the_limit_is_refused_before_it_is_read(settings):
    settings.LOA_MAX_UPLOAD = 10
    upload = SimpleUploadedFile("big.pdf", b"x" * 11)

    with pytest.raises(services.TooLarge):
        services.read_upload(upload)

    assert upload.tell() == 0


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Kế hoạch 12.docx", "Kế hoạch 12.docx"),
        ("C:\\Users\\van thu\\KH.docx", "KH.docx"),
        ("../../etc/passwd", "passwd"),
        ("a\r\nSet-Cookie: b.pdf", "aSet-Cookie: b.pdf"),
        ("", "tep"),
        ("...", "tep"),
        ("x" * 400 + ".docx", "x" * 145 + ".docx"),
        # Signs that turn the direction of writing hide the true ending of a name.
        ("ke hoach\u202excod.exe", "ke hoachxcod.exe"),
    ],
)
def test_a_name_is_made_safe_and_stays_readable(given, kept):
    assert services.clean_name(given) == kept


def test_who_stored_it_is_kept():
    clerk = make_user("van-thu")

    stored = services.store_file(content=b"a", name="a.txt", actor=clerk, at=AT)

    assert (stored.stored_by, stored.stored_at) == (clerk, AT)
