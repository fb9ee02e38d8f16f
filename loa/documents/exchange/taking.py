"""From a message to a document: which file is the paper, and bringing it in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from loa.documents import apart
from loa.documents.codes import code_of
from loa.documents.exchange import arriving
from loa.documents.models import (
    Arrival,
    Document,
    DocumentFile,
    MessageKind,
    ReceivedMessage,
    Status,
)
from loa.documents.services import bringing
from loa.documents.services.arriving import Waiting
from loa.domain import exchange
from loa.domain.docreader import Reason as Unread
from loa.domain.docreader import Unreadable
from loa.domain.exchange import File, Message
from loa.files import selectors as files
from loa.files import storage
from loa.files.services import TooLarge, store_file
from loa.orgs.selectors import Acting

if TYPE_CHECKING:
    from loa.accounts.models import User

MOST_READ: Final = 4
"""How many files of a message are read to find the paper among its appendices."""


class NothingToTake(Exception):
    """A message cannot be taken in; `problem` is a key of ``words.PROBLEMS``."""

    def __init__(self, problem: str, detail: str = "") -> None:
        super().__init__(f"{problem}: {detail}")
        self.problem = problem
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Person:
    """Who answers a message, in which role and when."""

    actor: "User"
    acting: Acting
    at: datetime


def message_of(received: ReceivedMessage) -> Message:
    """Parse the message again from the bytes that were kept."""
    found = exchange.parse(files.content(received.original), arriving.limits())
    if not isinstance(found, Message):
        raise NothingToTake("no_document")
    return found


def files_of(message: Message) -> list[File]:
    """Unpack what a message carries.

    :raises NothingToTake: when a part of it cannot be
    """
    try:
        return [
            file
            for row in message.attachments
            if row.content
            for file in exchange.files_of(row, arriving.limits())
        ]
    except exchange.Refused as error:
        raise NothingToTake(error.reason.value, error.detail) from error


def main_of(received: ReceivedMessage, found: Sequence[File], message: Message) -> int:
    """Which file is the paper: the one with the message's number, else the first read."""
    if not found:
        raise NothingToTake("no_files")
    if waits_for := received.header.get("waits_for"):
        # A scan that a job reads: it is not begun a second time.
        digests = [storage.digest_of(file.content) for file in found]
        if waits_for in digests:
            return digests.index(waits_for)
    wanted = code_of(message.number, message.notation)
    first, trouble = None, "no_document"
    for place, file in enumerate(found[:MOST_READ]):
        try:
            taken = apart.read(file.content, file.name)
        except Unreadable as error:
            trouble = _trouble(error)
            # A scan takes long to read: bringing it in knows how.
            if error.reason is Unread.SCANNED and first is None:
                first = place
            continue
        if exchange.secrecy_mark(taken.text):
            raise NothingToTake(exchange.Reason.CLASSIFIED.value)
        values = {row.field: row.value for row in taken.rows if row.item is None}
        read = code_of(str(values.get("number") or ""), str(values.get("symbol") or ""))
        if wanted and read == wanted:
            return place
        first = place if first is None else first
    if first is None:
        raise NothingToTake(trouble)
    return first


def _trouble(error: Unreadable) -> str:
    if error.reason is Unread.CLASSIFIED:
        raise NothingToTake(exchange.Reason.CLASSIFIED.value) from error
    return f"unreadable_{error.reason.value}"


def bring(
    received: ReceivedMessage, paper: File, person: Person
) -> tuple[Document, bool]:
    """Bring the paper in; also say whether it was not here before."""
    if received.header.get("waits_for"):
        return _read_by_a_job(received, paper), False
    try:
        document = bringing.bring_in_document(
            content=paper.content,
            name=paper.name,
            as_another=received.kind != MessageKind.NEW,
            actor=person.actor,
            acting=person.acting,
            at=person.at,
        )
    except (bringing.AlreadyBrought, bringing.AlreadyHere) as here:
        # Somebody brought it in by hand before: the message joins that document.
        return here.document, False
    except Waiting as error:
        received.header["waits_for"] = storage.digest_of(paper.content)
        received.header["arrival"] = error.arrival.pk
        received.problem = "scan_waiting"
        received.save(update_fields=["header", "problem"])
        raise NothingToTake("scan_waiting") from error
    except Unreadable as error:
        raise NothingToTake(_trouble(error), error.detail) from error
    except TooLarge as error:
        raise NothingToTake("unreadable_too_large", str(error)) from error
    return document, True


def _read_by_a_job(received: ReceivedMessage, paper: File) -> Document:
    """The document that a scan has become; what came of it else is told."""
    if document := _held(received, storage.digest_of(paper.content)):
        return document
    arrival = Arrival.objects.filter(pk=received.header.get("arrival")).first()
    if arrival is not None and arrival.is_open:
        raise NothingToTake("scan_waiting")
    del received.header["waits_for"]
    received.save(update_fields=["header"])
    if arrival is not None and arrival.document is not None:
        return arrival.document
    reason = arrival.reason if arrival is not None else ""
    raise NothingToTake(f"unreadable_{reason or Unread.SCANNED.value}")


def _held(received: ReceivedMessage, sha256: str) -> Document | None:
    rows = Document.objects.filter(held_by_id=received.body_id, sha256=sha256)
    return rows.exclude(status=Status.WITHDRAWN).first()


def attach(document: Document, found: Sequence[File], person: Person) -> None:
    """Keep a message's other files with the document, byte for byte, each once."""
    if document.held_by_id != person.acting.body_id:
        return
    had = set(document.files.values_list("file__sha256", flat=True))
    had.add(document.sha256)
    for file in found:
        sha256 = storage.digest_of(file.content)
        if sha256 not in had:
            had.add(sha256)
            stored = store_file(
                content=file.content, name=file.name, actor=person.actor, at=person.at
            )
            DocumentFile.objects.create(
                document=document, file=stored, role=DocumentFile.Role.ATTACHMENT
            )
