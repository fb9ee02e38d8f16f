"""A page as a reader sees it: title, words, days, and what sort of page it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any, cast
from urllib.parse import parse_qsl, urlsplit

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from loa.domain.pages.days import SaidDay, Source, published_days
from loa.domain.pages.decoding import Decoded, decode
from loa.domain.pages.lines import Layout, layout_of
from loa.domain.text import fold, squash

MOST_TEXT = 300_000
_MANY = 4  # teasers of a list
_FEW_WORDS = 15
_A_PARAGRAPH = 40
_GONE = re.compile(
    r"khong tim thay|khong ton tai|khong con ton tai|da bi (?:xoa|go)|page not found|"
    r"404|bai viet khong|noi dung khong|lien ket (?:bi )?(?:hong|sai)|truy cap bi tu choi"
)
_SEARCH_TITLE = re.compile(
    r"^(?:ket qua )?tim kiem|tim thay \d+ ket qua|search results"
)
_SEARCH_KEYS = frozenset(
    ["q", "keyword", "keywords", "tukhoa", "s", "search", "key", "kw", "txtsearch"]
)
_LOGIN = re.compile(r"dang nhap|log ?in|sign in")
_HOME = re.compile(
    r"/?(?:(?:trang-?chu|home|index|default)(?:\.\w{2,5})?/?)?", re.IGNORECASE
)


class Sort(StrEnum):
    """What sort of page it is; only an article shows that something was published."""

    ARTICLE = "article"
    HOME = "home"
    LIST = "list"
    SEARCH = "search"
    LOGIN = "login"
    GONE = "gone"  # says that nothing is there, with status 200
    EMPTY = "empty"  # no words without its scripts


@dataclass(frozen=True, slots=True)
class Page:
    """What was read of a page.

    :param text: the words of the article without the page around it, a line a paragraph
    :param around: every visible word of the page
    :param frame: what the site says around the item, without teasers of others
    """

    title: str
    text: str
    around: str
    days: tuple[SaidDay, ...]
    sort: Sort
    site: str
    canonical: str
    pictures: int
    charset: str
    charset_lies: bool
    frame: str = ""

    @property
    def syllables(self) -> int:
        """How long the article is, in syllables."""
        return len(self.text.split())

    def as_data(self) -> dict[str, Any]:
        """This page as JSON values."""
        data = {each.name: getattr(self, each.name) for each in fields(self)}
        days = [[said.day.isoformat(), said.source.value] for said in self.days]
        return data | {"days": days, "sort": self.sort.value}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Page:
        """The page that :meth:`as_data` wrote."""
        days = tuple(
            SaidDay(date.fromisoformat(day), Source(source))
            for day, source in data["days"]
        )
        return cls(**data | {"days": days, "sort": Sort(data["sort"])})


def read_page(raw: bytes, *, declared: str = "", address: str = "") -> Page:
    """Read a page. Never raises for odd mark-up: what cannot be read is empty.

    :param declared: the charset that the server named
    :param address: where it was found, after redirects
    """
    decoded = decode(raw, declared)
    root = _parsed(decoded.text)
    if root is None:
        return _nothing(decoded)
    around = _visible(root)
    layout = layout_of(root, names=_names(root))
    title = (layout.title or next(iter(_names(root)), ""))[:500]
    text = _article(root, layout)
    return Page(
        title=title,
        text=text,
        around=around,
        days=published_days(root, layout),
        frame=layout.frame[:MOST_TEXT],
        sort=_sort(root, layout, title, text, around, address),
        site=_meta(root, "og:site_name"),
        canonical=_canonical(root),
        pictures=sum(1 for _ in root.iter("img", "video", "iframe")),
        charset=decoded.charset,
        charset_lies=decoded.lies,
    )


def _nothing(decoded: Decoded) -> Page:
    return Page("", "", "", (), Sort.EMPTY, "", "", 0, decoded.charset, decoded.lies)


def _parsed(text: str) -> HtmlElement | None:
    # A declaration of another charset would be believed over the text itself.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text).replace("\x00", "")
    if not text.strip():
        return None
    parser = HTMLParser(remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        return cast(HtmlElement, document_fromstring(text, parser=parser))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, RecursionError):
        return None


def _visible(root: HtmlElement) -> str:
    parts = []
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag not in ("script", "style", "noscript", "template") and (
            element.text
        ):
            parts.append(element.text)
        if element.tail:
            parts.append(element.tail)
    return squash(" ".join(parts))[:MOST_TEXT]


def _names(root: HtmlElement) -> tuple[str, ...]:
    """What the page's head calls it: for sharing, then for the window."""
    named = next((squash(each.text_content()) for each in root.iter("title")), "")
    return tuple(name for name in (_meta(root, "og:title"), named) if name)


def _meta(root: HtmlElement, name: str) -> str:
    for meta in root.iter("meta"):
        if (meta.get("property") or meta.get("name") or "").lower() == name:
            return squash(meta.get("content") or "")
    return ""


def _canonical(root: HtmlElement) -> str:
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            return (link.get("href") or "").strip()[:2000]
    return ""


def _article(root: HtmlElement, layout: Layout) -> str:
    """The item's words: between headline and what follows it, else as it can be found."""
    if layout.headline is not None:
        return "\n".join(layout.lines())[:MOST_TEXT]
    # It takes a second to import, and few pages have no headline.
    import trafilatura

    found = trafilatura.extract(
        root,
        output_format="txt",
        include_comments=False,
        include_tables=True,
        favor_recall=True,
        deduplicate=False,
    )
    beside = {fold(piece.text) for piece in layout.pieces if piece.teaser}
    lines = (squash(line) for line in (found or "").splitlines())
    return "\n".join(line for line in lines if line and fold(line) not in beside)[
        :MOST_TEXT
    ]


def _sort(
    root: HtmlElement, layout: Layout, title: str, text: str, around: str, address: str
) -> Sort:
    parts = urlsplit(address)
    keys = {key.lower() for key, _ in parse_qsl(parts.query)}
    headline = fold(title)
    if len(around.split()) < 12:
        return Sort.EMPTY
    short = len(text.split()) < 120
    if short and _GONE.search(f"{headline} {fold(text[:400])}"):
        return Sort.GONE
    if _has_password(root) and (short or _LOGIN.search(headline)):
        return Sort.LOGIN
    if _SEARCH_TITLE.search(headline) or (
        keys & _SEARCH_KEYS
        and not _meta(root, "article:published_time")
        and _linked(root) > 0.5
    ):
        return Sort.SEARCH
    if address and _HOME.fullmatch(parts.path) and not parts.query:
        return Sort.HOME
    if layout.teasers >= _MANY:
        if layout.headline is None and layout.longest < _A_PARAGRAPH:
            return Sort.LIST
        if len(text.split()) < _FEW_WORDS:
            return Sort.LIST
    return Sort.ARTICLE


def _has_password(root: HtmlElement) -> bool:
    return any(
        (each.get("type") or "").lower() == "password" for each in root.iter("input")
    )


def _linked(root: HtmlElement) -> float:
    """The share of the body's words that are links."""
    body = root.find("body")
    whole = len(squash((body if body is not None else root).text_content()).split())
    linked = sum(len(squash(each.text_content()).split()) for each in root.iter("a"))
    return linked / whole if whole else 0.0
