"""Months and quarters as columns of a table: a mark in one says when.

The rule: every column marked comes each month, or each quarter; marks at even distances
over the year (four months, two half-years) come as often; of all else the last marked
month or quarter is when it is due.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from loa.domain.docreader.document import Recurrence, Timing
from loa.domain.docreader.findings import Span
from loa.domain.docreader.layout import Line
from loa.domain.docreader.tasks.rows import TableRow
from loa.domain.docreader.timing.periods import last_day
from loa.domain.text import fold, roman

_MONTH = re.compile(
    r"(?:thang|t)\.?\s*(?P<number>1[0-2]|0?[1-9])(?:\s*[/-]?\s*(?:nam\s*)?(?P<year>20\d\d))?"
)
_QUARTER = re.compile(
    r"(?:quy|q)\.?\s*(?P<number>iv|i{1,3}|[1-4])(?:\s*[/-]?\s*(?:nam\s*)?(?P<year>20\d\d))?"
)
_BARE = re.compile(r"(?P<number>iv|i{1,3}|1[0-2]|0?[1-9])")
_YEAR = re.compile(r"\b20\d\d\b")
_NOTHING = re.compile(r"[-–—0./\s]*")


@dataclass(frozen=True, slots=True)
class Period:
    """A month or a quarter that heads a column; `length` in months."""

    number: int
    length: int
    year: int | None
    line: Line

    @property
    def end(self) -> date | None:
        """Its last day."""
        return last_day(self.year, self.number * self.length) if self.year else None


def periods_of(headings: Sequence[TableRow], year: int | None) -> dict[int, Period]:
    """The month or quarter of each column, by the rows of headings; months go first."""
    found: dict[int, Period] = {}
    for place, row in enumerate(headings):
        named = dict(_named(row, headings[:place], year))
        # "1", "2", "3" alone may number the columns.
        bare = {c for c, one in named.items() if len(one.line.text.strip()) < 4}
        if len(named) >= 2 and (len(named) - len(bare) > 0 or len(bare) >= 3):
            found |= named
    shortest = min((one.length for one in found.values()), default=0)
    return {column: one for column, one in found.items() if one.length == shortest}


def is_period(text: str) -> bool:
    """Whether a heading names a month or a quarter."""
    key = fold(text).strip(" .:")
    return bool(_MONTH.fullmatch(key) or _QUARTER.fullmatch(key))


def _named(
    row: TableRow, above: Sequence[TableRow], year: int | None
) -> Iterator[tuple[int, Period]]:
    for column, cell in row.own.items():
        key = fold(cell[0].text).strip(" .:()")
        headings = _headings_above(column, above)
        years = [found[0] for text in headings if (found := _YEAR.search(text))]
        of = int(years[0]) if years else year
        month, quarter = _MONTH.fullmatch(key), _QUARTER.fullmatch(key)
        match = month or quarter
        length = 1 if month else 3
        if match is None and (match := _BARE.fullmatch(key)):
            length = _length_under(headings)
        if match is None or not length:
            continue
        said = match.groupdict().get("year")
        number = roman(match["number"]) or int(match["number"])
        if number * length <= 12:
            yield column, Period(number, length, int(said) if said else of, cell[0])


def _headings_above(column: int, above: Sequence[TableRow]) -> list[str]:
    """The words of the cells that reach over a column from above, the nearest first."""
    found = []
    for row in reversed(above):
        left = [at for at in row.columns if at <= column]
        found.append(fold(row.text(max(left))) if left else "")
    return found


def _length_under(headings: Sequence[str]) -> int:
    """What a bare number counts below headings: 1 for months, 3 for quarters, 0 neither."""
    if headings and _QUARTER.fullmatch(headings[0].strip(" .:")):
        return 1
    if any("thang" in text for text in headings):
        return 1
    return 3 if any("quy" in text for text in headings) else 0


def marked_timing(row: TableRow, periods: Mapping[int, Period]) -> Timing | None:
    """The time that the marks of a row give; None where there is no mark."""
    marked = [
        period
        for column, period in periods.items()
        if row.cell(column) and not _NOTHING.fullmatch(row.text(column))
    ]
    if not marked:
        return None
    last = max(marked, key=lambda one: (one.year or 0, one.number))
    bare = last.line.text.strip(" .;:")
    at = last.line.text.find(bare)
    span = Span(last.line.start + at, last.line.start + at + len(bare))
    if len(marked) == len(periods) >= 12 // last.length or (
        len(marked) == len(periods) > 2 and last.length == 1
    ):
        each = Recurrence.MONTHLY if last.length == 1 else Recurrence.QUARTERLY
        return Timing(None, each, None, bare, span, "time.marks")
    if often := _evenly(marked):
        return Timing(None, often, None, bare, span, "time.marks-even")
    if last.end is None:
        return Timing(None, None, None, bare, span, "time.label-open")
    return Timing(last.end, Recurrence.ONCE, None, bare, span, "time.marks")


def _evenly(marked: Sequence[Period]) -> Recurrence | None:
    """How often marks come that stand at even distances over one whole year."""
    ends = sorted(one.number * one.length for one in marked)
    if len({one.year for one in marked}) > 1 or len(ends) not in (2, 4):
        return None
    step = 12 // len(ends)
    if any(b - a != step for a, b in pairwise(ends)):
        return None
    return Recurrence.SEMIANNUAL if len(ends) == 2 else Recurrence.QUARTERLY
