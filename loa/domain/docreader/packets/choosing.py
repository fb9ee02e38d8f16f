"""Which file in a packet is the paper itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from loa.domain.docreader.document import OfficialDocument
from loa.domain.docreader.openers.scans.options import MAX_SCANS
from loa.domain.docreader.packets.members import Member, Packet
from loa.domain.docreader.unreadable import Reason, Unreadable
from loa.domain.text import fold

# Each is read, so that none bears a mark of secrecy unseen: no more than a page can wait
# for.
MOST_READ = 40
_BESIDE = re.compile(r"\b(?:phu luc|bieu|mau|danh sach|de cuong|huong dan su dung)\b")


def read_packet(
    packet: Packet, read: Callable[[Member], OfficialDocument]
) -> OfficialDocument:
    """The paper of a packet, with `source` the name of its file.

    The one that looks most like an official paper is taken; of equals, the first. All
    are read, so that a mark of secrecy on any of them is a mark on the whole.

    :raises Unreadable: when there is none, or none can be opened (why the first
        cannot), or there are more than can be looked at; `SCANNED` when one is a scan
        that is to be read by who has the time
    """
    if len(packet.documents) > MOST_READ:
        raise Unreadable(Reason.TOO_LARGE, f"{len(packet.documents)} documents inside")
    best: OfficialDocument | None = None
    trouble: Unreadable | None = None
    waits: Unreadable | None = None
    for member in packet.documents:
        try:
            found = replace(read(member), source=member.name)
        except Unreadable as error:
            trouble = trouble or error
            if error.reason is Reason.SCANNED and int(error.detail) <= MAX_SCANS:
                waits = waits or error
            continue
        if found.classification:
            return found
        if best is None or _likeness(found) > _likeness(best):
            best = found
    if waits is not None:
        raise waits
    if best is None:
        raise trouble or Unreadable(Reason.NO_DOCUMENT, "no document inside")
    return best


def _likeness(document: OfficialDocument) -> tuple[bool, bool, bool, bool]:
    """How much a file looks like the paper that the others go with."""
    name = fold(document.source.rsplit("/", 1)[-1]).replace("_", " ").replace("-", " ")
    return (
        document.type is not None,
        bool(document.symbol or document.number),
        not _BESIDE.search(name),
        bool(document.tasks),
    )
