"""What the makes share: the sheet they print, the manners of days, the small furniture."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from html import escape
from random import Random

from tests.corpus.pages.articles import Article
from tests.corpus.pages.names import Place, plain

VIETNAM = timezone(timedelta(hours=7))
WEEKDAYS = ("Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy")


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that a page is made of.

    `shown` is the moment printed for readers, None where the portal prints none;
    `machine` the one in meta or JSON-LD, None likewise.
    """

    place: Place
    host: str
    prefix: str
    portal: str
    owner: str
    article: Article
    shown: datetime | None
    machine: datetime | None
    modified: datetime | None
    seen: datetime
    number: int
    related: tuple[tuple[str, date], ...]
    comments: tuple[tuple[str, date, str], ...]
    photos: tuple[str, ...]

    @property
    def slug(self) -> str:
        """The title for an address."""
        return plain(self.article.title)[:70].strip("-")

    @property
    def at(self) -> datetime:
        """A moment for addresses that carry a day."""
        return self.shown or self.machine or self.seen


@dataclass(frozen=True, slots=True)
class Make:
    """A kind of portal. Paths are without the commune's prefix.

    `article` gives (what goes into <head>, the middle); `frame` puts any middle into the
    portal's page: (sheet, title, head, middle, rng) → HTML.
    """

    name: str
    sight: str
    address: Callable[[Sheet], str]
    section: str
    search: str
    login: str
    article: Callable[[Sheet, Random], tuple[str, str]]
    frame: Callable[[Sheet, str, str, str, Random], str]
    charsets: tuple[str, ...] = ("utf-8",)
    press: bool = False
    dated: bool = True


def e(text: str) -> str:
    """Text as HTML."""
    return escape(text, quote=True)


def weekday(at: datetime, *, small: bool = False) -> str:
    """ "Thứ Bảy", "Chủ nhật"."""
    if at.weekday() == 6:
        return "Chủ nhật"
    word = WEEKDAYS[at.weekday()]
    return f"Thứ {word.lower() if small else word}"


def manner(at: datetime, rng: Random, *names: str) -> str:
    """The moment as one of the named manners writes it."""
    return MANNERS[rng.choice(names or tuple(MANNERS))](at)


MANNERS: dict[str, Callable[[datetime], str]] = {
    "day": lambda at: f"{at:%d/%m/%Y}",
    "short": lambda at: f"{at.day}/{at.month}/{at.year}",
    "minute": lambda at: f"{at:%d/%m/%Y %H:%M}",
    "clock first": lambda at: f"{at:%H:%M} | {at:%d/%m/%Y}",
    "clock, day": lambda at: f"{at:%H:%M}, {at:%d/%m/%Y}",
    "weekday": lambda at: f"{weekday(at)}, {at:%d/%m/%Y, %H:%M}",
    "dash": lambda at: f"{weekday(at, small=True)} - {at:%d/%m/%Y %H:%M}",
    "hyphens": lambda at: f"{at:%d-%m-%Y}",
    "dots": lambda at: f"{at:%d.%m.%Y}",
    "words": lambda at: f"{at.day} Tháng {at.month}, {at.year}",
    "full": lambda at: f"Ngày {at.day} tháng {at.month} năm {at.year}",
    "zone": lambda at: f"{at:%d/%m/%Y - %H:%M} (GMT+7)",
    "brackets": lambda at: f"({at:%d/%m/%Y %H:%M})",
    "am": lambda at: f"{at:%d/%m/%Y %I:%M:%S} {'SA' if at.hour < 12 else 'CH'}",
    "iso": lambda at: f"{at:%Y-%m-%d %H:%M:%S}",
}


def labelled(at: datetime | None, rng: Random, *names: str) -> str:
    """With "Ngày đăng:", "Cập nhật" or nothing before it; empty without a moment."""
    if at is None:
        return ""
    before = rng.choice(("", "", "Ngày đăng: ", "Đăng ngày ", "Cập nhật: "))
    return before + manner(at, rng, *names)


def machine_moment(at: datetime, rng: Random) -> str:
    """ISO 8601 with a zone, in UTC, or without any."""
    local = at.replace(tzinfo=VIETNAM)
    return rng.choice(
        (
            local.isoformat(),
            f"{local.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
            f"{at:%Y-%m-%dT%H:%M:%S}",
        )
    )


def json_ld(sheet: Sheet, rng: Random, kind: str = "NewsArticle") -> str:
    """The block for search machines; empty where the portal tells them no day."""
    if sheet.machine is None:
        return ""
    said: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": kind,
        "headline": sheet.article.title,
        "datePublished": machine_moment(sheet.machine, rng),
        "publisher": {"@type": "Organization", "name": sheet.portal},
    }
    if sheet.modified:
        said["dateModified"] = machine_moment(sheet.modified, rng)
    if rng.random() < 0.3:
        said = {
            "@context": said.pop("@context"),
            "@graph": [{"@type": "WebPage"}, said],
        }
    text = json.dumps(said, ensure_ascii=rng.random() < 0.5)
    return f'<script type="application/ld+json">{text}</script>'


