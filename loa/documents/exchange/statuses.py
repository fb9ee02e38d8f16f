"""What became of a document is told to who sent it, each thing once and in order."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from loa.common.figures import local_day
from loa.documents.exchange import addressing, outbox
from loa.documents.models import (
    Document,
    MessageKind,
    OutboxMessage,
    ReceivedMessage,
    Status,
)
from loa.domain import exchange
from loa.domain.exchange import StatusCode
from loa.orgs import selectors as orgs

if TYPE_CHECKING:
    from loa.accounts.models import User

_WITH_DOCUMENT = (MessageKind.NEW, MessageKind.UPDATE, MessageKind.REPLACE)
_LIFE = (*exchange.STATUS_ORDER, StatusCode.REFUSED)


def tell(
    received: ReceivedMessage,
    code: StatusCode,
    *,
    at: datetime,
    actor: "User | None" = None,
    description: str = "",
) -> OutboxMessage | None:
    """Put a status into the outbox; None when it was told, or may not be told now.

    Call it inside the transaction of what it tells of. A body without a code that may
    be written in a message tells nothing; its page says so.
    """
    told = StatusCode(received.told) if received.told else None
    if code in _LIFE and not exchange.follows(code, told):
        return None
    on = local_day(at)
    own = addressing.own_code(
        received.body_id, on, preferred=received.header.get("to_code", "")
    )
    if not own:
        return None
    version = orgs.version_of(received.body_id, on)
    name = version.name if version else own
    report = exchange.StatusReport(
        sender=exchange.Party(own, name),
        code=code,
        about=exchange.ResponseFor(
            organ_id=received.sender_code,
            code=received.header.get("code", ""),
            issued_on=_day(received),
            document_id=received.exchange_id,
        ),
        description=description,
        at=at,
        staff=exchange.Staff(name, actor.get_full_name() if actor else ""),
    )
    message, is_new = outbox.enqueue(
        key=f"status-{received.pk}-{code.value}",
        content=exchange.build_status(report),
        actor=actor,
        at=at,
        body_id=received.body_id,
        kind=MessageKind.STATUS,
        status_code=code.value,
        from_code=own,
        to_code=received.sender_code,
        to_name=received.sender_name,
        exchange_id=received.exchange_id,
        exchange_key=received.key,
        document=received.document,
        answers=received,
    )
    if code in _LIFE:
        received.told = code.value
        ReceivedMessage.objects.filter(pk=received.pk).update(told=code.value)
    return message if is_new else None


def _day(received: ReceivedMessage) -> date | None:
    printed = received.header.get("issued_on", "")
    return date.fromisoformat(printed) if printed else None


def tell_confirmed(*, at: datetime) -> int:
    """Tell of each document that was confirmed since: it waits to be assigned (04)."""
    rows = ReceivedMessage.objects.filter(
        state=ReceivedMessage.State.TAKEN,
        kind__in=_WITH_DOCUMENT,
        told__in=("", StatusCode.ARRIVED, StatusCode.ACCEPTED),
        document__status=Status.CONFIRMED,
    ).select_related("document__confirmed_by")
    told = 0
    for received in rows[: outbox.PER_PASS]:
        by = received.document.confirmed_by if received.document else None
        told += tell(received, StatusCode.WAITING, at=at, actor=by) is not None
    return told


def tell_assigned(*, document: Document, actor: "User", at: datetime) -> None:
    """Tell who sent a document that its tasks are somebody's now (05)."""
    for received in _taken(document):
        tell(received, StatusCode.ASSIGNED, at=at, actor=actor)


def _taken(document: Document) -> list[ReceivedMessage]:
    rows = ReceivedMessage.objects.filter(
        document=document, state=ReceivedMessage.State.TAKEN, kind__in=_WITH_DOCUMENT
    )
    return list(rows.select_related("document"))
