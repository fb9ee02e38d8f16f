"""The timing that a task's own words give, among everything else they say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from loa.domain.docreader.dates import DAY, SHORT_DAY, day_of
from loa.domain.docreader.document import Recurrence, Timing
from loa.domain.docreader.findings import Span
from loa.domain.docreader.timing.periods import (
    HALF,
    MONTH,
    PERIODS,
    QUARTER,
    REGULAR,
    WORDS,
    YEAR,
    half_end,
    month_end,
    quarter_end,
    year_end,
)
from loa.domain.docreader.timing.quotas import DIGIT, OF_PER, quota_of
from loa.domain.docreader.vocabulary import ACT

_BEFORE = rf"(?:{WORDS['deadline']['before']})"
_LEAD_IN = re.compile(
    rf"\b{_BEFORE}(?:\s+(?:trước|trong|xong|là|vào|là trước|nhất|lúc))*"
    r"(?:\s+\d{1,2}\s*(?:h|giờ)\s*(?:\d{2})?(?:\s*phút)?,?)?(?:\s+ngày)?\s*$",
    re.IGNORECASE,
)
# "trước 01/01/2025 là tuyến huyện": a day that tells what was, not when to act.
_TELLS_OF = re.compile(r"\s+(?:là|đã|còn|chưa)\s")
_EACH_YEAR = re.compile(r"\b(?:định kỳ|h[ằà]ng năm|mỗi năm)\b[^.;]*$", re.IGNORECASE)
_FINISH = re.compile(
    r"\b(?:hoàn thành|xong|kết thúc)(?:\b[^.;]{0,60}?\b(?:trong|trước|đến hết|hết|chậm nhất))?\s*$|\b(?:đến hết|trước|chậm nhất|hết|xong trong|muộn nhất)\s*(?:trong\s*)?$",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"\b(?:trong|cuối|vào)\s+$", re.IGNORECASE)
_RANGE = re.compile(
    r"\btừ\s+(?:ngày\s+)?[\d/.]{3,10}[^.;\n]{0,40}?\s+đến\s+(?:hết\s+)?(?:ngày\s+)?",
    re.IGNORECASE,
)
_DATED = re.compile(r"(?:ngày \d{1,2}|/\d{1,2}|tháng \d{1,2}|quý [IV]+|Quý [IV]+)$")
_PERIOD_LEAD = re.compile(
    r"(?:định kỳ|(?:trước|chậm nhất|vào) (?:là )?ngày \d{1,2}(?:/\d{1,2}|\s+tháng \d{1,2})?)\s+$",
    re.IGNORECASE,
)
# Without a digit and without one of these words nothing tells when.
_MAY_TELL = re.compile(
    r"\d|háng|uý|uần|ằng|àng|ỗi|niên|hường xuyên|ịnh kỳ|iên tục|quý|THÁNG|QUÝ|Quý|THƯỜNG XUYÊN|HẰNG|HÀNG|ĐỊNH KỲ"
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_NAME_ANNUAL = re.compile(rf"\b(?:{WORDS['names']['before_annual']})$")
_NAME_REGULAR = re.compile(
    rf"\b(?:{WORDS['names']['before_regular']})\s*$", re.IGNORECASE
)
_REPORTS = re.compile(
    r"báo cáo|định kỳ|tổ chức|rà soát|đánh giá|sơ kết|tổng kết|gửi|cập nhật|tổng hợp",
    re.IGNORECASE,
)


def sentence_timing(text: str, start: int, year: int | None) -> Timing:
    """The timing that the words of a task give, among everything else they say."""
    masked = _QUOTED.sub(lambda m: "·" * len(m.group()), text)
    if not _MAY_TELL.search(masked):
        return Timing()
    period = _period(masked)
    quota = quota_of(masked, start, period[0] if period else None)
    if quota:
        recurrence = OF_PER.get(quota.per, Recurrence.REGULAR)
        span = Span(start + period[1], start + period[2]) if period else quota.span
        words_ = text[span.start - start : span.end - start]
        return Timing(None, recurrence, quota, words_, span, "time.quota")
    if not period and (each := _each_year(masked)):
        period = each
    if not period:
        for found, first, last in _deadlines(masked, year):
            span = Span(start + first, start + last)
            return Timing(
                found, Recurrence.ONCE, None, text[first:last], span, "time.day"
            )
    if period:
        recurrence, first, last = period
        return Timing(
            None,
            recurrence,
            None,
            text[first:last],
            Span(start + first, start + last),
            "time.period",
        )
    for match in REGULAR.finditer(masked):
        if not _NAME_REGULAR.search(masked[max(0, match.start() - 60) : match.start()]):
            span = Span(start + match.start(), start + match.end())
            words_ = text[match.start() : match.end()]
            return Timing(None, Recurrence.REGULAR, None, words_, span, "time.regular")
    return Timing()


def _period(text: str) -> tuple[Recurrence, int, int] | None:
    """The shortest period that governs an act, with the place of its words."""
    for recurrence, pattern in PERIODS:
        if recurrence == Recurrence.SEMIANNUAL and (found := _reported_period(text)):
            return found  # shorter than what follows
        for match in pattern.finditer(text):
            if recurrence == Recurrence.ANNUAL and not _governs(text, match):
                continue
            first = match.start()
            offset = max(0, first - 60)
            if lead := _PERIOD_LEAD.search(text[offset:first]):
                first = offset + lead.start()
            return recurrence, first, _period_end(text, match.end())
    return None


def _each_year(text: str) -> tuple[Recurrence, int, int] | None:
    """ "định kỳ báo cáo trước ngày 20/11": a day without its year that comes each year."""
    for match in SHORT_DAY.finditer(text):
        first = _lead_in(text, match.start())
        if first is not None and _comes_each_year(text, match.start()):
            return Recurrence.ANNUAL, first, match.end()
    return None


def _comes_each_year(text: str, place: int) -> bool:
    return _EACH_YEAR.search(text[max(0, place - 160) : place]) is not None


def _period_end(text: str, end: int) -> int:
    more = re.match(
        r"(?:,\s*(?:6 tháng|cuối năm|năm|hằng năm|hàng năm))+|\s*\((?:trước|vào)[^()]*\)",
        text[end:],
    )
    return end + (more.end() if more else 0)


def _reported_period(text: str) -> tuple[Recurrence, int, int] | None:
    """ "báo cáo quý, 6 tháng, năm": a period named only by the report's name."""
    match = re.search(
        r"(?:báo cáo|định kỳ)(?: định kỳ)?(?: \(|\s)\s*(tháng|quý)(?=,| và|\s*;|\))",
        text,
        re.IGNORECASE,
    )
    if match is None:
        return None
    recurrence = Recurrence.MONTHLY if match[1] == "tháng" else Recurrence.QUARTERLY
    return recurrence, match.start(1), _period_end(text, match.end())


