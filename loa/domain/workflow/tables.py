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


class OutgoingState(StrEnum):
    """Where a paper of one's own stands, from its first draft until it is recalled."""

    DRAFT = "draft"
    FROZEN = "frozen"  # out for signing; its text is fixed
    RETURNED = "returned"  # the signed file is back
    ISSUED = "issued"
    REPLACED = "replaced"
    RECALLED = "recalled"
    DROPPED = "dropped"


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

_OUT = (OutgoingState.FROZEN, OutgoingState.RETURNED)

OUTGOING = Machine(
    name="outgoing",
    start=OutgoingState.DRAFT,
    moves=(
        Move("edit", (OutgoingState.DRAFT,), OutgoingState.DRAFT, by="author"),
        Move("freeze", (OutgoingState.DRAFT,), OutgoingState.FROZEN, by="author"),
        Move("take_back", _OUT, OutgoingState.DRAFT, by="author"),
        Move("receive", _OUT, OutgoingState.RETURNED, by="clerk"),
        # Only what came back signed is issued.
        Move("issue", (OutgoingState.RETURNED,), OutgoingState.ISSUED, by="clerk"),
        Move("replace", (OutgoingState.ISSUED,), OutgoingState.REPLACED, by="author"),
        Move("recall", (OutgoingState.ISSUED,), OutgoingState.RECALLED, by="author"),
        Move("drop", (OutgoingState.DRAFT,), OutgoingState.DROPPED, by="author"),
    ),
)
