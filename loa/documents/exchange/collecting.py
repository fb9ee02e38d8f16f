"""One pass over a gateway: fetch what waits, keep it, say so; send what is due."""

import hashlib
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache
from django.utils import translation

from loa.documents.exchange import arriving, deciding, outbox, relating, statuses, words
from loa.documents.exchange.gateways import configured
from loa.documents.exchange.gateways.base import (
    Gateway,
    Outcome,
    Rejected,
    Unavailable,
)
from loa.documents.models import ReceivedMessage, RefusedArrival
from loa.domain.exchange import Reason, Refused

logger = logging.getLogger(__name__)

PER_PASS = 100
_LONGEST_WAIT = 60  # minutes


@dataclass(slots=True)
class Collected:
    """What a pass over what waits did."""

    kept: int = 0
    again: int = 0
    refused: int = 0
    left: int = 0  # still there: to be fetched by a later pass

    @property
    def handled(self) -> int:
        """How many messages were taken or refused."""
        return self.kept + self.again + self.refused


def collect(*, gateway: Gateway, at: datetime, limit: int = PER_PASS) -> Collected:
    """Take in what waits at a gateway, message by message.

    A message is kept before the gateway is told so: a crash in between brings it again,
    and it is known.

    :raises Unavailable: when the gateway cannot be asked at all
    """
    done = Collected()
    failed = _Failed(gateway.name, at)
    for ref in gateway.list():
        if done.handled >= limit:
            break
        if failed.waits(ref):
            done.left += 1
            continue
        try:
            _take(gateway, ref, at, done)
        except Unavailable as error:
            logger.warning("%s: %s: %s", gateway.name, ref, error)
        except Exception:
            # One message over which we fall must not keep the others back.
            logger.exception("%s: %s could not be taken in", gateway.name, ref)
        else:
            failed.forget(ref)
            continue
        # It does not count against the limit: a hundred such would starve the rest.
        done.left += 1
        failed.again_later(ref)
    return done


class _Failed:
    """Messages that could not be taken in, and from when each is tried again.

    After one minute, two, four, up to an hour. Remembered by the process alone: after
    a restart each is tried at once, which does no harm.
    """

    def __init__(self, name: str, at: datetime) -> None:
        self._name, self._at = name, at

    def waits(self, ref: str) -> bool:
        _times, until = cache.get(self._key(ref), (0, None))
        return until is not None and self._at < until

    def again_later(self, ref: str) -> None:
        times, _until = cache.get(self._key(ref), (0, None))
        minutes = min(2**times, _LONGEST_WAIT)
        # A pass begins each minute, not to the second.
        until = self._at + timedelta(minutes=minutes, seconds=-10)
        cache.set(self._key(ref), (min(times + 1, 6), until), timeout=None)

    def forget(self, ref: str) -> None:
        cache.delete(self._key(ref))

    def _key(self, ref: str) -> str:
        named = f"{self._name}\x1f{ref}".encode()
        return f"exchange.failed.{hashlib.sha256(named).hexdigest()}"


def _take(gateway: Gateway, ref: str, at: datetime, done: Collected) -> None:
    raw = b""
    try:
        raw = gateway.fetch(ref)
        arrivals = arriving.arrive(raw=raw, name=ref, source=gateway.name, at=at)
    except Refused as error:
        _refuse(gateway, ref, raw, error.reason.value, error.detail, at)
        done.refused += 1
        return
    except (arriving.NotForUs, Rejected) as error:
        reason = getattr(error, "reason", "not_fetched")
        _refuse(gateway, ref, raw, reason, getattr(error, "detail", str(error)), at)
        done.refused += 1
        return
    for arrival in arrivals:
        done.kept += arrival.is_new
        done.again += not arrival.is_new
        _bring(arrival.received, at)
    gateway.acknowledge(ref, Outcome.DONE)


def _bring(received: ReceivedMessage, at: datetime) -> None:
    try:
        deciding.bring_by_clerk(received=received, at=at)
    except Exception:
        # The message is kept: what falls here waits for a person, not for the sender.
        logger.exception("message %s could not be brought in", received.pk)


def _refuse(
    gateway: Gateway, ref: str, raw: bytes, reason: str, detail: str, at: datetime
) -> None:
    RefusedArrival.objects.get_or_create(
        source=gateway.name,
        # Its name may be words of the paper.
        name="" if reason == Reason.CLASSIFIED else ref[:200],
        sha256=hashlib.sha256(raw).hexdigest(),
        defaults={
            "size": len(raw),
            "reason": reason[:40],
            "detail": detail[:300],
            "at": at,
        },
    )
    with translation.override("vi"):
        said = f"{words.reason_of(reason)}\n({reason}: {detail})"
    is_secret = reason == Reason.CLASSIFIED
    gateway.acknowledge(ref, Outcome.WIPED if is_secret else Outcome.FAILED, said)


def bring_waiting(*, at: datetime, limit: int = PER_PASS) -> int:
    """Bring in what was kept and not brought in, as after a crash; return how many."""
    rows = ReceivedMessage.objects.filter(
        state=ReceivedMessage.State.WAITING,
        kind="new",
        problem__in=("", "scan_waiting"),
    )
    brought = 0
    for received in rows.order_by("pk")[:limit]:
        before = received.state
        _bring(received, at)
        received.refresh_from_db()
        brought += received.state != before
    return brought


def look_after(*, at: datetime) -> None:
    """See to what came earlier: bring in, link and tell what is due."""
    bring_waiting(at=at)
    statuses.tell_confirmed(at=at)
    relating.relate_confirmed(at=at)


def exchange_routine(at: datetime) -> None:
    """What a worker does each minute when a gateway is configured."""
    gateway = configured(at=at)
    if gateway is None:
        return
    look_after(at=at)
    try:
        collect(gateway=gateway, at=at)
    except Unavailable as error:
        logger.warning("%s: %s", gateway.name, error)
    outbox.send_due(gateway=gateway, at=at)
