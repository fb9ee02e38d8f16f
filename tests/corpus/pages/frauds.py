"""Copies, reused pictures, rosters that cannot be, and the rush of the last day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tests.corpus.pages import pictures
from tests.corpus.pages.articles import Article, article, lightly_edited
from tests.corpus.pages.case import Other, Picture
from tests.corpus.pages.draft import AREAS, Draft
from tests.corpus.pages.faults import fault
from tests.corpus.pages.names import Place


def _borrowed(draft: Draft) -> tuple[Place, Article]:
    """Another body's item, which is among the earlier ones from now on."""
    there = draft.neighbour()
    day = draft.published - timedelta(days=draft.rng.randrange(2, 60))
    text = article(draft.rng, there, day, draft.rng.choice(AREAS))
    draft.others.append(draft.as_other(there, text, day))
    draft.areas = ()
    return there, text


def _put_in(draft: Draft, there: Place, text: Article) -> Article:
    """Their names out, ours in."""
    here = draft.place
    capital = str.capitalize
    for old, new in (
        (there.short, here.short),
        (capital(there.kind) + " " + there.name, capital(here.kind) + " " + here.name),
        (there.name, here.name),
        *zip(there.hamlets, here.hamlets, strict=True),
    ):
        text = text.changed(old, new)
    return text


def _use(draft: Draft, text: Article) -> None:
    draft.article, draft.title = text, text.title


@fault("another body's item, word for word but for the title")
def copied_verbatim(draft: Draft) -> None:
    there, text = _borrowed(draft)
    title = text.title.replace(there.short, draft.place.short)
    _use(draft, replace(text, title=title))


@fault("another body's item with the names put in")
def copied_renamed(draft: Draft) -> None:
    there, text = _borrowed(draft)
    _use(draft, _put_in(draft, there, text))


@fault("another body's item with the names put in and some words exchanged")
def copied_edited(draft: Draft) -> None:
    there, text = _borrowed(draft)
    _use(draft, lightly_edited(draft.rng, _put_in(draft, there, text)))


@fault("the body's own item of another day, again at another address")
def own_again(draft: Draft) -> None:
    day = draft.published - timedelta(days=draft.rng.randrange(3, 70))
    text = draft.article
    draft.others.append(draft.as_other(draft.place, text, day))
    if draft.rng.random() < 0.4:
        _use(draft, lightly_edited(draft.rng, text))


@fault("an item of another year with the year replaced")
def year_replaced(draft: Draft) -> None:
    year = draft.published.year
    before = year - draft.rng.choice((1, 1, 2))
    old = draft.article.changed(f"{year - 1}", f"{before - 1}")
    old = old.changed(f"{year}", f"{before}").changed(f"{year + 1}", f"{before + 1}")
    day = date(before, draft.published.month, min(draft.published.day, 28))
    draft.others.append(draft.as_other(draft.place, old, day))


def _with_picture(draft: Draft, content: bytes) -> Other:
    whose = draft.rng.choice((draft.place, draft.place, draft.neighbour()))
    day = draft.published - timedelta(days=draft.rng.randrange(5, 150))
    return replace(
        draft.other(whose, day), pictures=(Picture("hoi-nghi.jpg", content),)
    )


@fault("the photograph of another event, byte for byte")
def picture_reused(draft: Draft) -> None:
    draft.pictures = (draft.photo(),)
    draft.others.append(_with_picture(draft, draft.pictures[0].content))


@fault("the photograph of another event, cut, lightened, made smaller or saved anew")
def picture_altered(draft: Draft) -> None:
    content = draft.photo().content
    draft.others.append(_with_picture(draft, content))
    changed = pictures.altered(draft.rng, content)
    ending = "png" if changed.startswith(b"\x89PNG") else "jpg"
    draft.pictures = (Picture(f"z{draft.rng.randrange(10**9)}.{ending}", changed),)


@fault("more people than live in the commune")
def roster_too_many(draft: Draft) -> None:
    draft.form = draft.rng.choice(("training", "loudspeaker", "meeting"))
    draft.people = draft.place.population * draft.rng.randrange(115, 600) // 100


@fault("the same number in every class")
def roster_same_number(draft: Draft) -> None:
    draft.form = "training"
    size = draft.rng.choice((30, 40, 45, 50, 60, 100))
    draft.classes = (size,) * draft.rng.randrange(6, 13)
    draft.people = sum(draft.classes)


@fault("a heap of items on the last day of the period, all handed in together")
def deadline_day(draft: Draft) -> None:
    draft.published = draft.last
    draft._days()
    draft.machine = draft.shown
    draft.handed_in = draft.last
    text = article(draft.rng, draft.place, draft.last, draft.rng.choice(AREAS))
    draft.areas = ()
    _use(draft, text)
    draft.others += [
        replace(draft.other(draft.place, draft.last), handed_in=draft.last)
        for _ in range(draft.rng.randrange(11, 19))
    ]
