"""What a page says for or against a body's claim that it is its work of a day.

What a machine cannot see is uncheckable, never disputed; what a person would want to
look at is doubtful. Only what cannot be honest work fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from loa.domain.pages.days import SaidDay, Source
from loa.domain.pages.page import Page, Sort
from loa.domain.text import fold

_NEAR = timedelta(days=1)  # a page posted at night says the day before or after
_FAR = timedelta(days=3)
_SURE = frozenset({Source.DATA, Source.META, Source.TIME})
_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
# Whom a site belongs to, as it says of itself.
_AUTHORITY = re.compile(
    r" (?:uy ban nhan dan|ubnd|hdnd) (?:tinh|thanh pho|huyen|xa|phuong|dac khu) "
)
LEAST_TERMS = 2
LEAST_SYLLABLES = 60
SHORT_SYLLABLES = 100
_HOME_PATH = re.compile(
    r"/?(?:trang-?chu|home|index|default)?(?:\.\w{2,5})?/?", re.IGNORECASE
)


class Outcome(StrEnum):
    """What a check says."""

    PASSED = "passed"
    DOUBTFUL = "doubtful"
    FAILED = "failed"
    UNCHECKABLE = "uncheckable"


@dataclass(frozen=True, slots=True)
class Remark:
    """What one check says of a page: an outcome, a reason as a code, its values."""

    check: str
    outcome: Outcome
    reason: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Claim:
    """What a body says that the page shows.

    :param names: its own and its offices' names as texts print them, short ones too
    :param is_own: the address is on a channel of its own
    :param places: where its own channels begin: their first pages are no items
    :param first, last: the period that it is to count for; the day itself if for none
    :param areas: {area: folded terms} of what it may be about
    :param subject: folded terms of the programme as a whole
    """

    address: str
    title: str
    done_on: date
    first: date
    last: date
    names: tuple[str, ...]
    is_own: bool
    areas: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    subject: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


def judge_page(
    page: Page, claim: Claim, *, landed: str, seen_on: date
) -> tuple[Remark, ...]:
    """Return what every check says of a page, in the order in which a person reads them.

    :param landed: where the address led in the end
    :param seen_on: the day on which it was fetched, in Vietnam
    """
    sort = _sort(page)
    if sort.outcome is Outcome.UNCHECKABLE:
        return (sort,)
    remarks = [_landed(claim, landed), sort]
    if any(remark.outcome is Outcome.FAILED for remark in remarks):
        return tuple(remarks)
    return (
        *remarks,
        _published(page, claim, seen_on),
        _about(page, claim),
        _subject(page, claim),
        _length(page),
        _title(page, claim),
    )


def _sort(page: Page) -> Remark:
    failed = {
        Sort.HOME: "page_home",
        Sort.LIST: "page_list",
        Sort.SEARCH: "page_search",
        Sort.GONE: "page_gone",
    }
    unseen = {Sort.LOGIN: "page_login", Sort.EMPTY: "page_empty"}
    if page.sort in failed:
        return Remark("page", Outcome.FAILED, failed[page.sort])
    if page.sort in unseen:
        return Remark("page", Outcome.UNCHECKABLE, unseen[page.sort])
    return Remark("page", Outcome.PASSED, "page_article")


def _landed(claim: Claim, landed: str) -> Remark:
    asked, came = urlsplit(claim.address), urlsplit(landed)
    values = {"address": landed[:200]}
    if _is_first(landed, claim):
        if _is_first(claim.address, claim):
            return Remark("page", Outcome.FAILED, "page_home")
        return Remark("landed", Outcome.FAILED, "landed_home", values)
    if _site(asked.hostname) != _site(came.hostname):
        return Remark("landed", Outcome.DOUBTFUL, "landed_elsewhere", values)
    return Remark("landed", Outcome.PASSED, "landed_there")


def _is_first(address: str, claim: Claim) -> bool:
    """Whether it is the first page of a site, or of the body's part of one."""
    parts = urlsplit(address)
    if parts.query:
        return False
    path = f"{(parts.hostname or '').removeprefix('www.')}{parts.path}"
    for place in ("", *claim.places):
        place = re.sub(r"^(?:https?://)?(?:www\.)?", "", place).rstrip("/")
        if not place and _is_home(parts.path):
            return True
        if place and path.startswith(place) and _is_home(path[len(place) :]):
            return True
    return False


def _is_home(path: str) -> bool:
    return _HOME_PATH.fullmatch(path) is not None


def _site(host: str | None) -> str:
    """The site of a host: its last three parts under .gov.vn, else two."""
    parts = (host or "").lower().removeprefix("www.").split(".")
    return ".".join(parts[-3:] if parts[-2:] == ["gov", "vn"] else parts[-2:])


