"""Days as official papers print them."""

from __future__ import annotations

import re
from datetime import date

# 15/3/2025, 15-3-2025, 15.3.2025, "15 tháng 3 năm 2025"; 5-6/2025 are two months.
DAY = re.compile(
    r"(?<![\d/])(?!\d{1,2}-\d{1,2}/)(?P<day>\d{1,2})(?:\s*/\s*|[.\-]|\s+tháng\s+)(?P<month>\d{1,2})"
    r"(?:\s*/\s*|[.\-]|,?\s+năm\s+)(?P<year>\d{4})(?!\d|/)"
)
# The same without its year: 15/11, "15 tháng 11".
SHORT_DAY = re.compile(
    r"(?<![\d/])(?P<day>\d{1,2})\s*(?:/|\s+tháng\s+)\s*(?P<month>\d{1,2})(?![\d/]|\s*năm)"
)


def day_of(match: re.Match[str], year: int | None = None) -> date | None:
    """The day of a match of `DAY` or `SHORT_DAY`, or None when there is no such day."""
    groups = match.groupdict()
    return real_day(
        int(groups.get("year") or year or 0), groups["month"], groups["day"]
    )


def real_day(year: int, month: str | int, day: str | int) -> date | None:
    """The day if the calendar has it and an office may have written it."""
    try:
        found = date(year, int(month), int(day))
    except ValueError:
        return None
    return found if 1900 <= found.year <= 2100 else None
