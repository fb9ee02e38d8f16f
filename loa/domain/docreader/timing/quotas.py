"""A number of things in a period: "02 tin, bài/tháng"."""

from __future__ import annotations

import re
from dataclasses import replace

from loa.domain.docreader.document import Quota, Recurrence, Timing
from loa.domain.docreader.findings import Span
from loa.domain.docreader.timing.periods import (
    WEEKLY,
    WORDS,
)

_NUMBER_OF = re.compile(
    rf"(?:(?P<least>{WORDS['quota']['least']})\s+(?:mỗi (?:tháng|quý|năm|tuần)\s+)?)?(?<![\d/.,])(?P<count>\d{{1,3}})\s*(?:\([^()]{{1,20}}\)\s*)?(?P<unit>{WORDS['quota']['unit']})\b"
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
PER_OF = {
    Recurrence.MONTHLY: "month",
    Recurrence.QUARTERLY: "quarter",
    Recurrence.SEMIANNUAL: "half",
    Recurrence.ANNUAL: "year",
}
OF_PER = {per: recurrence for recurrence, per in PER_OF.items()}
_EACH_PERIOD = re.compile(
    r"\b(?:mỗi|một|h[ằà]ng) (?:tháng|quý|năm|tuần)[^\d.,;:()]{0,25}$", re.IGNORECASE
)
DIGIT = re.compile(r"\d")


def with_quota(timing: Timing, text: str, start: int) -> Timing:
    """A column's or label's period, with the number that the task's words give to it."""
    if timing.quota or timing.recurrence not in PER_OF:
        return timing
    quota = quota_of(text, start, timing.recurrence)
    if quota is None or quota.per != PER_OF[timing.recurrence]:
        return timing
    return replace(timing, quota=quota)


def quota_of(text: str, start: int, period: Recurrence | None) -> Quota | None:
    """A number of things in a period: "02 tin, bài/tháng", "mỗi quý ít nhất 04 tin"."""
    if not DIGIT.search(text):
        return None
    usual = PER_OF.get(period) if period else None
    usual = usual or ("week" if WEEKLY.search(text) else None)
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
