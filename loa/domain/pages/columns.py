"""A page of a column: the items it lists, where it goes on, and the feeds it names.

Items stand in boxes that are made alike; the largest such group is the list, what
stands in smaller ones is beside it and said to be so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import cast
from urllib.parse import parse_qsl, urlsplit

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from loa.domain.pages.days import day_alone, day_of_moment
from loa.domain.pages.decoding import decode
from loa.domain.pages.offers import MOST_ITEMS, Fault, Item, Make, Offer, whole_address
from loa.domain.proof.address import BadAddress, address_key
from loa.domain.text import fold, squash

_FURNITURE = frozenset(["header", "footer", "nav"])
_BESIDE = frozenset(["aside"])
_LEAST_WORDS = 4
_LEAST_GROUP = 3
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_DAY_LENGTH = 60
_NEXT = frozenset(
    ["trang sau", "trang tiep", "trang ke", "tiep", "tiep theo", "sau", "ke tiep",
     "next", "next page", "xem tiep", "trang tiep theo", "›", "»", ">", ">>", "→"]
)  # fmt: skip
_SCRIPT = re.compile(r"javascript:|__dopostback", re.IGNORECASE)
_FEEDS = frozenset(
    ["application/rss+xml", "application/atom+xml", "application/rdf+xml"]
)
_FILES = re.compile(
    r"\.(?:jpe?g|png|gif|svg|webp|pdf|docx?|xlsx?|pptx?|zip|rar|mp[34]|css|js)$",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_EXTENSION = re.compile(r"\.\w{2,5}$")
_MOST_FEEDS = 10


def read_column(
    raw: bytes, *, declared: str = "", address: str = "", number: int = 1
) -> Offer:
    """Read one page of a column. Never raises: what cannot be read has a fault.

    :param address: where it was found, after redirects
    :param number: which page of the column it is, from 1
    """
    text = decode(raw, declared).text
    root = _parsed(re.sub(r"^\s*<\?xml[^>]*\?>", "", text).replace("\x00", ""))
    if root is None:
        return Offer(fault=Fault.BROKEN)
    links = list(_links(root, address))
    found = _items(links, address)
    onward, by_script = _onward(root, address, number)
    return Offer(
        Make.COLUMN,
        title=next((squash(each.text_content()) for each in root.iter("title")), "")[
            :200
        ],
        items=tuple(found[:MOST_ITEMS]),
        more=onward,
        feeds=tuple(dict.fromkeys(_feeds(root, address)))[:_MOST_FEEDS],
        has_script_pager=by_script and not onward,
        left_out=max(0, len(found) - MOST_ITEMS),
    )


def _parsed(text: str) -> HtmlElement | None:
    if not text.strip():
        return None
    parser = HTMLParser(remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        return cast(HtmlElement, document_fromstring(text, parser=parser))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, RecursionError):
        return None


def _feeds(root: HtmlElement, address: str) -> Iterator[str]:
    named = [
        link.get("href") or ""
        for link in root.iter("link")
        if "alternate" in (link.get("rel") or "").lower()
        and (link.get("type") or "").strip().lower() in _FEEDS
    ]
    named += [
        link.get("href") or ""
        for link in root.iter("a")
        if fold(squash(link.text_content())).strip() in ("rss", "rss feed")
    ]
    for written in named:
        if place := whole_address(address, written):
            yield place


class _Link:
    __slots__ = ("address", "element", "key", "title")

    def __init__(self, element: HtmlElement, address: str, key: str) -> None:
        self.element, self.address, self.key = element, address, key
        words = squash(element.text_content() or "")
        # A cut headline ends in dots; its whole stands in the title that a mouse shows.
        shown = squash(element.get("title") or "")
        self.title = max(words, shown, key=lambda text: len(text.split()))


def _links(root: HtmlElement, address: str) -> Iterator[_Link]:
    host = _host(address)
    for element in root.iter("a"):
        place = whole_address(address, element.get("href") or "")
        if place and _host(place) == host:
            try:
                yield _Link(element, place, address_key(place))
            except BadAddress:
                continue


def _host(address: str) -> str:
    return urlsplit(address).netloc.lower().removeprefix("www.")


def _items(links: list[_Link], address: str) -> list[Item]:
    try:
        here = address_key(address)
    except BadAddress:
        here = ""
    chosen: dict[str, _Link] = {}
    for link in links:
        if link.key == here or not _may_be_item(link):
            continue
        first = chosen.get(link.key)
        # A heading says the title better than a teaser that is a link too.
        if first is None or (_is_heading(link) and not _is_heading(first)):
            chosen[link.key] = link
    keys = {link.element: link.key for link in links if link.key in chosen}
    groups = Counter(_likeness(link.element) for link in chosen.values())
    count = max(groups.values(), default=0)
    return [
        Item(
            link.address,
            link.title[:500],
            _day_beside(link.element, keys),
            is_main=count < _LEAST_GROUP or groups[_likeness(link.element)] == count,
        )
        for link in chosen.values()
    ]


def _may_be_item(link: _Link) -> bool:
    parts = urlsplit(link.address)
    is_page = parts.path.strip("/") and not _FILES.search(parts.path)
    return (
        bool(is_page or parts.query)
        and len(link.title.split()) >= _LEAST_WORDS
        and not _is_furniture(link.element)
    )


def _is_heading(link: _Link) -> bool:
    near = [link.element, *list(link.element.iterancestors())[:2], *link.element]
    return any(each.tag in _HEADINGS for each in near)


def _is_furniture(element: HtmlElement) -> bool:
    return any(each.tag in _FURNITURE for each in element.iterancestors())


def _likeness(element: HtmlElement) -> tuple[object, ...]:
    """How the boxes around a link are made: alike for the items of one list."""
    chain: list[object] = []
    for each in element.iterancestors():
        if each.tag in _BESIDE:
            chain.append("aside")
        if len(chain) < 4:
            chain.append((each.tag, (each.get("class") or "").split(" ")[0]))
    return tuple(chain)


def _day_beside(element: HtmlElement, keys: dict[HtmlElement, str]) -> date | None:
    """The day in the box of an item: the largest box that holds no other item."""
    box = None
    for each in element.iterancestors():
        if each.tag in ("body", "html") or _holds_others(each, keys[element], keys):
            break
        box = each
    if box is None:
        return None
    for each in box.iter("time"):
        if day := day_of_moment(each.get("datetime") or ""):
            return day
    for said in _texts(box, element):
        if len(said) < _DAY_LENGTH and (day := day_alone(fold(said), others=1)):
            return day
    return None


def _texts(box: HtmlElement, but: HtmlElement) -> Iterator[str]:
    for each in box.iter():
        if isinstance(each.tag, str) and each is not but:
            yield squash(each.text or "")
        if each is not box:
            yield squash(each.tail or "")


def _holds_others(box: HtmlElement, key: str, keys: dict[HtmlElement, str]) -> bool:
    return any(keys.get(link, key) != key for link in box.iter("a"))


def _onward(
    root: HtmlElement, address: str, number: int
) -> tuple[tuple[str, ...], bool]:
    """Where the list goes on: rel=next, the number that follows, a word for it.

    :returns: the address, if any, and whether a link goes on only by a script
    """
    for each in root.iter("link", "a"):
        if "next" in (each.get("rel") or "").lower().split():
            place = whole_address(address, each.get("href") or "")
            if place and _host(place) == _host(address):
                return (place,), False
    numbers = {str(number + 1), f"trang {number + 1}"}
    by_number: list[str] = []
    by_word: list[str] = []
    by_script = False
    for link in root.iter("a"):
        said, label = (
            _said(link.text_content()),
            _said(link.get("title") or link.get("aria-label")),
        )
        is_number = said in numbers
        if not is_number and said not in _NEXT and label not in _NEXT:
            continue
        place = whole_address(address, link.get("href") or "")
        if _goes_by_script(link):
            by_script = True
        elif place and _host(place) == _host(address) and not _same(place, address):
            if is_number and _is_pager(place, address):
                by_number.append(place)
            elif not is_number:
                by_word.append(place)
    return tuple([*by_number, *by_word][:1]), by_script


def _said(text: str | None) -> str:
    return fold(squash(text or "")).strip(" .")


def _goes_by_script(link: HtmlElement) -> bool:
    written = (link.get("href") or "").strip()
    by_click = written in ("", "#") and bool(link.get("onclick"))
    return by_click or bool(_SCRIPT.search(written))


def _same(one: str, other: str) -> bool:
    try:
        return address_key(one) == address_key(other)
    except BadAddress:
        return True


def _is_pager(place: str, address: str) -> bool:
    """A number's link goes on if it differs by a number in its query or path alone."""
    there, here = urlsplit(place), urlsplit(address)
    if there.path.rstrip("/") == here.path.rstrip("/"):
        keys = dict(parse_qsl(here.query, keep_blank_values=True))
        more = dict(parse_qsl(there.query, keep_blank_values=True))
        changed = {key for key in more if more[key] != keys.get(key)}
        return bool(changed) and all(more[key].isdigit() for key in changed)
    one, other = (_DIGITS.sub("0", each.path).rstrip("/") for each in (there, here))
    stem = _EXTENSION.sub("", here.path).rstrip("/")
    return one == other or (bool(stem) and there.path.startswith(stem))
