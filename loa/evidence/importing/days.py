"""A day as people write it in a log, and what has to be asked before it is one.

"3/4/2026" is the 3rd of April here and the 4th of March to a spreadsheet set up in
English. It is never guessed: the other days of the column prove one order, or a person
is asked.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import isfinite

from loa.domain.text import fold

_SERIAL_ZERO = date(1899, 12, 30)  # Excel's day 0, with its leap day of 1900 counted
_SERIALS = range(36_526, 73_051)  # the years 2000 to 2099
LONGEST = 80
_ISO_CLOCK = re.compile(r"^(\d{4}-\d{2}-\d{2})t[\d:.z+]+$")
_CLOCK = re.compile(
    r"(?:luc|vao)?\s*\d{1,2}\s*(?::|h|gio)\s*\d{0,2}(?::\d{2})?\s*(?:phut)?"
)
_WEEKDAY = re.compile(r"^(?:thu (?:hai|ba|tu|nam|sau|bay|\d)|chu nhat|cn|t\d)\b[\s,]*")
_WORDS = re.compile(
    r"(?:ngay\s*)?(\d{1,2})\s*(?:/|-)?\s*thang\s*(\d{1,2})(?:\s*[,/-]?\s*(?:nam\s*)?(\d{4}|\d{2}))?"
)
_THREE = re.compile(
    r"(?:ngay\s*)?(\d{1,2})\s*([/.\-,\s])\s*(\d{1,2})\s*[/.\-,\s]\s*(\d{4}|\d{2})"
)
_YEAR_FIRST = re.compile(r"(\d{4})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{1,2})")
_STUCK = re.compile(r"(20\d\d)(\d\d)(\d\d)")
_TWO = re.compile(r"(?:ngay\s*)?(\d{1,2})\s*[/.\-]\s*(\d{1,2})")
_SEVERAL = re.compile(
    r".*\d\s*(?:-|–|den|toi|va|,|;|\+|&)\s*(?:ngay\s*)?\d{1,2}\s*[/.]\s*\d{1,2}.*"
)
_MONTH = re.compile(r"(?:thang\s*)\d{1,2}(?:\s*[/-]?\s*(?:nam\s*)?\d{4})?")


class Order(StrEnum):
    """Which of two numbers is the day."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


class BadDay(ValueError):
    """It is no day. Codes: `day_empty`, `day_unread`, `day_several`, `day_month_only`,
    `day_none` (no such day), `day_order`, `day_year`, `day_swapped` (asked, no answer).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Written:
    """A day as it stands: two numbers and a year (None: not said).

    ``is_fixed``: which is the day is certain (in words, year first); then ``first`` is.
    ``is_cell``: the spreadsheet held it as a day, not as text.
    """

    first: int
    second: int
    year: int | None
    is_fixed: bool = False
    is_cell: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it is another day when read the other way."""
        return (
            not self.is_fixed
            and self.first <= 12
            and self.second <= 12
            and self.first != self.second
        )


@dataclass(frozen=True, slots=True)
class DayAnswers:
    """What is known of a column's days: proven by it, or answered by a person."""

    order: Order | None = None
    year: int | None = None
    # whether the spreadsheet took days for months; None: not asked or not answered
    swapped: bool | None = False


@dataclass(frozen=True, slots=True)
class DayQuestions:
    """What has to be asked about a column, with an example as it stands there."""

    order: Written | None = None
    needs_year: bool = False
    swapped: Written | None = None
    proven: Order | None = None


def written_day(cell: object) -> Written:
    """Return a cell as a day that is not yet settled.

    :raises BadDay: if it is none, or several
    """
    if isinstance(cell, date):
        return Written(cell.day, cell.month, cell.year, is_fixed=True, is_cell=True)
    if isinstance(cell, float) and not isfinite(cell):
        raise BadDay("day_unread")
    if isinstance(cell, int | float):
        # Of a serial, the time of day stands behind the point.
        return _of_number(int(cell))
    if not isinstance(cell, str) or not cell.strip():
        raise BadDay("day_empty")
    return _of_text(cell)


def _of_number(number: int) -> Written:
    if number in _SERIALS:
        day = _SERIAL_ZERO + timedelta(days=number)
        return Written(day.day, day.month, day.year, is_fixed=True, is_cell=True)
    if found := _STUCK.fullmatch(str(number)):
        return Written(int(found[3]), int(found[2]), int(found[1]), is_fixed=True)
    raise BadDay("day_unread")


def _of_text(text: str) -> Written:
    if len(text) > LONGEST:
        raise BadDay("day_unread")
    said = " ".join(fold(text).replace("–", "-").split()).strip(" .,;")
    said = _ISO_CLOCK.sub(r"\1", said)
    if said.isascii() and said.isdigit():
        return _of_number(int(said))
    said = _CLOCK.sub(" ", _WEEKDAY.sub("", said))
    said = " ".join(said.split()).strip(" .,;-")
    if found := _WORDS.fullmatch(said):
        return Written(int(found[1]), int(found[2]), _year(found[3]), is_fixed=True)
    if found := _YEAR_FIRST.fullmatch(said):
        return Written(int(found[3]), int(found[2]), int(found[1]), is_fixed=True)
    if found := _THREE.fullmatch(said):
        return Written(int(found[1]), int(found[3]), _year(found[4]))
    if found := _TWO.fullmatch(said):
        return Written(int(found[1]), int(found[2]), None)
    if _MONTH.fullmatch(said):
        raise BadDay("day_month_only")
    raise BadDay("day_several" if _SEVERAL.fullmatch(said) else "day_unread")


def _year(text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) if len(text) == 4 else 2000 + int(text)


def questions(column: Iterable[Written]) -> DayQuestions:
    """Return what has to be asked before a column's days are certain."""
    days = list(column)
    texts = [day for day in days if not day.is_fixed]
    day_first = any(day.first > 12 for day in texts)
    month_first = any(day.second > 12 for day in texts)
    proven = None
    if day_first != month_first:
        proven = Order.DAY_FIRST if day_first else Order.MONTH_FIRST
    open_ = next((day for day in texts if day.is_open), None)
    cells = [day for day in days if day.is_cell]
    # Typed day first into a sheet set up in English: what can be read month first
    # became a day, the wrong one; what cannot stayed text.
    is_swapped = bool(cells) and day_first and all(day.first <= 12 for day in cells)
    example = next((day for day in cells if day.first != day.second), None)
    return DayQuestions(
        order=open_ if proven is None else None,
        needs_year=any(day.year is None for day in days),
        swapped=example if is_swapped else None,
        proven=proven,
    )


def settle(day: Written, answers: DayAnswers) -> date:
    """Return the day.

    :raises BadDay: if an answer is still needed, or there is no such day
    """
    first, second = day.first, day.second
    if day.is_cell and answers.swapped is not False and first <= 12:
        if answers.swapped is None and first != second:
            raise BadDay("day_swapped")
        first, second = second, first
    elif not day.is_fixed and (second > 12 or day.is_open):
        if day.is_open and answers.order is None:
            raise BadDay("day_order")
        if second > 12 or answers.order is Order.MONTH_FIRST:
            first, second = second, first
    year = day.year if day.year is not None else answers.year
    if year is None:
        raise BadDay("day_year")
    try:
        return date(year, second, first)
    except ValueError as error:
        raise BadDay("day_none") from error
