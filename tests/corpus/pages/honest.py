"""True pages with the oddities that true pages have. None of them is a fault."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from email.utils import format_datetime

from tests.corpus.pages import pictures
from tests.corpus.pages.case import Case, Picture
from tests.corpus.pages.draft import Draft, moment
from tests.corpus.pages.makes import MAKES
from tests.corpus.pages.makes.parts import VIETNAM

Oddity = Callable[[Draft], str]
ODDITIES: list[tuple[float, Oddity]] = []
"""How often, and what; each says in words what is odd."""


def odd(share: float) -> Callable[[Oddity], Oddity]:
    """Enter an oddity that befalls `share` of the pages."""

    def enter(oddity: Oddity) -> Oddity:
        ODDITIES.append((share, oddity))
        return oddity

    return enter


@odd(0.06)
def no_day_shown(draft: Draft) -> str:
    draft.shown = None
    if draft.rng.random() < 0.5:
        draft.machine = None
        return "the page shows no day at all"
    return "the day stands in metadata only"


@odd(0.15)
def no_machine_day(draft: Draft) -> str:
    if draft.shown:
        draft.machine = None
    return "the day stands in the visible words only"


@odd(0.15)
def mended_later(draft: Draft) -> str:
    later = draft.published + timedelta(days=draft.rng.randrange(1, 45))
    draft.modified = min(moment(draft.rng, later), draft.seen)
    return "mended after it was published"


@odd(0.12)
def said_a_little_later(draft: Draft) -> str:
    draft.done_on = max(draft.first, draft.published - timedelta(days=2))
    return "the event was a day or two before the page"


@odd(0.1)
def short_title(draft: Draft) -> str:
    title = draft.title
    draft.title = draft.rng.choice(
        (title.upper(), title[: len(title) * 3 // 4], title.replace(":", " -"))
    )
    return "the title was typed by hand"


@odd(0.15)
def talked_about(draft: Draft) -> str:
    draft.comments = tuple(
        draft.reader(min(draft.published + timedelta(days=days), draft.seen.date()))
        for days in (1, 9, 40)
    )
    return "readers commented, some after the period"


@odd(0.1)
def decomposed(draft: Draft) -> str:
    draft.decomposed = draft.charset == "utf-8"
    return "letters and marks apart (NFD)" if draft.decomposed else ""


@odd(0.1)
def wrong_header(draft: Draft) -> str:
    said = ["text/html", "text/html; charset=ISO-8859-1"]
    if draft.charset == "utf-8":
        said.append("text/html;charset=UTF8")
    draft.headers["Content-Type"] = draft.rng.choice(said)
    return "the header tells no charset, or a wrong one"


@odd(0.35)
def made_anew(draft: Draft) -> str:
    at = format_datetime(draft.seen.replace(tzinfo=VIETNAM))
    draft.headers["Last-Modified"] = at
    return "Last-Modified is the moment of asking, as the page is made anew"


@odd(0.25)
def with_feed(draft: Draft) -> str:
    at = draft.shown or draft.machine or moment(draft.rng, draft.published)
    draft.feed_at = at + timedelta(minutes=draft.rng.randrange(0, 600))
    return "the feed tells the same day or the next morning"


@odd(0.12)
def led_on(draft: Draft) -> str:
    asked = draft.address()
    draft.hops = (asked.replace("https:", "http:"),)
    return "led from http to https"


@odd(0.08)
def from_facebook(draft: Draft) -> str:
    if "?" not in draft.address():
        draft.tail = draft.rng.choice(("?fbclid=IwAR0xyz", "?utm_source=zalo", "#top"))
    return "the address carries tracking words"


@odd(0.15)
def photographs(draft: Draft) -> str:
    draft.pictures = tuple(draft.photo() for _ in range(draft.rng.randrange(1, 3)))
    first, *rest = draft.others
    draft.others = [replace(first, pictures=(draft.photo(),)), *rest]
    return "has its own photographs"


@odd(0.04)
def same_logo(draft: Draft) -> str:
    logo = Picture("logo.png", pictures.logo(draft.rng))
    draft.pictures += (logo,)
    draft.others = [
        replace(other, pictures=(*other.pictures, logo)) for other in draft.others
    ]
    return "the portal's small badge stands with every item"


@odd(0.08)
def training(draft: Draft) -> str:
    draft.form = "training"
    draft.classes = tuple(
        draft.rng.randrange(18, 74) for _ in range(draft.rng.randrange(2, 7))
    )
    draft.people = sum(draft.classes)
    return "a training of classes with believable numbers"


@odd(0.05)
def whole_commune(draft: Draft) -> str:
    draft.form = "loudspeaker"
    draft.people = draft.place.population * draft.rng.randrange(40, 95) // 100
    draft.classes = ()
    return "most of the commune heard it, no more than live there"


@odd(0.1)
def seen_before(draft: Draft) -> str:
    between = (draft.seen - datetime.combine(draft.published, draft.seen.time())).days
    when = draft.seen - timedelta(days=draft.rng.randrange(0, max(between, 1)), hours=1)
    text = draft.article
    mended = replace(text, lead=text.lead.replace("  ", " ").replace("và", "cùng"))
    draft.earlier = (when, draft.rng.choice((text, mended)))
    return "seen before with the same words or a spelling mended, another clock"


@odd(0.06)
def busy_day(draft: Draft) -> str:
    draft.others += [
        draft.other(draft.place, draft.published)
        for _ in range(draft.rng.randrange(1, 3))
    ]
    return "two or three items of its own on one day"


@odd(0.06)
def province_front(draft: Draft) -> str:
    if draft.prefix:
        draft.prefix = ""
        draft.channels = (draft.host,)
        return "on the province's front portal, and names the commune"
    return ""


def honest_case(seed: object, number: int, *, mutate: bool = False) -> Case:
    """The honest case of that number."""
    from random import Random

    make = tuple(MAKES)[number % len(MAKES)]
    draft = Draft(Random(f"{seed}/honest/{number}"), make, mutate=mutate)
    odd_in = [oddity(draft) for share, oddity in ODDITIES if draft.rng.random() < share]
    why = "; ".join(filter(None, odd_in)) or "plain"
    return draft.case(f"honest-{number:03}-{make}", "honest", "fine", why)
