"""The day that a site's feed gives an item: RSS 2.0, RSS 1.0 and Atom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from email.utils import parsedate_to_datetime
from typing import cast

from lxml import etree

from loa.domain.pages.days import VIETNAM, day_of_moment, sane_day
from loa.domain.proof.address import BadAddress, address_key

_ITEMS = frozenset({"item", "entry"})
_LINKS = frozenset({"link", "guid", "id"})
_DAYS = ("pubDate", "published", "date", "updated")


def day_in_feed(raw: bytes, address: str) -> date | None:
    """The day in Vietnam that a feed gives the item of an address; None if it has none.

    A feed that cannot be read has no items. Entities are not resolved, nothing is fetched.
    """
    wanted = _key(address)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        # With recover, nothing at all comes back as None.
        root = cast("etree._Element | None", etree.fromstring(raw, parser))
    except (etree.XMLSyntaxError, ValueError):
        return None
    if not wanted or root is None:
        return None
    for item in root.iter():
        if _local(item) in _ITEMS and wanted in set(map(_key, _links(item))):
            said = {_local(child): (child.text or "").strip() for child in item}
            for name in _DAYS:
                if name in said and (day := day_of_pubdate(said[name])):
                    return day
    return None


def _links(item: etree._Element) -> Iterator[str]:
    for child in item:
        if _local(child) in _LINKS:
            yield child.get("href") or (child.text or "").strip()


def _local(element: etree._Element) -> str:
    # A comment's tag is a function, and is no name that is asked for.
    return str(element.tag).rpartition("}")[2]


def _key(address: str) -> str:
    try:
        return address_key(address)
    except BadAddress:
        return ""


def day_of_pubdate(text: str) -> date | None:
    """The day in Vietnam of a moment as feeds write it; None if it is none."""
    try:
        moment = parsedate_to_datetime(text)
        return sane_day(
            (moment.astimezone(VIETNAM) if moment.tzinfo else moment).date()
        )
    except (ValueError, OverflowError):
        return day_of_moment(text)
