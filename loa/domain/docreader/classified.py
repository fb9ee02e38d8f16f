"""Marks of secrecy: a paper that bears one has no place in this product.

A mark stands by itself in the upper part of the first page, in a stamp, or in the head
or foot of pages (Decree 26/2020, Decree 30/2020 annex I). "Bí mật nhà nước" in a sentence
is a subject like any other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from loa.domain.docreader.document import OfficialDocument
from loa.domain.docreader.openers.raw import RawDocument, RawTable, flat
from loa.domain.text import fold, squash

_LEVELS = {"tuyet mat": "TUYỆT MẬT", "toi mat": "TỐI MẬT", "mat": "MẬT"}
_MARK = re.compile(
    r"(?:(?:do|muc do|dau chi do) mat\s*:?\s*)?(?P<level>tuyet mat|toi mat|mat)"
)
_LABELLED = re.compile(r"\s*(?:độ|mức độ|dấu chỉ độ) mật\s*:", re.IGNORECASE)
# Beside a number on its line: "Số: 05/BC-UBND      MẬT".
_BESIDE = re.compile(
    r"\bSố\s*:.*?(?:[\s(\[|]{2,}|\s[(\[|])(?P<mark>(?:TUYỆT |TỐI )?MẬT)\W*$"
)
_EDGES = " \t|[](){}<>*_.,:;-–—=~'\"“”‘’!/\\"
_EXACT = ("mật", "tối mật", "tuyệt mật")
# How far down the first page a mark may stand, in paragraphs.
_UPPER = 25


def classification_of(opened: RawDocument, document: OfficialDocument) -> str | None:
    """The highest mark of secrecy that a paper bears, as "MẬT"; None without one."""
    is_scan = bool(document.scanned)
    found = [level for text in _upper(opened) if (level := _level(text, is_scan))]
    found += [level for text in opened.marks if (level := _level(text, True))]
    order = [*_LEVELS.values()]
    return min(found, key=order.index) if found else None


def _upper(opened: RawDocument) -> Iterator[str]:
    """The paragraphs of the upper part, and the lines of their cells."""
    blocks = opened.blocks[:_UPPER]
    for count, paragraph in enumerate(flat(blocks)):
        if count >= _UPPER and not isinstance(blocks[0], RawTable):
            return
        if count >= 2 * _UPPER:
            return
        yield from paragraph.text.split("\n")


def _level(text: str, is_scan: bool) -> str | None:
    """The level that a line says by itself."""
    line = squash(unicodedata.normalize("NFC", text))
    if len(line) < 120 and (beside := _BESIDE.search(text)):
        return beside["mark"]
    bare = line.strip(_EDGES)
    if len(bare) > 40:
        return None
    match = _MARK.fullmatch(fold(bare))
    if match is None:
        return None
    labelled = _LABELLED.match(bare) is not None
    # In sentences the word has small letters; only a stamp may have lost its marks.
    if not (labelled or bare.isupper()):
        return None
    exact = unicodedata.normalize("NFC", bare).casefold()
    if not (is_scan or labelled or exact in _EXACT):
        return None
    return _LEVELS[match["level"]]
