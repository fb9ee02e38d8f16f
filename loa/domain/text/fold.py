"""The search key of a text: the same on every database."""

from __future__ import annotations

import re
import unicodedata

from loa.domain.text.normalise import squash

# The marks of Vietnamese, and many more: whatever is left is looked at one by one.
_MARKS = re.compile("[\u0300-\u036f]")
_D = str.maketrans({"đ": "d", "Đ": "d"})


def fold(text: str) -> str:
    """Lower case, without tone and vowel marks, đ as d, one space between words.

    >>> fold("Ủy ban  nhân dân thị xã Đức Phổ")
    'uy ban nhan dan thi xa duc pho'
    """
    # SQLite's remove_diacritics leaves đ as it is, so we fold ourselves.
    decomposed = unicodedata.normalize("NFD", squash(text).translate(_D).casefold())
    bare = _MARKS.sub("", decomposed)
    if bare.isascii():
        return bare
    bare = "".join(c for c in bare if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", bare)
