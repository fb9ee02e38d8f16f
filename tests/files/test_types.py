"""The type of a file is read from its bytes."""

import io
import zipfile

import pytest

from loa.files import sniff


def zipped(*names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n\x00", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"\x00\x00\x00\x18ftypmp42", "video/mp4"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "application/x-ole-storage"),
        (zipped("[Content_Types].xml", "word/document.xml"), sniff.DOCX),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), sniff.XLSX),
        (zipped("a.txt"), "application/zip"),
        ("Ủy ban nhân dân".encode(), "text/plain"),
        ("Ủy ban nhân dân".encode("utf-16"), "text/plain"),
        (b"<!DOCTYPE html><p>", "text/html"),
        (b"<!-- a --> \n <HTML>", "text/html"),
        (b'<svg xmlns="http://www.w3.org/2000/svg">', "image/svg+xml"),
        (b'<?xml version="1.0"?><a/>', "application/xml"),
        (b"", sniff.UNKNOWN),
        (b"MZ\x90\x00\x03", sniff.UNKNOWN),
    ],
)
def test_a_type_is_known_by_its_bytes(content, kind):
    assert sniff.media_type(content) == kind
