"""The days that a page says it was published on, each with where it says so.

Moments are turned into days in Vietnam. A day in the running text is an event's, not
the page's: only labelled days, days in the page's data, and a short line by itself
below the headline are taken.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any

from lxml.html import HtmlElement

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
    r"ngay dang|dang ngay|dang luc|ngay xuat ban|xuat ban|ngay tao|ngay viet|"
    r"ngay cap nhat tin|date published|published|post(?:ed)? (?:on|date)|ngay gui"
)
_CHANGED = re.compile(r"cap nhat|sua doi|modified|updated|chinh sua")
_DATE_CLASS = re.compile(
    r"(?:^|[-_\s])(?:date|time|datetime|ngay|publish(?:ed)?|post-?date|pubdate|"
    r"created?|thoi-?gian|ngaydang|news-?date|article-?date|timestamp|entry-date|"
    r"lbldate|lblngay\w*)",
    re.IGNORECASE,
)
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
_SHORT = 90
_NEAR = 14


class Source(StrEnum):
    """Where a page says its day."""

    DATA = "data"  # JSON-LD
    META = "meta"  # <meta>, itemprop
    TIME = "time"  # <time datetime>
    LABEL = "label"  # "Ngày đăng: …"
    LINE = "line"  # a line of its own below the headline


@dataclass(frozen=True, slots=True)
class SaidDay:
    """A day of publication, and where the page says it."""

    day: date
    source: Source


def published_days(root: HtmlElement) -> tuple[SaidDay, ...]:
    """Return every day that a page gives as its own, the surest source first."""
    found: dict[SaidDay, None] = {}
    for source, days in (
        (Source.DATA, _in_data(root)),
        (Source.META, _in_meta(root)),
        (Source.TIME, _in_time(root)),
        (Source.LABEL, _labelled(root)),
        (Source.LINE, _below_headline(root)),
    ):
        for day in days:
            found[SaidDay(day, source)] = None
    return tuple(found)


def day_of_moment(text: str) -> date | None:
    """The day in Vietnam of an ISO moment; None if it is none."""
    text = text.strip()
    try:
        moment = datetime.fromisoformat(re.sub(r"\s+(?=[+-]\d\d:?\d\d$)", "", text))
    except ValueError:
        return next(days_in(text), None)
    if moment.tzinfo is None:
        return _sane(moment.date())
    return _sane(moment.astimezone(VIETNAM).date())


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
        found = _sane(date(int(year), int(month), int(day)))
    except ValueError:
        return
    if found:
        yield found


def _sane(day: date) -> date | None:
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


def _in_time(root: HtmlElement) -> Iterator[date]:
    for time in list(root.iter("time"))[:3]:
        said = fold(f"{time.get('class') or ''} {time.get('itemprop') or ''}")
        if _CHANGED.search(said):
            continue
        if day := day_of_moment(time.get("datetime") or _text(time)):
            yield day
            return


def _labelled(root: HtmlElement) -> Iterator[date]:
    for element in _short_elements(root):
        text = _text(element)
        label = _LABEL.search(fold(text))
        if label and (day := _first_behind(text, label)):
            yield day
            return


def _first_behind(text: str, label: re.Match[str]) -> date | None:
    behind = fold(text)[label.end() :]
    return next(days_in(behind), None) or next(days_in(text), None)


def _below_headline(root: HtmlElement) -> Iterator[date]:
    """The first day in a short line near the headline, or in a part named for it."""
    after = _after_headline(root)
    for element in after:
        named = f"{element.get('class') or ''} {element.get('id') or ''}"
        text = _text(element)
        if len(text) > _SHORT or _CHANGED.search(fold(text)):
            continue
        if _DATE_CLASS.search(named) and (day := next(days_in(text), None)):
            yield day
            return
    for element in after[:_NEAR]:
        text = _text(element)
        if len(text) > _SHORT or _CHANGED.search(fold(text)):
            continue
        if day := next(days_in(text), None):
            yield day
            return


def _after_headline(root: HtmlElement) -> list[HtmlElement]:
    """Short elements behind the headline, in the page's order.

    A day above it is mostly the clock of the page.
    """
    seen = False
    found: list[HtmlElement] = []
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == "h1":
            seen, found = True, []
        elif seen and _is_short(element):
            found.append(element)
    return found if seen else list(_short_elements(root))


def _short_elements(root: HtmlElement) -> Iterable[HtmlElement]:
    return (
        element
        for element in root.iter()
        if isinstance(element.tag, str) and _is_short(element)
    )


def _is_short(element: HtmlElement) -> bool:
    if element.tag in ("script", "style", "a", "option", "title", "meta", "noscript"):
        return False
    if len(element) > 6:
        return False
    text = element.text_content()
    return 6 <= len(text.strip()) <= 3 * _SHORT and any(sign.isdigit() for sign in text)


def _text(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())
