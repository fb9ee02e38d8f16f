"""Whom the printed leads of a document's tasks mean."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from loa.documents.models import Document
from loa.documents.reading import PrintedBody, TaskReading
from loa.orgs.models import Body, BodyGroup
from loa.orgs.names import Candidate, Names, Resolution, key_of

OUTSIDE = "outside"
"""Key in a task's reading: the printed names that mean nobody in this installation."""


@dataclass(frozen=True, slots=True)
class Party:
    """One printed lead or coordinating body of a task, and whom it means."""

    printed: str
    resolution: Resolution
    is_outside: bool = False

    @property
    def body(self) -> Body | None:
        return self.resolution.body

    @property
    def group(self) -> BodyGroup | None:
        return self.resolution.group

    @property
    def label(self) -> str:
        """The real body's or group's name; as printed while none is chosen."""
        return str(self.body or self.group or self.printed)

    @property
    def is_open(self) -> bool:
        """Whether a person must still say whom it means."""
        return not (self.is_outside or self.resolution.is_resolved)


class Resolver:
    """Resolves the names of one document, each once."""

    def __init__(self, document: Document, reader: Body, on: date) -> None:
        self._names = Names(
            document.issuer or reader,
            on,
            reader=reader,
            is_certain=document.issuer is not None,
        )
        self.reader = reader
        self._found: dict[str, Resolution] = {}

    @property
    def names(self) -> Names:
        """The names known around the issuer."""
        return self._names

    def all_candidates(self) -> list[Candidate]:
        """Return everything that a name may mean here; the reader's own body first."""
        own = Candidate(str(self.reader), body=self.reader)
        others = self._names.all_candidates()
        return [own, *(each for each in others if each.body != self.reader)]

    def party(self, printed: PrintedBody, outside: frozenset[str]) -> Party:
        """Return whom a printed name means."""
        found = self._found.get(printed.printed)
        if found is None:
            found = self._names.resolve(printed.printed)
            self._found[printed.printed] = found
        return Party(printed.printed, found, key_of(printed.printed) in outside)

    def parties(
        self, printed: Iterable[PrintedBody], outside: frozenset[str]
    ) -> tuple[Party, ...]:
        """Return whom several printed names mean, in their order."""
        return tuple(self.party(each, outside) for each in printed)


def outside_of(task: TaskReading) -> frozenset[str]:
    """Return the keys of names that a person said mean nobody here."""
    value = task.finding.value
    said = value.get(OUTSIDE, []) if isinstance(value, dict) else []
    return frozenset(key_of(name) for name in said)


def value_of(candidate: Candidate) -> str:
    """Return how a form names a candidate: "group-3", "body-12"."""
    if candidate.group:
        return f"group-{candidate.group.pk}"
    return f"body-{candidate.body.pk}" if candidate.body else OUTSIDE
