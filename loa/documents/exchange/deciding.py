"""A person answers a message: takes it in, refuses it, agrees to a change or not.

Nothing that was confirmed is ever undone by a message: a recall of such a document is
noted on it, and what follows for its tasks is a person's decision.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404

from loa.audit import services as audit
from loa.common.figures import local_day
from loa.documents import apart
from loa.documents.codes import code_of
from loa.documents.exchange import (
    addressing,
    arriving,
    comparing,
    policies,
    statuses,
)
from loa.documents.models import (
    Document,
    DocumentFile,
    MessageKind,
    ReceivedMessage,
    Relation,
    Status,
)
from loa.documents.services import bringing
from loa.documents.services.arriving import Waiting
from loa.documents.services.gate import log
from loa.documents.services.linking import BadRelation, relate_documents
from loa.domain import exchange
from loa.domain.docreader import Reason as Unread
from loa.domain.docreader import Unreadable
from loa.domain.exchange import File, Message, StatusCode
from loa.files import selectors as files
from loa.files import storage
from loa.files.services import TooLarge, store_file
from loa.orgs import policies as orgs_policies
from loa.orgs import selectors as orgs
from loa.orgs.selectors import Acting

if TYPE_CHECKING:
    from loa.accounts.models import User

logger = logging.getLogger(__name__)

State = ReceivedMessage.State
MOST_READ: Final = 4
"""How many files of a message are read to find the paper among its appendices."""


class NotWaiting(Exception):
    """Somebody answered the message before; ``received`` is as it is now."""

    def __init__(self, received: ReceivedMessage) -> None:
        super().__init__(received.pk)
        self.received = received


class NothingToTake(Exception):
    """A message cannot be taken in; `problem` is a key of ``words.PROBLEMS``."""

    def __init__(self, problem: str, detail: str = "") -> None:
        super().__init__(f"{problem}: {detail}")
        self.problem = problem
        self.detail = detail


@dataclass(frozen=True, slots=True)
class _Person:
    actor: "User"
    acting: Acting
    at: datetime


def accept(
    *, received: ReceivedMessage, actor: "User", acting: Acting | None, at: datetime
) -> ReceivedMessage:
    """Take in a document, or agree to a recall, an update or a replacement.

    :raises PermissionDenied: to who does not write for the body
    :raises NotWaiting: when it was answered before
    :raises NothingToTake: when there is nothing that could be read, and why
    """
    person = _Person(actor, policies.require_answer(acting, received), at)
    if received.kind == MessageKind.RECALL:
        return _agree_to_recall(received, person)
    message = _message(received)
    found = _files(message)
    main = _main(received, found, message)
    document, is_ours = _bring(received, found[main], person)
    try:
        with transaction.atomic():
            _claim(received, State.TAKEN, person)
            _attach(document, found, person)
            received.document = document
            received.differences = [
                list(row) for row in comparing.differences(message, document)
            ]
            received.problem = ""
            received.save(update_fields=["document", "differences", "problem"])
            _tell_taken(received, person)
            detail = {"document": document.pk}
            _log(received, "documents.exchange.taken", person, detail)
    except NotWaiting:
        now = ReceivedMessage.objects.get(pk=received.pk)
        if is_ours and now.document_id != document.pk:
            # Refused a moment before: what was brought in meanwhile goes again. Taken
            # in a moment before by somebody else, it is that one's document.
            bringing.withdraw_document(
                document=document, actor=actor, acting=person.acting, at=at
            )
        raise
    return received


def _tell_taken(received: ReceivedMessage, person: _Person) -> None:
    statuses.tell(received, StatusCode.ACCEPTED, at=person.at, actor=person.actor)
    if received.kind == MessageKind.UPDATE:
        code = StatusCode.CHANGE_AGREED
        statuses.tell(received, code, at=person.at, actor=person.actor)


def refuse(
    *,
    received: ReceivedMessage,
    reason: str,
    actor: "User",
    acting: Acting | None,
    at: datetime,
) -> ReceivedMessage:
    """Refuse a document or a change, with the reason that its sender is told.

    :raises PermissionDenied: to who does not write for the body
    :raises ValueError: without a reason
    :raises NotWaiting: when it was answered before
    """
    person = _Person(actor, policies.require_answer(acting, received), at)
    reason = " ".join(reason.split())[:1000]
    if not reason:
        raise ValueError("a reason is needed")
    is_change = received.kind in (MessageKind.RECALL, MessageKind.UPDATE)
    code = StatusCode.CHANGE_REFUSED if is_change else StatusCode.REFUSED
    with transaction.atomic():
        _claim(received, State.REFUSED, person, reason)
        statuses.tell(received, code, at=at, actor=actor, description=reason)
        _log(received, "documents.exchange.refused", person, {"reason": reason})
    return received


def finish(
    *, received: ReceivedMessage, actor: "User", acting: Acting | None, at: datetime
) -> bool:
    """Tell the sender that the document is done with (06); False when it was told.

    :raises PermissionDenied: to who does not write for the body
    """
    policies.require_answer(acting, received)
    with transaction.atomic():
        told = statuses.tell(received, StatusCode.DONE, at=at, actor=actor)
    return told is not None


def bring_by_clerk(*, received: ReceivedMessage, at: datetime) -> bool:
    """Take a message in by the clerk whom its code names; False when a person must.

    Only new documents: a change to one that is here waits for a person.
    """
    if received.kind != MessageKind.NEW or received.state != State.WAITING:
        return False
    on = local_day(at)
    codes = addressing.served([received.header.get("to_code", "")], on)
    clerk = next((row.clerk for row in codes.values()), None)
    if clerk is None:
        return _wait(received, "no_clerk")
    acting = orgs.acting(clerk, chosen=received.body_id, on=on)
    if acting is None or not orgs_policies.can_write_for(acting, received.body_id):
        return _wait(received, "clerk_without_role")
    try:
        accept(received=received, actor=clerk, acting=acting, at=at)
    except NothingToTake as error:
        return _wait(received, error.problem)
    except NotWaiting:
        return False
    return True


def _wait(received: ReceivedMessage, problem: str) -> bool:
    rows = ReceivedMessage.objects.filter(pk=received.pk, state=State.WAITING)
    rows.update(problem=problem)
    received.problem = problem
    return False


# --- the parts ---------------------------------------------------------------------------------


def _message(received: ReceivedMessage) -> Message:
    found = exchange.parse(files.content(received.original), arriving.limits())
    if not isinstance(found, Message):
        raise NothingToTake("no_document")
    return found


def _claim(
    received: ReceivedMessage, state: str, person: _Person, reason: str = ""
) -> None:
    # A conditional UPDATE: of two people at once one answers.
    rows = ReceivedMessage.objects.filter(pk=received.pk, state=State.WAITING)
    decided = {
        "state": state,
        "decided_at": person.at,
        "decided_by": person.actor,
        "reason": reason,
    }
    if not rows.update(**decided):
        raise NotWaiting(ReceivedMessage.objects.get(pk=received.pk))
    for name, value in decided.items():
        setattr(received, name, value)


def _files(message: Message) -> list[File]:
    try:
        return [
            file
            for row in message.attachments
            if row.content
            for file in exchange.files_of(row, arriving.limits())
        ]
    except exchange.Refused as error:
        raise NothingToTake(error.reason.value, error.detail) from error


def _main(received: ReceivedMessage, found: Sequence[File], message: Message) -> int:
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


def _bring(
    received: ReceivedMessage, paper: File, person: _Person
) -> tuple[Document, bool]:
    """Bring the paper in; also say whether it was not here before."""
    if received.header.get("waits_for"):
        document = _held(received, storage.digest_of(paper.content))
        if document is None:
            raise NothingToTake("scan_waiting")
        return document, False
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
        received.problem = "scan_waiting"
        received.save(update_fields=["header", "problem"])
        raise NothingToTake("scan_waiting") from error
    except Unreadable as error:
        raise NothingToTake(_trouble(error), error.detail) from error
    except TooLarge as error:
        raise NothingToTake("unreadable_too_large", str(error)) from error
    return document, True


def _held(received: ReceivedMessage, sha256: str) -> Document | None:
    rows = Document.objects.filter(held_by_id=received.body_id, sha256=sha256)
    return rows.exclude(status=Status.WITHDRAWN).first()


def _attach(document: Document, found: Sequence[File], person: _Person) -> None:
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


def relate_confirmed(*, at: datetime) -> int:
    """Link what replaces or changes an earlier document, once both are confirmed.

    In the name of who confirmed the new one. Nothing of the earlier one is undone.
    """
    rows = ReceivedMessage.objects.filter(
        state=State.TAKEN,
        kind__in=list(_RELATIONS),
        problem="",
        document__status=Status.CONFIRMED,
        target__document__status=Status.CONFIRMED,
        related_at=None,
    ).select_related("document__confirmed_by", "target__document")
    made = 0
    for received in rows[:100]:
        ReceivedMessage.objects.filter(pk=received.pk).update(related_at=at)
        made += _relate(received, at)
    return made


_RELATIONS: Final = {
    MessageKind.UPDATE: Relation.Kind.AMENDS,
    MessageKind.REPLACE: Relation.Kind.REPLACES,
}


def _relate(received: ReceivedMessage, at: datetime) -> bool:
    document = received.document
    target = received.target.document if received.target else None
    if document is None or target is None or document.confirmed_by is None:
        return False
    by = document.confirmed_by
    acting = orgs.acting(by, chosen=received.body_id, on=local_day(at))
    try:
        relate_documents(
            document=document,
            other=target,
            kind=_RELATIONS[MessageKind(received.kind)],
            actor=by,
            acting=acting,
            at=at,
        )
    except (BadRelation, PermissionDenied, Http404) as error:
        logger.warning("message %s was not linked: %s", received.pk, error)
        return False
    return True


@transaction.atomic
def _agree_to_recall(received: ReceivedMessage, person: _Person) -> ReceivedMessage:
    _claim(received, State.AGREED, person)
    target = received.target
    document = target.document if target else None
    if target is not None and document is None:
        # It never became a document: it no longer waits to be one.
        rows = ReceivedMessage.objects.filter(pk=target.pk, state=State.WAITING)
        rows.update(state=State.REFUSED, decided_at=person.at, decided_by=person.actor)
    elif document is not None and document.status == Status.READ:
        bringing.withdraw_document(
            document=document, actor=person.actor, acting=person.acting, at=person.at
        )
    elif document is not None:
        log(
            "document.recalled_by_sender",
            document,
            actor=person.actor,
            acting=person.acting,
            at=person.at,
        )
    if document is not None:
        received.document = document
        received.save(update_fields=["document"])
    statuses.tell(received, StatusCode.CHANGE_AGREED, at=person.at, actor=person.actor)
    _log(received, "documents.exchange.recall_agreed", person, {})
    return received


def _log(
    received: ReceivedMessage, action: str, person: _Person, detail: dict[str, Any]
) -> None:
    audit.record(
        actor=person.actor,
        action=action,
        at=person.at,
        target=received,
        body=received.body,
        detail={"from": received.sender_code, **detail},
    )
