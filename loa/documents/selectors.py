"""Reads over documents; what is visible to whom is decided here and in policies."""

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from loa.documents import searching
from loa.documents.models import (
    Delivery,
    Document,
    DocumentFile,
    Recipient,
    Route,
    Status,
)
from loa.documents.reading import Reading, assemble
from loa.documents.ways import bodies_of_line
from loa.domain.text import fold
from loa.orgs import selectors as orgs
from loa.orgs.models import BodyVersion
from loa.orgs.selectors import Acting


def documents_visible_to(acting: Acting | None, on: date) -> QuerySet[Document]:
    """Return what :func:`policies.can_see_document` allows, newest first."""
    if acting is None:
        return Document.objects.none()
    own = Q(held_by_id=acting.body_id)
    delivered = Exists(
        Delivery.objects.filter(document=OuterRef("pk"), body_id=acting.body_id)
    )
    ahead = Exists(
        Route.objects.filter(
            document=OuterRef("pk"), body_id=acting.body_id, may_read_ahead=True
        )
    )
    seen = own | ((Q(delivered) | Q(ahead)) & Q(status=Status.CONFIRMED))
    below = Q()
    for _role, path in acting.reaches:
        below |= orgs.within(path)
    if below:
        held = BodyVersion.objects.filter(below, orgs.in_force(on)).values("body_id")
        seen |= Q(held_by_id__in=held) & ~Q(status=Status.WITHDRAWN)
    return Document.objects.filter(seen)


def library(
    acting: Acting | None,
    on: date,
    *,
    query: str = "",
    status: str = "",
    mine: bool = False,
) -> QuerySet[Document]:
    """Return the documents of the library that match, newest first.

    :param query: words looked for without marks, in the header and the text; every one
        must be found, the last may be a beginning
    :param mine: only those that the body acted in brought in itself
    """
    rows = searching.matching(documents_visible_to(acting, on), query)
    if status:
        rows = rows.filter(status=status)
    if mine and acting is not None:
        rows = rows.filter(held_by_id=acting.body_id)
    return rows.defer("text", "blocks", "folded")


def inbox(acting: Acting | None) -> QuerySet[Delivery]:
    """Return what was delivered to the body acted in, unopened first, then newest."""
    if acting is None:
        return Delivery.objects.none()
    return (
        Delivery.objects.filter(
            body_id=acting.body_id, document__status=Status.CONFIRMED
        )
        .select_related("document", "opened_by")
        .defer("document__text", "document__blocks", "document__folded")
        .order_by(F("opened_at").asc(nulls_first=True), "-delivered_at", "-pk")
    )


def reading(document: Document) -> Reading:
    """Return what is known of a document now, in one query."""
    return assemble(document, document.findings.all())


def original_of(document: Document) -> DocumentFile | None:
    """Return the file that was brought in; None when the text was pasted."""
    return (
        document.files.exclude(
            role__in=(DocumentFile.Role.ATTACHMENT, DocumentFile.Role.CONTAINER)
        )
        .select_related("file")
        # What came back signed is the document; the draft lies beside it.
        .order_by(F("role").desc(), "pk")
        .first()
    )


def packet_of(document: Document) -> list[DocumentFile]:
    """Return the zip or e-mail that a document came in, then all that was in it.

    Empty for what came by itself.
    """
    rows = [*document.files.select_related("file").order_by("pk")]
    if not any(row.role == DocumentFile.Role.CONTAINER for row in rows):
        return []
    return rows


def same_document(
    *,
    code: str,
    issuer_name: str,
    issued_on: date | None,
    among: QuerySet[Document],
    but: Collection[int] = (),
) -> Document | None:
    """Return a document with the same number, symbol, issuer and year (R1.10).

    Without a number or a day nothing is the same: we do not guess.
    """
    if not code or issued_on is None:
        return None
    first, next_year = date(issued_on.year, 1, 1), date(issued_on.year + 1, 1, 1)
    rows = among.filter(code=code, issued_on__gte=first, issued_on__lt=next_year)
    rows = rows.exclude(pk__in=but).exclude(status=Status.WITHDRAWN)
    wanted = fold(issuer_name)
    confirmed_first = sorted(rows, key=lambda row: row.status != Status.CONFIRMED)
    return next(
        (row for row in confirmed_first if fold(row.issuer_name) == wanted), None
    )


def duplicate_of(
    document: Document, acting: Acting | None, on: date
) -> Document | None:
    """Return another visible document that seems to be the same one."""
    return same_document(
        code=document.code,
        issuer_name=document.issuer_name,
        issued_on=document.issued_on,
        among=documents_visible_to(acting, on),
        but=[document.pk],
    )


def recipients_of(document: Document) -> QuerySet[Recipient]:
    """Return the printed lines of addressees and recipients, addressees first."""
    return document.recipients.order_by(F("kind").desc(), "order", "pk")


def bodies_addressed(document: Document, on: date) -> set[int]:
    """Return the bodies that the recipients' lines mean, groups as of a day.

    Only lines whose body or group is known; the holder itself is left out.
    """
    found: set[int] = set()
    for line in document.recipients.select_related("group"):
        found |= bodies_of_line(line, on)
    return found - {document.held_by_id}


def count_unopened(acting: Acting | None) -> int:
    """Count what was delivered to the body and nobody has opened."""
    return inbox(acting).filter(opened_at=None).count() if acting else 0


def count_open_readings(acting: Acting | None) -> int:
    """Count the body's own documents that wait to be confirmed."""
    if acting is None:
        return 0
    return Document.objects.filter(
        held_by_id=acting.body_id, status=Status.READ
    ).count()
