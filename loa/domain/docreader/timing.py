"""When: the day that comes once, the recurrence, or the quota that words give.

A period beats "thường xuyên"; of several periods the shortest holds; open times ("… và
các năm tiếp theo", "từ …", "theo tiến độ") give neither day nor recurrence.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from loa.domain.docreader.dates import DAY, SHORT_DAY, day_of, real_day
from loa.domain.docreader.document import Quota, Recurrence, Timing
from loa.domain.docreader.findings import Span
from loa.domain.docreader.vocabulary import ACT, words
from loa.domain.text import roman

_words = words("time")
_PERIODS = [
    (Recurrence.MONTHLY, re.compile(_words["recurrence"]["monthly"], re.IGNORECASE)),
    (
        Recurrence.QUARTERLY,
        re.compile(_words["recurrence"]["quarterly"], re.IGNORECASE),
    ),
    (
        Recurrence.SEMIANNUAL,
        re.compile(_words["recurrence"]["semiannual"], re.IGNORECASE),
    ),
    (Recurrence.ANNUAL, re.compile(_words["recurrence"]["annual"], re.IGNORECASE)),
]
_WEEKLY = re.compile(_words["recurrence"]["weekly"], re.IGNORECASE)
_REGULAR = re.compile(_words["recurrence"]["regular"], re.IGNORECASE)
_OPEN = re.compile(_words["deadline"]["open"], re.IGNORECASE)
_BEFORE = rf"(?:{_words['deadline']['before']})"
_LEAD_IN = re.compile(
    rf"\b{_BEFORE}(?:\s+(?:trước|trong|xong|là|vào|là trước|nhất|lúc))*"
    r"(?:\s+\d{1,2}\s*(?:h|giờ)\s*(?:\d{2})?(?:\s*phút)?,?)?(?:\s+ngày)?\s*$",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"(?P<before>trước\s+)?\btháng\s+(?:\d{1,2}\s*(?:-|–|,|và|đến)\s*(?:tháng\s+)?)*"
    r"(?P<month>\d{1,2})\s*(?:/|\s+năm\s+|-)\s*(?P<year>\d{4})",
    re.IGNORECASE,
)
# A column's "12/2026", "T12/2026"; "Tháng 12", "Quý IV" of the document's own year.
_BARE_MONTH = re.compile(r"T?(?P<month>\d{1,2})/(?P<year>\d{4})")
_OWN_YEAR = re.compile(
    r"(?:trong |cuối |hoàn thành )*(?:tháng\s+(?P<month>\d{1,2})|quý\s+(?P<quarter>IV|I{1,3}))",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    r"\bquý\s+(?:[IV]+\s*(?:,|-|và|đến)\s*(?:quý\s+)?)*(?P<quarter>IV|I{1,3}|[1-4])\s*(?:[/\-]|\s*năm)?\s*(?P<year>\d{4})",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"(?:\bnăm\s+|^|giai đoạn\s+)(?P<first>20\d{2})(?:\s*[-–]\s*(?:năm\s+)?(?P<last>20\d{2}))?(?![\d/])",
    re.IGNORECASE,
)
# "trước 01/01/2025 là tuyến huyện": a day that tells what was, not when to act.
_TELLS_OF = re.compile(r"\s+(?:là|đã|còn|chưa)\s")
_EACH_YEAR = re.compile(r"\b(?:định kỳ|h[ằà]ng năm|mỗi năm)\b[^.;]*$", re.IGNORECASE)
_FINISH = re.compile(
    r"\b(?:hoàn thành|xong|kết thúc)(?:\b[^.;]{0,60}?\b(?:trong|trước|đến hết|hết|chậm nhất))?\s*$|\b(?:đến hết|trước|chậm nhất|hết|xong trong|muộn nhất)\s*(?:trong\s*)?$",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"\btừ\s+(?:ngày\s+)?[\d/.]{3,10}[^.;\n]{0,40}?\s+đến\s+(?:hết\s+)?(?:ngày\s+)?",
    re.IGNORECASE,
)
_YEARLY_DAY = re.compile(
    r"(?:trước|vào|chậm nhất)\s+(?:là\s+)?(?:ngày\s+)?\d{1,2}(?:/|\s+tháng\s+)\d{1,2}(?!\s*(?:/|năm)\s*\d)",
    re.IGNORECASE,
)
_NUMBER_OF = re.compile(
    rf"(?:(?P<least>{_words['quota']['least']})\s+(?:mỗi (?:tháng|quý|năm|tuần)\s+)?)?(?<![\d/.,])(?P<count>\d{{1,3}})\s*(?:\([^()]{{1,20}}\)\s*)?(?P<unit>{_words['quota']['unit']})\b"
    r"(?P<slash>\s*/\s*(?:01\s*|1\s*)?(?:tháng|quý|tuần|năm|6 tháng))?",
    re.IGNORECASE,
)
_PER = {
    "tuần": "week",
    "tháng": "month",
    "quý": "quarter",
    "6 tháng": "half",
    "năm": "year",
}
_PER_OF = {
    Recurrence.MONTHLY: "month",
    Recurrence.QUARTERLY: "quarter",
    Recurrence.SEMIANNUAL: "half",
    Recurrence.ANNUAL: "year",
}
_OF_PER = {per: recurrence for recurrence, per in _PER_OF.items()}
_DATED = re.compile(r"(?:ngày \d{1,2}|/\d{1,2}|tháng \d{1,2}|quý [IV]+|Quý [IV]+)$")
_PERIOD_LEAD = re.compile(
    r"(?:định kỳ|(?:trước|chậm nhất|vào) (?:là )?ngày \d{1,2}(?:/\d{1,2}|\s+tháng \d{1,2})?)\s+$",
    re.IGNORECASE,
)
_EACH_PERIOD = re.compile(
    r"\b(?:mỗi|một|h[ằà]ng) (?:tháng|quý|năm|tuần)[^\d.,;:()]{0,25}$", re.IGNORECASE
)
_YEARS_AFTER = re.compile(r"(?:các|những) năm (?:tiếp theo|sau|kế tiếp)", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
# Without a digit and without one of these words nothing tells when.
_MAY_TELL = re.compile(
    r"\d|háng|uý|uần|ằng|àng|ỗi|niên|hường xuyên|ịnh kỳ|iên tục|quý|THÁNG|QUÝ|Quý|THƯỜNG XUYÊN|HẰNG|HÀNG|ĐỊNH KỲ"
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_NAME_ANNUAL = re.compile(rf"\b(?:{_words['names']['before_annual']})$")
_NAME_REGULAR = re.compile(
    rf"\b(?:{_words['names']['before_regular']})\s*$", re.IGNORECASE
)
_REPORTS = re.compile(
    r"báo cáo|định kỳ|tổ chức|rà soát|đánh giá|sơ kết|tổng kết|gửi|cập nhật|tổng hợp",
    re.IGNORECASE,
)


def with_quota(timing: Timing, text: str, start: int) -> Timing:
    """A column's or label's period, with the number that the task's words give to it."""
    if timing.quota or timing.recurrence not in _PER_OF:
        return timing
    quota = _quota(text, start, timing.recurrence)
    if quota is None or quota.per != _PER_OF[timing.recurrence]:
        return timing
    return replace(timing, quota=quota)


