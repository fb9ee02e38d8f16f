"""The search key of a text: the same on every database."""

from __future__ import annotations

import unicodedata

from loa.domain.text.normalise import squash

_D = str.maketrans({"đ": "d", "Đ": "d"})


def fold(text: str) -> str:
    """Lower case, without tone and vowel marks, đ as d, one space between words.

    >>> fold("Ủy ban  nhân dân thị xã Đức Phổ")
    'uy ban nhan dan thi xa duc pho'
    """
    # SQLite's remove_diacritics leaves đ as it is, so we fold ourselves.
    decomposed = unicodedata.normalize("NFD", squash(text).translate(_D).casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", bare)
