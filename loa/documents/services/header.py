"""The columns of a document follow its header's findings."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from loa.documents.codes import code_of, search_text
from loa.documents.issuers import issuer_body
from loa.documents.levels import level_of
from loa.documents.models import Document, Finding
from loa.documents.reading import is_dropped

COLUMNS: Final = {
    "number": "number",
    "symbol": "symbol",
    "doc_type": "doc_type",
    "issuer": "issuer_name",
    "place": "place",
    "subject": "subject",
    "urgency": "urgency",
    "signer.authority": "signer_authority",
    "signer.title": "signer_title",
    "signer.name": "signer_name",
}


def columns(values: dict[str, Any], *, holder: int, on: date) -> dict[str, Any]:
    """Return a document's columns from the header's values by field.

    What is longer than its column is cut there; the finding keeps it whole.
    """
    found: dict[str, Any] = {
        column: str(values.get(field) or "")[: _length(column)]
        for field, column in COLUMNS.items()
    }
    day = values.get("issued_on")
    found["issued_on"] = date.fromisoformat(day) if day else None
    found["code"] = code_of(found["number"], found["symbol"])
    found["folded"] = search_text(
        found["doc_type"],
        "/".join(part for part in (found["number"], found["symbol"]) if part),
        found["issuer_name"],
        found["subject"],
    )
    found["level"] = level_of(found["issuer_name"], found["code"])
    found["issuer_id"] = issuer_body(found["issuer_name"], holder=holder, on=on)
    return found


def _length(column: str) -> int | None:
    length: int | None = getattr(Document._meta.get_field(column), "max_length", None)
    return length


def header_values(findings: Iterable[Finding]) -> dict[str, Any]:
    """Return the values of the header that stand, by field."""
    return {
        row.field: row.value
        for row in findings
        if row.item is None and not is_dropped(row)
    }


def follow(document: Document, *, on: date) -> None:
    """Write the header's findings into the document's columns."""
    values = header_values(document.findings.filter(item=None))
    changed = columns(values, holder=document.held_by_id, on=on)
    for name, value in changed.items():
        setattr(document, name, value)
    document.save(update_fields=[name.removesuffix("_id") for name in changed])
