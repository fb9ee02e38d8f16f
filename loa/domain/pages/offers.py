"""What a site offers of its own accord: items of a feed, a site map or a column."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any
from urllib.parse import urljoin

from loa.domain.proof.address import BadAddress, parse_address
from loa.domain.text import squash

MOST_ITEMS = 500
LONGEST_ADDRESS = 2000


class Fault(StrEnum):
    """Why nothing can be taken from what a site offers."""

    ENTITIES = "entities"  # declares entities, as bombs do; no honest feed needs them
    PACKED = "packed"  # an archive in an archive, or one of another sort
    BOMB = "bomb"  # unpacks to far more than a feed
    NOT_A_FEED = "not_a_feed"  # a page, a picture, anything else
    BROKEN = "broken"  # not even its beginning can be read


class Make(StrEnum):
    """What sort of list it is."""

    RSS = "rss"
    ATOM = "atom"
    SITEMAP = "sitemap"
    INDEX = "index"  # a site map that only names others
    COLUMN = "column"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing offered. What is not said is empty, never made up.

    :param day: of publication; of the last change in a site map
    :param moment: as it was written, to tell a list that says "now" of everything
    :param is_main: stands in the list itself, not beside it
    """

    address: str
    title: str = ""
    day: date | None = None
    summary: str = ""
    moment: str = ""
    is_main: bool = True


@dataclass(frozen=True, slots=True)
class Offer:
    """What was read of a feed, a site map, or one page of a column.

    :param more: addresses of lists that go on: site maps of an index, the next page
    :param feeds: feeds that a page names as its own
    :param has_script_pager: a page goes on only by its scripts
    :param left_out: items above the limit
    """

    make: Make | None = None
    title: str = ""
    items: tuple[Item, ...] = ()
    more: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    fault: Fault | None = None
    has_script_pager: bool = False
    left_out: int = 0
    notes: tuple[str, ...] = field(default=())

    def as_data(self) -> dict[str, Any]:
        """This offer as JSON values."""
        return {
            "make": self.make and self.make.value,
            "title": self.title,
            "items": [
                [
                    item.address,
                    item.title,
                    item.day and item.day.isoformat(),
                    item.summary,
                    item.moment,
                    item.is_main,
                ]
                for item in self.items
            ],
            "more": list(self.more),
            "feeds": list(self.feeds),
            "fault": self.fault and self.fault.value,
            "has_script_pager": self.has_script_pager,
            "left_out": self.left_out,
            "notes": list(self.notes),
        }

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Offer:
        """The offer that :meth:`as_data` wrote."""
        items = tuple(
            Item(address, title, _day(day), summary, moment, is_main)
            for address, title, day, summary, moment, is_main in data["items"]
        )
        return cls(
            make=Make(data["make"]) if data["make"] else None,
            title=data["title"],
            items=items,
            more=tuple(data["more"]),
            feeds=tuple(data["feeds"]),
            fault=Fault(data["fault"]) if data["fault"] else None,
            has_script_pager=data["has_script_pager"],
            left_out=data["left_out"],
            notes=tuple(data["notes"]),
        )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def whole_address(base: str, written: str) -> str:
    """Return a written address as seen from a page; "" for what is no web page."""
    written = squash(written)
    if not written or written.startswith("#") or len(written) > LONGEST_ADDRESS:
        return ""
    try:
        found = urljoin(base, written)
        parse_address(found)
    except (BadAddress, ValueError):
        return ""
    lowered = found.lower()
    if not lowered.startswith(("http://", "https://")) or len(found) > LONGEST_ADDRESS:
        return ""
    return found.partition("#")[0]
