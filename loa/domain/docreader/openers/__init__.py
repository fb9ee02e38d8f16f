"""From bytes or pasted text to paragraphs and tables.

A kind of file is recognised by what it holds (`kinds.py`), never by its name. To add one:
a kind there, a module beside this with a function that gives a `RawDocument`, and a line
in `_open`. Whatever came in a coding from before Unicode leaves here in Unicode.
"""

from __future__ import annotations

from dataclasses import replace

from loa.domain.docreader.document import Caution
from loa.domain.docreader.openers.kinds import Kind, kind_of
from loa.domain.docreader.openers.raw import RawDocument, RawParagraph, RawTable, flat
from loa.domain.docreader.openers.scans.options import Scans
from loa.domain.docreader.openers.txt import open_text
from loa.domain.docreader.unreadable import Reason, Unreadable
from loa.domain.text import legacy

MAX_BYTES = 60 * 1024 * 1024


def require_openable(raw: bytes, filename: str | None = None) -> None:
    """Refuse what holds nothing, or too much.

    :raises Unreadable: empty, or above 60 MB
    """
    if not raw.strip(b"\x00 \t\r\n"):
        raise Unreadable(Reason.EMPTY, filename or "")
    if len(raw) > MAX_BYTES:
        raise Unreadable(Reason.TOO_LARGE, f"{len(raw)} bytes")


def open_document(
    raw: bytes | str, *, filename: str | None = None, scans: Scans | None = None
) -> RawDocument:
    """The paragraphs and tables of a file or a text; `scans` says how pictures are read.

    :raises Unreadable: bytes that are no document we can open
    """
    if isinstance(raw, str):
        return _text(*legacy.mended(raw))
    require_openable(raw, filename)
    return _mended(_open(raw, kind_of(raw), filename or "", scans))


# Each opener is imported when a file wants it: `loa --help` must stay quick.
def _open(raw: bytes, kind: Kind | None, name: str, scans: Scans | None) -> RawDocument:
    if kind is Kind.TEXT:
        return _written(raw)
    if kind is Kind.PDF:
        from loa.domain.docreader.openers.pdf import open_pdf

        return open_pdf(raw, scans)
    if kind is Kind.PICTURE:
        from loa.domain.docreader.openers.picture import open_picture

        return open_picture(raw, scans)
    if kind is Kind.PAGE:
        from loa.domain.docreader.openers.html import open_page

        return open_page(raw)
    return _open_office(raw, kind, name)


def _open_office(raw: bytes, kind: Kind | None, name: str) -> RawDocument:
    if kind is Kind.WORD:
        from loa.domain.docreader.openers.archive import Archive
        from loa.domain.docreader.openers.docx import open_docx

        return open_docx(Archive(raw))
    if kind is Kind.OLD_WORD:
        from loa.domain.docreader.openers.compound import Compound
        from loa.domain.docreader.openers.doc import open_doc

        return open_doc(Compound(raw))
    if kind is Kind.OPEN_DOCUMENT:
        from loa.domain.docreader.openers.odt import open_odt

        return open_odt(raw)
    if kind is Kind.RICH_TEXT:
        from loa.domain.docreader.openers.rtf import open_rtf

        return open_rtf(raw)
    if kind is Kind.OTHER_ARCHIVE:
        raise Unreadable(Reason.OTHER_ARCHIVE, name)
    raise Unreadable(Reason.WRONG_TYPE, f"{name} {kind or ''}".strip())


def _written(raw: bytes) -> RawDocument:
    """Plain text in whatever coding it is."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _text(*legacy.mended(raw.decode("utf-16", errors="replace")))
    try:
        return _text(*legacy.mended(raw.decode("utf-8-sig")))
    except UnicodeDecodeError:
        return _text(*legacy.from_bytes(raw))


def _text(text: str, coding: legacy.Coding | None) -> RawDocument:
    opened = open_text(text)
    if coding is None:
        return opened
    return replace(opened, cautions=(*opened.cautions, Caution.OLD_CODING))


def _mended(opened: RawDocument) -> RawDocument:
    """The document in Unicode, when all of it is in a coding from before."""
    sample: list[str] = []
    size = 0
    for paragraph in flat(opened.blocks):
        sample.append(paragraph.text)
        size += len(paragraph.text)
        if size > legacy.SAMPLE:
            break
    coding = legacy.coding_of("\n".join(sample))
    if coding is None:
        return opened

    def mended(paragraph: RawParagraph) -> RawParagraph:
        return replace(paragraph, text=legacy.decode_text(paragraph.text, coding))

    blocks = tuple(
        mended(block)
        if isinstance(block, RawParagraph)
        else RawTable(
            tuple(tuple(tuple(map(mended, cell)) for cell in row) for row in block.rows)
        )
        for block in opened.blocks
    )
    cautions = (*opened.cautions, Caution.OLD_CODING)
    return replace(opened, blocks=blocks, cautions=cautions)
