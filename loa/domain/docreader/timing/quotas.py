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


_JOINED = re.compile(
    r"\s*(?:[,;]|và|cùng|[,;] và)\s*(?:ít nhất|tối thiểu)?\s*", re.IGNORECASE
)
_AFTER = re.compile(
    r"\s*(?:trong\s+)?(?:mỗi|một|h[ằà]ng|/)\s*(6 tháng|tháng|quý|năm|tuần)\b",
    re.IGNORECASE,
)


def quotas_in(text: str) -> tuple[tuple[int, str, str], ...]:
    """Every number of things in a period that a sentence gives, in its order.

    (how many, of what, per what): "02 tin, bài và 01 buổi phát thanh mỗi tháng" gives
    two a month, "ít nhất 02 tin/tháng, 24 tin/năm" one a month and one a year. A number
    that is only joined to another takes the period said behind it, else the other's. A
    number of zero is given too: who asks for none is asked what was meant.
    """
    found: list[tuple[int, str, str]] = []
    matches = list(_NUMBER_OF.finditer(text))
    pers = [_own_period(text, match) for match in matches]
    for at, match in enumerate(matches):
        joined = at > 0 and bool(found) and _is_joined(text, matches[at - 1], match)
        per = pers[at] or next(
            (
                pers[later]
                for later in range(at + 1, len(matches))
                if pers[later]
                and all(
                    _is_joined(text, matches[n], matches[n + 1])
                    for n in range(at, later)
                )
            ),
            "",
        )
        if not per and joined:
            per = found[-1][2]
        count = int(match["count"])
        if per:
            found.append((count, " ".join(match["unit"].split()), per))
    return tuple(found)


def _is_joined(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    between = text[one.end() : other.start()]
    between = _AFTER.sub("", between, count=1)
    return bool(_JOINED.fullmatch(between))


def _own_period(text: str, match: re.Match[str]) -> str:
    """The period that stands with a number itself: behind it, or right before it."""
    slash = (match["slash"] or "").strip(" /01").strip().casefold()
    if slash:
        return _PER.get(slash, "")
    if after := _AFTER.match(text, match.end()):
        return _PER[after[1].casefold()]
    before = text[max(0, match.start() - 40) : match.start()]
    if found := _EACH_PERIOD.search(before):
        word = found[0].split()[1].casefold()
        return _PER.get(word, "")
    least = (match["least"] and match[0].casefold()) or ""
    for word, per in _PER.items():
        if f"mỗi {word}" in least:
            return per
    return ""


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
