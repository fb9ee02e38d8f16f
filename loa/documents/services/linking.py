"""What a paper rests on and what became of it, as far as a person says so."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.http import Http404

from loa.common.figures import local_day
from loa.documents import policies
from loa.documents.citations import held_document
from loa.documents.models import Citation, Document, Relation, Status
from loa.documents.services.gate import NotOpen, log
from loa.documents.signals import document_related, document_unrelated
from loa.orgs.selectors import Acting

if TYPE_CHECKING:
    from loa.accounts.models import User


class BadRelation(ValueError):
    """What cannot be said of two documents; ``code`` says why.

    "itself", "unconfirmed", "the_other_way", "day_before", "here_already".
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@transaction.atomic
def link_citation(
    *,
    citation: Citation,
    target: Document | None,
    actor: "User",
    acting: Acting | None,
    at: datetime,
) -> Citation:
    """Say which document a citation means, or with None that no held one is meant.

    From then on nothing changes it by itself.

    :raises PermissionDenied: to an insider who does not write for the citing body
    :raises Http404: when she may not see the target
    :raises BadRelation: when the target is the citing paper, or is not confirmed
    """
    document = citation.document
    policies.require_write(acting, document)
    if target is not None:
        _require_end(target, acting, local_day(at))
        if target.pk == document.pk:
            raise BadRelation("itself")
    citation.target, citation.settled_by, citation.settled_at = target, actor, at
    citation.save(update_fields=["target", "settled_by", "settled_at"])
    action = "citation.linked" if target else "citation.unlinked"
    detail = _said(citation, target)
    log(action, document, actor=actor, acting=acting, at=at, detail=detail)
    return citation


@transaction.atomic
def release_citation(
    *, citation: Citation, actor: "User", acting: Acting | None, at: datetime
) -> Citation:
    """Take back what a person said of a citation: Loa looks for itself again.

    :raises PermissionDenied: to an insider who does not write for the citing body
    """
    document = citation.document
    policies.require_write(acting, document)
    citation.settled_by = citation.settled_at = None
    citation.target = held_document(citation)
    citation.save(update_fields=["target", "settled_by", "settled_at"])
    detail = _said(citation, citation.target)
    log("citation.released", document, actor=actor, acting=acting, at=at, detail=detail)
    return citation


def _said(citation: Citation, target: Document | None) -> dict[str, Any]:
    return {"cited": str(citation), "meant": str(target) if target else ""}


@transaction.atomic
def relate_documents(
    *,
    document: Document,
    other: Document,
    kind: str,
    effective_on: date | None = None,
    said_by: Document | None = None,
    actor: "User",
    acting: Acting | None,
    at: datetime,
) -> Relation:
    """Say that a document replaces, amends, answers or carries on another.

    Said by the issuer's people of ``other``, or its overseer, it holds for everybody
    who sees both; said by anyone else, for her own body alone.

    :param effective_on: from which day; without one, from the day of ``document``
    :param said_by: the document that says so, when it is not ``document`` itself
    :raises PermissionDenied: to who does not write for the body acted in
    :raises Http404: when she may not see one of them
    :raises BadRelation: with ``code``, when it cannot be so
    """
    acting = policies.require_relate(acting)
    on = local_day(at)
    for one in (document, other, said_by):
        if one is not None:
            _require_end(one, acting, on)
    if kind not in Relation.Kind.values:
        raise BadRelation("kind")
    _refuse_odd(document, other, kind, effective_on, acting)
    try:
        with transaction.atomic():
            relation = Relation.objects.create(
                document=document,
                other=other,
                kind=kind,
                effective_on=effective_on,
                said_by=None if said_by == document else said_by,
                body_id=acting.body_id,
                is_general=policies.can_speak_for_issuer(acting, other, on=on),
                by=actor,
                at=at,
            )
    except IntegrityError:
        raise BadRelation("here_already") from None
    detail = {
        "kind": kind,
        "other": str(other),
        "other_id": other.pk,
        "is_general": relation.is_general,
    }
    log("document.related", document, actor=actor, acting=acting, at=at, detail=detail)
    document_related.send(sender=Relation, relation=relation, at=at)
    return relation


def _require_end(document: Document, acting: Acting | None, on: date) -> None:
    if not policies.can_see_document(acting, document, on=on):
        raise Http404
    if document.status != Status.CONFIRMED:
        raise BadRelation("unconfirmed")


def _refuse_odd(
    document: Document,
    other: Document,
    kind: str,
    effective_on: date | None,
    acting: Acting,
) -> None:
    if document.pk == other.pk:
        raise BadRelation("itself")
    starts = effective_on or document.issued_on
    if starts and other.issued_on and starts < other.issued_on:
        raise BadRelation("day_before")
    standing = Relation.objects.filter(kind=kind, closed_at=None)
    if standing.filter(document=other, other=document).exists():
        raise BadRelation("the_other_way")
    same = standing.filter(document=document, other=other)
    if (
        same.filter(is_general=True).exists()
        or same.filter(body=acting.body_id).exists()
    ):
        raise BadRelation("here_already")


@transaction.atomic
def close_relation(
    *, relation: Relation, actor: "User", acting: Acting | None, at: datetime
) -> Relation:
    """Take back what was said of two documents; the row stays, closed.

    :raises PermissionDenied: to who does not write for the body that said it
    :raises NotOpen: when it was taken back before
    """
    acting = policies.require_relate(acting)
    policies.require_own_relation(acting, relation)
    rows = Relation.objects.filter(pk=relation.pk, closed_at=None)
    if rows.update(closed_at=at, closed_by=actor) == 0:
        raise NotOpen(relation.document)
    relation.closed_at, relation.closed_by = at, actor
    detail = {"kind": relation.kind, "other": str(relation.other)}
    log(
        "document.unrelated",
        relation.document,
        actor=actor,
        acting=acting,
        at=at,
        detail=detail,
    )
    document_unrelated.send(sender=Relation, relation=relation, at=at)
    return relation
