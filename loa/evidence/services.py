"""The door to this app's writes."""

from loa.domain.proof import BadAddress
from loa.evidence.assessing import Assessment, assess
from loa.evidence.crediting import recredit
from loa.evidence.drafting import BadRecord, make_draft, problems
from loa.evidence.judging import (
    DECIDABLE,
    ReasonMissing,
    VerdictChanged,
    Withdrawn,
    accept_unobjected,
    give_verdict,
    witness,
)
from loa.evidence.recording import (
    AlreadyRecorded,
    NewFile,
    Recorded,
    Rejected,
    add_proof,
    record_activity,
    withdraw_record,
)

__all__ = [
    "DECIDABLE",
    "AlreadyRecorded",
    "Assessment",
    "BadAddress",
    "BadRecord",
    "NewFile",
    "ReasonMissing",
    "Recorded",
    "Rejected",
    "VerdictChanged",
    "Withdrawn",
    "accept_unobjected",
    "add_proof",
    "assess",
    "give_verdict",
    "make_draft",
    "problems",
    "record_activity",
    "recredit",
    "withdraw_record",
    "witness",
]
