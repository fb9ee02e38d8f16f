"""Files that hold other files: a zip, an e-mail with attachments.

`unpack` says what is inside, with limits on count, size and depth; nothing is written
anywhere, and names are words, never paths. Which of the files is the paper itself is
proposed by `read_packet`, and a person may choose another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from loa.domain.docreader.openers.archive import Archive
from loa.domain.docreader.openers.compound import Compound
from loa.domain.docreader.openers.kinds import Kind, kind_of
from loa.domain.docreader.packets.choosing import read_packet
from loa.domain.docreader.packets.mail import mail_members, outlook_members
from loa.domain.docreader.packets.members import Budget, Member, Packet
from loa.domain.docreader.packets.zipped import zip_members

__all__ = ["Member", "Packet", "read_packet", "unpack"]

_DEEPEST = 3


def unpack(raw: bytes) -> Packet | None:
    """What a zip or an e-mail holds; None for a file that is a paper itself.

    :raises Unreadable: damaged, under a password, hostile, or far too much inside
    """
    kind = kind_of(raw)
    if kind not in (Kind.ZIP, Kind.MAIL, Kind.OUTLOOK):
        return None
    budget = Budget()
    return Packet(kind, tuple(_members(raw, kind, budget, 1)))


def _members(raw: bytes, kind: Kind, budget: Budget, depth: int) -> Iterator[Member]:
    """The files inside, those of a packet in a packet among them."""
    for member in _inside(raw, kind):
        budget.take(len(member.content))
        if depth < _DEEPEST and member.kind in (Kind.ZIP, Kind.MAIL, Kind.OUTLOOK):
            for inner in _members(member.content, member.kind, budget, depth + 1):
                # What only carried others into an e-mail needs no letter of its own.
                if not (inner.is_letter and kind is Kind.ZIP):
                    yield replace(inner, name=f"{member.name}/{inner.name}")
        else:
            yield member


def _inside(raw: bytes, kind: Kind) -> Iterator[Member]:
    if kind is Kind.ZIP:
        return zip_members(Archive(raw))
    if kind is Kind.OUTLOOK:
        return outlook_members(Compound(raw))
    return mail_members(raw)