def label_timing(text: str, start: int, year: int | None) -> Timing:
    """The timing of a label's or a column's words: they say nothing but the time."""
    bare = text.strip(" .;:")
    if not bare:
        return Timing()
    at = text.find(bare)
    span = Span(start + at, start + at + len(bare))
    if deadline := _label_deadline(bare, year):
        return Timing(deadline, Recurrence.ONCE, None, bare, span, "time.label-day")
    for recurrence, pattern in _PERIODS:
        if pattern.search(bare):
            return Timing(None, recurrence, None, bare, span, "time.label-period")
    if _REGULAR.search(bare):
        return Timing(None, Recurrence.REGULAR, None, bare, span, "time.label-regular")
    return Timing(None, None, None, bare, span, "time.label-open")


def _label_deadline(text: str, year: int | None) -> date | None:
    if any(pattern.search(text) for _, pattern in _PERIODS):
        return None
    days = [day for match in DAY.finditer(text) if (day := day_of(match))]
    if days and _YEARS_AFTER.search(text):
        return None
    if days:
        begins = re.match(r"(?:từ|kể từ|bắt đầu)\b", text, re.IGNORECASE)
        return None if begins and "đến" not in text else days[-1]
    if _OPEN.search(text):
        return None
    if re.match(r"(?:từ|kể từ)\b", text, re.IGNORECASE) and "đến" not in text:
        return None
    if months := [*_MONTH.finditer(text)]:
        return _month_end(months[-1])
    if quarters := [*_QUARTER.finditer(text)]:
        return _quarter_end(quarters[-1])
    if years := [*_YEAR.finditer(text)]:
        last = years[-1]
        return real_day(int(last["last"] or last["first"]), 12, 31)
    if year and (short := SHORT_DAY.search(text)):
        return day_of(short, year)
    return _short_label(text, year)


def _short_label(text: str, year: int | None) -> date | None:
    """A month or a quarter alone in a column."""
    if match := _BARE_MONTH.fullmatch(text):
        return _last_day(int(match["year"]), int(match["month"]))
    match = _OWN_YEAR.fullmatch(text)
    if year is None or match is None:
        return None
    if match["month"]:
        return _last_day(year, int(match["month"]))
    return _last_day(year, 3 * (roman(match["quarter"]) or 0))


