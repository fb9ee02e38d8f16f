"""From bytes or pasted text to paragraphs and tables.

A kind of file is recognised by its first bytes, never by its name. To add one: a module
beside this with a function that gives a `RawDocument`, and a line in `open_document`.
"""

from __future__ import annotations

from loa.domain.docreader.openers.raw import RawDocument
from loa.domain.docreader.openers.scans.options import Scans
from loa.domain.docreader.openers.txt import decode, open_text
from loa.domain.docreader.unreadable import Reason, Unreadable

MAX_BYTES = 60 * 1024 * 1024
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def open_document(
    raw: bytes | str, *, filename: str | None = None, scans: Scans | None = None
) -> RawDocument:
    """The paragraphs and tables of a file or a text; `scans` says how pictures are read.

    :raises Unreadable: bytes that are no document we can open
    """
    if isinstance(raw, str):
        return open_text(raw)
    if not raw.strip(b"\x00 \t\r\n"):
        raise Unreadable(Reason.EMPTY, filename or "")
    if len(raw) > MAX_BYTES:
        raise Unreadable(Reason.TOO_LARGE, f"{len(raw)} bytes")
    if raw[:4] == b"PK\x03\x04" or raw[:4] == b"PK\x05\x06":
        from loa.domain.docreader.openers.archive import Archive
        from loa.domain.docreader.openers.docx import is_docx, open_docx
        from loa.domain.docreader.openers.odt import is_odt, open_odt

        archive = Archive(raw)
        if is_docx(archive):
            return open_docx(archive)
        if is_odt(archive):
            return open_odt(archive)
        raise Unreadable(Reason.WRONG_TYPE, "a zip without word/document.xml")
    if b"%PDF-" in raw[:1024]:
        from loa.domain.docreader.openers.pdf import open_pdf

        return open_pdf(raw, scans)
    if raw.startswith(_OLE):
        raise Unreadable(*_old_office(raw))
    if raw.startswith(_PICTURES):
        from loa.domain.docreader.openers.picture import open_picture

        return open_picture(raw, scans)
    if not _is_text(raw):
        raise Unreadable(Reason.WRONG_TYPE, filename or "")
    return open_text(decode(raw))


def _old_office(raw: bytes) -> tuple[Reason, str]:
    """A compound file is an old .doc, or a .docx under a password."""
    if "EncryptedPackage".encode("utf-16-le") in raw:
        return Reason.ENCRYPTED, "OOXML under a password"
    return Reason.OLD_WORD, "compound file"


def _is_text(raw: bytes) -> bool:
    """Whether bytes are text: hardly any control characters in the beginning."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    sample = raw[:8192]
    if b"\x00" in sample or sample.lstrip()[:5] in (b"{\\rtf", b"MZ\x90\x00\x03"):
        return False
    odd = sum(byte < 9 or 13 < byte < 32 for byte in sample)
    return odd * 50 <= len(sample)
