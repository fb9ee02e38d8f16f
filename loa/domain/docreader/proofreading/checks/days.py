"""Days: such as no calendar has, on the wrong weekday, in the wrong order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from loa.domain.docreader.dates import DAY, day_of
from loa.domain.docreader.findings import Span
from loa.domain.docreader.proofreading.checks.registry import check
from loa.domain.docreader.proofreading.remark import Hit, hit
from loa.domain.docreader.proofreading.sheet import Sheet
from loa.domain.text import roman

_SHORT = re.compile(
    r"ngày\s+(?P<day>\d{1,2})(?:\s*/\s*|\s+tháng\s+)(?P<month>\d{1,2})(?![\d/.]|\s*/|,?\s*năm\s*\d)",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d")
_LEAP_YEAR = 2024
_WEEKDAYS = {
    "hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5,
    "2": 0, "3": 1, "4": 2, "5": 3, "6": 4, "7": 5,
}  # fmt: skip
_NAMES = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_WEEKDAY = re.compile(
    rf"(?P<said>\b(?:thứ\s+(?P<name>hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s*nhật))\s*,?\s*\(?\s*(?:ngày\s+)?(?P<when>{DAY.pattern})",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    r"\bquý\s+(?P<roman>[IVX]{1,4})\b(?!\s*\.\.)|\bquý\s+(?P<digit>\d)(?!\d)",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"(?<!\d )\btháng\s+(?P<month>\d{2})(?=\s*/\s*\d{4}|\s+năm|[\s,;.]|$)(?!\.\d)",
    re.IGNORECASE,
)
# An act that is owed by a day, and the day.
_DUE = re.compile(
    r"(?:gửi|báo cáo|hoàn thành|xong|ban hành|nộp|chậm nhất)\b[^.;]{0,220}?"
    rf"(?:trước|chậm nhất|đến hết)\s+(?:là\s+|vào\s+)?(?P<when>ngày\s+(?:{DAY.pattern}))",
    re.IGNORECASE,
)
_CLOSED_PAST = re.compile(
    r"(?:đã|số liệu|tiếp nhận|phát sinh|được cấp|ký kết|có hiệu lực)\b", re.IGNORECASE
)
_FROM_TO = re.compile(
    rf"từ\s+(?:ngày\s+)?{DAY.pattern}\s+(?:đến|tới)\s+(?:hết\s+)?(?:ngày\s+)?"
    + DAY.pattern.replace("<day>", "<day2>")
    .replace("<month>", "<month2>")
    .replace("<year>", "<year2>"),
    re.IGNORECASE,
)
_YEARS = re.compile(
    r"(?:giai đoạn|nhiệm kỳ)\s+(?P<first>\d{4})\s*[-–]\s*(?P<last>\d{4})|từ năm\s+(?P<first2>\d{4})\s+đến\s+(?:hết\s+)?năm\s+(?P<last2>\d{4})",
    re.IGNORECASE,
)


@check("date.impossible")
def date_impossible(sheet: Sheet) -> Iterator[Hit]:
    """A day that the calendar does not have: 31/4, 30 tháng 2, 12/13/2025."""
    for line in sheet.lines:
        if not _DIGITS.search(line.text):
            continue
        for match in DAY.finditer(line.text):
            if 1900 <= int(match["year"]) <= 2100 and day_of(match) is None:
                yield hit(line.span(match.start(), match.end()))
        for match in _SHORT.finditer(line.text):
            if day_of(match, _LEAP_YEAR) is None:
                yield hit(line.span(match.start(), match.end()))


def _is_day(year: str, month: str, day: str) -> bool:
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


@check("date.weekday")
def date_weekday(sheet: Sheet) -> Iterator[Hit]:
    """A weekday that the day does not have."""
    for line in sheet.lines:
        if not _DIGITS.search(line.text):
            continue
        for match in _WEEKDAY.finditer(line.text):
            day = day_of(match)
            said = _WEEKDAYS.get((match["name"] or "").lower(), 6)
            if day is not None and day.weekday() != said:
                right = _NAMES[day.weekday()]
                if match["said"][0].islower():
                    right = right[0].lower() + right[1:]
                yield hit(line.span(match.start(), match.end()), None, weekday=right)


@check("date.period")
def date_period(sheet: Sheet) -> Iterator[Hit]:
    """A quarter beyond the fourth, a month beyond the twelfth."""
    for line in sheet.lines:
        if "uý" not in line.text and "háng" not in line.text and "UÝ" not in line.text:
            continue
        for match in _QUARTER.finditer(line.text):
            number = roman(match["roman"]) if match["roman"] else int(match["digit"])
            if match["roman"] and not match["roman"].isupper():
                continue
            if number is not None and number > 4 and match["roman"] != "X":
                yield hit(line.span(match.start(), match.end()))
        for match in _MONTH.finditer(line.text):
            before = line.text[: match.start()].rstrip()
            if int(match["month"]) > 12 and not before[-1:].isdigit():
                yield hit(line.span(match.start(), match.end()))


@check("date.basis-after-issue")
def basis_after_issue(sheet: Sheet) -> Iterator[Hit]:
    """A cited document of a later day than this one."""
    issued = sheet.document.issued_on
    if issued is None or not sheet.official:
        return
    seen: set[str] = set()
    for one in sheet.cited:
        if (
            one.day is not None
            and one.day > issued
            and one.day_span
            and one.key not in seen
        ):
            seen.add(one.key)
            span = Span(one.span.start, one.day_span.end)
            yield hit(span, None, issued=_said(issued))


@check("date.due-before-issue")
def due_before_issue(sheet: Sheet) -> Iterator[Hit]:
    """Something owed by a day before the document was issued."""
    issued = sheet.document.issued_on
    if issued is None or not sheet.official:
        return
    # A table behind the signature may tell what was due before; prose there is a plan.
    attached = (line for line in sheet.part(sheet.regions.rest) if not line.cell)
    for line in (*sheet.prose, *attached):
        for match in _DUE.finditer(line.text):
            day = day_of(match)
            if day is None or day >= issued or _CLOSED_PAST.search(match.group()):
                continue
            yield hit(
                line.span(match.start("when"), match.end("when")),
                None,
                issued=_said(issued),
            )


@check("date.reversed")
def date_reversed(sheet: Sheet) -> Iterator[Hit]:
    """A period that ends before it begins."""
    for line in sheet.lines:
        if not _DIGITS.search(line.text):
            continue
        for match in _FROM_TO.finditer(line.text):
            first, last = day_of(match), None
            if _is_day(match["year2"], match["month2"], match["day2"]):
                last = date(
                    int(match["year2"]), int(match["month2"]), int(match["day2"])
                )
            if first and last and first > last:
                yield hit(line.span(match.start(), match.end()))
        for match in _YEARS.finditer(line.text):
            begins, ends = (
                match["first"] or match["first2"],
                match["last"] or match["last2"],
            )
            if int(begins) > int(ends):
                yield hit(line.span(match.start(), match.end()))


def _said(day: date) -> str:
    return f"{day.day:02d}/{day.month:02d}/{day.year}"
