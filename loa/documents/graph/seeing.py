"""What one may see of what is cited: a document she may not see is a stub to her."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from loa.documents.issuers import issuer_key, may_be_same
from loa.documents.models import Citation, Document, Relation, Status
from loa.documents.selectors import documents_visible_to
from loa.orgs.selectors import Acting

LIGHT = (
    "number", "symbol", "doc_type", "issuer_name", "issued_on", "subject", "status",
    "code", "level", "ended", "held_by_id", "issuer_id",
)  # fmt: skip
"""The columns of a document that a node shows: never its text."""

PaperKey = tuple[str, date | None, str]


@dataclass(frozen=True, slots=True)
class Seen:
    """A citation, the document it means as far as she may see it, and what is near."""

    citation: Citation
    document: Document | None
    near: tuple[Document, ...] = ()


def paper_key(document: Document) -> PaperKey | None:
    """Return what copies of one paper have in common; None without number or day."""
    if not document.code or document.issued_on is None:
        return None
    return document.code, document.issued_on, issuer_key(document.issuer_name)


def confirmed(acting: Acting | None, on: date) -> QuerySet[Document]:
    """Return the confirmed documents that she may see, without their text."""
    rows = documents_visible_to(acting, on).filter(status=Status.CONFIRMED)
    return rows.only(*LIGHT).order_by("pk")


def see(citations: Sequence[Citation], acting: Acting | None, on: date) -> list[Seen]:
    """Return what she may see of what citations mean, in one query.

    What another body holds is found again in her own copy of the same paper.
    """
    targets = {row.target_id for row in citations if row.target_id}
    codes = {row.code for row in citations if row.code}
    rows = confirmed(acting, on).filter(Q(pk__in=targets) | Q(code__in=codes))
    by_pk, by_code = {}, dict[str, list[Document]]()
    for row in rows:
        by_pk[row.pk] = row
        by_code.setdefault(row.code, []).append(row)
    return [_seen(row, by_pk, by_code.get(row.code, [])) for row in citations]


def _seen(
    citation: Citation, by_pk: dict[int, Document], same_code: list[Document]
) -> Seen:
    found = by_pk.get(citation.target_id or 0)
    others = [row for row in same_code if row.pk != citation.document_id]
    if found is None and (citation.target_id or citation.pk is None):
        found = _copy(citation, others)
    near = () if found else tuple(others)
    return Seen(citation, found, near if citation.code else ())


def _copy(citation: Citation, rows: Collection[Document]) -> Document | None:
    if citation.issued_on is None:
        return None
    copies: dict[str, Document] = {}
    for row in rows:
        if row.issued_on == citation.issued_on and may_be_same(
            citation.issuer_name, row.issuer_name
        ):
            copies.setdefault(issuer_key(row.issuer_name), row)
    return next(iter(copies.values())) if len(copies) == 1 else None


def relations_seen(acting: Acting | None, on: date) -> QuerySet[Relation]:
    """Return the standing relations that count for her, both ends hers to see.

    Who says so is named only where she may see that document too.
    """
    if acting is None:
        return Relation.objects.none()
    visible = documents_visible_to(acting, on)
    heavy = ("text", "blocks", "folded")
    said_by = Prefetch("said_by", queryset=visible.defer(*heavy))
    return (
        Relation.objects.filter(
            Q(is_general=True) | Q(body_id=acting.body_id),
            closed_at=None,
            document__in=visible.values("pk"),
            other__in=visible.values("pk"),
        )
        .select_related("document", "other")
        .prefetch_related(said_by)
        .defer(*(f"{end}__{name}" for end in ("document", "other") for name in heavy))
        .order_by("pk")
    )  # fmt: skip
