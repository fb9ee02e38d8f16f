"""Data that a document carries inside itself, and whether it may be believed.

A `.docx` carries it as a custom XML part, a `.pdf` (PDF/A-3) as an attached file:

    docx_bytes(paper, at=moment, carrying={"tasks": [...]})   # or pdf_bytes
    carried(raw)  →  Carried(Soundness.SOUND, {"tasks": [...]}, sha256)

The part holds a SHA-256 digest of its data and one of the words that the data are
about: the text from the first block of the body on, and each annex. So it is told when
the data were tampered with, and when somebody went on editing the text in Word. A
number, a day or a name filled in later above or below the text changes nothing.

A digest is no signature: who made the file is told by the file's own signature.
"""

import zipfile

import pypdfium2
from lxml import etree

from loa.domain.writing.carried.docx import docx_words, embedded, part_of
from loa.domain.writing.carried.envelope import (
    Carried,
    Payload,
    Soundness,
    envelope_of,
    judged,
)
from loa.domain.writing.carried.pdf import (
    ATTACHMENT,
    attached,
    pdf_words,
    with_attachment,
)
from loa.domain.writing.carried.words import window_of, windows_of
from loa.domain.writing.paper import OfficialPaper

_UNREADABLE = (
    zipfile.BadZipFile,
    etree.XMLSyntaxError,
    pypdfium2.PdfiumError,
    KeyError,
    ValueError,
    OSError,
    NotImplementedError,
    RuntimeError,
)


def carried(raw: bytes) -> Carried | None:
    """Give what a .docx or .pdf carries, or None when it carries nothing of ours.

    Never raises: a file that cannot be opened carries nothing.
    """
    try:
        if raw[:4] == b"PK\x03\x04":
            return judged(part_of(raw), lambda: [docx_words(raw)])
        if b"%PDF-" in raw[:1024]:
            return judged(attached(raw), lambda: pdf_words(raw))
    except _UNREADABLE:
        return None
    return None


def embed(raw: bytes, data: Payload) -> bytes:
    """Put data into any .docx or .pdf; every word of it is then guarded.

    :raises ValueError: when the file is neither
    """
    try:
        if b"%PDF-" in raw[:1024]:
            pages = enumerate(pdf_words(raw))
            windows = [window_of(at, words, is_all=True) for at, words in pages]
            return with_attachment(raw, envelope_of(data, windows))
        return embedded(
            raw, envelope_of(data, [window_of(0, docx_words(raw), is_all=True)])
        )
    except _UNREADABLE as error:
        raise ValueError("this is no .docx and no .pdf") from error


def with_part(raw: bytes, paper: OfficialPaper, data: Payload) -> bytes:
    """Put data into the .docx of a paper."""
    return embedded(raw, envelope_of(data, windows_of(paper, [docx_words(raw)])))


def attachment(raw: bytes, paper: OfficialPaper, data: Payload) -> str:
    """Give what to attach to the .pdf of a paper, as it is without the attachment."""
    return envelope_of(data, windows_of(paper, pdf_words(raw)))


__all__ = [
    "ATTACHMENT",
    "Carried",
    "Payload",
    "Soundness",
    "attachment",
    "carried",
    "embed",
    "with_part",
]
