"""A stored file reaches a browser as bytes that it will not run."""

from contextlib import closing
from urllib.parse import unquote

import pytest
from django.http import Http404

from loa.files import responses, services, storage
from loa.files.models import StoredFile
from tests.factories import moment

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n\x00"


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.LOA_FILES = tmp_path


def store(content: bytes, name: str) -> StoredFile:
    return services.store_file(
        content=content, name=name, actor=None, at=moment(2026, 2, 1)
    )


def test_the_bytes_are_sent_as_they_were_kept():
    content = b"%PDF-1.7" + bytes(range(256)) * 100

    with closing(responses.stream(store(content, "a.pdf"), download=True)) as response:
        assert b"".join(response.streaming_content) == content
        assert response["Content-Length"] == str(len(content))


def test_a_browser_is_told_not_to_guess_and_not_to_run():
    with closing(responses.stream(store(PNG, "anh.png"), download=False)) as response:
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"].startswith("sandbox;")
        assert response["Content-Type"] == "image/png"
        assert response["Content-Disposition"].startswith("inline;")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<!doctype html><script>alert(1)</script>", "anh.png"),
        (b"<svg onload='alert(1)'>", "anh.svg"),
        (b"<?xml version='1.0'?><a/>", "a.xml"),
        (b"MZ\x90\x00", "ke-hoach.docx"),
    ],
)
def test_what_a_browser_might_run_is_a_download_without_a_type(content, name):
    with closing(responses.stream(store(content, name), download=False)) as response:
        assert response["Content-Disposition"].startswith("attachment;")
        assert response["Content-Type"] == "application/octet-stream"


def test_a_vietnamese_name_comes_through():
    header = responses.disposition('Kế hoạch "số 12".docx', download=True)

    assert header.isascii()
    assert header.startswith('attachment; filename="ke-hoach-_so-12_.docx"; ')
    exact = header.split("filename*=UTF-8''")[1]
    assert unquote(exact) == 'Kế hoạch "số 12".docx'


def test_a_file_gone_from_the_disk_is_not_found():
    stored = store(PNG, "a.png")
    storage.path_of(stored.sha256).unlink()

    with pytest.raises(Http404):
        responses.stream(stored, download=True)
