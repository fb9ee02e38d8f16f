"""What an article reports of a document: its number, issuer, day and subject.

Such a text is no official document (its type stays unknown), yet the plan that it
reports is worth reading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from loa.domain.docreader.bases import CITED
from loa.domain.docreader.bodies import name_end, starts_with_body
from loa.domain.docreader.dates import DAY, SHORT_DAY, day_of
from loa.domain.docreader.document import OfficialDocument
from loa.domain.docreader.findings import Certainty, Finding, Span
from loa.domain.docreader.layout import Line

_ISSUES = re.compile(
    r"\s*(?:vừa |đã |vừa mới )?(?:ban hành|ký ban hành|có)\s+(?P<kind>[A-ZĐ][^\d]{2,30}?)\s+số\s+"
)
_YEAR = re.compile(r"năm\s+(20\d\d)")
_DATED = re.compile(
    r",?\s+(?:ngày\s+)?\d{1,2}(?:\s*[/.\-]\s*|\s+tháng\s+)\d{1,2}(?:\s*[/.\-]\s*|\s+năm\s+)\d{4},?(?=\s|$)"
)
_LIKELY = Certainty.LIKELY


def read_news(document: OfficialDocument, lines: Sequence[Line]) -> OfficialDocument:
    """The document with what an article's first such sentence says."""
    for line in lines[:12]:
        for clause in (0, *_clauses(line.text)):
            rest = line.text[clause : clause + 600]
            if not starts_with_body(rest):
                continue
            end = name_end(rest)
            begin = re.search(
                r"\s(?:vừa |đã )?(?:ký )?ban hành\s|\scó\s(?=[A-ZĐ])", rest
            )
            end = begin.start() if begin else end
            issues = _ISSUES.match(rest, end)
            number = CITED.match(rest, issues.end()) if issues else None
            if issues and number:
                return _reported(document, line, clause, end, number)
    return document


def _clauses(text: str) -> list[int]:
    return [match.end() for match in re.finditer(r"[,.:]\s+", text[:600])]


def _reported(
    document: OfficialDocument, line: Line, clause: int, end: int, number: re.Match[str]
) -> OfficialDocument:
    printed = number["number"]
    start = clause + number.start("number")
    after = clause + number.end("number")
    dated = _DATED.match(line.text, after)
    after = dated.end() if dated else after
    stop = re.search(r"\.(?:\s|$)|$", line.text[after:])
    subject = line.text[after : after + (stop.start() if stop else 0)].strip(" ,")
    at = line.text.find(subject, after)
    issuer = line.text[clause : clause + end]
    symbol = re.sub(r"^\d+[a-zA-Z]?[/\-]", "", printed)
    findings = [
        Finding(
            "number",
            printed,
            line.span(start, start + len(printed)),
            "news.number",
            _LIKELY,
        ),
        Finding(
            "issuer", issuer, line.span(clause, clause + end), "news.issuer", _LIKELY
        ),
    ]
    if subject:
        span = line.span(at, at + len(subject))
        findings.append(Finding("subject", subject, span, "news.subject", _LIKELY))
    day = _day(line, clause)
    if dated and (found := DAY.search(dated.group())) and (on := day_of(found)):
        at_day = dated.start() + found.start()
        span = line.span(at_day, at_day + len(found.group()))
        day = Finding("issued_on", on.isoformat(), span, "news.day", _LIKELY)
    if day:
        findings.append(day)
    return replace(
        document,
        number=printed,
        symbol=symbol,
        issuer=issuer,
        subject=subject or None,
        issued_on=date.fromisoformat(day.value) if day else None,
        bases=tuple(base for base in document.bases if base.number != printed),
        findings=(
            *findings,
            *(
                f
                for f in document.findings
                if not f.field.startswith(("bases", "issuer"))
            ),
        ),
    )


def _day(line: Line, before: int) -> Finding | None:
    head = line.text[:before]
    year = _YEAR.search(line.text)
    full = DAY.search(head)
    short = SHORT_DAY.search(head)
    match = full or short
    day = day_of(match, int(year[1]) if year else None) if match else None
    if match is None or day is None:
        return None
    span = Span(line.start + match.start(), line.start + match.end())
    return Finding("issued_on", day.isoformat(), span, "news.day", _LIKELY)
