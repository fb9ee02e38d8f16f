"""A document on its way through another body: sent there, passed on with a remark."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.urls import reverse

from loa.audit import services as audit
from loa.common import once
from loa.common.figures import local_day
from loa.documents import policies
from loa.documents.models import Delivery, Document, Ended, Route, Status
from loa.documents.services.gate import NotOpen, log
from loa.notices import services as notices
from loa.orgs.selectors import Acting

if TYPE_CHECKING:
    from loa.accounts.models import User

LENGTH = 2000


class NothingOnTheWay(Exception):
    """Nothing that she may pass on is on its way: somebody did it first."""

    def __init__(self, last: Route | None) -> None:
        super().__init__(last.pk if last else None)
        self.last = last


class RemarkTooLong(ValueError):
    """The remark has more signs than are kept."""


def send_on_way(
    document: Document,
    through: Mapping[int, int],
    *,
    owing: Collection[int],
    at: datetime,
) -> None:
    """Put a document on its way to bodies (body → way), and tell who is to pass it on.

    It stays on the way that it was sent first; who comes to owe something by it may
    read it from then on.
    """
    known = set(
        Route.objects.filter(document=document, body_id__in=through).values_list(
            "body_id", flat=True
        )
    )
    Route.objects.filter(document=document, body_id__in=owing).update(
        may_read_ahead=True
    )
    new = {body: via for body, via in through.items() if body not in known}
    if not new:
        return
    Route.objects.bulk_create(
        [
            Route(
                document=document,
                body_id=body,
                via_id=via,
                sent_at=at,
                may_read_ahead=body in owing,
            )
            for body, via in sorted(new.items())
        ],
        ignore_conflicts=True,
    )
    for via, count in sorted(Counter(new.values()).items()):
        notices.notify(
            bodies=[via],
            kind="documents.document.to_pass_on",
            params={"document": str(document), "count": count},
            url=reverse("documents:detail", args=[document.pk]) + "#chuyen-tiep",
            key=f"documents.document.to_pass_on:{document.pk}",
            at=at,
        )
    audit.record(
        actor=document.confirmed_by or audit.MACHINE,
        action="documents.document.sent_on_way",
        at=at,
        target=document,
        detail={"through": {str(body): via for body, via in sorted(new.items())}},
    )


@transaction.atomic
def pass_on(
    *,
    document: Document,
    body_ids: Collection[int] | None = None,
    remark: str = "",
    actor: "User",
    acting: Acting | None,
    at: datetime,
    once_key: str = "",
) -> list[int]:
    """Pass a document on to those who get it through one's body, with a remark.

    The issuer's people and its overseer send it straight on, whoever the way is.

    :param body_ids: to whom of them; None for all
    :returns: the ids of the bodies that have it now, sorted
    :raises PermissionDenied: to everyone else
    :raises NotOpen: when the document was withdrawn, or recalled on the way
    :raises RemarkTooLong: above 2,000 signs
    :raises NothingOnTheWay: when all were passed on before; of two at once one wins
    """
    seat = policies.require_pass_on(acting, document, on=local_day(at))
    remark = remark.strip()
    if len(remark) > LENGTH:
        raise RemarkTooLong(len(remark))
    claim = once.claim(once_key, actor.pk, at)
    # A conditional UPDATE is a lock that SQLite and PostgreSQL both honour.
    stands = Document.objects.filter(pk=document.pk, status=Status.CONFIRMED)
    if not stands.exclude(ended=Ended.RECALLED).update(status=F("status")):
        raise NotOpen(document)
    rows = policies.routes_to_pass(seat, document, on=local_day(at))
    if body_ids is not None:
        rows = rows.filter(body_id__in=body_ids)
    waiting = list(rows.select_related("via"))
    if not waiting:
        done = document.routes.exclude(passed_at=None).select_related("passed_by")
        raise NothingOnTheWay(done.order_by("-passed_at", "-pk").first())
    Route.objects.filter(pk__in=[row.pk for row in waiting]).update(
        passed_at=at, passed_by=actor, passed_for_id=seat.body_id, remark=remark
    )
    bodies = sorted(row.body_id for row in waiting)
    _deliver(document, waiting, seat, at)
    claim.done(reverse("documents:detail", args=[document.pk]))
    detail = {"bodies": bodies, "remark": remark}
    log(
        "document.passed_on", document, actor=actor, acting=acting, at=at, detail=detail
    )
    return bodies


def _deliver(
    document: Document, rows: Collection[Route], seat: Acting, at: datetime
) -> None:
    """Who read it ahead has opened it; all are told who passed it on."""
    Delivery.objects.bulk_create(
        [
            Delivery(
                document=document,
                body_id=row.body_id,
                delivered_at=at,
                opened_at=row.opened_at,
                opened_by_id=row.opened_by_id,
            )
            for row in rows
        ],
        ignore_conflicts=True,
    )
    notices.notify(
        bodies=sorted(row.body_id for row in rows),
        kind="documents.document.passed_on",
        params={
            "document": str(document),
            "issuer": document.issuer_name,
            "by": seat.name,
        },
        url=reverse("documents:detail", args=[document.pk]),
        key=f"documents.document.passed_on:{document.pk}",
        at=at,
    )
