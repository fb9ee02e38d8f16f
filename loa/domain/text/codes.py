"""Numbers of official documents in one form that can be compared."""

from __future__ import annotations

import re

from loa.domain.text.fold import fold

_LEADING_ZEROS = re.compile(r"^0+(?=\d)")
# "số 76/NQ-CP", "Số: 76/NQ-CP": the word before the number is none of it.
_WORD_BEFORE = re.compile(r"^so[:.]? ?(?=\d)")


def code_of(number: str, symbol: str = "") -> str:
    """Return number and symbol as compared, "" when there is no number.

    >>> code_of("05", "KH-UBND"), code_of("76/NQ-CP"), code_of("", "KH-UBND")
    ('5/kh-ubnd', '76/nq-cp', '')
    """
    if not number.strip():
        return ""
    whole = "/".join(part for part in (number, symbol) if part.strip())
    bare = _WORD_BEFORE.sub("", fold(whole)).replace(" ", "").replace("–", "-")
    return _LEADING_ZEROS.sub("", bare)[:110]
