"""A picture of a page, or a file of several, as a document."""

from __future__ import annotations

from loa.domain.docreader.openers.pdf import set_in_order
from loa.domain.docreader.openers.raw import RawDocument
from loa.domain.docreader.openers.rows import Row
from loa.domain.docreader.openers.scans import Scans, can_see, pages_of, read_page
from loa.domain.docreader.unreadable import Reason, Unreadable


def open_picture(raw: bytes, scans: Scans | None = None) -> RawDocument:
    """The paragraphs and tables of scanned pages.

    :raises Unreadable: no picture that we open, too large or damaged, nothing legible
        on it, more pages than `scans` allows, or pictures cannot be read here
    """
    scans = scans or Scans()
    count, pages = pages_of(raw)
    if not can_see(scans):
        raise Unreadable(Reason.PICTURE, "no Vietnamese data for Tesseract")
    scans.require(count)
    rows: list[Row] = []
    marks: list[str] = []
    for number, (image, dpi) in enumerate(pages):
        scans.tell(number + 1, count)
        found, stamped = read_page(image, number, dpi=dpi, scans=scans)
        rows.extend(found)
        marks.extend(stamped)
    return set_in_order(rows, marks, is_scan=True)
