"""Numbers that cannot be so: of heads, of classes, of items on the last day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

SAME_CLASSES = 6
"""So many classes of one size are no count but a guess."""
RUSH = 10
"""So many other items of one day, handed in that day, are a rush."""


def too_many(people: int | None, population: int) -> bool:
    """Whether more people are said to have come than live there; never without both."""
    return bool(people and population) and (people or 0) > population


def all_alike(classes: Sequence[int]) -> bool:
    """Whether every one of many classes has the very same number of heads."""
    return len(classes) >= SAME_CLASSES and len(set(classes)) == 1


def is_rush(
    done_on: date, handed_in: date, last: date, others: Iterable[tuple[date, date]]
) -> bool:
    """Whether an item is one of a heap made and handed in on the last day of a period.

    :param others: (day done, day handed in) of the body's other items
    """
    if done_on != last:
        return False
    heap = sum(day == done_on and given == handed_in for day, given in others)
    return heap >= RUSH
