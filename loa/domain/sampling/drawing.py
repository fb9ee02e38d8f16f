"""Drawing a sample: by chance within levels of risk, the same for the same seed.

The order within a level is that of ``sha256(seed:id)``: whoever has seed and population
draws the same again, in any language and version.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

LEVELS: Final = {1: 1, 2: 2, 3: 4}
"""Levels of risk, low to high, and how much more often one of them is drawn."""
LEAST = 2
"""So many of each level are drawn where there are: one alone tells no spread."""


@dataclass(frozen=True, slots=True)
class Stratum:
    """A level of risk: how many there are, and which were drawn."""

    level: int
    total: int
    drawn: tuple[int, ...]

    @property
    def weight(self) -> float:
        """How many of the whole each one drawn stands for."""
        return self.total / len(self.drawn) if self.drawn else 0.0


def draw(population: Mapping[int, int], *, size: int, seed: str) -> tuple[Stratum, ...]:
    """Draw a sample of a population, given as {id: level of risk}.

    All of it where it is no larger than the sample.

    :raises ValueError: for a level that is none
    """
    by_level: dict[int, list[int]] = {level: [] for level in LEVELS}
    for unit, level in population.items():
        if level not in by_level:
            raise ValueError(f"no level of risk: {level}")
        by_level[level].append(unit)
    counts = _shares({level: len(units) for level, units in by_level.items()}, size)
    return tuple(
        Stratum(level, len(units), _first(units, counts[level], seed))
        for level, units in by_level.items()
        if units
    )


def population_digest(population: Mapping[int, int]) -> str:
    """Return the digest of a population, so that a later draw is of the same one."""
    rows = "\n".join(f"{unit}:{level}" for unit, level in sorted(population.items()))
    return hashlib.sha256(rows.encode("ascii")).hexdigest()


def _first(units: list[int], count: int, seed: str) -> tuple[int, ...]:
    def place(unit: int) -> str:
        return hashlib.sha256(f"{seed}:{unit}".encode()).hexdigest()

    return tuple(sorted(units, key=place)[:count])


def _shares(totals: dict[int, int], size: int) -> dict[int, int]:
    """How many of each level: by number and risk, one after the other where most lacks."""
    size = min(size, sum(totals.values()))
    counts = dict.fromkeys(totals, 0)
    for _round in range(LEAST):
        for level in sorted(totals, reverse=True):
            if counts[level] < totals[level] and sum(counts.values()) < size:
                counts[level] += 1
    mass = {level: total * LEVELS[level] for level, total in totals.items()}
    while sum(counts.values()) < size:
        # The highest mean of what is left (Sainte-Laguë); the riskier first in a draw.
        level = max(
            (each for each in totals if counts[each] < totals[each]),
            key=lambda each: (mass[each] / (2 * counts[each] + 1), each),
        )
        counts[level] += 1
    return counts
