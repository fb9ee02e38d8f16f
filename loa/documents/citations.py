"""The documents that a document names: held here, or stubs to be filled later."""

from datetime import date
from typing import Any

from loa.documents.codes import code_of
from loa.documents.models import Citation, Document, Finding, Status
from loa.domain.text import fold


def citation_of(document: Document, finding: Finding) -> Citation:
    """Make the citation that a finding says, pointing at what is held (not saved)."""
    value: dict[str, Any] = finding.value or {}
    day = value.get("issued_on")
    citation = Citation(
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
    citation.target = held_document(citation)
    return citation


def held_document(citation: Citation) -> Document | None:
    """Return the confirmed document that a citation means; None unless it is just one.

    Number and symbol alone say little ("12/KH-UBND" is in every province): the day must
    agree, and the issuer too where several remain.
    """
    if not citation.code or citation.issued_on is None:
        return None
    rows = Document.objects.filter(
        code=citation.code, issued_on=citation.issued_on, status=Status.CONFIRMED
    ).exclude(pk=citation.document_id)
    found = {fold(row.issuer_name): row for row in rows.order_by("-pk")}
    if len(found) > 1:
        wanted = fold(citation.issuer_name)
        found = {name: row for name, row in found.items() if name == wanted}
    return next(iter(found.values())) if len(found) == 1 else None


def fill_stubs(document: Document) -> int:
    """Point the stubs of other documents at one that is now held; return how many."""
    if not document.code or document.issued_on is None:
        return 0
    stubs = Citation.objects.filter(
        code=document.code, issued_on=document.issued_on, target=None
    ).exclude(document=document)
    filled = 0
    for stub in stubs:
        stub.target = held_document(stub)
        if stub.target is not None:
            stub.save(update_fields=["target"])
            filled += 1
    return filled
