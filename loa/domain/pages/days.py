"""The days that a page says it was published on, each with where it says so.

Moments are turned into days in Vietnam. A day in the running text is an event's, not
the page's, and so is one beside a link to another item: only days in the page's data
and one that stands by itself near the headline are taken.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any

from lxml.html import HtmlElement

from loa.domain.pages.lines import Layout, Piece
from loa.domain.text import fold

VIETNAM = timezone(timedelta(hours=7))

_DATE = re.compile(
    r"(?<![\d/.-])(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?((?:19|20)\d\d)(?!\d)"
)
_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})(?!\d)")
_WORDS = re.compile(
    r"(?:ngay\s+)?(\d{1,2})\s+thang\s+(\d{1,2})\s*(?:,|nam)?\s*((?:19|20)\d\d)"
)
_LABEL = re.compile(
    r"thu (?:hai|ba|tu|nam|sau|bay)|chu nhat|gmt|utc|\b(?:sa|ch|am|pm)\b|ngay|luc|dang|"
    r"xuat ban|tao|viet|gui|tin|cap nhat|published|posted|date|duoc|vao|thoi gian|on\b"
)
_CLOCK = re.compile(r"\d{1,2}\s?(?::|h|gio)\s?\d{0,2}(?::\d\d)?|\+\d{1,2}(?::?\d\d)?")
_WORD = re.compile(r"[a-z]{2,}")
_CHANGED = re.compile(r"cap nhat")
_LAST_CHANGE = re.compile(r"lan cuoi|sua doi|chinh sua|modified|updated|sua luc")
_ALTERED = re.compile(r"modif|update|edited|chinh-?sua", re.IGNORECASE)
_OTHER_TYPES = ("Comment", "Event", "Review", "Question", "Answer", "Organization")
_SHORT_LINE = 30
_OTHER_WORDS = 4
_ABOVE = 6
_META_PUBLISHED = frozenset(
    [
        "article:published_time",
        "og:article:published_time",
        "datepublished",
        "pubdate",
        "publishdate",
        "publish-date",
        "publish_date",
        "dc.date",
        "dc.date.issued",
        "dcterms.created",
        "dcterms.issued",
        "dc.date.created",
        "date",
        "sailthru.date",
        "parsely-pub-date",
    ]
)
_JSON_PUBLISHED = ("datePublished", "dateCreated", "uploadDate")


class Source(StrEnum):
    """Where a page says its day."""

    DATA = "data"  # JSON-LD
    META = "meta"  # <meta>, itemprop
    TIME = "time"  # <time datetime>
    LINE = "line"  # a line of its own near the headline
    CHANGED = "changed"  # the only one, and called the day of a change


@dataclass(frozen=True, slots=True)
class SaidDay:
    """A day of publication, and where the page says it."""

    day: date
    source: Source


def published_days(root: HtmlElement, layout: Layout) -> tuple[SaidDay, ...]:
    """Return every day that a page gives as its own, the surest source first."""
    found: dict[SaidDay, None] = {}
    for source, days in (
        (Source.DATA, _in_data(root)),
        (Source.META, _in_meta(root)),
        (Source.TIME, _in_time(root, layout)),
        (Source.LINE, _in_a_line(layout)),
    ):
        for day in days:
            found[SaidDay(day, source)] = None
    if not found:
        for day in _in_a_line(layout, changed=True):
            found[SaidDay(day, Source.CHANGED)] = None
    return tuple(found)


def day_of_moment(text: str) -> date | None:
    """The day in Vietnam of an ISO moment; None if it is none."""
    text = text.strip()
    try:
        moment = datetime.fromisoformat(re.sub(r"\s+(?=[+-]\d\d:?\d\d$)", "", text))
    except ValueError:
        return next(days_in(text), None)
    if moment.tzinfo is None:
        return sane_day(moment.date())
    try:
        return sane_day(moment.astimezone(VIETNAM).date())
    except OverflowError:
        return None


def days_in(text: str) -> Iterator[date]:
    """Every day written in a text in Vietnamese manner, in its order by form."""
    for match in _YEAR_FIRST.finditer(text):
        yield from _made(match[1], match[2], match[3])
    for match in _DATE.finditer(text):
        yield from _made(match[4], match[3], match[1])
    for match in _WORDS.finditer(fold(text)):
        yield from _made(match[3], match[2], match[1])


def _made(year: str, month: str, day: str) -> Iterator[date]:
    try:
        found = sane_day(date(int(year), int(month), int(day)))
    except ValueError:
        return
    if found:
        yield found


def sane_day(day: date) -> date | None:
    """A day that a page of the web may have; None for one that it cannot."""
    return day if 1995 <= day.year <= 2100 else None


def _in_data(root: HtmlElement) -> Iterator[date]:
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _items(data, depth=0):
            if item.get("@type") in _OTHER_TYPES:
                continue
            for key in _JSON_PUBLISHED:
                if isinstance(item.get(key), str) and (day := day_of_moment(item[key])):
                    yield day
                    break


def _items(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(data, list):
        for each in data[:50]:
            yield from _items(each, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if key in data:
                yield from _items(data[key], depth + 1)


def _in_meta(root: HtmlElement) -> Iterator[date]:
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if name.lower() in _META_PUBLISHED and (
            day := day_of_moment(meta.get("content") or "")
        ):
            yield day


def _in_time(root: HtmlElement, layout: Layout) -> Iterator[date]:
    """Of the item's own <time> elements; one in a header or beside is another's."""
    own = {piece.element for piece in _around_headline(layout)}
    for element in root.iter("time"):
        if element not in own and element.get("itemprop") != "datePublished":
            continue
        said = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
        if _ALTERED.search(said) or not element.get("datetime"):
            continue
        if day := day_of_moment(element.get("datetime") or ""):
            yield day
            return


def _in_a_line(layout: Layout, *, changed: bool = False) -> Iterator[date]:
    """The first day that stands by itself near the headline: a day, a clock, a label."""
    for piece in _around_headline(layout):
        text = fold(piece.text)
        if _ALTERED.search(piece.named) or _LAST_CHANGE.search(text):
            continue
        if bool(_CHANGED.search(text)) is changed and (day := day_alone(text)):
            yield day
            return


def _around_headline(layout: Layout) -> Iterator[Piece]:
    """The pieces where a page tells its item's day.

    Behind the headline in short lines, not in teasers; before it only within the same
    box, for what is further above is the clock of the page.
    """
    pieces = layout.pieces
    if layout.headline is None:
        return
    words: dict[int, int] = {}
    for piece in pieces[layout.start : layout.stop]:
        words[piece.line] = words.get(piece.line, 0) + len(piece.text.split())
    for piece in pieces[layout.start : layout.stop]:
        if not (piece.teaser or piece.furniture) and words[piece.line] <= _SHORT_LINE:
            yield piece
    boxes = set(list(layout.headline.iterancestors())[:2])
    boxes = {box for box in boxes if box.tag not in ("body", "form", "table")}
    for piece in reversed(pieces[max(0, layout.start - _ABOVE) : layout.start]):
        near = list(piece.element.iterancestors())[:2]
        if boxes.intersection(near) and not piece.teaser:
            yield piece


def day_alone(text: str, others: int = _OTHER_WORDS) -> date | None:
    """The day of a text that holds hardly anything else: so many other words."""
    day = next(days_in(text), None)
    if day is None:
        return None
    for form in (_YEAR_FIRST, _DATE, _WORDS, _CLOCK, _LABEL):
        text = form.sub(" ", text)
    return day if len(_WORD.findall(text)) <= others else None
