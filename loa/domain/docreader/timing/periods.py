"""The words that months, quarters, years and what comes again are told by."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from loa.domain.docreader.dates import real_day
from loa.domain.docreader.document import Recurrence
from loa.domain.docreader.vocabulary import words
from loa.domain.text import roman

WORDS = words("time")
PERIODS = [
    (Recurrence.MONTHLY, re.compile(WORDS["recurrence"]["monthly"], re.IGNORECASE)),
    (
        Recurrence.QUARTERLY,
        re.compile(WORDS["recurrence"]["quarterly"], re.IGNORECASE),
    ),
    (
        Recurrence.SEMIANNUAL,
        re.compile(WORDS["recurrence"]["semiannual"], re.IGNORECASE),
    ),
    (Recurrence.ANNUAL, re.compile(WORDS["recurrence"]["annual"], re.IGNORECASE)),
]
WEEKLY = re.compile(WORDS["recurrence"]["weekly"], re.IGNORECASE)
REGULAR = re.compile(WORDS["recurrence"]["regular"], re.IGNORECASE)
OPEN = re.compile(WORDS["deadline"]["open"], re.IGNORECASE)
MONTH = re.compile(
    r"(?P<before>trước\s+)?\btháng\s+(?:\d{1,2}\s*(?:-|–|,|và|đến)\s*(?:tháng\s+)?)*"
    r"(?P<month>\d{1,2})\s*(?:/|\s+năm\s+|-)\s*(?P<year>\d{4})",
    re.IGNORECASE,
)
QUARTER = re.compile(
    r"\b(?:quý\s+|Q\.?\s?)(?:[IV]+\s*(?:,|-|và|đến)\s*(?:quý\s+)?)*(?P<quarter>IV|I{1,3}|[1-4])\s*(?:[/\-]|\s*năm)?\s*(?P<year>\d{4})",
    re.IGNORECASE,
)
# "6 tháng đầu năm 2026": a half of a year that comes once.
HALF = re.compile(
    r"\b(?:6|06|sáu) tháng (?P<half>đầu|cuối) năm (?P<year>20\d{2})(?![\d/])",
    re.IGNORECASE,
)
# "05 ngày làm việc kể từ ngày …": nobody knows the day before it is counted.
COUNTED = re.compile(
    r"\d\s+(?:ngày|tháng|giờ)(?:\s+làm việc)?,?\s+(?:kể\s+)?từ\b", re.IGNORECASE
)
YEAR = re.compile(
    r"(?:\bnăm\s+|^|giai đoạn\s+)(?P<first>20\d{2})(?:\s*[-–]\s*(?:năm\s+)?(?P<last>20\d{2}))?(?![\d/])",
    re.IGNORECASE,
)


def last_day(year: int, month: int) -> date | None:
    """The last day of a month, or None where there is no such month."""
    first = real_day(year, month, 1)
    return first.replace(day=monthrange(year, month)[1]) if first else None


def month_end(match: re.Match[str]) -> date | None:
    """The last day that a match of `MONTH` means; "trước tháng …" means the day before."""
    year, month = int(match["year"]), int(match["month"])
    first = real_day(year, month, 1)
    if first is None:
        return None
    if match["before"]:
        return first - timedelta(days=1)
    return first.replace(day=monthrange(year, month)[1])


def half_end(match: re.Match[str]) -> date | None:
    """The last day that a match of `HALF` means."""
    return last_day(int(match["year"]), 6 if match["half"].lower() == "đầu" else 12)


def quarter_end(match: re.Match[str]) -> date | None:
    """The last day of the quarter that a match of `QUARTER` names."""
    quarter = roman(match["quarter"]) or int(match["quarter"])
    year, month = int(match["year"]), 3 * quarter
    return (
        real_day(year, month, monthrange(year, month)[1])
        if 1900 < year < 2101
        else None
    )


def year_end(match: re.Match[str]) -> date | None:
    """The last day of a match of `YEAR`; of several years, of the last."""
    return real_day(int(match["last"] or match["first"]), 12, 31)
