"""A confirmed document stands in its addressees' inboxes at once."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse

from loa.audit import services as audit
from loa.common.figures import local_day
from loa.documents.models import Delivery, Document, Route, Status
from loa.documents.services.gate import NotOpen
from loa.documents.services.passing import send_on_way
from loa.documents.ways import routed, ways_of
from loa.notices import services as notices
from loa.orgs.selectors import Acting

if TYPE_CHECKING:
    from loa.accounts.models import User


@transaction.atomic
def deliver_document(
    *,
    document: Document,
    bodies: Iterable[int],
    at: datetime,
    owing: Collection[int] = (),
) -> list[int]:
    """Put a confirmed document into the inboxes of bodies, and tell them.

    The body that holds it gets none; again delivers only to who has it not yet. Whom
    the paper sends it through another body has it from when that one passes it on.

    :param owing: who owes something by it, and may read it before it has come its way
    :returns: the ids of the bodies that have it now and had it not yet, sorted
    :raises NotOpen: when the document is not confirmed
    """
    if document.status != Status.CONFIRMED:
        raise NotOpen(document)
    wanted = set(bodies) - {document.held_by_id}
    had = Delivery.objects.filter(document=document)
    wanted -= set(had.values_list("body_id", flat=True))
    through = routed(ways_of(document, local_day(at)), wanted)
    send_on_way(document, through, owing=owing, at=at)
    new = sorted({*wanted, *through.values()} - through.keys())
    return put_in_inboxes(document, new, at=at)


def put_in_inboxes(document: Document, bodies: list[int], *, at: datetime) -> list[int]:
    """Deliver to bodies now, tell those that had it not yet, and return them."""
    had = Delivery.objects.filter(document=document, body_id__in=bodies)
    new = sorted(set(bodies) - set(had.values_list("body_id", flat=True)))
    if not new:
        return []
    Delivery.objects.bulk_create(
        [Delivery(document=document, body_id=body, delivered_at=at) for body in new],
        ignore_conflicts=True,
    )
    notices.notify(
        bodies=new,
        kind="documents.document.delivered",
        params={"document": str(document), "issuer": document.issuer_name},
        url=reverse("documents:detail", args=[document.pk]),
        key=f"documents.document.delivered:{document.pk}",
        at=at,
    )
    audit.record(
        actor=document.confirmed_by or audit.MACHINE,
        action="documents.document.delivered",
        at=at,
        target=document,
        detail={"bodies": new},
    )
    return new


def open_delivery(
    *, document: Document, actor: "User", acting: Acting | None, at: datetime
) -> None:
    """Note who of an addressee opened the document first, and when."""
    if acting is None:
        return
    # The first one counts: a conditional UPDATE, so that two at once agree.
    for rows in (Delivery.objects, Route.objects):
        rows.filter(document=document, body_id=acting.body_id, opened_at=None).update(
            opened_at=at, opened_by=actor
        )
