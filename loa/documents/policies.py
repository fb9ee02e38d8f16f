"""Who may see, bring in, correct and confirm documents.

An outsider gets "not found"; an insider without the role gets "forbidden".
"""

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from loa.documents.models import Arrival, Delivery, Document, Relation, Route, Status
from loa.orgs import selectors as orgs
from loa.orgs.models import Role
from loa.orgs.policies import WRITING_ROLES
from loa.orgs.selectors import Acting

if TYPE_CHECKING:
    from loa.accounts.models import User


def is_holder(acting: Acting | None, document: Document) -> bool:
    """Whether she acts in the body that brought the document in."""
    return acting is not None and acting.body_id == document.held_by_id


def can_see_document(acting: Acting | None, document: Document, *, on: date) -> bool:
    """Whether a document may be seen.

    By the body that holds it; once it is not withdrawn by who has a grant over that
    body; once it is confirmed by every body to which it was delivered, and by who owes
    something by it though it is still on its way through another.
    """
    if acting is None:
        return False
    if acting.body_id == document.held_by_id:
        return True
    if document.status == Status.WITHDRAWN:
        return False
    holder = orgs.version_of(document.held_by_id, on)
    if holder is not None and acting.reaches_body(holder.path):
        return True
    return document.status == Status.CONFIRMED and _was_delivered(acting, document)


def _was_delivered(acting: Acting, document: Document) -> bool:
    mine = {"document": document, "body_id": acting.body_id}
    return (
        Delivery.objects.filter(**mine).exists()
        or Route.objects.filter(**mine, may_read_ahead=True).exists()
    )


def access_document(acting: Acting | None, pk: int, *, on: date) -> Document:
    """Return the document, or "not found" to an outsider."""
    rows = Document.objects.select_related("confirmed_by", "brought_by")
    document = rows.filter(pk=pk).first()
    if document is None or not can_see_document(acting, document, on=on):
        raise Http404
    return document


def can_bring_in(acting: Acting | None) -> bool:
    """Whether she may bring documents into the body in which she acts."""
    return acting is not None and acting.has(*WRITING_ROLES)


def require_bring_in(acting: Acting | None) -> Acting:
    """Give back who may bring in.

    :raises PermissionDenied: to everyone else
    """
    if acting is None or not can_bring_in(acting):
        raise PermissionDenied
    return acting


def access_arrival(user: "User", pk: int) -> Arrival:
    """Return a file that waits to be read: only to her who brought it."""
    found = Arrival.objects.select_related("document").filter(pk=pk, by_id=user.pk)
    arrival = found.first()
    if arrival is None:
        raise Http404
    return arrival


def can_edit_reading(acting: Acting | None, document: Document) -> bool:
    """Whether she may correct what was read: in the holding body, until confirmed."""
    return can_write(acting, document) and document.status == Status.READ


def can_write(acting: Acting | None, document: Document) -> bool:
    """Whether she writes for the body that holds the document."""
    return (
        acting is not None
        and is_holder(acting, document)
        and acting.has(*WRITING_ROLES)
    )


def can_edit_tasks(acting: Acting | None, document: Document) -> bool:
    """Whether she may correct its tasks: until confirmed, or until they are duties."""
    return can_write(acting, document) and document.has_open_tasks


def can_relate(acting: Acting | None) -> bool:
    """Whether she may say what became of documents that her body sees."""
    return acting is not None and acting.has(*WRITING_ROLES)


def require_relate(acting: Acting | None) -> Acting:
    """Give back who may say what became of documents.

    :raises PermissionDenied: to who does not write for the body acted in
    """
    if acting is None or not can_relate(acting):
        raise PermissionDenied
    return acting


def is_own_relation(acting: Acting | None, relation: Relation) -> bool:
    """Whether it was said in the body she writes for."""
    return (
        acting is not None and can_relate(acting) and acting.body_id == relation.body_id
    )


def require_own_relation(acting: Acting | None, relation: Relation) -> None:
    """Refuse who would take back what another body said.

    :raises PermissionDenied: to everyone else
    """
    if not is_own_relation(acting, relation):
        raise PermissionDenied


def can_speak_for_issuer(
    acting: Acting | None, document: Document, *, on: date
) -> bool:
    """Whether she writes in the issuer's body, or oversees the issuer."""
    if acting is None or document.issuer_id is None or not acting.has(*WRITING_ROLES):
        return False
    if acting.body_id == document.issuer_id:
        return True
    issuer = orgs.version_of(document.issuer_id, on)
    return issuer is not None and acting.reaches_body(issuer.path, Role.OVERSEER)


def sends_it(acting: Acting | None, document: Document, *, on: date) -> bool:
    """Whether she writes for who sent a document out: its issuer, or its holder."""
    return can_write(acting, document) or can_speak_for_issuer(acting, document, on=on)


def routes_to_pass(
    acting: Acting | None, document: Document, *, on: date
) -> QuerySet[Route]:
    """Return the ways of a document that wait for her: her body's own, or all.

    Who sent it may send it straight on when a way does not pass it on.
    """
    rows = Route.objects.filter(document=document, passed_at=None)
    if acting is None or not acting.has(*WRITING_ROLES):
        return rows.none()
    if sends_it(acting, document, on=on):
        return rows
    return rows.filter(via_id=acting.body_id)


def require_pass_on(acting: Acting | None, document: Document, *, on: date) -> Acting:
    """Give back who passes a document on: for its way, or for who sent it.

    :raises PermissionDenied: to everyone else
    """
    if acting is None or not acting.has(*WRITING_ROLES):
        raise PermissionDenied
    through = Route.objects.filter(document=document, via_id=acting.body_id)
    if not sends_it(acting, document, on=on) and not through.exists():
        raise PermissionDenied
    return acting


def require_write(acting: Acting | None, document: Document) -> None:
    """Refuse who does not write for the holding body.

    Whether the document is still open is asked by the service, in its transaction.

    :raises PermissionDenied: to an insider without a writing role there
    """
    if not can_write(acting, document):
        raise PermissionDenied
