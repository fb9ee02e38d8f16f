"""A few small numbers of a text that a copy of it most likely shares: bands.

MinHash over runs of four words. A band is made of three minima; two texts of which the
share `j` of runs is common agree in a band with j³, in one of twenty with 1 - (1 - j³)²⁰:
0.92 for half, 0.9997 for seven tenths, 0.0002 for a fiftieth. The numbers are stored:
whoever changes this makes them anew for all that is stored (a test knows one text's).
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from loa.domain.likeness.runs import Runs, numbers_of

BANDS: Final = 20
ROWS: Final = 3
LENGTH: Final = 4
LEAST: Final = 12
"""Texts with fewer runs are all alike and get no bands."""
_BLOCK = 2048


def _mixed(seed: int, count: int) -> Runs:
    """So many fixed numbers without a pattern (the generator called splitmix64)."""
    found = []
    for _ in range(count):
        seed = (seed + 0x9E3779B97F4A7C15) % 2**64
        mixed = (seed ^ (seed >> 30)) * 0xBF58476D1CE4E5B9 % 2**64
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB % 2**64
        found.append(mixed ^ (mixed >> 31))
    return np.array(found, dtype=np.uint64)


# Half of the bits are enough for an order, and twice as fast.
_FACTORS = (_mixed(1, BANDS * ROWS) | np.uint64(1)).astype(np.uint32)[:, np.newaxis]
_ADDED = _mixed(2, BANDS * ROWS).astype(np.uint32)[:, np.newaxis]
_OF_BAND = (_mixed(3, BANDS * ROWS) | np.uint64(1)).reshape(BANDS, ROWS)


def bands_of(text: str) -> tuple[int, ...] | None:
    """The bands of a text as signed numbers of 32 bits; None for one too short."""
    runs = numbers_of(text, LENGTH)
    if len(runs) < LEAST:
        return None
    minima = _minima(runs).reshape(BANDS, ROWS)
    mixed = (minima * _OF_BAND).sum(axis=1, dtype=np.uint64)
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    return tuple((mixed >> np.uint64(32)).astype(np.uint32).view(np.int32).tolist())


def _minima(runs: Runs) -> NDArray[np.uint64]:
    """The least number of each of the sixty orders; long texts piece by piece."""
    halves = (runs >> np.uint64(32)).astype(np.uint32)
    least = [
        (_FACTORS * halves[at : at + _BLOCK] + _ADDED).min(axis=1)
        for at in range(0, len(halves), _BLOCK)
    ]
    found: NDArray[np.uint32] = np.minimum.reduce(least)
    return found.astype(np.uint64)
