"""A case in the making: drawn honest, then bent by a fault, then made whole."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from email.utils import format_datetime
from random import Random

from tests.corpus.pages import pictures, words
from tests.corpus.pages.articles import Article, article, off_subject
from tests.corpus.pages.case import Answer, Case, Claim, Earlier, Other, Picture
from tests.corpus.pages.letters import encoded
from tests.corpus.pages.makes import MAKES
from tests.corpus.pages.makes.parts import VIETNAM, Sheet, e
from tests.corpus.pages.names import Place, person, place, plain
from tests.corpus.pages.rough import rough

AREAS = tuple(words.AREAS)
Middle = Callable[[Sheet, Random], tuple[str, str]]


def moment(rng: Random, day: date) -> datetime:
    """Some minute of a working day, without a zone."""
    return datetime.combine(day, time(rng.randrange(5, 22), rng.randrange(60)))


def month_end(day: date, months: int = 1) -> date:
    """The last day of the month, or of a later one."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1) - timedelta(days=1)


class Draft:
    """Starts as an honest claim of a true page. Faults change what they need."""

    def __init__(
        self,
        rng: Random,
        make: str,
        *,
        shared: bool | None = None,
        mutate: bool = False,
    ) -> None:
        self.rng, self.make, self.mutate = rng, MAKES[make], mutate
        if shared is None:
            shared = make == "group_nid" or rng.random() < 0.25
        shared = shared and not self.make.press
        self.place = place(rng, shared=shared)
        self.province = plain(self.place.province).replace("-", "")
        self.host, self.prefix = self.place.host, self.place.prefix
        if self.make.press:
            self.host = f"bao{self.province}.example"
        self.channels: tuple[str, ...] = (self.place.channel,)
        if self.make.press:
            self.channels += (self.host,)
        self._portal(shared)
        self._period()
        self.published = self.first + timedelta(
            days=rng.choice((0, (self.last - self.first).days, *self._inside(4)))
        )
        self._days()
        length = rng.choice(("short", "middle", "middle", "long"))
        self.article = article(
            rng, self.place, self.published, rng.choice(AREAS), length
        )
        self.about = self.place
        self.title = self.article.title
        self.areas = rng.choice(((), (self.article.area,)))
        self.form = rng.choice(("news", "news", "article"))
        self.people: int | None = None
        self.classes: tuple[int, ...] = ()
        self.others = self._others()
        self.pictures: tuple[Picture, ...] = ()
        self.comments: tuple[tuple[str, date, str], ...] = ()
        self.number = rng.randrange(1200, 980_000)
        self.modified: datetime | None = None
        self.machine: datetime | None = self.shown
        self.status, self.allowed = 200, True
        self.hops: tuple[str, ...] = ()
        self.final: str | None = None
        self.path: str | None = None
        self.middle: Middle | None = None
        self.raw: str | None = None
        self.feed_at: datetime | None = None
        self.headers: dict[str, str] = {}
        self.earlier: tuple[datetime, Article] | None = None
        self.charset = rng.choice(self.make.charsets)
        self.decomposed = False
        self.tail = ""

    def _portal(self, shared: bool) -> None:
        province = f"tỉnh {self.place.province}"
        if self.make.press:
            self.portal = f"Báo và Phát thanh {self.place.province}"
            self.owner = f"Cơ quan báo chí {province}"
        elif shared:
            self.portal = f"Cổng thông tin điện tử {province}"
            self.owner = f"Ủy ban nhân dân {province}"
        else:
            self.portal = f"Trang thông tin điện tử {self.place.short}"
            self.owner = f"{self.place.body}, {province}"

    def _period(self) -> None:
        start = self.rng.randrange(2025 * 12 + 6, 2026 * 12 + 8)
        months = self.rng.choice((1, 1, 3))
        if months == 3:
            start -= start % 3
        self.first = date(start // 12, start % 12 + 1, 1)
        self.last = month_end(self.first, months)

    def _inside(self, number: int) -> list[int]:
        room = (self.last - self.first).days
        return [self.rng.randrange(room + 1) for _ in range(number)]

    def _days(self) -> None:
        """Days that follow from the day of publication."""
        self.shown: datetime | None = moment(self.rng, self.published)
        self.done_on = self.published
        self.handed_in = self.published + timedelta(days=self.rng.randrange(9))
        self.seen = moment(
            self.rng, self.handed_in + timedelta(days=self.rng.randrange(1, 50))
        )

    def other(self, whose: Place, day: date, area: str | None = None) -> Other:
        """An earlier item with words of its own."""
        text = article(self.rng, whose, day, area or self.rng.choice(AREAS))
        while text.title == self.article.title:
            text = article(self.rng, whose, day, self.rng.choice(AREAS))
        return self.as_other(whose, text, day)

    def as_other(self, whose: Place, text: Article, day: date) -> Other:
        """That article as an item put forward before."""
        sheet = Sheet(
            place=whose, host=whose.host, prefix=whose.prefix, portal="", owner="",
            article=text, shown=datetime.combine(day, time(8)), machine=None,
            modified=None, seen=self.seen, number=self.rng.randrange(1000, 900_000),
            related=(), comments=(), photos=(),
        )  # fmt: skip
        make = MAKES["group_nid"] if self.make.press else self.make
        address = f"https://{whose.host}{whose.prefix}{make.address(sheet)}"
        handed_in = day + timedelta(days=self.rng.randrange(4))
        return Other(whose.body, address, text.title, text.text, day, handed_in)

    def neighbour(self) -> Place:
        """Another commune of the province, of another name."""
        while True:
            found = place(
                self.rng, province=self.place.province, shared=self.place.shared
            )
            if found.name != self.place.name:
                return found

    def _others(self) -> list[Other]:
        made = []
        for _ in range(self.rng.randrange(1, 4)):
            whose = self.place if self.rng.random() < 0.6 else self.neighbour()
            day = self.published - timedelta(days=self.rng.randrange(3, 200))
            made.append(self.other(whose, day))
        return made

    def sheet(self, text: Article | None = None, seen: datetime | None = None) -> Sheet:
        """What the make prints."""
        rng, now = Random(f"{self.number}"), seen or self.seen
        modified = self.modified if self.modified and self.modified <= now else None
        near = []
        for at in range(7):
            day = self.published + timedelta(days=rng.randrange(-90, 40))
            topic = rng.choice(tuple(words.OFF_SUBJECT))
            about = self._neighbours(rng)
            made = (
                article(rng, about, day, rng.choice(AREAS), "short")
                if at % 3
                else off_subject(rng, about, day, topic)
            )
            near.append((made.title, min(day, now.date())))
        return Sheet(
            place=self.about, host=self.host, prefix=self.prefix, portal=self.portal,
            owner=self.owner, article=text or self.article, shown=self.shown,
            machine=self.machine, modified=modified, seen=now,
            number=self.number, related=tuple(near),
            comments=tuple(said for said in self.comments if said[1] <= now.date()),
            photos=tuple(picture.name for picture in self.pictures),
        )  # fmt: skip

    def _neighbours(self, rng: Random) -> Place:
        """Whom an item beside the article is about: anybody, on a common portal."""
        if not (self.place.shared or self.make.press):
            return self.about
        lot = rng.random()
        if lot < 0.2:
            return self.place
        if lot < 0.4 and self.about.kind != "cấp":
            return self.about
        return place(rng, province=self.place.province)

    def address(self) -> str:
        """The address that was asked for."""
        path = self.path or self.make.address(self.sheet())
        return f"https://{self.host}{self.prefix}{path}{self.tail}"

    def html(self, sheet: Sheet) -> str:
        """The page, or what came in its place."""
        rng = Random(f"{self.number}/{sheet.seen.isoformat()}")
        if self.raw is not None:
            return self.raw
        if self.middle:
            title, middle = self.middle(sheet, rng)
            page = self.make.frame(sheet, title, "", middle, rng)
        else:
            head, middle = self.make.article(sheet, rng)
            page = self.make.frame(sheet, sheet.article.title, head, middle, rng)
        said = {"tcvn3": "x-user-defined", "cp1258": "windows-1258"}
        meta = f"text/html; charset={said.get(self.charset, 'utf-8')}"
        page = page.replace(
            "%META%", f'<META http-equiv="Content-Type" content="{meta}">'
        )
        page = rough(page, rng) if self.mutate else page
        return unicodedata.normalize("NFD", page) if self.decomposed else page

    def feed(self, address: str) -> bytes:
        """The portal's RSS, with the item in it."""
        if self.feed_at is None:
            return b""
        at = format_datetime(self.feed_at.replace(tzinfo=VIETNAM))
        return (
            '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
            f"<title>{e(self.portal)}</title><item><title>{e(self.article.title)}</title>"
            f"<link>{e(address)}</link><pubDate>{at}</pubDate></item></channel></rss>"
        ).encode()

    def case(self, name: str, kind: str, expect: Answer, why: str) -> Case:
        """Everything put together."""
        asked = self.address()
        body = b""
        if self.allowed and self.status:
            body = encoded(self.html(self.sheet()), self.charset)
        earlier = None
        if self.earlier:
            when, text = self.earlier
            before = self.html(self.sheet(text, when))
            earlier = Earlier(
                when.replace(tzinfo=VIETNAM), encoded(before, self.charset)
            )
        kind_of_text = {"utf-8": "text/html; charset=utf-8"}
        headers = {
            "Content-Type": kind_of_text.get(self.charset, "text/html"),
            "Date": format_datetime(self.seen.replace(tzinfo=VIETNAM)),
            **self.headers,
        }
        claim = Claim(
            body=self.place.body, aliases=self.place.aliases,
            province=self.place.province, channels=self.channels, press=self.make.press,
            title=re.sub(r"\s+", " ", self.title).strip(), done_on=self.done_on,
            first=self.first, last=self.last, areas=self.areas, form=self.form,
            people=self.people, classes=self.classes, population=self.place.population,
            handed_in=self.handed_in,
        )  # fmt: skip
        return Case(
            name=name, make=self.make.name, kind=kind, expect=expect, why=why,
            asked=asked, hops=self.hops, final=self.final or asked,
            status=self.status if self.allowed else 0,
            headers=tuple(headers.items()) if body else (), body=body,
            seen_at=self.seen.replace(tzinfo=VIETNAM), claim=claim,
            others=tuple(o for o in self.others if o.handed_in <= self.seen.date()),
            pictures=self.pictures,
            feed=self.feed(asked) if body else b"", earlier=earlier,
            allowed=self.allowed, charset=self.charset,
        )  # fmt: skip

    def photo(self) -> Picture:
        """A fresh photograph."""
        return Picture(f"anh-{self.rng.randrange(10**6)}.jpg", pictures.photo(self.rng))

    def reader(self, day: date) -> tuple[str, date, str]:
        """Somebody's comment."""
        said = ("Rất thiết thực!", "Cảm ơn cán bộ.", "Bao giờ tới thôn tôi?")
        return person(self.rng), day, self.rng.choice(said)
