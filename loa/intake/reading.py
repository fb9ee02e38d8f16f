"""What a visit brought, read in a process apart."""

from loa.documents import apart
from loa.domain.docreader import Unreadable
from loa.domain.pages.offers import Fault, Offer
from loa.fetching.models import Visit
from loa.fetching.outcomes import Outcome
from loa.fetching.warc import body_of
from loa.files import storage


def feed_in(visit: Visit) -> Offer | None:
    """Return what a visit brought as a feed; None where nothing came."""
    if visit.outcome != Outcome.CAME:
        return None
    copy = visit.copy
    try:
        return apart.read_feed(
            _body(visit), declared=copy.charset, address=copy.address
        )
    except Unreadable:
        return Offer(fault=Fault.BROKEN)


def column_in(visit: Visit, number: int = 1) -> Offer | None:
    """Return what a visit brought as a page of a column; None where nothing came."""
    if visit.outcome != Outcome.CAME:
        return None
    copy = visit.copy
    try:
        return apart.read_column(
            _body(visit), declared=copy.charset, address=copy.address, number=number
        )
    except Unreadable:
        return Offer(fault=Fault.BROKEN)


def _body(visit: Visit) -> bytes:
    return body_of(storage.path_of(visit.copy.warc.sha256).read_bytes())


def numbers_in(visit: Visit) -> tuple[int, int]:
    """Return the two numbers at the end of a visit's key: whose it is, and which."""
    _, pk, number = visit.key.rsplit(".", 2)
    return int(pk), int(number)