def _governs(text: str, match: re.Match[str]) -> bool:
    """Whether "hằng năm" says when an act is done and is no part of a name."""
    before, after = text[: match.start()].rstrip(), text[match.end() :].lstrip()
    if (
        not before
        or before[-1:] in ".;:,("
        or re.search(r"(?:định kỳ|Định kỳ|và|hoặc)$", before)
    ):
        return (
            before[-1:] != ","
            or bool(ACT.match(after) or after.startswith(","))
            or len(after) < 40
        )
    if re.match(r"\(?(?:trước|vào|chậm nhất)", after) or _DATED.search(before):
        return True
    clause = re.split(r"[.;]", before)[-1]
    if before.endswith("Kế hoạch"):
        return bool(_REPORTS.search(clause))
    if _NAME_ANNUAL.search(before):
        return False
    return bool(ACT.match(after)) or bool(_REPORTS.search(clause[-110:]))


def _deadlines(text: str, year: int | None) -> Iterator[tuple[date, int, int]]:
    """Days by which something is to be done, with the place of their words."""
    if not DIGIT.search(text):
        return
    for match in DAY.finditer(text):
        first = _lead_in(text, match.start())
        if _TELLS_OF.match(text, match.end()):
            continue
        if first is not None and (day := day_of(match)):
            yield day, first, match.end()
    yield from _month_deadlines(text)
    for pattern, ends in (
        (HALF, half_end),
        (QUARTER, quarter_end),
        (YEAR, year_end),
    ):
        for match in pattern.finditer(text):
            lead = _finishing(text, match.start())
            if lead is None and pattern is not YEAR:
                within = _WITHIN.search(text[: match.start()][-12:])
                lead = within and (match.start() - len(within.group()),)
            if lead and (day := ends(match)):
                yield day, lead[0], match.end()
    if year:
        yield from _short_deadlines(text, year)


def _short_deadlines(text: str, year: int) -> Iterator[tuple[date, int, int]]:
    """Days without a year: of the document's own, unless they come each year."""
    for match in SHORT_DAY.finditer(text):
        first = _lead_in(text, match.start())
        if first is None or _comes_each_year(text, match.start()):
            continue
        if day := day_of(match, year):
            yield day, first, match.end()


def _month_deadlines(text: str) -> Iterator[tuple[date, int, int]]:
    for match in MONTH.finditer(text):
        lead = _finishing(text, match.start())
        if lead is None and (
            inside := re.search(r"\btrong\s+$", text[: match.start()][-12:])
        ):
            lead = (match.start() - len(inside.group()),)
        day = month_end(match)
        of_a_day = DAY.search(text, max(0, match.start() - 12), match.end())
        if day and (lead or match["before"]) and not of_a_day:
            yield day, lead[0] if lead else match.start(), match.end()


def _finishing(text: str, place: int) -> tuple[int] | None:
    """Where "hoàn thành … trong", "trước" begins that ends at `place`."""
    offset = max(0, place - 120)
    match = _FINISH.search(text[offset:place])
    return (offset + match.start(),) if match else None


def _lead_in(text: str, place: int) -> int | None:
    """Where the words begin that make a day a last day ("trước ngày"), or None."""
    before = text[max(0, place - 80) : place]
    offset = max(0, place - 80)
    if (match := _RANGE.search(before)) and match.end() == len(before):
        return offset + match.start()
    if match := _LEAD_IN.search(before):
        return offset + match.start()
    return None
