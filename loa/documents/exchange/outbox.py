"""The outbox: a message is built once and sent until the gateway has it.

Each row is held by one sender at a time, for at most :data:`LEASE`. A sender that ends
in between leaves its row to the next, who sends the same bytes under the same key.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django.urls import reverse

from loa.audit import services as audit
from loa.documents.exchange import policies
from loa.documents.exchange.gateways.base import (
    Gateway,
    Parcel,
    Rejected,
    Unavailable,
)
from loa.documents.models import MessageKind, OutboxMessage
from loa.files import selectors as files
from loa.files.services import store_file
from loa.notices import services as notices
from loa.orgs.selectors import Acting

if TYPE_CHECKING:
    from loa.accounts.models import User

LEASE: Final = timedelta(minutes=10)
PAUSES: Final = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 240, 720))
"""How long to wait after each failure; the last one again and again."""
TRIES: Final = 14
PER_PASS: Final = 20
State = OutboxMessage.State


@dataclass(frozen=True, slots=True)
class Sent:
    """What a pass did: messages sent, put off, given up."""

    sent: int = 0
    put_off: int = 0
    failed: int = 0


def enqueue(
    *, key: str, content: bytes, actor: "User | None", at: datetime, **fields: Any
) -> tuple[OutboxMessage, bool]:
    """Put a message into the outbox, once for its key.

    :param fields: the other columns of the row
    :returns: the row, and whether it is new
    """
    try:
        with transaction.atomic():
            stored = store_file(
                content=content, name=f"{key}.edxml", actor=actor, at=at
            )
            return (
                OutboxMessage.objects.create(
                    key=key,
                    content=stored,
                    queued_at=at,
                    queued_by=actor,
                    next_try_at=at,
                    **fields,
                ),
                True,
            )
    except IntegrityError:
        return OutboxMessage.objects.get(key=key), False


def _due(at: datetime) -> Q:
    waiting = Q(state=State.QUEUED, next_try_at__lte=at)
    return waiting | Q(state=State.SENDING, leased_until__lt=at)


def send_due(*, gateway: Gateway, at: datetime, limit: int = PER_PASS) -> Sent:
    """Send what is due, oldest first; stop when the gateway cannot be reached."""
    counts = {"sent": 0, "put_off": 0, "failed": 0}
    rows = OutboxMessage.objects.filter(_due(at)).order_by("queued_at", "pk")
    for pk in list(rows.values_list("pk", flat=True)[:limit]):
        message = _take(pk, at)
        if message is None:
            continue
        outcome = _send(message, gateway, at)
        counts[outcome] += 1
        if outcome == "put_off":
            break
    return Sent(**counts)


def _take(pk: int, at: datetime) -> OutboxMessage | None:
    lease = str(uuid.uuid4())
    # A conditional UPDATE: of two workers one has the row.
    won = OutboxMessage.objects.filter(_due(at), pk=pk).update(
        state=State.SENDING, lease=lease, leased_until=at + LEASE, tries=F("tries") + 1
    )
    if not won:
        return None
    message = OutboxMessage.objects.select_related("content", "body").get(pk=pk)
    if _before(message).exists():
        # What is told of one document is told in its order.
        _held(message).update(
            state=State.QUEUED, next_try_at=at + PAUSES[0], tries=F("tries") - 1
        )
        return None
    return message


def _before(message: OutboxMessage) -> QuerySet[OutboxMessage]:
    if message.answers_id is None:
        return OutboxMessage.objects.none()
    return OutboxMessage.objects.filter(
        answers_id=message.answers_id,
        pk__lt=message.pk,
        state__in=(State.QUEUED, State.SENDING),
    )


def _held(message: OutboxMessage) -> QuerySet[OutboxMessage]:
    return OutboxMessage.objects.filter(pk=message.pk, lease=message.lease)


def _send(message: OutboxMessage, gateway: Gateway, at: datetime) -> str:
    try:
        ref = gateway.send(
            Parcel(
                key=message.key,
                content=files.content(message.content),
                from_code=message.from_code,
                to_code=message.to_code,
                is_status=message.kind == MessageKind.STATUS,
            )
        )
    except Unavailable as error:
        return _put_off(message, str(error), at)
    except (Rejected, files.Lost) as error:
        return _give_up(message, str(error), at)
    with transaction.atomic():
        if _held(message).update(
            state=State.SENT,
            sent_at=at,
            gateway=gateway.name,
            gateway_ref=ref,
            trouble="",
            leased_until=None,
        ):
            _log(message, "documents.exchange.sent", at)
    return "sent"


def _put_off(message: OutboxMessage, trouble: str, at: datetime) -> str:
    if message.tries >= TRIES:
        return _give_up(message, trouble, at)
    pause = PAUSES[min(message.tries, len(PAUSES)) - 1]
    _held(message).update(
        state=State.QUEUED,
        next_try_at=at + pause,
        trouble=trouble[:500],
        leased_until=None,
    )
    return "put_off"


@transaction.atomic
def _give_up(message: OutboxMessage, trouble: str, at: datetime) -> str:
    if _held(message).update(
        state=State.FAILED, trouble=trouble[:500], leased_until=None
    ):
        _log(message, "documents.exchange.failed", at)
        notices.notify(
            bodies=[message.body_id],
            kind="documents.exchange.failed",
            params={"document": message.exchange_id, "to": message.to_name},
            url=reverse("documents:exchange_outbox"),
            key=f"documents.exchange.failed:{message.pk}:{message.tries}",
            at=at,
        )
    return "failed"


def _log(
    message: OutboxMessage, action: str, at: datetime, actor: "User | None" = None
) -> None:
    audit.record(
        actor=actor or audit.MACHINE,
        action=action,
        at=at,
        target=message,
        body=message.body,
        detail={"to": message.to_code, "kind": message.kind, "key": message.key},
    )


def log_queued(message: OutboxMessage, at: datetime, actor: "User") -> None:
    """Write down that a document was put into the outbox."""
    _log(message, "documents.exchange.queued", at, actor)


@transaction.atomic
def send_again(
    *, message: OutboxMessage, actor: "User", acting: Acting | None, at: datetime
) -> bool:
    """Have a message that failed sent again; False when it had not failed.

    :raises PermissionDenied: to who may not
    """
    if not policies.can_send_again(acting, message):
        raise PermissionDenied
    rows = OutboxMessage.objects.filter(pk=message.pk, state=State.FAILED)
    if not rows.update(state=State.QUEUED, tries=0, next_try_at=at, trouble=""):
        return False
    _log(message, "documents.exchange.queued_again", at, actor)
    return True
