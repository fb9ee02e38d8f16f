"""Believable news of a commune, drawn sentence by sentence.

Event days, days of plans and days to come in a text differ from the day of publication,
as they do in real news.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from tests.corpus.pages import words
from tests.corpus.pages.names import Place, person

_CHOICE = re.compile(r"\[([^\[\]]+)\]")
_SLOT = re.compile(r"\{(\w+)(?::(\d+)-(\d+))?\}")
LENGTHS = {"short": 4, "middle": 8, "long": 15}
"""Sentences in a text, its opening counted."""


@dataclass(frozen=True, slots=True)
class Article:
    """What an editor typed. `lead` is the first paragraph, shown apart by most makes."""

    title: str
    lead: str
    paragraphs: tuple[str, ...]
    area: str
    author: str

    @property
    def text(self) -> str:
        """Title, lead and paragraphs, a line each."""
        return "\n".join((self.title, self.lead, *self.paragraphs))

    @property
    def syllables(self) -> int:
        """Syllables of lead and paragraphs."""
        return len(" ".join((self.lead, *self.paragraphs)).split())

    def changed(self, old: str, new: str) -> Article:
        """The same with words replaced everywhere."""
        return replace(
            self,
            title=self.title.replace(old, new),
            lead=self.lead.replace(old, new),
            paragraphs=tuple(part.replace(old, new) for part in self.paragraphs),
        )


def in_words(rng: Random, day: date) -> str:
    """A day as it is written within a sentence."""
    return rng.choice(
        (
            f"{day.day}/{day.month}/{day.year}",
            f"{day:%d/%m/%Y}",
            f"{day.day} tháng {day.month} năm {day.year}",
            f"{day.day}-{day.month}-{day.year}",
        )
    )


class Writer:
    """Fills templates for one place and one day."""

    def __init__(self, rng: Random, place: Place, published: date) -> None:
        self.rng = rng
        self.place = place
        event = published - timedelta(days=rng.choice((0, 0, 1, 1, 2, 3)))
        planned = date(published.year, 1, rng.randrange(5, 29))
        self.slots = {
            "short": place.short,
            "body": place.body,
            "province": place.province,
            "event": in_words(rng, event),
            "planned": in_words(rng, min(planned, event)),
            "earlier": in_words(rng, event - timedelta(days=rng.randrange(20, 80))),
            "later": in_words(rng, published + timedelta(days=rng.randrange(15, 90))),
            "year": str(published.year),
        }

    def fill(self, template: str) -> str:
        """One template with its choices made."""
        text = template
        while _CHOICE.search(text):
            text = _CHOICE.sub(lambda m: self.rng.choice(m[1].split("|")), text)
        text = _SLOT.sub(self._slot, text).strip()
        return text[:1].upper() + text[1:]

    def _slot(self, match: re.Match[str]) -> str:
        name, low, high = match.groups()
        if name == "n":
            return str(self.rng.randint(int(low), int(high)))
        if name == "person":
            return person(self.rng)
        if name == "hamlet":
            return self.rng.choice(self.place.hamlets)
        return self.slots[name]


def article(
    rng: Random, place: Place, published: date, area: str, length: str = "middle"
) -> Article:
    """News about reform in `area`."""
    writer = Writer(rng, place, published)
    titles, own = words.AREAS[area]
    wanted = LENGTHS[length] - 1
    mine = rng.sample(own, min(len(own), max(2, wanted * 2 // 3)))
    mine += rng.sample(words.COMMON, min(len(words.COMMON), wanted - len(mine)))
    rng.shuffle(mine)
    sentences = [writer.fill(rng.choice(words.OPENINGS)), *map(writer.fill, mine)]
    title = writer.fill(rng.choice(titles.splitlines()))
    return _laid_out(rng, title, sentences, area)


def off_subject(rng: Random, place: Place, published: date, topic: str) -> Article:
    """News that has nothing to do with reform."""
    writer = Writer(rng, place, published)
    title, own = words.OFF_SUBJECT[topic]
    sentences = [writer.fill(sentence) for sentence in own]
    sentences += [writer.fill(rng.choice(own[1:])) for _ in range(2)]
    return _laid_out(rng, writer.fill(title), sentences, topic)


def spun(rng: Random, place: Place, published: date) -> Article:
    """Words upon words, as machines turn them out: nothing happened, nobody did it."""
    writer = Writer(rng, place, published)
    title = writer.fill("Cải cách hành chính {short} là gì? Những điều cần biết {year}")
    rounds = [s for _ in range(3) for s in rng.sample(words.FILLER, len(words.FILLER))]
    return _laid_out(
        rng, title, [f"{place.short} và cải cách hành chính.", *rounds], ""
    )


def _laid_out(rng: Random, title: str, sentences: list[str], area: str) -> Article:
    lead, rest = sentences[0], sentences[1:]
    paragraphs: list[str] = []
    while rest:
        take = rng.choice((1, 2, 2, 3))
        paragraphs.append(" ".join(rest[:take]))
        rest = rest[take:]
    return Article(title, lead, tuple(paragraphs), area, person(rng))


def lightly_edited(rng: Random, source: Article) -> Article:
    """A copy with some words exchanged, as one who hides a copy does."""
    swaps = (
        ("tổ chức", "tiến hành"),
        ("người dân", "bà con"),
        ("được", "đã được"),
        ("giúp", "hỗ trợ"),
        ("cán bộ", "viên chức"),
        ("Thời gian tới", "Trong thời gian tới"),
        ("trong đó", "trong số này"),
        ("đề nghị", "yêu cầu"),
        ("tại", "ở"),
    )
    copy = source
    for old, new in rng.sample(swaps, 5):
        copy = copy.changed(old, new)
    parts = list(copy.paragraphs)
    if len(parts) > 2:
        at = rng.randrange(len(parts) - 1)
        parts[at], parts[at + 1] = parts[at + 1], parts[at]
    return replace(copy, paragraphs=tuple(parts), author=person(rng))
