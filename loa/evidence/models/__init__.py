"""What was done, its proof, what it counts toward, and what it is worth."""

from loa.evidence.models.auditing import SampleAudit, SampledRecord, SampleReview
from loa.evidence.models.deciding import (
    Appeal,
    ConfirmedRecord,
    PeriodConfirmation,
)
from loa.evidence.models.importing import ImportedRow, LogImport
from loa.evidence.models.opening import OpeningRight
from loa.evidence.models.pictures import PictureGreys
from loa.evidence.models.records import (
    CheckResult,
    ClaimedAddress,
    Credit,
    PlanProof,
    Proof,
    Record,
    Standing,
    Verdict,
)
from loa.evidence.models.tallies import ProvinceTally, Tally, TallyColumns

__all__ = [
    "Appeal",
    "CheckResult",
    "ClaimedAddress",
    "ConfirmedRecord",
    "Credit",
    "ImportedRow",
    "LogImport",
    "OpeningRight",
    "PeriodConfirmation",
    "PictureGreys",
    "PlanProof",
    "Proof",
    "ProvinceTally",
    "Record",
    "SampleAudit",
    "SampleReview",
    "SampledRecord",
    "Standing",
    "Tally",
    "TallyColumns",
    "Verdict",
]
