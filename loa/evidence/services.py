"""The door to this app's writes."""

from loa.domain.proof import BadAddress
from loa.evidence.appealing import NotAppealable, appeal
from loa.evidence.assessing import Assessment, assess
from loa.evidence.confirming import (
    NothingToConfirm,
    PeriodChanged,
    confirm_period,
)
from loa.evidence.crediting import recredit
from loa.evidence.drafting import BadRecord, make_draft, problems
from loa.evidence.filing import NewFile
from loa.evidence.judging import (
    DECIDABLE,
    AnotherDecides,
    ReasonMissing,
    VerdictChanged,
    Withdrawn,
    accept_unobjected,
    give_verdict,
    witness,
)
from loa.evidence.recording import (
    AlreadyRecorded,
    Recorded,
    Rejected,
    add_proof,
    record_activity,
    withdraw_record,
)

__all__ = [
    "DECIDABLE",
    "AlreadyRecorded",
    "AnotherDecides",
    "Assessment",
    "BadAddress",
    "BadRecord",
    "NewFile",
    "NotAppealable",
    "NothingToConfirm",
    "PeriodChanged",
    "ReasonMissing",
    "Recorded",
    "Rejected",
    "VerdictChanged",
    "Withdrawn",
    "accept_unobjected",
    "add_proof",
    "appeal",
    "assess",
    "confirm_period",
    "give_verdict",
    "make_draft",
    "problems",
    "record_activity",
    "recredit",
    "withdraw_record",
    "witness",
]
