"""States and moves as a table: `REPORT.can(state, move)`, `REPORT.after(state, move)`.

The table says what is possible; who may do it is the policy of the app.
"""

from loa.domain.workflow.machine import BadMove, Machine, Move
from loa.domain.workflow.tables import (
    DOCUMENT,
    OUTGOING,
    REPORT,
    DocumentState,
    OutgoingState,
    ReportState,
)

__all__ = [
    "DOCUMENT",
    "OUTGOING",
    "REPORT",
    "BadMove",
    "DocumentState",
    "Machine",
    "Move",
    "OutgoingState",
    "ReportState",
]
