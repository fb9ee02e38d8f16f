"""Days and moments as messages print them: 2026/03/02 by the standard, others met."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone

from loa.domain.periods.moments import VIETNAM_TIME

_YEAR_FIRST = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})")
# Vietnamese order: the day stands first.
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_BARE = re.compile(r"(\d{4})(\d{2})(\d{2})")
_CLOCK = re.compile(
    r"^[T ]*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$"
)
_BLANK_CLOCK = re.compile(
    r"^[T ]*(\d{1,2}:\d{2}(:\d{2})?([.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$"
)
_FIRST_YEAR = 1945


def day_of(printed: str) -> date | None:
    """Read a day; None when it is none. A clock behind it is left out.

    >>> day_of("2026/03/02"), day_of("02/03/2026"), day_of("31/02/2026")
    (datetime.date(2026, 3, 2), datetime.date(2026, 3, 2), None)
    """
    found = _split(printed.strip())
    if found is None or not _BLANK_CLOCK.match(found[1]):
        return None
    return found[0]


def moment_of(printed: str) -> datetime | None:
    """Read a moment, in Vietnam's time unless it says another; None when it is none.

    >>> moment_of("2026/03/02 07:05:09").isoformat()
    '2026-03-02T07:05:09+07:00'
    """
    found = _split(printed.strip())
    if found is None:
        return None
    day, rest = found
    if not rest.strip():
        return datetime(day.year, day.month, day.day, tzinfo=VIETNAM_TIME)
    clock = _CLOCK.match(rest)
    if clock is None:
        return None
    hour, minute, second, zone = clock.groups()
    try:
        moment = datetime(
            day.year,
            day.month,
            day.day,
            int(hour),
            int(minute),
            int(second or 0),
            tzinfo=_zone(zone) if zone else VIETNAM_TIME,
        )
        return moment.astimezone(VIETNAM_TIME)
    except (ValueError, OverflowError):
        return None


def print_day(day: date | None) -> str:
    """Print a day as the standard does, "" without one."""
    return f"{day:%Y/%m/%d}" if day else ""


def print_moment(moment: datetime | None) -> str:
    """Print a moment as the standard does, in Vietnam's time; "" without one."""
    return f"{moment.astimezone(VIETNAM_TIME):%Y/%m/%d %H:%M:%S}" if moment else ""


def _split(printed: str) -> tuple[date, str] | None:
    for pattern, order in (
        (_YEAR_FIRST, (0, 1, 2)),
        (_DAY_FIRST, (2, 1, 0)),
        (_BARE, (0, 1, 2)),
    ):
        if found := pattern.match(printed):
            year, month, day = (int(found.groups()[at]) for at in order)
            try:
                # A year before the state's own is a default that nobody filled in.
                read = date(year, month, day) if year >= _FIRST_YEAR else None
            except ValueError:
                read = None
            return (read, printed[found.end() :]) if read else None
    return None


def _zone(printed: str) -> timezone:
    if printed == "Z":
        return UTC
    sign = -1 if printed[0] == "-" else 1
    digits = printed[1:].replace(":", "")
    return timezone(sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:])))
