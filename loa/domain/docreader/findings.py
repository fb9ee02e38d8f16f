"""A finding: a fact that the reader took from a document, and the words it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Certainty(StrEnum):
    """How far to trust a finding before a person has looked at it."""

    CERTAIN = "certain"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open places in the document's text: `text[start:end]`."""

    start: int
    end: int

    def quote(self, text: str) -> str:
        """The words that the span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Finding:
    """One fact.

    `field` names what it is ("number", "tasks[3].deadline"), `value` is the fact as
    text (dates as 2025-03-15), `span` covers the words it came from, `rule` names the
    rule that took it (docs/reference/reader.md lists them).
    """

    field: str
    value: str
    span: Span
    rule: str
    certainty: Certainty = Certainty.CERTAIN
