"""What is known of a document now: the findings as a person sees and uses them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from loa.documents.models import Document, Finding

DOUBTFUL = "doubtful"
LIKELY = "likely"
# Always proposed, never certain: a person settles these by themselves, task by task.
PROPOSALS = frozenset({"task.kind"})
TITLE_LENGTH = 110


@dataclass(frozen=True, slots=True)
class PrintedBody:
    """A body as the document names it, and where."""

    printed: str
    start: int | None
    end: int | None
    finding: Finding


@dataclass(frozen=True, slots=True)
class TaskReading:
    """One task as it stands now; dropped parts are left out."""

    item: int
    finding: Finding
    findings: dict[str, list[Finding]]

    @property
    def label(self) -> str:
        """How the paper and the list call it: N1, N2 …"""
        return f"N{self.item + 1}"

    @property
    def anchor(self) -> str:
        """The fragment of the page at which its sentence stands."""
        return f"v{self.item + 1}"

    @property
    def text(self) -> str:
        return str(self._value("text", ""))

    @property
    def title(self) -> str:
        """Its beginning, cut at a word."""
        text = " ".join(self.text.split())
        if len(text) <= TITLE_LENGTH:
            return text
        return text[:TITLE_LENGTH].rsplit(" ", 1)[0].rstrip(",;:") + "…"

    @property
    def start(self) -> int | None:
        return self.finding.start

    @property
    def end(self) -> int | None:
        return self.finding.end

    @property
    def binding(self) -> bool:
        return bool(self._value("binding", True))

    @property
    def is_joint(self) -> bool | None:
        found: bool | None = self._value("is_joint", None)
        return found

    @property
    def section(self) -> str:
        return str(self._value("section", ""))

    @property
    def channels(self) -> list[str]:
        return list(self._value("channels", []))

    @property
    def certainty(self) -> str:
        return self.finding.certainty

    @property
    def leads(self) -> list[PrintedBody]:
        return self._bodies("task.lead")

    @property
    def coordinates(self) -> list[PrintedBody]:
        return self._bodies("task.coordinate")

    @property
    def via(self) -> PrintedBody | None:
        return next(iter(self._bodies("task.via")), None)

    @property
    def deadline(self) -> date | None:
        value = self._one("task.deadline")
        return date.fromisoformat(value) if value else None

    @property
    def recurrence(self) -> str | None:
        found: str | None = self._one("task.recurrence")
        return found

    @property
    def quota(self) -> dict[str, Any] | None:
        found: dict[str, Any] | None = self._one("task.quota")
        return found

    @property
    def time_text(self) -> str:
        return self._one("task.time") or ""

    @property
    def kind(self) -> str:
        return self._one("task.kind") or "standing"

    @property
    def kind_reason(self) -> str:
        """The id of the rule that chose the kind; "" when a person did."""
        found = self.findings.get("task.kind")
        return found[0].rule if found else ""

    @property
    def is_doubtful(self) -> bool:
        """Whether any part of it waits to be looked at."""
        return any(is_open(row) for rows in self.findings.values() for row in rows)

    @property
    def likely(self) -> list[Finding]:
        """Its parts that are worth a look, in the order of their fields."""
        return [
            row for rows in self.findings.values() for row in rows if is_likely(row)
        ]

    def _value(self, name: str, default: Any) -> Any:
        value = self.finding.value
        return value.get(name, default) if isinstance(value, dict) else default

    def _one(self, name: str) -> Any:
        found = self.findings.get(name)
        return found[0].value if found else None

    def _bodies(self, name: str) -> list[PrintedBody]:
        return [
            PrintedBody(str(row.value), row.start, row.end, row)
            for row in self.findings.get(name, [])
        ]


@dataclass(frozen=True, slots=True)
class Reading:
    """All that is known of a document now."""

    document: Document
    header: dict[str, Finding] = field(default_factory=dict)
    warnings: list[Finding] = field(default_factory=list)
    citations: list[Finding] = field(default_factory=list)
    addressees: list[Finding] = field(default_factory=list)
    recipients: list[Finding] = field(default_factory=list)
    tasks: list[TaskReading] = field(default_factory=list)
    doubtful: list[Finding] = field(default_factory=list)
    dropped: list[Finding] = field(default_factory=list)

    @property
    def likely(self) -> list[Finding]:
        """What is worth a look outside the tasks, though it keeps nothing back."""
        return [row for row in self.shown if row.item is None and is_likely(row)]

    @property
    def likely_tasks(self) -> list[TaskReading]:
        """The tasks with a part worth a look and none that must be settled."""
        return [task for task in self.tasks if task.likely and not task.is_doubtful]

    @property
    def shown(self) -> list[Finding]:
        """The findings that stand, to mark in the paper."""
        lists = [*self.citations, *self.addressees, *self.recipients]
        parts = [
            row
            for task in self.tasks
            for rows in task.findings.values()
            for row in rows
        ]
        return [*self.header.values(), *lists, *parts]

    def task(self, item: int) -> TaskReading | None:
        """Return the task of a number, if it stands."""
        return next((task for task in self.tasks if task.item == item), None)


LISTS = {
    "warning": "warnings",
    "citation": "citations",
    "addressee": "addressees",
    "recipient": "recipients",
}


def is_open(finding: Finding) -> bool:
    """Whether a finding is doubtful and nobody has said what to make of it."""
    return finding.certainty == DOUBTFUL and finding.state == Finding.State.PROPOSED


def is_likely(finding: Finding) -> bool:
    """Whether a finding is not certain, and nobody has looked at it."""
    return (
        finding.certainty == LIKELY
        and finding.state == Finding.State.PROPOSED
        and finding.field not in PROPOSALS
    )


def is_dropped(finding: Finding) -> bool:
    return finding.state == Finding.State.DROPPED


def assemble(document: Document, findings: Iterable[Finding]) -> Reading:
    """Put findings together; of two for one header field the later one counts."""
    reading = Reading(document)
    tasks: dict[int, dict[str, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for row in findings:
        if is_dropped(row):
            reading.dropped.append(row)
        elif row.item is not None:
            tasks[row.item][row.field].append(row)
        elif row.field in LISTS:
            getattr(reading, LISTS[row.field]).append(row)
        else:
            reading.header[row.field] = row
    for item, parts in sorted(tasks.items()):
        # The parts of a task that was dropped say nothing any more.
        if whole := parts.get("task"):
            reading.tasks.append(TaskReading(item, whole[0], dict(parts)))
    reading.doubtful.extend(row for row in reading.shown if is_open(row))
    return reading
