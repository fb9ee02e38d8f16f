"""A person answers a message: takes it in, refuses it, agrees to a change or not.

Nothing that was confirmed is ever undone by a message: a recall of such a document is
noted on it, and what follows for its tasks is a person's decision.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from loa.audit import services as audit
from loa.common.figures import local_day
from loa.documents.exchange import addressing, comparing, policies, statuses, taking
from loa.documents.exchange.taking import NothingToTake, Person
from loa.documents.models import Document, MessageKind, ReceivedMessage
from loa.documents.services import bringing
from loa.documents.services.gate import AlreadyConfirmed, NotOpen, log
from loa.domain.exchange import StatusCode
from loa.orgs import policies as orgs_policies
from loa.orgs import selectors as orgs
from loa.orgs.selectors import Acting

if TYPE_CHECKING:
    from loa.accounts.models import User

State = ReceivedMessage.State


class NotWaiting(Exception):
    """Somebody answered the message before; ``received`` is as it is now."""

    def __init__(self, received: ReceivedMessage) -> None:
        super().__init__(received.pk)
        self.received = received


def accept(
    *, received: ReceivedMessage, actor: "User", acting: Acting | None, at: datetime
) -> ReceivedMessage:
    """Take in a document, or agree to a recall, an update or a replacement.

    :raises PermissionDenied: to who does not write for the body
    :raises NotWaiting: when it was answered before
    :raises NothingToTake: when there is nothing that could be read, and why
    """
    person = Person(actor, policies.require_answer(acting, received), at)
    if received.kind == MessageKind.RECALL:
        return _agree_to_recall(received, person)
    message = taking.message_of(received)
    found = taking.files_of(message)
    main = taking.main_of(received, found, message)
    document, is_ours = taking.bring(received, found[main], person)
    try:
        with transaction.atomic():
            _claim(received, State.TAKEN, person)
            taking.attach(document, found, person)
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


def _tell_taken(received: ReceivedMessage, person: Person) -> None:
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
    person = Person(actor, policies.require_answer(acting, received), at)
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


def _claim(
    received: ReceivedMessage, state: str, person: Person, reason: str = ""
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


@transaction.atomic
def _agree_to_recall(received: ReceivedMessage, person: Person) -> ReceivedMessage:
    _claim(received, State.AGREED, person)
    target = received.target
    document = target.document if target else None
    if target is not None and document is None:
        # It never became a document: it no longer waits to be one.
        rows = ReceivedMessage.objects.filter(pk=target.pk, state=State.WAITING)
        rows.update(state=State.REFUSED, decided_at=person.at, decided_by=person.actor)
    if document is not None:
        outcome = _recalled(document, person)
        received.document = document
        received.remarks = [*received.remarks, [outcome, ""]]
        received.save(update_fields=["document", "remarks"])
    statuses.tell(received, StatusCode.CHANGE_AGREED, at=person.at, actor=person.actor)
    _log(received, "documents.exchange.recall_agreed", person, {})
    return received


def _recalled(document: Document, person: Person) -> str:
    """Withdraw a recalled document, or note the recall on it; return which.

    It stays where a person confirmed it, maybe a moment ago, and where another body
    holds it: neither is undone from here.
    """
    try:
        with transaction.atomic():
            bringing.withdraw_document(
                document=document,
                actor=person.actor,
                acting=person.acting,
                at=person.at,
            )
    except AlreadyConfirmed:
        outcome = "recall_noted"
    except PermissionDenied:
        outcome = "recall_held_elsewhere"
    except NotOpen:
        return "recall_withdrawn_before"
    else:
        return "recall_withdrawn"
    log(
        "document.recalled_by_sender",
        document,
        actor=person.actor,
        acting=person.acting,
        at=person.at,
    )
    return outcome


def _log(
    received: ReceivedMessage, action: str, person: Person, detail: dict[str, Any]
) -> None:
    audit.record(
        actor=person.actor,
        action=action,
        at=person.at,
        target=received,
        body=received.body,
        detail={"from": received.sender_code, **detail},
    )
