"""The tables of the product: what may become of a report and of a document."""

from __future__ import annotations

from enum import StrEnum

from loa.domain.workflow.machine import Machine, Move


class ReportState(StrEnum):
    """Where a report stands. A correction is a new version, not a move."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"


class DocumentState(StrEnum):
    """How far the reading of a document has come. Nothing counts before `CONFIRMED`."""

    READ = "read"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"


REPORT = Machine(
    name="report",
    start=ReportState.DRAFT,
    moves=(
        Move(
            "submit",
            (ReportState.DRAFT, ReportState.RETURNED),
            ReportState.SUBMITTED,
            by="author",
        ),
        Move("withdraw", (ReportState.SUBMITTED,), ReportState.DRAFT, by="author"),
        Move("return", (ReportState.SUBMITTED,), ReportState.RETURNED, by="receiver"),
        Move("accept", (ReportState.SUBMITTED,), ReportState.ACCEPTED, by="receiver"),
    ),
)

DOCUMENT = Machine(
    name="document",
    start=DocumentState.READ,
    moves=(
        Move("correct", (DocumentState.READ,), DocumentState.READ, by="reader"),
        Move("confirm", (DocumentState.READ,), DocumentState.CONFIRMED, by="confirmer"),
        # Duties rest on a confirmed document: only one not confirmed is withdrawn.
        Move("withdraw", (DocumentState.READ,), DocumentState.WITHDRAWN, by="reader"),
    ),
)
