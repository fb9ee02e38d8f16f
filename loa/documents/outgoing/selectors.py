"""Reads over a body's own papers."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from loa.documents.models import (
    Document,
    Draft,
    DraftStatus,
    DraftVersion,
    FrozenFile,
    NumberSeries,
    PaperTemplate,
    RegisteredNumber,
    Relation,
    SignedFile,
)
from loa.documents.outgoing.kinds import KINDS, PaperKind
from loa.orgs.selectors import Acting

OPEN = (DraftStatus.DRAFT, DraftStatus.FROZEN, DraftStatus.RETURNED)


def drafts_of(
    acting: Acting | None, *, state: str = "", query: str = ""
) -> QuerySet[Draft]:
    """Return the papers of the body acted in, those still on their way first.

    :param state: a status; "open" for all on their way; "" for all but given up
    """
    if acting is None:
        return Draft.objects.none()
    rows = Draft.objects.filter(body_id=acting.body_id)
    if state == "open":
        rows = rows.filter(status__in=OPEN)
    elif state:
        rows = rows.filter(status=state)
    else:
        rows = rows.exclude(status=DraftStatus.DROPPED)
    if words := query.split():
        for word in words:
            rows = rows.filter(
                Q(subject__icontains=word)
                | Q(symbol__icontains=word)
                | Q(document__number=word)
            )
    return (
        rows.select_related("document", "regarding", "made_by")
        .defer("document__text", "document__blocks", "document__folded")
        .defer("regarding__text", "regarding__blocks", "regarding__folded")
    )


def versions_of(draft: Draft) -> list[DraftVersion]:
    """Return every version of a draft, newest first."""
    rows = draft.versions.select_related("file", "made_by").defer("text", "blocks")
    return list(rows.order_by("-version"))


def frozen_files(draft: Draft) -> list[FrozenFile]:
    """Return what went out for signing last, one of each format."""
    rows = FrozenFile.objects.filter(version__draft=draft).select_related("file")
    newest: dict[str, FrozenFile] = {}
    for row in rows.order_by("pk"):
        newest[row.format] = row
    return [newest[name] for name in ("pdf", "docx") if name in newest]


def signed_file(draft: Draft) -> SignedFile | None:
    """Return the newest file that came back signed."""
    rows = SignedFile.objects.filter(version__draft=draft)
    return rows.select_related("file", "received_by").order_by("-pk").first()


def follow_ups(document: Document) -> list[Relation]:
    """Return the issued papers that replace, correct or recall a document.

    As its own body said: what another notes for itself is not ours to show.
    """
    kinds = (Relation.Kind.REPLACES, Relation.Kind.CORRECTS, Relation.Kind.RECALLS)
    rows = Relation.objects.filter(
        other=document, kind__in=kinds, closed_at=None, body_id=document.held_by_id
    )
    return list(rows.select_related("document").order_by("pk"))


def templates_of(acting: Acting | None) -> list[PaperTemplate]:
    """Return the templates that the body acted in uses, by name."""
    if acting is None:
        return []
    rows = PaperTemplate.objects.filter(body_id=acting.body_id, closed_at=None)
    return list(rows.select_related("file", "added_by"))


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """How a body's numbers of one kind of paper stand in a year."""

    kind: PaperKind
    next: int
    given: int
    void: int


def series_of(body_id: int, year: int) -> list[SeriesRow]:
    """Return the numbers of a body in a year, one row for each kind of paper."""
    next_by = dict(
        NumberSeries.objects.filter(body_id=body_id, year=year).values_list(
            "type_code", "next"
        )
    )
    rows = list(
        RegisteredNumber.objects.filter(body_id=body_id, year=year).values_list(
            "type_code", "void_at"
        )
    )
    return [
        SeriesRow(
            kind,
            next_by.get(kind.code, 1),
            sum(code == kind.code for code, _void in rows),
            sum(code == kind.code and void is not None for code, void in rows),
        )
        for kind in KINDS
    ]


def numbers_given(body_id: int, year: int) -> QuerySet[RegisteredNumber]:
    """Return the numbers that a body gave in a year, the newest first."""
    rows = RegisteredNumber.objects.filter(body_id=body_id, year=year)
    return rows.select_related("draft__document", "taken_by", "void_by").order_by("-pk")
