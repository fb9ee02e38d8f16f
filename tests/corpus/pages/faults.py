"""Faults and frauds of days, places, pages and words. Each bends an honest draft.

A planter may ask for makes (`of=`) where its fault can be seen at all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from email.utils import format_datetime

from tests.corpus.pages import middles, words
from tests.corpus.pages.articles import article, off_subject, spun
from tests.corpus.pages.case import Answer
from tests.corpus.pages.draft import AREAS, Draft, moment
from tests.corpus.pages.makes import MAKES
from tests.corpus.pages.makes.parts import VIETNAM

Plant = Callable[[Draft], None]
TELLS_MACHINES = (
    "group_nid",
    "nukeviet",
    "joomla",
    "wordpress",
    "drupal",
    "next_app",
    "press",
)
"""Makes that print the day for machines too."""
NOT_PRESS = tuple(name for name in MAKES if name != "press")


@dataclass(frozen=True, slots=True)
class Fault:
    """A kind: what is right to answer, why, where it can happen, and how it is done."""

    kind: str
    expect: Answer
    why: str
    of: tuple[str, ...]
    plant: Plant
    shared: bool | None = None


FAULTS: dict[str, Fault] = {}


def fault(
    why: str,
    *,
    expect: Answer = "dispute",
    of: tuple[str, ...] = tuple(MAKES),
    shared: bool | None = None,
) -> Callable[[Plant], Plant]:
    """Enter a fault under its function's name."""

    def enter(plant: Plant) -> Plant:
        kind = plant.__name__
        FAULTS[kind] = Fault(kind, expect, why, of, plant, shared)
        return plant

    return enter


def _publish(draft: Draft, days_from_first: int) -> None:
    """Publish anew on another day, words and all; the claim keeps its day."""
    claimed = draft.done_on
    draft.published = draft.first + timedelta(days=days_from_first)
    draft._days()
    draft.done_on = claimed
    draft.machine = draft.shown
    draft.article = article(draft.rng, draft.place, draft.published, draft.article.area)
    draft.title = draft.article.title


@fault("published before the period, reported in it")
def published_before(draft: Draft) -> None:
    _publish(draft, -draft.rng.randrange(6, 80))
    draft.handed_in = draft.done_on
    draft.seen = moment(draft.rng, draft.done_on + timedelta(days=9))


@fault("published after the period, reported in it")
def published_after(draft: Draft) -> None:
    room = (draft.last - draft.first).days
    _publish(draft, room + draft.rng.randrange(4, 40))


@fault("readers are shown a day in the period, machines a later one", of=TELLS_MACHINES)
def backdated_machine(draft: Draft) -> None:
    draft.machine = moment(
        draft.rng, draft.last + timedelta(days=draft.rng.randrange(5, 40))
    )
    draft.handed_in = draft.machine.date()
    draft.seen = draft.machine + timedelta(days=draft.rng.randrange(1, 9))


@fault("the page shows a day in the period, the portal's feed a later one")
def backdated_feed(draft: Draft) -> None:
    draft.feed_at = moment(
        draft.rng, draft.last + timedelta(days=draft.rng.randrange(5, 40))
    )
    at = format_datetime(draft.feed_at.replace(tzinfo=VIETNAM))
    draft.headers["Last-Modified"] = at
    if draft.make.name not in TELLS_MACHINES:
        draft.machine = None
    draft.handed_in = draft.feed_at.date()
    draft.seen = draft.feed_at + timedelta(days=draft.rng.randrange(1, 9))


@fault("the page's day lies ahead of the day it was seen")
def future_date(draft: Draft) -> None:
    assert draft.shown
    draft.seen = draft.shown - timedelta(days=draft.rng.randrange(4, 45))
    draft.handed_in = draft.seen.date()


@fault("the address is the portal's first page")
def home_page(draft: Draft) -> None:
    draft.path, draft.middle = draft.rng.choice(("/", "", "/index.html")), middles.home


@fault("the address is a list of items")
def section_list(draft: Draft) -> None:
    draft.path, draft.middle = draft.make.section, middles.section


@fault("the address is a search")
def search_result(draft: Draft) -> None:
    draft.path = draft.make.search.replace("{q}", "cai+cach+hanh+chinh")
    draft.middle = middles.search


@fault("the portal answers 200 and says that there is no such item")
def soft_404(draft: Draft) -> None:
    draft.middle = middles.no_such


@fault("the portal answers 404 or 410")
def gone(draft: Draft) -> None:
    draft.middle, draft.status = middles.no_such, draft.rng.choice((404, 410))


