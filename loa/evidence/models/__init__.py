"""What was done, its proof, what it counts toward, and what it is worth."""

from loa.evidence.models.importing import ImportedRow, LogImport
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
    "CheckResult",
    "ClaimedAddress",
    "Credit",
    "ImportedRow",
    "LogImport",
    "PlanProof",
    "Proof",
    "ProvinceTally",
    "Record",
    "Standing",
    "Tally",
    "TallyColumns",
    "Verdict",
]
