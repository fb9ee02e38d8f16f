"""Feeds and site maps: RSS 0.9 to 2.0, Atom, sitemaps.org, also packed with gzip.

Entities are refused before a parser sees them, nothing is fetched, and what is broken
is read as far as it can be.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from lxml import etree
from lxml.html import HtmlElement, fromstring

from loa.domain.pages.days import day_of_moment
from loa.domain.pages.decoding import decode
from loa.domain.pages.feeds import day_of_pubdate
from loa.domain.pages.offers import MOST_ITEMS, Fault, Item, Make, Offer, whole_address
from loa.domain.text import squash

MOST_UNPACKED = 12 * 1024 * 1024
MOST_LISTS = 50
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_ARCHIVES = (_GZIP, _ZIP, b"Rar!", b"7z\xbc\xaf", b"BZh", b"\xfd7zXZ")
_SAID = re.compile(
    rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})"
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_PAGE = re.compile(r"<!doctype html|<html", re.IGNORECASE)
_MAKES = {
    "rss": Make.RSS,
    "RDF": Make.RSS,
    "feed": Make.ATOM,
    "urlset": Make.SITEMAP,
    "sitemapindex": Make.INDEX,
}
_DAYS = ("pubDate", "published", "date", "issued", "created", "updated", "modified")
_SUMMARIES = ("description", "summary", "encoded", "content")
LONGEST_SUMMARY = 1000
# Of so many items with one and the same moment none is believed: the list says when it
# was made, not when they were.
_ALIKE = 3


def read_feed(raw: bytes, *, declared: str = "", address: str = "") -> Offer:
    """Read a feed or a site map. Never raises: what cannot be read has a fault.

    :param declared: the charset that the server named
    :param address: where it was found; links are seen from there
    """
    if raw[:2] == _GZIP:
        try:
            raw = _unpacked(raw)
        except zlib.error:
            return Offer(fault=Fault.BROKEN)
        if len(raw) > MOST_UNPACKED:
            return Offer(fault=Fault.BOMB)
    if raw.startswith(_ARCHIVES):
        return Offer(fault=Fault.PACKED)
    said = _SAID.search(raw[:300])
    charset = declared or (said[1].decode("ascii") if said else "")
    text = _DECLARATION.sub("", decode(raw, charset).text.replace("\x00", ""))
    if _ENTITY.search(text):
        return Offer(fault=Fault.ENTITIES)
    root = _parsed(text)
    if root is None:
        is_page = _PAGE.search(text[:500]) or "<" not in text[:500]
        return Offer(fault=Fault.NOT_A_FEED if is_page else Fault.BROKEN)
    make = _MAKES.get(_local(root))
    if make is None:
        return Offer(fault=Fault.NOT_A_FEED)
    if make is Make.INDEX:
        return Offer(make, more=tuple(_lists(root, address))[:MOST_LISTS])
    found = list(_entries(root, make, address))
    return Offer(
        make,
        title=_title(root),
        items=tuple(_believed(found[:MOST_ITEMS], make)),
        left_out=max(0, len(found) - MOST_ITEMS),
    )


def _unpacked(raw: bytes) -> bytes:
    return zlib.decompressobj(wbits=31).decompress(raw, MOST_UNPACKED + 1)


def _parsed(text: str) -> etree._Element | None:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        recover=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        # With recover, nothing at all comes back as None.
        return cast(
            "etree._Element | None",
            etree.fromstring(text.strip().encode("utf-8", "replace"), parser),
        )
    except (etree.XMLSyntaxError, ValueError):
        return None


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _title(root: etree._Element) -> str:
    for each in root.iter():
        if _local(each) == "title" and (each.text or "").strip():
            return squash(each.text or "")[:200]
    return ""


def _lists(root: etree._Element, address: str) -> Iterator[str]:
    """The site maps of an index, the one that changed last first."""
    found = []
    for each in root:
        said = {_local(child): squash(child.text or "") for child in each}
        if place := whole_address(address, said.get("loc", "")):
            day = day_of_moment(said.get("lastmod", ""))
            found.append((day.isoformat() if day else "", place))
    found.sort(key=lambda one: one[0], reverse=True)
    yield from dict.fromkeys(place for _, place in found)


def _entries(root: etree._Element, make: Make, address: str) -> Iterator[Item]:
    wanted = {"url"} if make is Make.SITEMAP else {"item", "entry"}
    seen = set()
    for element in root.iter():
        if _local(element) not in wanted:
            continue
        item = (
            _of_map(element, address)
            if make is Make.SITEMAP
            else _of_feed(element, address)
        )
        if item and item.address not in seen:
            seen.add(item.address)
            yield item


def _of_map(element: etree._Element, address: str) -> Item | None:
    said: dict[str, str] = {}
    # A news site map holds title and publication_date one level deeper.
    for child in element.iter():
        said.setdefault(_local(child), squash(child.text or ""))
    place = whole_address(address, said.get("loc", ""))
    if not place:
        return None
    moment = said.get("publication_date") or said.get("lastmod", "")
    return Item(
        place, said.get("title", "")[:500], day_of_moment(moment), moment=moment[:60]
    )


def _of_feed(element: etree._Element, address: str) -> Item | None:
    said: dict[str, str] = {}
    for child in element:
        text = squash(_plain("".join(str(part) for part in child.itertext())))
        said.setdefault(_local(child), text)
    place = _link(element, said, address)
    if not place:
        return None
    moment = next((said[name] for name in _DAYS if said.get(name)), "")
    summary = next((said[name] for name in _SUMMARIES if said.get(name)), "")
    return Item(
        place,
        said.get("title", "")[:500],
        day_of_pubdate(moment) if moment else None,
        summary[:LONGEST_SUMMARY],
        moment[:60],
    )


def _link(element: etree._Element, said: dict[str, str], address: str) -> str:
    for child in element:
        if (
            _local(child) == "link"
            and child.get("href")
            and child.get("rel", "alternate") == "alternate"
        ):
            return whole_address(address, child.get("href") or "")
    if said.get("link"):
        return whole_address(address, said["link"])
    for name in ("guid", "id"):
        if said.get(name, "").lower().startswith(("http://", "https://")):
            return whole_address(address, said[name])
    return ""


def _plain(text: str) -> str:
    """Words without the mark-up that feeds carry inside a text."""
    if "<" not in text and "&" not in text:
        return text
    try:
        found = cast(HtmlElement, fromstring(f"<div>{text[:20_000]}</div>"))
        return str(found.text_content())
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return text


def _believed(items: list[Item], make: Make) -> Iterator[Item]:
    alike = Counter(item.moment for item in items if item.moment)
    for item in items:
        # A bare day may well be true of several items; a moment to the second not.
        is_alike = len(alike) == 1 and alike[item.moment] >= _ALIKE
        if make is not Make.SITEMAP and is_alike and ":" in item.moment:
            item = replace(item, day=None)
        yield item
