"""A run of days, and the name that a window of law or calendar gives it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

ONE_DAY = timedelta(days=1)


class PeriodKind(StrEnum):
    """How long a period is: month, quarter, half-year, nine months or year."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    NINE_MONTHS = "nine_months"
    YEAR = "year"

    @property
    def month_count(self) -> int:
        """Months in one period of this kind."""
        return _MONTHS[self]

    @property
    def per_year(self) -> int:
        """Periods of this kind that a year names: 12, 4, 2, 1 and 1."""
        return 1 if self is PeriodKind.NINE_MONTHS else 12 // _MONTHS[self]


_MONTHS = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.HALF: 6,
    PeriodKind.NINE_MONTHS: 9,
    PeriodKind.YEAR: 12,
}


class WindowRule(StrEnum):
    """Where a period begins and ends.

    `LAW` closes on the 14th (Decree 09/2019/NĐ-CP, art. 12: reports of state
    administrative bodies); `CALENDAR` follows the calendar (quotas, statistics).
    """

    LAW = "law"
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class PeriodName:
    """Which window a period is: the rule, the kind, the year and its number in it."""

    rule: WindowRule
    kind: PeriodKind
    year: int
    number: int

    @property
    def code(self) -> str:
        """The code used in exports: `202603`, `20261`, `2026H1`, `20269M`, `2026`.

        Month, quarter and year follow Thanh Hoá's data rules of 2026 (YYYYMM, YYYYQ,
        YYYY); half-year and nine months have no published code, these are ours.
        """
        year = f"{self.year:04d}"
        if self.kind is PeriodKind.MONTH:
            return f"{year}{self.number:02d}"
        if self.kind is PeriodKind.QUARTER:
            return f"{year}{self.number}"
        if self.kind is PeriodKind.HALF:
            return f"{year}H{self.number}"
        return f"{year}9M" if self.kind is PeriodKind.NINE_MONTHS else year


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A half-open run of days: `start` is in it, `end` is the day after its last.

    Two periods of the same days are equal, whatever they are called.

    :raises ValueError: if it would hold no day at all
    """

    start: date
    end: date
    name: PeriodName | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(
                f"a period needs at least one day: {self.start} to {self.end}"
            )

    @classmethod
    def through(cls, first: date, last: date) -> Period:
        """The period from `first` to `last`, both in it."""
        return cls(first, last + ONE_DAY)

    @property
    def last_day(self) -> date:
        """The last day in the period (the closing day of a report)."""
        return self.end - ONE_DAY

    @property
    def day_count(self) -> int:
        """How many days the period has."""
        return (self.end - self.start).days

    def contains(self, day: date) -> bool:
        """Is `day` one of the period's days?"""
        return self.start <= day < self.end

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    def overlaps(self, other: Period) -> bool:
        """Do the two share at least one day?"""
        return self.start < other.end and other.start < self.end

    @property
    def code(self) -> str:
        """The export code, or `YYYYMMDD-YYYYMMDD` (both in it) when unnamed."""
        if self.name:
            return self.name.code
        return f"{self.start:%Y%m%d}-{self.last_day:%Y%m%d}"

    @property
    def kind(self) -> PeriodKind | None:
        """The kind, when the period is a named window."""
        return self.name.kind if self.name else None

    @property
    def rule(self) -> WindowRule | None:
        """The rule it is a window of, when it is one."""
        return self.name.rule if self.name else None

    @property
    def year(self) -> int | None:
        """The year that names it (of law: not always the year of its first day)."""
        return self.name.year if self.name else None

    @property
    def number(self) -> int | None:
        """Which one of its year: month 1–12, quarter 1–4, half 1–2, else 1."""
        return self.name.number if self.name else None
