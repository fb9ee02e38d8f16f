"""Automatic lists: how far each has counted, and what it prints."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from loa.domain.docreader.openers.labels import bullet, numeral


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list.

    `format` is "1", "01", "I", "i", "A", "a", "" (nothing) or "bullet"; `pattern` what
    is printed, with %1 … for the counts; `restart` the level (from 1) that begins the
    counting anew, None for any above, 0 for never; `style` a paragraph style that
    stands on it.
    """

    format: str
    pattern: str
    start: int = 1
    restart: int | None = None
    is_legal: bool = False
    style: str = ""


Levels = dict[int, Level]


@dataclass(frozen=True, slots=True)
class ListInUse:
    """A list in use: whose counts it shares, its levels, what it starts anew."""

    shared: str
    levels: Levels
    starts: dict[int, int]


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted."""

    lists: dict[str, ListInUse] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def level_of_style(self, number: str, style: str) -> int:
        """The level of a list on which a paragraph style stands; 0 if none says so."""
        known = self.lists.get(number)
        levels = known.levels if known else {}
        return next((at for at, one in levels.items() if one.style == style), 0)

    def label(self, number: str, level: int) -> str:
        """The printed number of the next paragraph of a list; empty without one."""
        known = self.lists.get(number)
        if known is None or level not in known.levels:
            return ""
        counts = self.counts.setdefault(known.shared, {})
        if level in known.starts and (number, level) not in self._begun:
            self._begun.add((number, level))
            counts[level] = known.starts[level]
        else:
            counts[level] = counts.get(level, known.levels[level].start - 1) + 1
        for deeper in [key for key in counts if key > level]:
            restart = known.levels[deeper].restart if deeper in known.levels else None
            if restart is None or level < restart:
                del counts[deeper]
        return _print(known.levels, level, counts)


def _print(known: Levels, level: int, counts: dict[int, int]) -> str:
    shape = known[level]
    if shape.format == "bullet":
        return bullet(shape.pattern, level)

    def counted(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        one = known.get(at)
        count = counts.get(at, one.start if one else 1)
        kind = one.format if one else "1"
        return numeral(count, "1" if shape.is_legal and kind else kind)

    return re.sub(r"%(\d)", counted, shape.pattern).strip()
