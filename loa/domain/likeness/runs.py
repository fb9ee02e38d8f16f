"""Runs of folded words as numbers, and which share of one text stands in another.

Years are taken as one word, so that last year's item with the year replaced is the same.
Other numbers are kept: two true items of one sort differ by theirs. The numbers are the
same in every process and on every machine, for bands made of them are stored.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from loa.domain.text import fold

Runs: TypeAlias = NDArray[np.uint64]
"""The runs of a text, each once, in the order of their numbers."""

LENGTH = 5
_YEARS = frozenset(str(year) for year in range(1900, 2100))
# Odd, so that it has an inverse in arithmetic of 64 bits.
_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 2**64)
_FINISH = ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB))


class _Letters(dict[int, str]):
    """Letter → what `fold` makes of it; what is neither letter nor digit is a space.

    Letter by letter is four times as fast as folding whole texts, and the same.
    """

    def __missing__(self, letter: int) -> str:
        # Between two others: a mark by itself folds to nothing, and no space is cut off.
        bare = fold(f"a{chr(letter)}a")[1:-1]
        kept = "".join(c for c in bare if c.isascii() and c.isalnum())
        self[letter] = kept or (" " if bare else "")
        return self[letter]


_letters = _Letters()


def words_in(text: str) -> str:
    """Folded words with one space between them, each year the same word."""
    words = text.translate(_letters).split()
    return " ".join(["nam" if word in _YEARS else word for word in words])


def runs_of(text: str, length: int = LENGTH) -> Runs:
    """Every run of so many folded words, as numbers; of a shorter text, all its words."""
    return np.unique(numbers_of(text, length))


def numbers_of(text: str, length: int) -> Runs:
    """The same as they come, those that come again too."""
    letters = np.frombuffer(words_in(text).encode("ascii"), dtype=np.uint8)
    if not len(letters):
        return np.empty(0, dtype=np.uint64)
    spaces = np.flatnonzero(letters == ord(" "))
    begins = np.concatenate(([0], spaces + 1))
    ends = np.concatenate((spaces, [len(letters)]))
    last = max(0, len(begins) - length)
    begins, ends = begins[: last + 1], ends[min(length, len(ends)) - 1 :]
    powers, inverses = _powers(1 << len(letters).bit_length())
    # Sums of letters times powers: one difference is the number of any run.
    sums = np.zeros(len(letters) + 1, dtype=np.uint64)
    np.cumsum(letters * powers[: len(letters)], out=sums[1:])
    numbers = (sums[ends] - sums[begins]) * inverses[begins]
    for shift, factor in _FINISH:
        numbers = (numbers ^ (numbers >> np.uint64(shift))) * np.uint64(factor)
    return numbers ^ (numbers >> np.uint64(31))


@lru_cache(maxsize=32)
def _powers(count: int) -> tuple[Runs, Runs]:
    """The first powers of the base, and of its inverse."""
    found = []
    for base in (_BASE, _INVERSE):
        factors = np.full(count, base, dtype=np.uint64)
        factors[0] = 1
        found.append(np.cumprod(factors, dtype=np.uint64))
    return found[0], found[1]


def share_of(text: Runs, other: Runs) -> float:
    """Which share of a text's runs stands in another; 0 for an empty one."""
    return float(np.isin(text, other).mean()) if len(text) else 0.0


def share_new(text: Runs, others: Iterable[Runs]) -> float:
    """Which share of a text's runs stands in none of the others; 0 for an empty one."""
    if not len(text):
        return 0.0
    known = np.zeros(len(text), dtype=np.bool_)
    for other in others:
        known |= np.isin(text, other)
    return float(1 - known.mean())
