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
    """Where a document that came in stands. Nothing counts before it is confirmed."""

    RECEIVED = "received"
    UNREADABLE = "unreadable"
    READ = "read"
    CONFIRMED = "confirmed"
    SET_ASIDE = "set_aside"


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
    start=DocumentState.RECEIVED,
    moves=(
        Move(
            "read",
            (DocumentState.RECEIVED, DocumentState.UNREADABLE, DocumentState.READ),
            DocumentState.READ,
            by="reader",
        ),
        Move(
            "fail",
            (DocumentState.RECEIVED, DocumentState.READ),
            DocumentState.UNREADABLE,
            by="reader",
        ),
        Move("confirm", (DocumentState.READ,), DocumentState.CONFIRMED, by="person"),
        Move(
            "set_aside",
            (DocumentState.RECEIVED, DocumentState.UNREADABLE, DocumentState.READ),
            DocumentState.SET_ASIDE,
            by="person",
        ),
        Move(
            "restore", (DocumentState.SET_ASIDE,), DocumentState.RECEIVED, by="person"
        ),
    ),
)
