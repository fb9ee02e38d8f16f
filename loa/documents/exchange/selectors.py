"""Reads over messages: what a body received and sent, and what belongs to a document."""

from django.db.models import Prefetch, QuerySet

from loa.documents.models import (
    Document,
    MessageKind,
    OutboxMessage,
    ReceivedMessage,
    RefusedArrival,
)
from loa.orgs.selectors import Acting


def received_of(
    acting: Acting | None, *, waiting: bool = False
) -> QuerySet[ReceivedMessage]:
    """Return what came to the body acted in, newest first."""
    if acting is None:
        return ReceivedMessage.objects.none()
    rows = ReceivedMessage.objects.filter(body_id=acting.body_id)
    if waiting:
        rows = rows.filter(state=ReceivedMessage.State.WAITING)
    return rows.select_related("document")


def outbox_of(
    acting: Acting | None, *, failed: bool = False
) -> QuerySet[OutboxMessage]:
    """Return what the body acted in sends, newest first."""
    if acting is None:
        return OutboxMessage.objects.none()
    rows = OutboxMessage.objects.filter(body_id=acting.body_id)
    if failed:
        rows = rows.filter(state=OutboxMessage.State.FAILED)
    return rows.select_related("document").defer("document__text", "document__blocks")


def count_waiting(acting: Acting | None) -> int:
    """Count the messages that wait for a person of the body acted in."""
    return received_of(acting, waiting=True).count()


def count_failed(acting: Acting | None) -> int:
    """Count the body's messages that could not be sent."""
    return outbox_of(acting, failed=True).count()


def refused_arrivals() -> QuerySet[RefusedArrival]:
    """Return what came and was no message for anybody here, newest first."""
    return RefusedArrival.objects.all()


def of_document(
    document: Document,
) -> tuple[list[ReceivedMessage], list[OutboxMessage]]:
    """Return the messages by which a document came, and those by which it went.

    Those that came have the statuses told back as ``told_back``, those that went out
    the statuses that came as ``came_back``; both oldest first.
    """
    told = OutboxMessage.objects.filter(kind=MessageKind.STATUS).order_by("pk")
    received = (
        ReceivedMessage.objects.filter(document=document, body_id=document.held_by_id)
        .exclude(kind=MessageKind.STATUS)
        .prefetch_related(Prefetch("answers", told, to_attr="told_back"))
        .order_by("received_at", "pk")
    )
    came = ReceivedMessage.objects.filter(kind=MessageKind.STATUS).order_by("pk")
    sent = (
        OutboxMessage.objects.filter(document=document)
        .exclude(kind=MessageKind.STATUS)
        .prefetch_related(Prefetch("statuses", came, to_attr="came_back"))
        .order_by("queued_at", "pk")
    )
    return list(received), list(sent)


def recalls_of(document: Document) -> list[ReceivedMessage]:
    """Return the recalls of a document by its sender, answered or not, oldest first."""
    return list(
        ReceivedMessage.objects.filter(
            kind=MessageKind.RECALL, target__document=document
        ).order_by("received_at", "pk")
    )
