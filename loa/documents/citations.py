"""The documents that a document names: held here, or stubs to be filled later."""

from datetime import date
from typing import Any

from loa.documents.codes import code_of
from loa.documents.issuers import issuer_key, may_be_same
from loa.documents.laws import match_laws
from loa.documents.models import Citation, Document, Finding, Status
from loa.documents.reading import Reading


def citation_of(document: Document, finding: Finding) -> Citation:
    """Make the citation that a finding says (not saved, and pointing at nothing yet)."""
    value: dict[str, Any] = finding.value or {}
    day = value.get("issued_on")
    return Citation(
        document=document,
        kind=Citation.Kind.LEGAL_BASIS,
        number=value.get("number", "")[:60],
        code=code_of(value.get("number", "")),
        name=value.get("name", "")[:400],
        issued_on=date.fromisoformat(day) if day else None,
        issuer_name=value.get("issuer", "")[:300],
        start=finding.start,
        end=finding.end,
    )


def held_document(citation: Citation) -> Document | None:
    """Return the confirmed document that a citation means; None unless it is just one.

    Number and symbol alone say little ("12/KH-UBND" is in every province): the day must
    agree, and the issuer as far as both say it. Of several copies of one paper the first
    that came is meant.
    """
    if not citation.code or citation.issued_on is None:
        return None
    rows = (
        Document.objects.filter(
            code=citation.code, issued_on=citation.issued_on, status=Status.CONFIRMED
        )
        .exclude(pk=citation.document_id)
        .only("pk", "issuer_name")
        .order_by("-pk")
    )
    found = {
        issuer_key(row.issuer_name): row
        for row in rows
        if may_be_same(citation.issuer_name, row.issuer_name)
    }
    if len(found) > 1:
        wanted = issuer_key(citation.issuer_name)
        found = {name: row for name, row in found.items() if name == wanted}
    return next(iter(found.values())) if len(found) == 1 else None


def fill_stubs(document: Document) -> int:
    """Point what other documents cite at one that is now held; return how many.

    A link made before is taken back when the new one makes it ambiguous. What a person
    settled is left alone.
    """
    if not document.code or document.issued_on is None:
        return 0
    rows = Citation.objects.filter(
        code=document.code, issued_on=document.issued_on, settled_at=None
    ).exclude(document=document)
    filled = 0
    for row in rows:
        target = held_document(row)
        if (target.pk if target else None) != row.target_id:
            row.target = target
            row.save(update_fields=["target"])
            filled += target is not None
    return filled


def citations_now(document: Document, reading: Reading) -> list[Citation]:
    """Return what a reading cites now, with the law it names (not saved)."""
    rows = [citation_of(document, finding) for finding in reading.citations]
    match_laws(rows)
    return rows
