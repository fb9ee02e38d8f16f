"""Whose page an address is on: host, path prefix, query keys, account."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeVar
from urllib.parse import unquote

from loa.domain.proof.address import Address, BadAddress, parse_address, query_pair

K = TypeVar("K")


class ChannelKind(StrEnum):
    """Means of speaking."""

    WEBSITE = "website"
    SOCIAL = "social"
    ZALO = "zalo"
    RADIO = "radio"
    BOARD = "board"
    PRESS = "press"
    TELEVISION = "television"
    OTHER = "other"


class ChannelOwner(StrEnum):
    """Whose channel a record is on, seen from the body that claims it."""

    OWN = "own"
    SUPERIOR = "superior"
    PRESS = "press"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ChannelMatcher:
    """How a channel is recognised.

    Communes share the province's host and differ by path or query, so a host alone is
    its every page. An account is the name in a social network's address; a station or
    a board is known by its name and by no address.
    """

    host: str = ""
    path_prefix: str = ""
    query: tuple[tuple[str, str], ...] = ()
    account: str = ""
    station: str = ""

    @classmethod
    def of_address(cls, url: str) -> ChannelMatcher:
        """The matcher of all that stands at or below an address.

        :raises BadAddress: if it is no web address
        """
        address = parse_address(url)
        path = "".join("/" + segment for segment in address.segments)
        return cls(_site(address), path, address.query)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> ChannelMatcher:
        """The matcher from stored fields; `query` is a mapping there."""
        query = data.get("query") or {}
        return cls(
            host=str(data.get("host") or ""),
            path_prefix=str(data.get("path_prefix") or ""),
            query=tuple(sorted((str(key), str(query[key])) for key in query)),
            account=str(data.get("account") or ""),
            station=str(data.get("station") or ""),
        )

    def as_data(self) -> dict[str, Any]:
        """The stored fields that `from_data` reads."""
        return {
            "host": self.host,
            "path_prefix": self.path_prefix,
            "query": dict(self.query),
            "account": self.account,
            "station": self.station,
        }

    def problems(self) -> tuple[str, ...]:
        """What keeps it from recognising anything, as codes; empty when nothing.

        `nothing_given`, `host_missing` (path, query or account without a host),
        `bad_host`.
        """
        if not any((self.host, self.path_prefix, self.query, self.account)):
            return () if self.station else ("nothing_given",)
        if not self.host:
            return ("host_missing",)
        return () if self._pattern() else ("bad_host",)

    @property
    def specificity(self) -> int:
        """How much it asks for; of two channels that match, the higher one is meant."""
        pattern = self._pattern()
        if pattern is None:
            return 0
        return 1 + len(pattern.segments) + len(pattern.query) + bool(self.account)

    def matches(self, address: str | Address) -> bool:
        """Is the address on this channel? What is no web address is on none.

        Hosts are compared whole, paths segment by segment: `/xa-a` is not `/xa-ab`.
        """
        pattern = self._pattern()
        if pattern is None:
            return False
        if isinstance(address, str):
            try:
                address = parse_address(address)
            except BadAddress:
                return False
        if _site(address) != _site(pattern):
            return False
        depth = len(pattern.segments)
        if _folded(address.segments[:depth]) != _folded(pattern.segments):
            return False
        if not set(pattern.query) <= set(address.query):
            return False
        return not self.account or self._is_account(address)

    def _is_account(self, address: Address) -> bool:
        wanted = self.account.strip().removeprefix("@").casefold()
        # facebook.com/<account>/…, tiktok.com/@<account>, zalo.me/<account>
        first = unquote(address.segments[0]) if address.segments else ""
        if first.removeprefix("@").casefold() == wanted:
            return True
        # facebook.com/profile.php?id=<account>, permalink.php?story_fbid=…&id=<account>
        return ("id", wanted) in address.query

    def _pattern(self) -> Address | None:
        return _pattern_of(self)


@lru_cache(maxsize=16384)
def _pattern_of(matcher: ChannelMatcher) -> Address | None:
    if not matcher.host:
        return None
    path = matcher.path_prefix.strip()
    if path and not path.startswith("/"):
        path = "/" + path
    try:
        found = parse_address(f"{matcher.host.strip()}{path}")
        query = {query_pair(key, value) for key, value in matcher.query if key}
    except BadAddress:
        return None
    pairs = tuple(sorted({*found.query, *query}))
    return Address(found.host, found.port, found.segments, pairs)


def _site(address: Address) -> str:
    return f"{address.host}:{address.port}" if address.port else address.host


def _folded(segments: tuple[str, ...]) -> tuple[str, ...]:
    # No two bodies' pages differ by the case of their letters alone.
    return tuple(unquote(segment).casefold() for segment in segments)


def best_channel(
    matchers: Iterable[tuple[K, ChannelMatcher]], address: str | Address
) -> K | None:
    """Whose channel the address is on: of those that match, the most specific.

    None when no channel matches, and when the two most specific ask for equally much:
    then it cannot be told.
    """
    try:
        parsed = parse_address(address) if isinstance(address, str) else address
    except BadAddress:
        return None
    found = [
        (matcher.specificity, key)
        for key, matcher in matchers
        if matcher.matches(parsed)
    ]
    if not found:
        return None
    highest = max(specificity for specificity, _ in found)
    best = [key for specificity, key in found if specificity == highest]
    return best[0] if all(key == best[0] for key in best) else None
