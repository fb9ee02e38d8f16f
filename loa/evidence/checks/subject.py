"""What a check looks at, and what it says."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from loa.domain.proof import ChannelOwner, Match
from loa.evidence.drafts import Draft
from loa.evidence.models import CheckResult, Record

Outcome = CheckResult.Outcome


@dataclass(frozen=True, slots=True)
class Subject:
    """A draft with all that was found out about it.

    ``same_address`` are other bodies' records of its address, ``same_file`` any
    record with one of its files; withdrawn and rejected ones are left out.
    ``same_day`` is how many others the body did and recorded on the last day of a
    period, where this one is of that day and recorded on it; else 0.
    """

    draft: Draft
    owner: ChannelOwner | None
    matches: tuple[Match, ...]
    same_address: tuple[Record, ...]
    same_file: tuple[Record, ...]
    on: date
    same_day: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check says: an outcome, and the reason as a code with JSON values."""

    check: str
    outcome: CheckResult.Outcome
    reason: str
    values: dict[str, Any] = field(default_factory=dict)
