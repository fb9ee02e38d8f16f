"""What kind of file bytes are, by what they hold; never by a name."""

from __future__ import annotations

import re
from enum import StrEnum

from loa.domain.docreader.openers.html import decode_html

_PICTURES = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF",
    b"\x00\x00\x01\x00",
)  # fmt: skip
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ARCHIVES = (
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf\x27\x1c",
    b"\x1f\x8b\x08",
    b"BZh",
    b"\xfd7zXZ",
)
_FIELD = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,60}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*")
_OF_MAIL = re.compile(
    rb"(?:from|to|date|subject|message-id|mime-version|received|return-path"
    rb"|content-type|delivered-to|x-mailer):",
    re.IGNORECASE,
)
_LOOKED_AT = 65536


class Kind(StrEnum):
    """A kind of file that Loa opens, or tells apart to say what to do."""

    WORD = "docx"
    OLD_WORD = "doc"
    OPEN_DOCUMENT = "odt"
    PDF = "pdf"
    RICH_TEXT = "rtf"
    PAGE = "html"
    TEXT = "txt"
    PICTURE = "picture"
    ZIP = "zip"
    MAIL = "eml"
    OUTLOOK = "msg"
    OTHER_OFFICE = "office"
    OTHER_ARCHIVE = "archive"


def kind_of(raw: bytes) -> Kind | None:
    """The kind of a file; None for what is nothing we know.

    :raises Unreadable: a zip or a compound file that is damaged, hostile or encrypted
    """
    if raw.startswith(_ZIP):
        return _in_zip(raw)
    if b"%PDF-" in raw[:1024]:
        return Kind.PDF
    if raw.startswith(_OLE):
        return _in_compound(raw)
    if raw.startswith(_PICTURES):
        return Kind.PICTURE
    if raw.startswith(_ARCHIVES):
        return Kind.OTHER_ARCHIVE
    return _written(raw)


def _written(raw: bytes) -> Kind | None:
    head = raw[:_LOOKED_AT].lstrip()
    if head[:5] == b"{\\rtf":
        return Kind.RICH_TEXT
    if not is_text(raw):
        return None
    if is_mail(raw):
        return Kind.MAIL
    if head[:5] == b"<?xml" and b"office:document" in head[:4096]:
        return Kind.OPEN_DOCUMENT
    return Kind.PAGE if decode_html(raw[:8192]) is not None else Kind.TEXT


def is_mail(raw: bytes) -> bool:
    """Whether a text begins with the header of an e-mail."""
    head = raw[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    place, known = 0, set()
    if head.startswith(b"From "):
        place = head.find(b"\n") + 1
    while match := _FIELD.match(head, place):
        place = match.end()
        if name := _OF_MAIL.match(match[0]):
            known.add(name[0].lower())
    ended = (
        head[place : place + 2] in (b"\r\n", b"") or head[place : place + 1] == b"\n"
    )
    return ended and (len(known) >= 3 or {b"mime-version:", b"content-type:"} <= known)


_CONTROLS = bytes([*range(9), *range(14, 32)])


def is_text(raw: bytes) -> bool:
    """Whether bytes are text: hardly any control characters in the beginning."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    sample = raw[:8192]
    if b"\x00" in sample or sample[:2] == b"MZ":
        return False
    odd = len(sample) - len(sample.translate(None, _CONTROLS))
    return odd * 50 <= len(sample)


def _in_zip(raw: bytes) -> Kind:
    """What a zip is, by the names of its parts."""
    from loa.domain.docreader.openers.archive import Archive
    from loa.domain.docreader.openers.docx import is_docx
    from loa.domain.docreader.openers.odt import is_odt

    archive = Archive(raw)
    if is_docx(archive):
        return Kind.WORD
    if is_odt(archive):
        return Kind.OPEN_DOCUMENT
    if {"[Content_Types].xml", "mimetype"} & archive.names or any(
        name.startswith(("xl/", "ppt/")) for name in archive.names
    ):
        return Kind.OTHER_OFFICE
    return Kind.ZIP


def _in_compound(raw: bytes) -> Kind:
    """What a compound file is, by the names of its streams."""
    from loa.domain.docreader.openers.compound import Compound

    names = Compound(raw).names
    if "WordDocument" in names:
        return Kind.OLD_WORD
    if "__properties_version1.0" in names:
        return Kind.OUTLOOK
    return Kind.OTHER_OFFICE
