"""How a task is to be judged, and the words that decide it (design §2)."""

from __future__ import annotations

import re

from loa.domain.docreader.document import Reason, Recurrence, TaskKind, Timing
from loa.domain.docreader.findings import Span

_REPORTS = re.compile(r"\bbáo cáo\b|\bgửi (?:kết quả|số liệu|về)\b", re.IGNORECASE)
_COVERS = re.compile(
    r"(?:bảo đảm |đảm bảo )?(?:tối thiểu|ít nhất|đầy đủ) (?:một |01 |các )?(?:các )?(?:hình thức|nội dung|lĩnh vực)"
    r"|(?:mỗi|từng) (?:hình thức|lĩnh vực|nội dung)",
    re.IGNORECASE,
)
_ON_EVENT = re.compile(
    r"\bkhi (?:có (?!liên quan)[^,.;]{3,60}|phát sinh|xảy ra|tổng kết[^,.;]{0,40})|\bsau khi [^,.;]{3,50}|\bđột xuất\b",
    re.IGNORECASE,
)


def decide_kind(text: str, span: Span, timing: Timing) -> tuple[TaskKind, Reason]:
    """The kind proposed to the person who confirms, and why."""
    words, place = timing.text or "", timing.span or span
    if timing.quota:
        quota = timing.quota.span
        inside = span.start <= quota.start and quota.end <= span.end
        quoted = (
            text[quota.start - span.start : quota.end - span.start] if inside else words
        )
        return TaskKind.QUOTA, Reason(
            "kind.number-per-period", quoted, quota if inside else place
        )
    if timing.deadline:
        return TaskKind.DELIVER, Reason("kind.day", words, place)
    periodic = timing.recurrence not in (None, Recurrence.REGULAR)
    reports = _REPORTS.search(text)
    if reports and timing.recurrence is not None and (periodic or _regularly(words)):
        return TaskKind.REPORT, Reason("kind.report-per-period", words, place)
    if timing.recurrence is None and (match := _ON_EVENT.search(text)):
        return TaskKind.EVENT, _reason("kind.on-event", match, span)
    if match := _COVERS.search(text):
        return TaskKind.COVERAGE, _reason("kind.each-of-several", match, span)
    if periodic:
        return TaskKind.STANDING, Reason("kind.period-without-number", words, place)
    if timing.recurrence:
        return TaskKind.STANDING, Reason("kind.regular", words, place)
    return TaskKind.STANDING, Reason(
        "kind.no-time-no-number", "", Span(span.start, span.start)
    )


def _regularly(words: str) -> bool:
    return "định kỳ" in words.casefold()


def _reason(rule: str, match: re.Match[str], span: Span) -> Reason:
    place = Span(span.start + match.start(), span.start + match.end())
    return Reason(rule, match.group(), place)
