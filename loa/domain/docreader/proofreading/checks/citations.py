"""Cited documents: number, day and kind that disagree with each other or from place to place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from loa.domain.docreader.findings import Span
from loa.domain.docreader.proofreading.checks.registry import check
from loa.domain.docreader.proofreading.citing import Cited
from loa.domain.docreader.proofreading.remark import Hit, hit
from loa.domain.docreader.proofreading.sheet import Sheet
from loa.domain.docreader.vocabulary import TYPE_BY_SHORT

# Kinds whose short form a letter's own symbol cannot be taken for.
_NO_LETTER = frozenset({"kh", "qđ", "nq", "bc", "ttr", "tb", "ctr", "nđ"})
# Bodies of which there is only one: their numbers need no "của …" to be told apart.
_ONE = re.compile(r"[-–](?:CP|TTg|QH\d*|TW|UBTVQH\d*|B[A-Z]{2,6})$")
_OPENS = re.compile(r"(?:-\s*)?(?:Căn cứ|Thực hiện)\b")


@check("cited.kind")
def cited_kind(sheet: Sheet) -> Iterator[Hit]:
    """A cited document called another kind than its symbol says."""
    for one in sheet.cited:
        short = (one.short or "").casefold()
        named = TYPE_BY_SHORT.get(short)
        if named is None or one.kind is None or not one.kind[0].isupper():
            continue
        said = one.kind[0] + one.kind[1:].lower()
        if named.startswith(said) or (one.first_kind or "").lower() == named.lower():
            continue
        if said == "Công văn" and short not in _NO_LETTER:
            continue
        if {said, named} <= {"Quy định", "Quyết định", "Quy chế"} or (
            short in ("ct", "tt")
            and said
            not in ("Kế hoạch", "Quyết định", "Nghị quyết", "Nghị định", "Thông báo")
        ):
            continue
        start = sheet.text.rfind(one.kind, 0, one.span.start)
        yield hit(
            Span(start, one.span.end),
            None,
            said=said,
            named=named,
            short=one.short or "",
        )


@check("cited.year")
def cited_year(sheet: Sheet) -> Iterator[Hit]:
    """The year in the number is not the year of the day."""
    for one in sheet.cited:
        if one.day and one.day_span and one.year and one.year != one.day.year:
            yield hit(
                Span(one.span.start, one.day_span.end),
                None,
                year=one.year,
                other=one.day.year,
            )


@check("cited.two-dates")
def cited_two_dates(sheet: Sheet) -> Iterator[Hit]:
    """One number of one body, with two days."""
    first: dict[tuple[str, str], Cited] = {}
    for one in sheet.cited:
        if one.day is None or one.day_span is None:
            continue
        key = (one.key, "" if _ONE.search(one.number) else one.issuer)
        if not key[1] and not _ONE.search(one.number):
            continue
        known = first.setdefault(key, one)
        if known.day != one.day and known.day is not None:
            yield hit(
                Span(one.span.start, one.day_span.end), None, day=_said(known.day)
            )


@check("cited.two-numbers")
def cited_two_numbers(sheet: Sheet) -> Iterator[Hit]:
    """One kind, body and day with two numbers of which one seems to be a slip."""
    first: dict[tuple[str, date, str], list[Cited]] = {}
    for one in sheet.cited:
        digits, tail = _parts(one.key)
        if one.day is None or not one.issuer:
            continue
        known = first.setdefault((tail, one.day, one.issuer), [])
        for other in known:
            theirs = _parts(other.key)[0]
            if (
                theirs != digits
                and _is_slip(theirs, digits)
                and _same_subject(one, other)
            ):
                yield hit(one.span, None, number=other.number)
                break
        if all(other.key != one.key for other in known):
            known.append(one)


def _parts(key: str) -> tuple[str, str]:
    digits = re.match(r"\d+", key)
    return (digits.group(), key[digits.end() :]) if digits else ("", key)


def _is_slip(one: str, other: str) -> bool:
    """One digit changed, or two changed places."""
    if len(one) != len(other) or len(one) < 2:
        return False
    differing = [at for at in range(len(one)) if one[at] != other[at]]
    return len(differing) == 1 or (len(differing) == 2 and sorted(one) == sorted(other))


def _same_subject(one: Cited, other: Cited) -> bool:
    """Whether nothing says that two citations are of different things."""
    ours, theirs = one.then.strip(" ;,."), other.then.strip(" ;,.")
    about = re.compile(r"(?:ve|ban hanh|phe duyet|quy dinh|sua doi|huong dan|v/v)\b")
    if not (about.match(ours) and about.match(theirs)):
        return True
    return ours[:25] == theirs[:25]


@check("cited.twice")
def cited_twice(sheet: Sheet) -> Iterator[Hit]:
    """One document among the bases twice."""
    seen: set[tuple[str, date | None, str]] = set()
    lines_seen: set[int] = set()
    opening = sheet.regions.opening
    for one in sheet.cited:
        if one.line not in opening or not _OPENS.match(sheet.lines[one.line].text):
            continue
        if one.line in lines_seen:
            continue
        lines_seen.add(one.line)
        key = (one.key, one.day, one.issuer)
        if key in seen:
            yield hit(one.span, None)
        seen.add(key)


@check("cited.no-date")
def cited_no_date(sheet: Sheet) -> Iterator[Hit]:
    """A basis that is named for the first time without its day."""
    if not sheet.ruled:
        return
    dated: set[str] = set()
    clauses: set[tuple[int, int]] = set()
    for one in sheet.cited:
        first = (one.line, one.clause) not in clauses
        clauses.add((one.line, one.clause))
        if one.day is not None:
            dated.add(one.key)
        line = sheet.lines[one.line]
        if (
            not first
            or one.line not in sheet.regions.opening
            or not _OPENS.match(line.text)
        ):
            continue
        rest = line.text[one.span.end - line.start :].split(";")[0]
        if (
            one.key in dated
            or "qh" in one.key
            or re.search(r"ngày\s*\d|\d/\d{4}", rest[:150])
            or one.kind is None
        ):
            continue
        yield hit(one.span)
        dated.add(one.key)


def _said(day: date) -> str:
    return f"{day.day:02d}/{day.month:02d}/{day.year}"
