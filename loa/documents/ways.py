"""Through whom a document goes to whom, as its printed lines say.

"UBND các xã, phường (qua Sở Nội vụ)": to the communes, by way of the department.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from loa.documents.models import Document, Recipient
from loa.orgs import selectors as orgs
from loa.orgs.models import Grant

_BRACKETS = re.compile(r"\(([^()]*)\)")
_QUA = re.compile(r"(?:^|\s)(?:thông\s+)?qua\s+(?P<whom>\S.*)$", re.IGNORECASE)
# "(qua Sở Nội vụ để tổng hợp)": what it does there is not its name.
_WHAT_FOR = re.compile(r"\s+(?:để|nhằm|tổng hợp|theo dõi)\s.*$", re.IGNORECASE)
_EDGES = " ;,.:–-"


class Straight(Enum):
    """Why a document goes straight to whom its paper sends it through another body."""

    UNKNOWN = "unknown"
    NOT_THERE = "not_there"
    NOBODY = "nobody"
    OWN_UNIT = "own_unit"
    SENDER = "sender"


@dataclass(frozen=True, slots=True)
class Way:
    """Through whom a document goes to one body, or why it goes straight."""

    via_id: int | None
    straight: Straight | None = None


def printed_way(printed: str) -> str:
    """Return the name of the body through which a printed line sends, "" without one.

    >>> printed_way("UBND các xã, phường (qua Sở Nội vụ để tổng hợp);")
    'Sở Nội vụ'
    """
    for inside in _BRACKETS.findall(printed):
        if found := _QUA.search(f" {inside}"):
            return _clean(found["whom"])
    outside = _BRACKETS.sub(" ", printed)
    found = _QUA.search(outside)
    # A name that begins in small letters is no body: "qua mạng", "qua đường bưu điện".
    if found and found["whom"][:1].isupper():
        return _clean(found["whom"])
    return ""


def without_way(printed: str) -> str:
    """Return a printed line without the way that it names outside of brackets."""
    found = _QUA.search(printed)
    if found and found["whom"][:1].isupper() and "(" not in printed[: found.start()]:
        return printed[: found.start()].rstrip(_EDGES)
    return printed


def _clean(whom: str) -> str:
    return _WHAT_FOR.sub("", whom).strip(_EDGES)


def bodies_of_line(line: Recipient, on: date) -> set[int]:
    """Return whom a printed line means, a group as of a day."""
    if line.body_id:
        return {line.body_id}
    if line.group:
        return {row.body_id for row in orgs.members(line.group, on)}
    return set()


def ways_of(document: Document, on: date) -> dict[int, Way]:
    """Return the way to each body that some line sends through another.

    Who is also addressed without one gets it straight, and so does everybody whose way
    cannot be gone: nobody is kept from a paper by a name.
    """
    found: dict[int, Way] = {}
    straight: set[int] = set()
    for line in document.recipients.select_related("group"):
        bodies = bodies_of_line(line, on)
        if not printed_way(line.printed):
            straight |= bodies
            continue
        usable = _usable(document, line, on)
        for body in bodies:
            found.setdefault(body, _way_to(body, line, usable, on))
    return {body: way for body, way in found.items() if body not in straight}


def _usable(document: Document, line: Recipient, on: date) -> Straight | None:
    """None when one can go that way; else why not."""
    if line.via_id is None:
        return Straight.UNKNOWN
    if line.via_id in (document.held_by_id, document.issuer_id):
        return Straight.SENDER
    if orgs.version_of(line.via_id, on) is None:
        return Straight.NOT_THERE
    people = Grant.objects.filter(orgs.granted(on), body_id=line.via_id)
    return None if people.exists() else Straight.NOBODY


def _way_to(body: int, line: Recipient, usable: Straight | None, on: date) -> Way:
    if usable is not None or line.via_id is None:
        return Way(None, usable)
    own, via = orgs.version_of(body, on), orgs.version_of(line.via_id, on)
    if own is None or via is None:
        return Way(None, Straight.NOT_THERE)
    # An office of the addressee is no other body: it is where the paper is worked on.
    if via.path.startswith(own.path):
        return Way(None, Straight.OWN_UNIT)
    return Way(line.via_id)


def routed(ways: dict[int, Way], bodies: Iterable[int]) -> dict[int, int]:
    """Return through whom each of some bodies is sent: body → way."""
    return {
        body: way.via_id
        for body in bodies
        if (way := ways.get(body)) and way.via_id is not None
    }
