"""How much of one text stands in another: shingles of folded words, compared exactly.

Years are taken as one word, so that last year's item with the year replaced is the same.
Other numbers are kept: two true items of one sort differ by theirs.
"""

from __future__ import annotations

import re

from loa.domain.text import fold

LENGTH = 5
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def shingles(text: str, length: int = LENGTH) -> frozenset[int]:
    """Every run of so many folded words, hashed; of a shorter text, all its words.

    The hashes hold within one process only.
    """
    words = _NOT_A_WORD.sub(" ", _YEAR.sub("nam", fold(text))).split()
    if len(words) < length:
        return frozenset({hash(tuple(words))}) if words else frozenset()
    return frozenset(
        hash(tuple(words[at : at + length])) for at in range(len(words) - length + 1)
    )


def share_of(text: frozenset[int], other: frozenset[int]) -> float:
    """Which share of a text's shingles stands in another; 0 for an empty one."""
    return len(text & other) / len(text) if text else 0.0