def _published(page: Page, claim: Claim, seen_on: date) -> Remark:
    days = page.days
    if not days:
        return Remark("published", Outcome.DOUBTFUL, "published_unknown")
    first = min(said.day for said in days)
    last = max(said.day for said in days)
    values = {"day": _trusted(days).isoformat(), "given": claim.done_on.isoformat()}
    if first > seen_on + _NEAR:
        return Remark("published", Outcome.FAILED, "published_to_come", values)
    if first > claim.last + _NEAR and all(d.source is Source.CHANGED for d in days):
        return Remark("published", Outcome.DOUBTFUL, "published_differs", values)
    if last < claim.first - _NEAR or first > claim.last + _NEAR:
        return Remark("published", Outcome.FAILED, "published_outside", values)
    if last - first > _FAR:
        told = {"one": first.isoformat(), "other": last.isoformat()}
        # An earlier day is what a page moved or mended says too; a later one is not.
        late = last > claim.last + _NEAR
        outcome = Outcome.FAILED if late else Outcome.DOUBTFUL
        return Remark("published", outcome, "published_disagree", told)
    if not any(abs(said.day - claim.done_on) <= _FAR for said in days):
        return Remark("published", Outcome.DOUBTFUL, "published_differs", values)
    return Remark("published", Outcome.PASSED, "published_then", values)


def _trusted(days: Iterable[SaidDay]) -> date:
    ordered = sorted(days, key=lambda said: said.source not in _SURE)
    return ordered[0].day


def _about(page: Page, claim: Claim) -> Remark:
    text = _words(f"{page.title} {page.text}")
    named = [
        name for name in claim.names if _words(name).strip() and _words(name) in text
    ]
    if named:
        return Remark("about", Outcome.PASSED, "about_named", {"name": named[0]})
    frame = _words(f"{page.site} {page.frame}")
    around = any(_words(name) in frame for name in claim.names if _words(name).strip())
    if claim.is_own and (around or not _AUTHORITY.search(frame)):
        return Remark("about", Outcome.PASSED, "about_own_channel")
    if around:
        return Remark("about", Outcome.DOUBTFUL, "about_around")
    return Remark("about", Outcome.FAILED, "about_nobody")


def _subject(page: Page, claim: Claim) -> Remark:
    """Score the terms of the areas and of the programme: three points in the headline."""
    if not claim.areas and not claim.subject:
        return Remark("subject", Outcome.PASSED, "subject_any")
    headline, text = _words(page.title), _words(page.text)
    scores = {
        area: _points(terms, headline, text) for area, terms in claim.areas.items()
    }
    whole = _points(claim.subject, headline, text)
    best = max(scores, key=lambda area: scores[area], default="")
    score = scores.get(best, 0) + whole
    values = {"score": score, "area": best}
    if score == 0:
        return Remark("subject", Outcome.FAILED, "subject_none", values)
    if score < LEAST_TERMS:
        return Remark("subject", Outcome.DOUBTFUL, "subject_weak", values)
    return Remark("subject", Outcome.PASSED, "subject_fits", values)


def points_of(terms: Iterable[str], title: str, text: str) -> int:
    """How much a title and a text say of folded terms, as the check of subject counts it."""
    return _points(terms, _words(title), _words(text))


def _points(terms: Iterable[str], headline: str, text: str) -> int:
    found = 0
    for term in terms:
        word = f" {term} "
        found += 3 * (word in headline) + min(3, text.count(word))
    return found


def _length(page: Page) -> Remark:
    values = {"syllables": page.syllables}
    if page.syllables < LEAST_SYLLABLES:
        if page.pictures >= 3 and page.syllables >= LEAST_SYLLABLES // 3:
            return Remark("length", Outcome.DOUBTFUL, "length_pictures", values)
        return Remark("length", Outcome.FAILED, "length_short", values)
    lines = [_words(line) for line in re.split(r"[.\n!?]+", page.text)]
    lines = [line for line in lines if len(line.split()) >= 5]
    if len(lines) >= 6 and len(set(lines)) / len(lines) < 0.6:
        return Remark("length", Outcome.FAILED, "length_repeats", values)
    if page.syllables < SHORT_SYLLABLES:
        return Remark("length", Outcome.DOUBTFUL, "length_scant", values)
    return Remark("length", Outcome.PASSED, "length_enough", values)


def _title(page: Page, claim: Claim) -> Remark:
    typed, said = set(_words(claim.title).split()), set(_words(page.title).split())
    values = {"title": page.title[:200]}
    if not typed or not said:
        return Remark("title", Outcome.PASSED, "title_untold", values)
    text = set(_words(page.text).split())
    share = len(typed & (said | text)) / len(typed)
    if share < 0.5:
        return Remark("title", Outcome.FAILED, "title_another", values)
    if len(typed & said) / len(typed) < 0.3:
        return Remark("title", Outcome.DOUBTFUL, "title_differs", values)
    return Remark("title", Outcome.PASSED, "title_same", values)


def _words(text: str) -> str:
    """Folded words with one space between and around them."""
    return f" {_NOT_A_LETTER.sub(' ', fold(text)).strip()} "
