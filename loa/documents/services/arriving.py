"""A scan comes in: it waits in quarantine while a job reads it page by page."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.urls import reverse

from loa.audit import services as audit
from loa.common import once
from loa.documents import addresses, apart
from loa.documents.models import Arrival, Document
from loa.domain.docreader import Reason, Unreadable
from loa.files import quarantine
from loa.notices import services as notices
from loa.orgs.selectors import Acting

if TYPE_CHECKING:
    from loa.accounts.models import User


READERS: Final[list[Callable[[int], object]]] = []
"""Told of each file that waits, after the commit; the job adds itself."""


class Waiting(Exception):
    """The file is read in the background; ``arrival`` says how far it is."""

    def __init__(self, arrival: Arrival) -> None:
        super().__init__(arrival.pk)
        self.arrival = arrival


def let_wait(
    *,
    content: bytes,
    name: str,
    once_key: str,
    as_another: bool,
    actor: "User",
    acting: Acting,
    at: datetime,
) -> Arrival:
    """Put a file into quarantine and have a job read it.

    :raises loa.common.once.AlreadyDone: when the same form was carried out before
    """
    token = quarantine.put(content, name)
    try:
        with transaction.atomic():
            claim = once.claim(once_key, actor.pk, at)
            arrival = Arrival.objects.create(
                by=actor,
                at=at,
                token=token,
                held_by_id=acting.body_id,
                as_another=as_another,
            )
            claim.done(reverse("documents:arrival", args=[arrival.pk]))
            _enqueue(arrival)
    except BaseException:
        quarantine.wipe(token)
        raise
    return arrival


def read_again_as_another(*, arrival: Arrival, actor: "User") -> Arrival:
    """Bring a scan in though a document of the same number is here.

    :raises loa.files.quarantine.Gone: when it waited too long for that answer
    """
    quarantine.name(arrival.token)
    rows = Arrival.objects.filter(
        pk=arrival.pk, by_id=actor.pk, state=Arrival.State.SAME
    )
    with transaction.atomic():
        if rows.update(state=Arrival.State.WAITING, as_another=True, document=None):
            arrival.refresh_from_db()
            _enqueue(arrival)
    return arrival


def _enqueue(arrival: Arrival) -> None:
    pk = arrival.pk
    for tell in READERS:
        transaction.on_commit(partial(tell, pk))


def tell_page(arrival: Arrival, page: int, of: int) -> None:
    """Note how far the reading is."""
    Arrival.objects.filter(pk=arrival.pk).update(page=page, pages=of)


def begin(pk: int) -> Arrival | None:
    """Take an arrival in hand; None when there is nothing left to do.

    A job of a worker that died is done again: one being read may be begun anew.
    """
    open_states = (Arrival.State.WAITING, Arrival.State.READING)
    rows = Arrival.objects.filter(pk=pk, state__in=open_states)
    if not rows.update(state=Arrival.State.READING, page=0):
        return None
    return Arrival.objects.select_related("by").get(pk=pk)


def end_read(arrival: Arrival, document: Document, *, at: datetime) -> None:
    """It has become a document; who brought it in need not have waited."""
    _end(arrival, state=Arrival.State.READ, document=document)
    notices.notify(
        bodies=[document.held_by_id],
        kind="documents.scan.read",
        params={"document": str(document)},
        url=addresses.review_url(document),
        key=f"documents.arrival.{arrival.pk}",
        at=at,
    )


def end_same(arrival: Arrival, document: Document, *, keep: bool) -> None:
    """It is here already; kept a while when a person may still want it as another."""
    _end(arrival, state=Arrival.State.SAME, document=document, wipe=not keep)


def end_unreadable(arrival: Arrival, reason: Reason, *, at: datetime) -> None:
    """It cannot be read, and why; it is not kept."""
    _end(arrival, state=Arrival.State.UNREADABLE, reason=reason.value)
    notices.notify(
        bodies=[arrival.held_by_id] if arrival.held_by_id else [],
        kind="documents.scan.not_read",
        params={"person": arrival.by.get_full_name()},
        url=reverse("documents:bring_in"),
        key=f"documents.arrival.{arrival.pk}",
        at=at,
    )


def end_refused(arrival: Arrival, *, at: datetime) -> None:
    """It bears a mark of secrecy: all that is left is when, who, and that it was so."""
    quarantine.wipe(arrival.token)
    with transaction.atomic():
        Arrival.objects.filter(pk=arrival.pk).update(
            state=Arrival.State.REFUSED,
            token="",
            held_by=None,
            page=0,
            pages=0,
            reason="",
            document=None,
        )
        note_refused(actor=arrival.by, at=at)


def note_refused(*, actor: "User", at: datetime) -> None:
    """Write down that somebody brought a classified paper, and nothing of the paper."""
    audit.record(actor=actor, action="documents.document.refused_classified", at=at)


def _end(
    arrival: Arrival,
    *,
    state: str,
    document: Document | None = None,
    reason: str = "",
    wipe: bool = True,
) -> None:
    Arrival.objects.filter(pk=arrival.pk).update(
        state=state,
        document=document,
        reason=reason,
        token="" if wipe else arrival.token,
    )
    if wipe:
        quarantine.wipe(arrival.token)


def forget_arrivals(*, before: datetime) -> int:
    """Forget what came in before a moment, and wipe what still waits of it.

    Also what no arrival knows: a process that died between upload and reading.
    """
    old = Arrival.objects.filter(at__lt=before)
    for token in old.exclude(token="").values_list("token", flat=True):
        quarantine.wipe(token)
    count, _ = old.delete()
    waiting = frozenset(
        Arrival.objects.exclude(token="").values_list("token", flat=True)
    )
    return count + quarantine.sweep(before=before, known=waiting)


def must_wait(error: Unreadable) -> bool:
    """Whether a file could not be read only because it is a scan that may be read."""
    pages = int(error.detail) if error.detail.isdecimal() else 0
    return error.reason == Reason.SCANNED and 0 < pages <= apart.MAX_SCANS