def _last_day(year: int, month: int) -> date | None:
    first = real_day(year, month, 1)
    return first.replace(day=monthrange(year, month)[1]) if first else None


def _month_end(match: re.Match[str]) -> date | None:
    year, month = int(match["year"]), int(match["month"])
    first = real_day(year, month, 1)
    if first is None:
        return None
    if match["before"]:
        return first - timedelta(days=1)
    return first.replace(day=monthrange(year, month)[1])


def _quarter_end(match: re.Match[str]) -> date | None:
    quarter = roman(match["quarter"]) or int(match["quarter"])
    year, month = int(match["year"]), 3 * quarter
    return (
        real_day(year, month, monthrange(year, month)[1])
        if 1900 < year < 2101
        else None
    )


def sentence_timing(text: str, start: int, year: int | None) -> Timing:
    """The timing that the words of a task give, among everything else they say."""
    masked = _QUOTED.sub(lambda m: "·" * len(m.group()), text)
    if not _MAY_TELL.search(masked):
        return Timing()
    period = _period(masked)
    quota = _quota(masked, start, period[0] if period else None)
    if quota:
        recurrence = _OF_PER.get(quota.per, Recurrence.REGULAR)
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
    for match in _REGULAR.finditer(masked):
        if not _NAME_REGULAR.search(masked[max(0, match.start() - 60) : match.start()]):
            span = Span(start + match.start(), start + match.end())
            words_ = text[match.start() : match.end()]
            return Timing(None, Recurrence.REGULAR, None, words_, span, "time.regular")
    return Timing()


def _period(text: str) -> tuple[Recurrence, int, int] | None:
    """The shortest period that governs an act, with the place of its words."""
    for recurrence, pattern in _PERIODS:
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


def _quota(text: str, start: int, period: Recurrence | None) -> Quota | None:
    """A number of things in a period: "02 tin, bài/tháng", "mỗi quý ít nhất 04 tin"."""
    if not _DIGIT.search(text):
        return None
    usual = _PER_OF.get(period) if period else None
    usual = usual or ("week" if _WEEKLY.search(text) else None)
    for match in _NUMBER_OF.finditer(text):
        slash = (match["slash"] or "").strip(" /01").strip()
        said = match["least"] or _EACH_PERIOD.search(
            text[max(0, match.start() - 40) : match.start()]
        )
        per = _PER.get(slash) if slash else usual if said else None
        count = int(match["count"])
        if (count, match["unit"].casefold()) == (1, "lần") and not match["least"]:
            continue  # "mỗi tháng 01 lần" says how often and no more
        if per and count:
            unit = " ".join(match["unit"].split())
            span = Span(start + match.start("count"), start + match.end())
            return Quota(count, unit, per, span)
    return None


def _deadlines(text: str, year: int | None) -> Iterator[tuple[date, int, int]]:
    """Days by which something is to be done, with the place of their words."""
    if not _DIGIT.search(text):
        return
    for match in DAY.finditer(text):
        first = _lead_in(text, match.start())
        if _TELLS_OF.match(text, match.end()):
            continue
        if first is not None and (day := day_of(match)):
            yield day, first, match.end()
    yield from _month_deadlines(text)
    for pattern, ends in ((_QUARTER, _quarter_end), (_YEAR, _year_end)):
        for match in pattern.finditer(text):
            lead = _finishing(text, match.start())
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
    for match in _MONTH.finditer(text):
        lead = _finishing(text, match.start())
        if lead is None and (
            inside := re.search(r"\btrong\s+$", text[: match.start()][-12:])
        ):
            lead = (match.start() - len(inside.group()),)
        day = _month_end(match)
        of_a_day = DAY.search(text, max(0, match.start() - 12), match.end())
        if day and (lead or match["before"]) and not of_a_day:
            yield day, lead[0] if lead else match.start(), match.end()


def _finishing(text: str, place: int) -> tuple[int] | None:
    """Where "hoàn thành … trong", "trước" begins that ends at `place`."""
    offset = max(0, place - 120)
    match = _FINISH.search(text[offset:place])
    return (offset + match.start(),) if match else None


def _year_end(match: re.Match[str]) -> date | None:
    return real_day(int(match["last"] or match["first"]), 12, 31)


def _lead_in(text: str, place: int) -> int | None:
    """Where the words begin that make a day a last day ("trước ngày"), or None."""
    before = text[max(0, place - 80) : place]
    offset = max(0, place - 80)
    if (match := _RANGE.search(before)) and match.end() == len(before):
        return offset + match.start()
    if match := _LEAD_IN.search(before):
        return offset + match.start()
    return None