@fault("the item's address leads to the first page")
def redirected_home(draft: Draft) -> None:
    draft.hops = (draft.address(),)
    draft.final = f"https://{draft.host}{draft.prefix}/"
    draft.middle = middles.home


@fault("about sport, weather, culture or crime")
def off_the_subject(draft: Draft) -> None:
    topic = draft.rng.choice(tuple(words.OFF_SUBJECT))
    draft.article = off_subject(draft.rng, draft.place, draft.published, topic)
    draft.title = draft.article.title
    if draft.rng.random() < 0.4:
        draft.title = f"Tuyên truyền cải cách hành chính tại {draft.place.short}"


@fault("a title and hardly a sentence")
def too_short(draft: Draft) -> None:
    lead = draft.rng.choice(("Tin ảnh.", "Xem tệp đính kèm.", "", "Đang cập nhật…"))
    draft.article = replace(draft.article, lead=lead, paragraphs=())
    if draft.rng.random() < 0.4:
        draft.pictures = (draft.photo(),)


@fault("words upon words that tell of nothing")
def spun_filler(draft: Draft) -> None:
    draft.article = spun(draft.rng, draft.place, draft.published)
    draft.title, draft.areas = draft.article.title, ()


@fault("a press item about another commune", of=("press",))
def other_commune_press(draft: Draft) -> None:
    _about_another(draft)


@fault("a page of another body, on its own portal", of=NOT_PRESS)
def other_body_page(draft: Draft) -> None:
    there = _about_another(draft)
    draft.host, draft.prefix = there.host, there.prefix
    if not there.shared:
        draft.portal = f"Trang thông tin điện tử {there.short}"
        draft.owner = f"{there.body}, tỉnh {there.province}"


def _about_another(draft: Draft) -> object:
    there = draft.about = draft.neighbour()
    area = draft.rng.choice(AREAS)
    draft.article = article(draft.rng, there, draft.published, area)
    if draft.rng.random() < 0.5:
        draft.title = draft.article.title.replace(there.short, draft.place.short)
    else:
        draft.title = draft.article.title
    draft.areas = ()
    return there


@fault("on the province's portal, and names no body", of=NOT_PRESS, shared=True)
def unnamed_on_shared(draft: Draft) -> None:
    whose = draft.place
    text = draft.article.changed(whose.body, "Ủy ban nhân dân các xã")
    text = text.changed(whose.short[:1].upper() + whose.short[1:], "Các địa phương")
    text = text.changed(whose.short, "các địa phương")
    for hamlet in whose.hamlets:
        text = text.changed(hamlet, "các thôn")
    draft.article = text.changed(whose.name, "địa phương")
    draft.title = draft.article.title
    draft.prefix, draft.channels = "", (draft.host,)
    draft.about = replace(
        draft.neighbour(), kind="cấp", name="xã", hamlets=("Trung tâm hành chính",)
    )


@fault("the address was about something else when it was first seen")
def changed_after(draft: Draft) -> None:
    topic = draft.rng.choice(tuple(words.OFF_SUBJECT))
    was = off_subject(draft.rng, draft.place, draft.published, topic)
    if draft.make.name in ("sharepoint", "old_asp", "dotnetnuke"):
        draft.earlier = (draft.seen - timedelta(days=3), was)
        return
    draft.path = draft.make.address(draft.sheet(was))
    draft.earlier = (draft.seen - timedelta(days=draft.rng.randrange(1, 9)), was)


@fault("the address leads to a log-in", expect="uncheckable")
def log_in(draft: Draft) -> None:
    draft.hops = (draft.address(),)
    draft.final = f"https://{draft.host}{draft.prefix}{draft.make.login}"
    draft.middle = middles.log_in
    if draft.rng.random() < 0.3:
        draft.status = 401


@fault("made by script alone: no words came", expect="uncheckable")
def script_shell(draft: Draft) -> None:
    draft.charset = "utf-8"
    draft.raw = middles.shell(draft.rng, draft.portal)


@fault("the host asks robots to stay away", expect="uncheckable")
def robots_refused(draft: Draft) -> None:
    draft.allowed = False


@fault("no answer, or the host is ill", expect="uncheckable")
def unreachable(draft: Draft) -> None:
    draft.status = draft.rng.choice((0, 0, 403, 429, 500, 502, 503))
    draft.charset = "utf-8"
    draft.raw = "<html><head><title>Error</title></head><body>Error</body></html>"
