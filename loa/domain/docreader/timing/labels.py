"""The timing of a label's or a column's words: they say nothing but the time."""

from __future__ import annotations

import re
from datetime import date

from loa.domain.docreader.dates import DAY, SHORT_DAY, day_of, real_day
from loa.domain.docreader.document import Recurrence, Timing
from loa.domain.docreader.findings import Span
from loa.domain.docreader.timing.periods import (
    COUNTED,
    HALF,
    MONTH,
    OPEN,
    PERIODS,
    QUARTER,
    REGULAR,
    YEAR,
    half_end,
    last_day,
    month_end,
    quarter_end,
)
from loa.domain.docreader.timing.quotas import OF_PER, quota_of
from loa.domain.text import roman

# A column's "12/2026", "T12/2026"; "Tháng 12", "Quý IV" of the document's own year.
_BARE_MONTH = re.compile(r"T?(?:\d{1,2}\s*[-–]\s*)?(?P<month>\d{1,2})/(?P<year>\d{4})")
_AND = r"\s*(?:,|-|–|và|đến)\s*"
_OWN_YEAR = re.compile(
    r"(?:từ |trong |cuối |hoàn thành )*(?:"
    rf"tháng\s+(?:\d{{1,2}}\s*(?:-|–|đến)\s*(?:tháng\s+)?)?(?P<month>\d{{1,2}})"
    rf"|quý\s+(?:(?:[IV]+|[1-4]){_AND}(?:quý\s+)?)*(?P<quarter>IV|I{{1,3}}|[1-4])"
    r")",
    re.IGNORECASE,
)
_THIS_YEAR = re.compile(r"trong năm(?: nay)?", re.IGNORECASE)
_YEARS_AFTER = re.compile(r"(?:các|những) năm (?:tiếp theo|sau|kế tiếp)", re.IGNORECASE)


def label_timing(text: str, start: int, year: int | None) -> Timing:
    """The timing of a label's or a column's words: they say nothing but the time."""
    bare = text.strip(" .;:")
    if not bare:
        return Timing()
    at = text.find(bare)
    span = Span(start + at, start + at + len(bare))
    if deadline := _label_deadline(bare, year):
        return Timing(deadline, Recurrence.ONCE, None, bare, span, "time.label-day")
    for recurrence, pattern in PERIODS:
        if pattern.search(bare):
            return Timing(None, recurrence, None, bare, span, "time.label-period")
    if quota := quota_of(bare, span.start, None):
        recurrence = OF_PER.get(quota.per, Recurrence.REGULAR)
        return Timing(None, recurrence, quota, bare, span, "time.label-period")
    if REGULAR.search(bare):
        return Timing(None, Recurrence.REGULAR, None, bare, span, "time.label-regular")
    return Timing(None, None, None, bare, span, "time.label-open")


def _label_deadline(text: str, year: int | None) -> date | None:
    if COUNTED.search(text) or any(one.search(text) for _, one in PERIODS):
        return None
    days = [day for match in DAY.finditer(text) if (day := day_of(match))]
    if days and _YEARS_AFTER.search(text):
        return None
    if days:
        begins = re.match(r"(?:từ|kể từ|bắt đầu)\b", text, re.IGNORECASE)
        return None if begins and "đến" not in text else days[-1]
    if OPEN.search(text):
        return None
    if re.match(r"(?:từ|kể từ)\b", text, re.IGNORECASE) and "đến" not in text:
        return None
    return _last_of(text) or _own_year(text, year)


def _last_of(text: str) -> date | None:
    """The end of the last month, else half, quarter or year that the words name."""
    if months := [*MONTH.finditer(text)]:
        return month_end(months[-1])
    if half := HALF.search(text):
        return half_end(half)
    if quarters := [*QUARTER.finditer(text)]:
        return quarter_end(quarters[-1])
    if years := [*YEAR.finditer(text)]:
        last = years[-1]
        return real_day(int(last["last"] or last["first"]), 12, 31)
    return None


def _own_year(text: str, year: int | None) -> date | None:
    """A day, a month or a quarter without its year: of the document's own."""
    if year and (short := SHORT_DAY.search(text)):
        return day_of(short, year)
    return _short_label(text, year)


def _short_label(text: str, year: int | None) -> date | None:
    """A month or a quarter alone in a column."""
    if match := _BARE_MONTH.fullmatch(text):
        return last_day(int(match["year"]), int(match["month"]))
    if year and _THIS_YEAR.fullmatch(text):
        return last_day(year, 12)
    match = _OWN_YEAR.fullmatch(text)
    if year is None or match is None:
        return None
    if match["month"]:
        return last_day(year, int(match["month"]))
    quarter = roman(match["quarter"]) or int(match["quarter"])
    return last_day(year, 3 * quarter)
