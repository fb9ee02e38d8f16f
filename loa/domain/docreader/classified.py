"""Whether a paper bears a mark of secrecy: such papers have no place in this product.

A mark stands by itself in the upper part of the first page, in a stamp, or in the head
or foot of pages (Decree 26/2020, Decree 30/2020 annex I). "Bí mật nhà nước" in a sentence
is a subject like any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from loa.domain.docreader.document import OfficialDocument
from loa.domain.docreader.openers.raw import RawDocument, flat
from loa.domain.docreader.secrecy import LEVELS, level_of

# How far down a mark may stand, in paragraphs; a letterhead's cells count as such.
_UPPER = 40


def classification_of(opened: RawDocument, document: OfficialDocument) -> str | None:
    """The highest mark of secrecy that a paper bears, as "MẬT"; None without one."""
    is_scan = bool(document.scanned)
    found = [level_of(text, lenient=is_scan) for text in _upper(opened)]
    found += [level_of(text, lenient=True) for text in opened.marks]
    order = [*LEVELS.values()]
    return min((level for level in found if level), key=order.index, default=None)


def _upper(opened: RawDocument) -> Iterator[str]:
    """The lines of the upper part, and of its cells."""
    for paragraph in islice(flat(opened.blocks), _UPPER):
        yield from paragraph.text.split("\n")
