"""When something is due, as data that a regime or a task carries."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from loa.domain.periods.calendar import VIETNAM, WorkingCalendar
from loa.domain.periods.period import ONE_DAY, Period


class DueKind(StrEnum):
    """From what the due day is counted."""

    FIXED = "fixed"
    DAY_OF_LAST_MONTH = "day_of_last_month"
    DAYS_AFTER = "days_after"
    WORKING_DAYS_AFTER = "working_days_after"


class NonWorking(StrEnum):
    """What becomes of a due day on which nobody works (domain-facts R2.4).

    No rule was found in law, so the default keeps the printed day and warns.
    """

    WARN = "warn"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Due:
    """A due day: `on` is what counts, `printed_on` what the rule alone says.

    `gap_working_days` counts the working days after the period's last day up to and
    with `on`; Decree 09/2019, art. 8(5), asks for at least one.
    """

    on: date
    printed_on: date
    is_working_day: bool
    moved: bool
    gap_working_days: int


@dataclass(frozen=True, slots=True)
class DueRule:
    """A due rule: one of the four kinds, moved by level, with a way for non-working days.

    `day` is a day of the month (1–31; a shorter month gives its last day) in the month
    of the period's last day, `months_after` later (earlier when negative).
    `offset` is in days or working days after the period's last day.
    `level_offsets` are working days added for a level of body: {"commune": -5}.

    :raises ValueError: if a field that the kind needs is missing or out of range
    """

    kind: DueKind
    on: date | None = None
    day: int | None = None
    months_after: int = 0
    offset: int = 0
    level_offsets: Mapping[str, int] = field(default_factory=dict)
    non_working: NonWorking = NonWorking.WARN

    def __post_init__(self) -> None:
        numbers = (self.months_after, self.offset, *dict(self.level_offsets).values())
        if self.day is not None:
            numbers += (self.day,)
        # `True` is an int to Python and no number of days to anybody.
        if not all(type(number) is int and abs(number) <= 366 for number in numbers):
            raise ValueError(f"a due rule counts in whole days of a year: {numbers}")
        if self.kind is DueKind.FIXED and self.on is None:
            raise ValueError("a fixed due rule needs its date")
        if self.kind is DueKind.DAY_OF_LAST_MONTH and not 1 <= (self.day or 0) <= 31:
            raise ValueError(f"the due day of the month must be 1 to 31: {self.day}")

    def __hash__(self) -> int:
        levels = frozenset(self.level_offsets.items())
        own = (self.kind, self.on, self.day, self.months_after, self.offset)
        return hash((own, levels, self.non_working))

    @classmethod
    def fixed(cls, on: date) -> DueRule:
        """Due on one day, whatever the period."""
        return cls(DueKind.FIXED, on=on)

    @classmethod
    def day_of_last_month(cls, day: int, *, months_after: int = 0) -> DueRule:
        """Due on `day` of the month in which the period closes ("ngày 20")."""
        return cls(DueKind.DAY_OF_LAST_MONTH, day=day, months_after=months_after)

    @classmethod
    def days_after(cls, offset: int) -> DueRule:
        """Due `offset` days after the period's last day."""
        return cls(DueKind.DAYS_AFTER, offset=offset)

    @classmethod
    def working_days_after(cls, offset: int) -> DueRule:
        """Due `offset` working days after the period's last day."""
        return cls(DueKind.WORKING_DAYS_AFTER, offset=offset)

    def due(
        self,
        period: Period,
        level: str | None = None,
        *,
        calendar: WorkingCalendar = VIETNAM,
    ) -> Due:
        """The due day of `period` for a body of `level`."""
        printed = self._printed(period, calendar)
        if moved_by := self.level_offsets.get(level or "", 0):
            printed = calendar.add_working_days(printed, moved_by)
        on = printed
        if self.non_working is NonWorking.BEFORE:
            on = calendar.previous_working_day(printed)
        elif self.non_working is NonWorking.AFTER:
            on = calendar.next_working_day(printed)
        return Due(
            on=on,
            printed_on=printed,
            is_working_day=calendar.is_working_day(on),
            moved=on != printed,
            gap_working_days=calendar.working_days_between(period.end, on),
        )

    def _printed(self, period: Period, calendar: WorkingCalendar) -> date:
        if self.kind is DueKind.DAY_OF_LAST_MONTH:
            return day_of_month_after(period.last_day, self.months_after, self.day or 1)
        if self.kind is DueKind.DAYS_AFTER:
            return period.last_day + self.offset * ONE_DAY
        if self.kind is DueKind.WORKING_DAYS_AFTER:
            return calendar.add_working_days(period.last_day, self.offset)
        if self.on is None:  # held by __post_init__
            raise ValueError("a fixed due rule needs its date")
        return self.on

    def as_data(self) -> dict[str, Any]:
        """The rule as JSON holds it; `from_data` gives the same rule back."""
        data: dict[str, Any] = {"kind": self.kind.value}
        if self.on:
            data["on"] = self.on.isoformat()
        if self.day is not None:
            data["day"] = self.day
        for key in ("months_after", "offset"):
            if value := getattr(self, key):
                data[key] = value
        if self.level_offsets:
            data["level_offsets"] = dict(self.level_offsets)
        if self.non_working is not NonWorking.WARN:
            data["non_working"] = self.non_working.value
        return data

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> DueRule:
        """The rule that `as_data` wrote.

        :raises ValueError: if a key is unknown or a value does not fit
        """
        known = set(cls.__slots__)
        if odd := set(data) - known:
            raise ValueError(f"unknown in a due rule: {', '.join(sorted(odd))}")
        try:
            values = dict(data)
            values["kind"] = DueKind(str(values.get("kind")))
            values["non_working"] = NonWorking(values.get("non_working", "warn"))
            if values.get("on") is not None:
                values["on"] = date.fromisoformat(values["on"])
            return cls(**values)
        except (TypeError, AttributeError) as error:
            raise ValueError(f"not a due rule: {dict(data)!r}") from error


def day_of_month_after(day: date, months: int, day_of_month: int) -> date:
    """`day_of_month` in the month `months` after that of `day`; its last, if shorter."""
    index = day.year * 12 + (day.month - 1) + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day_of_month, monthrange(year, month)[1]))
