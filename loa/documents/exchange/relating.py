"""What replaces or changes an earlier document is linked to it."""

import logging
from datetime import datetime
from typing import Final

from django.core.exceptions import PermissionDenied
from django.http import Http404

from loa.common.figures import local_day
from loa.documents.models import MessageKind, ReceivedMessage, Relation, Status
from loa.documents.services.linking import BadRelation, relate_documents
from loa.orgs import selectors as orgs

logger = logging.getLogger(__name__)
State = ReceivedMessage.State
_RELATIONS: Final = {
    MessageKind.UPDATE: Relation.Kind.AMENDS,
    MessageKind.REPLACE: Relation.Kind.REPLACES,
}


def relate_confirmed(*, at: datetime) -> int:
    """Link what replaces or changes an earlier document, once both are confirmed.

    In the name of who confirmed the new one. Nothing of the earlier one is undone.
    """
    rows = ReceivedMessage.objects.filter(
        state=State.TAKEN,
        kind__in=list(_RELATIONS),
        problem="",
        document__status=Status.CONFIRMED,
        target__document__status=Status.CONFIRMED,
        related_at=None,
    ).select_related("document__confirmed_by", "target__document")
    made = 0
    for received in rows[:100]:
        ReceivedMessage.objects.filter(pk=received.pk).update(related_at=at)
        made += _relate(received, at)
    return made


def _relate(received: ReceivedMessage, at: datetime) -> bool:
    document = received.document
    target = received.target.document if received.target else None
    if document is None or target is None or document.confirmed_by is None:
        return False
    by = document.confirmed_by
    acting = orgs.acting(by, chosen=received.body_id, on=local_day(at))
    try:
        relate_documents(
            document=document,
            other=target,
            kind=_RELATIONS[MessageKind(received.kind)],
            actor=by,
            acting=acting,
            at=at,
        )
    except (BadRelation, PermissionDenied, Http404) as error:
        logger.warning("message %s was not linked: %s", received.pk, error)
        return False
    return True
