"""From the outbox to the other side, at most once.

Four steps, each in a transaction of its own: a row is *claimed* (``sending``, committed);
it is handed over; the answer is kept (``sent``, ``failed``, or back in the queue when it
was certainly not taken). A worker that dies in between leaves ``sending`` behind; after
:data:`loa.jobs.leases.LEASE` that row becomes ``unknown`` and a person decides.
"""

import logging
from datetime import datetime, timedelta
from typing import Final

from django.db.models import F

from loa.jobs.leases import LEASE
from loa.notices.drivers import Handed, NotNow, Refused, driver_of
from loa.notices.models import Message

logger = logging.getLogger(__name__)

State = Message.State
# After each try that certainly failed; then it is given up as not sent.
WAITS: Final = tuple(timedelta(minutes=m) for m in (2, 10, 60, 240))


def due(at: datetime) -> list[int]:
    """Return the ids of what waits and may go now, urgent ones first."""
    rows = Message.objects.filter(state=State.QUEUED, next_at__lte=at)
    return list(
        rows.order_by("-is_urgent", "next_at", "pk").values_list("pk", flat=True)
    )


def claim(pk: int, *, at: datetime) -> Message | None:
    """Take a waiting message; None when another worker has it.

    Committed when this returns: nothing is handed over before.
    """
    waiting = Message.objects.filter(pk=pk, state=State.QUEUED, next_at__lte=at)
    taken = waiting.update(
        state=State.SENDING, sending_at=at, attempts=F("attempts") + 1, error=""
    )
    return Message.objects.select_related("user").get(pk=pk) if taken else None


def send_one(pk: int, *, at: datetime) -> str:
    """Send one message if it still waits; return its state, "" when another has it."""
    message = claim(pk, at=at)
    if message is None:
        return ""
    driver = driver_of(message.way)
    if driver is None:
        return _keep(message, State.FAILED, error="way-off")
    address = driver.address_of(message)
    if not message.user.is_active or not address:
        return _keep(message, State.FAILED, error="no-address")
    try:
        handed = driver.hand_over(message, address)
    except Refused as error:
        return _keep(message, State.FAILED, address=address, error=str(error))
    except NotNow as error:
        return _again(message, at, str(error))
    except Exception as error:
        # The line broke while it was being handed over: nobody can say.
        logger.exception("message %s may or may not have been sent", message.pk)
        words = f"{type(error).__name__}: {error}"
        return _keep(message, State.UNKNOWN, address=address, error=words)
    return _sent(message, address, handed, at)


def expire(*, at: datetime) -> int:
    """Say of what was being handed over when its worker died that nobody knows."""
    rows = Message.objects.filter(state=State.SENDING, sending_at__lt=at - LEASE)
    return rows.update(state=State.UNKNOWN, error="worker-gone")


def _sent(message: Message, address: str, handed: Handed, at: datetime) -> str:
    return _keep(
        message,
        State.SENT,
        address=address,
        provider_id=handed.provider_id[:200],
        sent_at=at,
    )


def _again(message: Message, at: datetime, error: str) -> str:
    if message.attempts > len(WAITS):
        return _keep(message, State.FAILED, error=error)
    wait = WAITS[message.attempts - 1]
    return _keep(message, State.QUEUED, next_at=at + wait, error=error)


def _keep(message: Message, state: str, *, error: str = "", **fields: object) -> str:
    # Only as it was claimed: a row that was called unknown meanwhile stays so, unless
    # the worker that had it lives and knows better.
    held = Message.objects.filter(
        pk=message.pk,
        state__in=(State.SENDING, State.UNKNOWN),
        attempts=message.attempts,
        decided_by=None,
    )
    held.update(state=state, error=error[:500], **fields)
    return state