def metas(sheet: Sheet, rng: Random) -> str:
    """Open Graph and its like."""
    rows = [
        f'<meta property="og:title" content="{e(sheet.article.title)}">',
        f'<meta name="description" content="{e(sheet.article.lead[:150])}">',
    ]
    if sheet.machine:
        value = machine_moment(sheet.machine, rng)
        rows.append(f'<meta property="article:published_time" content="{value}">')
    if sheet.modified:
        value = machine_moment(sheet.modified, rng)
        rows.append(f'<meta property="article:modified_time" content="{value}">')
    rng.shuffle(rows)
    return "\n".join(rows)


def paragraphs(sheet: Sheet, rng: Random, tag: str = "p", lead: bool = True) -> str:
    """The words of the article, with the odd nesting that editors paste from Word."""
    parts = [*([sheet.article.lead] if lead else []), *sheet.article.paragraphs]
    manners = (
        "<{0}>{1}</{0}>",
        "<{0}>{1}</{0}>",
        '<{0} style="text-align:justify"><span lang="vi">{1}</span></{0}>',
        "<{0}><span><span><font>{1}</font></span></span></{0}>",
        "<div><{0}>{1}&nbsp;</{0}></div>",
        "<{0} class=MsoNormal>{1}<o:p></o:p></{0}>",
    )
    pattern = rng.choice(manners)
    rows = [pattern.format(tag, e(part)) for part in parts]
    for photo in sheet.photos:
        rows.insert(
            rng.randrange(len(rows) + 1),
            f'<figure><img src="/uploads/{photo}" alt=""><figcaption>Ảnh: '
            f"{e(sheet.article.author)}</figcaption></figure>",
        )
    return "\n".join(rows)


def related(sheet: Sheet, rng: Random, css: str = "tin-khac") -> str:
    """Other items with days of their own."""
    heading = rng.choice(("Tin liên quan", "Các tin khác", "Tin mới hơn", "Tin cũ hơn"))
    rows = "".join(
        f'<li><a href="{sheet.prefix}/tin/{plain(title)[:40]}">{e(title)}</a> '
        f"<span>{rng.choice(('({})', '{}', '[{}]')).format(f'{day:%d/%m/%Y}')}</span></li>"
        for title, day in sheet.related
    )
    return f'<div class="{css}"><h3>{heading}</h3><ul>{rows}</ul></div>'


def comments(sheet: Sheet) -> str:
    """What readers said, and when."""
    rows = "".join(
        f"<li><b>{e(name)}</b> <i>{day:%d/%m/%Y}</i><p>{e(said)}</p></li>"
        for name, day, said in sheet.comments
    )
    return f'<div id="comments"><h4>Bình luận</h4><ol>{rows}</ol></div>' if rows else ""


def clock(sheet: Sheet, rng: Random) -> str:
    """Today, in the header of nearly every portal."""
    return manner(sheet.seen, rng, "weekday", "full", "dash", "clock first")


def menu(sheet: Sheet, rng: Random, css: str = "menu") -> str:
    """The menu, with the subjects of reform among its entries."""
    entries = [
        "Trang chủ",
        "Giới thiệu",
        "Tin tức - Sự kiện",
        "Cải cách hành chính",
        "Văn bản",
        "Dịch vụ công",
        "Thủ tục hành chính",
        "Văn hóa - Thể thao",
        "Liên hệ",
    ]
    kept = [entries[0], *rng.sample(entries[1:], rng.randrange(5, 9))]
    items = "".join(f'<li><a href="{sheet.prefix}/">{entry}</a></li>' for entry in kept)
    return f'<ul class="{css}">{items}</ul>'


def footer(sheet: Sheet, rng: Random) -> str:
    """Who answers for the portal, where it sits, and the counters."""
    number = rng.randrange(9000, 4_000_000)
    return (
        f"<p>{e(sheet.portal)}</p><p>Cơ quan chủ quản: {e(sheet.owner)}</p>"
        f"<p>Địa chỉ: {e(rng.choice(sheet.place.hamlets))}, tỉnh "
        f"{e(sheet.place.province)}. Giấy phép số {rng.randrange(10, 99)}/GP-TTĐT ngày "
        f"{rng.randrange(1, 29)}/{rng.randrange(1, 13)}/{sheet.seen.year - 3}</p>"
        f"<p>Đang truy cập: {rng.randrange(2, 300)} - Tổng số lượt truy cập: {number:,}</p>"
    )
