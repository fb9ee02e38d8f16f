"""Official documents, what they cite and what the reader found in them."""

from loa.documents.models.incoming import (
    Citation,
    Delivery,
    Direction,
    Document,
    DocumentFile,
    Finding,
    IssuerLevel,
    Recipient,
    Relation,
    SearchEntry,
    Status,
)

__all__ = [
    "Citation",
    "Delivery",
    "Direction",
    "Document",
    "DocumentFile",
    "Finding",
    "IssuerLevel",
    "Recipient",
    "Relation",
    "SearchEntry",
    "Status",
]
