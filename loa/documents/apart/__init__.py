"""Reading a file in a process of its own, so that no file can take the worker along.

A file is opened by libraries written in C, and may be made to use up memory or time. It
is read by a child that has limits, no secrets and nowhere to write; what it says comes
back as data. Children are kept warm: starting one takes longer than reading.
"""

from collections.abc import Callable
from typing import Any, Final

from loa.documents.apart.children import Pool
from loa.documents.apart.limits import SMALL, Limits
from loa.documents.readings import Taken, taken
from loa.domain import docreader
from loa.domain.docreader import Reason, Remark, Unreadable
from loa.domain.docreader.proofreading import Wording
from loa.domain.pages.offers import Offer
from loa.domain.pages.page import Page
from loa.domain.writing import Carried, Soundness

MAX_SCANS: Final = docreader.MAX_SCANS
"""Pages that are pictures and are read of one file."""

__all__ = [
    "MAX_SCANS",
    "SMALL",
    "Classified",
    "Limits",
    "carried",
    "pool",
    "proofread_form",
    "read",
    "read_column",
    "read_feed",
    "read_page",
    "read_text",
    "warm",
]

# Names in the list of a .docx; the list of attachments of a .pdf, or what may hide it.
_MAY_CARRY: Final = (b"customXml/item", b"EmbeddedFiles", b"/ObjStm")


class Classified(Unreadable):
    """The paper bears a mark of secrecy. Nothing of it is in this exception."""

    def __init__(self) -> None:
        super().__init__(Reason.CLASSIFIED)


pool: Final = Pool()


def warm() -> None:
    """Start a child ahead of the file that is about to come."""
    pool.warm()


def read(
    content: bytes,
    name: str,
    *,
    scans: int = 0,
    tell: Callable[[int, int], None] | None = None,
    limits: Limits | None = None,
) -> Taken:
    """Read a file.

    :param scans: how many pages that are pictures may be read; a page takes seconds
    :param tell: is told "page, of how many" before each of them
    :raises Unreadable: when it cannot be opened, has more pictures of pages than
        ``scans`` (``TOO_MANY_SCANS``; ``SCANNED`` if that is 0; the number in
        ``detail``), takes more than its time, memory or output (``TOO_LARGE``), or
        makes the child fall (``DAMAGED``)
    :raises Classified: when it bears a mark of secrecy
    """
    asked = {"kind": "file", "name": name, "scans": scans}
    return _taken(pool.ask(asked, content, limits or Limits.for_scans(scans), tell))


def read_text(text: str) -> Taken:
    """Read pasted text; a very long one apart, for it may take too long.

    :raises Unreadable: when it takes too long
    :raises Classified: when it bears a mark of secrecy
    """
    if len(text) <= SMALL:
        document = docreader.read(text)
        if document.classification:
            raise Classified
        return taken(document)
    content = text.encode("utf-8", "replace")
    return _taken(pool.ask({"kind": "text"}, content, Limits(), None))


def proofread_form(content: bytes) -> tuple[Remark, ...]:
    """Make the remarks on the form of a Word file; none on any other.

    A file that takes too much, or makes the child fall, gets none either: it was read
    before, and what is wrong with it was said then.
    """
    try:
        said = pool.ask({"kind": "form"}, content, Limits(), None)
    except Unreadable:
        return ()
    return tuple(
        Remark(
            one["rule"],
            None,
            "",
            Wording(*one["reason"]),
            Wording(*one["suggestion"]),
        )
        for one in said["remarks"]
    )


def carried(content: bytes) -> Carried | None:
    """Give what a file carries inside itself; None for one that takes too much.

    As :func:`loa.domain.writing.carried`, but apart: who made the file may have made it
    to use up time or memory.
    """
    if not any(mark in content for mark in _MAY_CARRY):
        return None
    try:
        said: dict[str, Any] = pool.ask({"kind": "carried"}, content, Limits(), None)
    except Unreadable:
        return None
    if said["soundness"] is None:
        return None
    return Carried(Soundness(said["soundness"]), said["data"], said["sha256"])


def look_through_template(content: bytes) -> dict[str, Any]:
    """Look through a body's own .docx as a template: its ``fields`` and ``faults``.

    :raises Unreadable: when it is no .docx, damaged, or takes too much
    """
    return pool.ask({"kind": "template"}, content, Limits(), None)


def read_page(content: bytes, *, declared: str, address: str) -> Page:
    """Read a web page as :func:`loa.domain.pages.read_page` does, but apart.

    :raises Unreadable: when it takes too much, or makes the child fall
    """
    asked = {"kind": "page", "declared": declared, "address": address}
    return Page.from_data(pool.ask(asked, content, Limits(), None))


def read_feed(content: bytes, *, declared: str, address: str) -> Offer:
    """Read a feed or site map as :func:`loa.domain.pages.feeding.read_feed` does, but apart.

    :raises Unreadable: when it takes too much, or makes the child fall
    """
    return _offered(content, declared, address, 0)


def read_column(content: bytes, *, declared: str, address: str, number: int) -> Offer:
    """Read a page of a column as :func:`loa.domain.pages.columns.read_column` does, apart.

    :raises Unreadable: when it takes too much, or makes the child fall
    """
    return _offered(content, declared, address, number)


def _offered(content: bytes, declared: str, address: str, number: int) -> Offer:
    where = {"declared": declared, "address": address, "number": number}
    return Offer.from_data(pool.ask({"kind": "offer"} | where, content, Limits(), None))


def _taken(data: dict[str, object]) -> Taken:
    if data.get("classified"):
        raise Classified
    return Taken.from_data(data)
