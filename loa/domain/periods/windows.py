"""The windows of law and of the calendar: by name, by day, by run of days.

Source: Decree 09/2019/NĐ-CP, art. 12. A month of law runs from the 15th of the month
before to the 14th; every longer window is a run of such months.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from loa.domain.periods.period import (
    ONE_DAY,
    Period,
    PeriodKind,
    PeriodName,
    WindowRule,
)

# Decree 09/2019, art. 12: the closing day is the 14th, so the next window opens here.
LAW_FIRST_DAY = 15


def _shift(year: int, month: int, months: int) -> tuple[int, int]:
    index = year * 12 + (month - 1) + months
    return index // 12, index % 12 + 1


@lru_cache(maxsize=8192)
def period(rule: WindowRule, kind: PeriodKind, year: int, number: int = 1) -> Period:
    """The window called `number` of `year`, e.g. (LAW, QUARTER, 2026, 1).

    :raises ValueError: if the year has no such number (a fifth quarter)
    """
    rule, kind = WindowRule(rule), PeriodKind(kind)
    if not 1 <= number <= kind.per_year:
        raise ValueError(f"{kind} must be 1 to {kind.per_year}, not {number}")
    if not 2 <= year <= 9998:
        raise ValueError(f"year out of range: {year}")
    first_month = (number - 1) * kind.month_count + 1
    if rule is WindowRule.LAW:
        day, before = LAW_FIRST_DAY, -1
    else:
        day, before = 1, 0
    start = date(*_shift(year, first_month, before), day)
    end = date(*_shift(year, first_month, before + kind.month_count), day)
    return Period(start, end, PeriodName(rule, kind, year, number))


def law_period(kind: PeriodKind, year: int, number: int = 1) -> Period:
    """A reporting window of Decree 09/2019: quarter 1 of 2026 is 15/12/2025–14/3/2026.

    :raises ValueError: if the year has no such number
    """
    return period(WindowRule.LAW, kind, year, number)


def calendar_period(kind: PeriodKind, year: int, number: int = 1) -> Period:
    """A window of the calendar: month 3 of 2026 is 1/3–31/3/2026.

    :raises ValueError: if the year has no such number
    """
    return period(WindowRule.CALENDAR, kind, year, number)


_CODE = re.compile(
    r"(?P<year>\d{4})(?:H(?P<half>[12])|(?P<nine>9M)|(?P<number>\d\d?))?"
)


def period_from_code(rule: WindowRule, code: str) -> Period:
    """The window that `Period.code` wrote: `202603`, `20261`, `2026H1`, `2026`.

    :raises ValueError: if the text is no such code
    """
    found = _CODE.fullmatch(code) if code.isascii() else None
    if not found:
        raise ValueError(f"not a period code: {code!r}")
    year, number = int(found["year"]), found["number"]
    if found["half"]:
        return period(rule, PeriodKind.HALF, year, int(found["half"]))
    if found["nine"]:
        return period(rule, PeriodKind.NINE_MONTHS, year)
    if number is None:
        return period(rule, PeriodKind.YEAR, year)
    kind = PeriodKind.QUARTER if len(number) == 1 else PeriodKind.MONTH
    return period(rule, kind, year, int(number))


def period_containing(rule: WindowRule, kind: PeriodKind, on: date) -> Period:
    """The window that the day `on` belongs to.

    :raises ValueError: if there is none (a day after the nine months of its year)
    """
    year, month = on.year, on.month
    if rule == WindowRule.LAW and on.day >= LAW_FIRST_DAY:
        year, month = _shift(year, month, 1)
    if kind == PeriodKind.NINE_MONTHS and month > PeriodKind.NINE_MONTHS.month_count:
        raise ValueError(f"{on} is in no nine-month window ({rule})")
    number = (month - 1) // PeriodKind(kind).month_count + 1
    return period(rule, kind, year, number)


def next_period(of: Period) -> Period:
    """The window of the same rule and kind that follows.

    :raises ValueError: if `of` is not a named window
    """
    return _step(of, +1)


def previous_period(of: Period) -> Period:
    """The window of the same rule and kind before this one.

    :raises ValueError: if `of` is not a named window
    """
    return _step(of, -1)


def same_period_last_year(of: Period) -> Period:
    """The window with which a report compares ("so với cùng kỳ").

    :raises ValueError: if `of` is not a named window
    """
    return _step(of, -(of.name.kind.per_year if of.name else 1))


def _step(of: Period, count: int) -> Period:
    if of.name is None:
        raise ValueError(f"{of.code} is not a named window")
    name = of.name
    index = name.year * name.kind.per_year + (name.number - 1) + count
    year, place = divmod(index, name.kind.per_year)
    return period(name.rule, name.kind, year, place + 1)


def periods_between(
    rule: WindowRule, kind: PeriodKind, first: date, last: date
) -> tuple[Period, ...]:
    """Every window that has a day in `first`..`last` (both in it), oldest first.

    Empty when `last` is before `first`.
    """
    if last < first:
        return ()
    window = Period.through(first, last)
    # A window of law may open in the year before the one that names it.
    at = period(rule, kind, first.year, 1)
    found = []
    while at.start <= last:
        if at.overlaps(window):
            found.append(at)
        at = _step(at, +1)
    return tuple(found)


def periods_ending_in(
    rule: WindowRule, kind: PeriodKind, window: Period
) -> tuple[Period, ...]:
    """The windows whose last day falls in `window`, oldest first.

    So a report of law counts monthly quotas: 15/12–14/3 holds December, January and
    February, never a month that is not over.
    """
    return tuple(
        each
        for each in periods_between(rule, kind, window.start, window.end - ONE_DAY)
        if each.last_day in window
    )
