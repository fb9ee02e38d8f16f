"""Who sees a body's messages, answers them, sends, and sends again."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from loa.documents.models import (
    Direction,
    Document,
    OutboxMessage,
    ReceivedMessage,
    Status,
)
from loa.orgs import policies as orgs
from loa.orgs.models import Role
from loa.orgs.selectors import Acting

_SEND_AGAIN = (Role.ADMINISTRATOR, Role.HEAD)


def access_received(acting: Acting | None, pk: int) -> ReceivedMessage:
    """Return a message of the body acted in, or "not found" to everybody else."""
    rows = ReceivedMessage.objects.select_related(
        "original", "document", "target__document", "decided_by", "body"
    )
    found = rows.filter(pk=pk, body_id=acting.body_id).first() if acting else None
    if found is None:
        raise Http404
    return found


def access_outbox(acting: Acting | None, pk: int) -> OutboxMessage:
    """Return an outgoing message of the body acted in, or "not found"."""
    rows = OutboxMessage.objects.select_related("content", "document", "body")
    found = rows.filter(pk=pk, body_id=acting.body_id).first() if acting else None
    if found is None:
        raise Http404
    return found


def can_answer(acting: Acting | None, received: ReceivedMessage) -> bool:
    """Whether she takes in, refuses and answers: with a writing role in the body."""
    return orgs.can_write_for(acting, received.body_id)


def require_answer(acting: Acting | None, received: ReceivedMessage) -> Acting:
    """Give back who may answer a message.

    :raises PermissionDenied: to everyone else
    """
    if acting is None or not can_answer(acting, received):
        raise PermissionDenied
    return acting


def can_send_again(acting: Acting | None, message: OutboxMessage) -> bool:
    """Whether she has a failed message sent again: who writes there or administers."""
    if acting is None or acting.body_id != message.body_id:
        return False
    return orgs.can_write_for(acting, message.body_id) or acting.has(*_SEND_AGAIN)


def can_see_log(acting: Acting | None) -> bool:
    """Whether there is a log of messages for her: that of the body acted in."""
    return acting is not None


def can_see_refused(acting: Acting | None) -> bool:
    """Whether she sees what came and was no message: an administrator."""
    return acting is not None and acting.has(Role.ADMINISTRATOR)


def can_send(acting: Acting | None, document: Document) -> bool:
    """Whether she sends a document out: one of her own body's, confirmed."""
    return (
        acting is not None
        and document.held_by_id == acting.body_id
        and document.status == Status.CONFIRMED
        and is_own(document)
        and orgs.can_write_for(acting, document.held_by_id)
    )


def is_own(document: Document) -> bool:
    """Whether the body that holds a document issued it."""
    is_outgoing = document.direction == Direction.OUTGOING
    return is_outgoing or document.issuer_id == document.held_by_id
