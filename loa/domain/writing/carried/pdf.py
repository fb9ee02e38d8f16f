"""Data in a .pdf: an attached file."""

from io import BytesIO

import pypdfium2
from pypdfium2 import raw as pdfium

from loa.domain.pdfium import LOCK
from loa.domain.writing.carried.limits import MOST, MOST_PARTS
from loa.domain.writing.carried.words import squashed

ATTACHMENT = "loa-carried.json"


def pdf_words(raw: bytes) -> list[str]:
    """Give the words of each page of a .pdf, without spaces."""
    with LOCK:
        document = pypdfium2.PdfDocument(raw)
        try:
            return [squashed(_page_words(page)) for page in document]
        finally:
            document.close()


def _page_words(page: pypdfium2.PdfPage) -> str:
    text_page = page.get_textpage()
    try:
        return str(text_page.get_text_range())
    finally:
        text_page.close()
        page.close()


def attached(raw: bytes) -> str | None:
    """Give what we attached to a .pdf, or None."""
    with LOCK:
        document = pypdfium2.PdfDocument(raw)
        try:
            for at in range(min(document.count_attachments(), MOST_PARTS)):
                one = document.get_attachment(at)
                if one.get_name() == ATTACHMENT:
                    return bytes(one.get_data())[:MOST].decode("utf-8", "replace")
        finally:
            document.close()
    return None


def with_attachment(raw: bytes, text: str) -> bytes:
    """Attach our data to any .pdf, behind what it is: the bytes before stay.

    What we attached before is taken out.
    """
    made = BytesIO()
    with LOCK:
        document = pypdfium2.PdfDocument(raw)
        try:
            for at in reversed(range(min(document.count_attachments(), MOST_PARTS))):
                if document.get_attachment(at).get_name() == ATTACHMENT:
                    document.del_attachment(at)
            document.new_attachment(ATTACHMENT).set_data(text.encode())
            document.save(made, flags=pdfium.FPDF_INCREMENTAL)
        finally:
            document.close()
    return made.getvalue()
