"""Working days of Vietnam's state bodies: Monday to Friday, less public holidays.

Holidays come from the library `holidays` (Labour Code 2019, art. 112, with the days
that the Government has swapped so far). A swap that the library does not know yet is
added to `data/swapped_days.toml` with the document that orders it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib import resources

ONE_DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Swap:
    """A day off given by decision, and the day worked for it; either may be None."""

    off: date | None
    work: date | None
    document: str


def read_swaps(text: str) -> tuple[Swap, ...]:
    """Read the swapped days from TOML.

    :raises ValueError: if an entry has no date, a date that is none, or no document
    """
    swaps = []
    for entry in tomllib.loads(text).get("swap", []):
        off, work = entry.get("off"), entry.get("work")
        document = entry.get("document", "")
        for day in (off, work):
            if day is not None and type(day) is not date:
                raise ValueError(f"swapped days: {day!r} is not a date")
        if off is None and work is None:
            raise ValueError("swapped days: an entry needs `off` or `work`")
        if not document:
            raise ValueError("swapped days: an entry needs the document that orders it")
        swaps.append(Swap(off, work, document))
    return tuple(swaps)


def read_years(text: str) -> dict[int, str]:
    """Read from TOML the years whose swapped days are known, each with its source.

    :raises ValueError: if an entry has no year or no source
    """
    found = {}
    for entry in tomllib.loads(text).get("year", []):
        year, source = entry.get("year"), entry.get("source", "")
        if type(year) is not int or not source:
            raise ValueError("swapped days: a year needs its number and its source")
        found[year] = source
    return found


@lru_cache(maxsize=256)
def _public_days(year: int) -> tuple[dict[date, str], frozenset[date]]:
    """Days off with their Vietnamese names, and weekend days worked, of one year."""
    # The library imports every country of the world, a second's work: only when asked.
    import holidays

    table = holidays.country_holidays("VN", years=year, expand=False, language="vi")
    off = {day: name for day, name in table.items() if day.year == year}
    worked = frozenset(day for day in table.weekend_workdays if day.year == year)
    return off, worked


class WorkingCalendar:
    """Which days are worked, with `swaps` on top of the library's.

    `sources` names the years of which the decision on swapped days is known.
    """

    def __init__(
        self, swaps: tuple[Swap, ...] = (), sources: Mapping[int, str] | None = None
    ) -> None:
        self.swaps = swaps
        self.sources = dict(sources or {})
        self._off = {swap.off: swap.document for swap in swaps if swap.off}
        self._work = frozenset(swap.work for swap in swaps if swap.work)

    def source_of(self, year: int) -> str | None:
        """Where a year's swapped days were read; None when no decision is known.

        Then its days are those of the law alone, and may still move.
        """
        return self.sources.get(year)

    def holiday_name(self, day: date) -> str | None:
        """The Vietnamese name of the public holiday, the document of a swap, or None.

        An ordinary weekend has no name.
        """
        if day in self._work:
            return None
        if day in self._off:
            return self._off[day]
        return _public_days(day.year)[0].get(day)

    def is_working_day(self, day: date) -> bool:
        """Do state bodies work on `day`?"""
        if day in self._work:
            return True
        if day in self._off:
            return False
        off, worked = _public_days(day.year)
        return day in worked or (day.weekday() < SATURDAY and day not in off)

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day` (before it, when negative).

        Zero gives `day` itself, worked or not. The start is not counted.
        """
        step = ONE_DAY if count >= 0 else -ONE_DAY
        left = abs(count)
        while left:
            day += step
            left -= self.is_working_day(day)
        return day

    def next_working_day(self, day: date) -> date:
        """`day` when it is worked, else the first worked day after it."""
        while not self.is_working_day(day):
            day += ONE_DAY
        return day

    def previous_working_day(self, day: date) -> date:
        """`day` when it is worked, else the last worked day before it."""
        while not self.is_working_day(day):
            day -= ONE_DAY
        return day

    def working_days_between(self, first: date, last: date) -> int:
        """How many days of `first`..`last`, both in it, are worked."""
        span = (last - first).days + 1
        days = (first + timedelta(days=n) for n in range(max(span, 0)))
        return sum(map(self.is_working_day, days))


def _shipped() -> WorkingCalendar:
    data = resources.files("loa.domain.periods") / "data" / "swapped_days.toml"
    text = data.read_text(encoding="utf-8")
    return WorkingCalendar(read_swaps(text), read_years(text))


VIETNAM = _shipped()


def is_working_day(day: date) -> bool:
    """Do Vietnam's state bodies work on `day`?"""
    return VIETNAM.is_working_day(day)


def add_working_days(day: date, count: int) -> date:
    """The `count`-th working day of Vietnam after `day` (before it, when negative)."""
    return VIETNAM.add_working_days(day, count)
