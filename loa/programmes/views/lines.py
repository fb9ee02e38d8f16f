"""Tasks and names as the reading's page lists them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from loa.documents.reasons import reason_of
from loa.orgs.names import Candidate
from loa.programmes.drafting import extras, is_before_issue
from loa.programmes.models import Task
from loa.programmes.proposal import Proposal, TaskProposal
from loa.programmes.resolving import Party
from loa.programmes.wording import due_words, kind_word, problem_words, target_words

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task with its kind and why, whom it binds, when and to how much."""

    task: TaskProposal
    kind: "Text"
    why: "Text"
    words: str
    due: str
    target: str
    problem: str
    # tasks of other directives that ask nearly the same
    alike: tuple[Task, ...] = ()

    @classmethod
    def of(cls, task: TaskProposal, alike: Iterable[Task] = ()) -> "TaskLine":
        rows = task.reading.findings.get("task.kind", [])
        found = rows[0] if rows else None
        chosen = found is not None and found.value != found.proposed
        text = task.reading.finding.document.text
        words = ""
        if found is not None and found.start is not None and found.end is not None:
            words = " ".join(text[found.start : found.end].split())
        return cls(
            task=task,
            kind=kind_word(task.kind),
            why=reason_of(found.rule if found else "", is_added=chosen),
            words="" if chosen else words,
            due=due_words(task.task),
            target=" · ".join(
                target_words(line) for line in (task.task, *task.draft.further)
            ),
            problem=problem_words(task.problems),
            alike=tuple(alike),
        )

    @property
    def is_early(self) -> bool:
        """Whether its day is before the paper's own."""
        return is_before_issue(self.task.reading, self.task.reading.deadline)

    @property
    def binds_nobody(self) -> bool:
        """Whether it would be stored though nobody is there to owe it."""
        task = self.task
        return not (
            task.problems or task.cells or task.open_names or task.kind == "event"
        )

    @property
    def is_calm(self) -> bool:
        """Whether it stands in the one list of standing tasks that lack nothing."""
        return self.task.is_standing and not (self.problem or self.binds_nobody)

    @property
    def is_restating(self) -> bool:
        """Whether a person said that another task asks the same."""
        return bool(extras(self.task.reading).get("restates"))

    @property
    def chosen(self) -> list[Party]:
        """The leads of whom it is known whom they mean."""
        return [party for party in self.task.leads if not party.is_open]

    @property
    def count(self) -> int:
        return len(self.task.cells)


@dataclass(frozen=True, slots=True)
class NameLine:
    """A printed name that a person must choose for, and where it stands."""

    party: Party
    labels: list[str]
    anchor: str
    first_item: int
    candidates: tuple[Candidate, ...]
    number: int

    @property
    def printed(self) -> str:
        return self.party.printed


def name_lines(proposal: Proposal) -> list[NameLine]:
    """Return the names still to be chosen, each with the tasks that it leads."""
    lines = []
    for number, party in enumerate(proposal.open_names, 1):
        tasks = [
            task.reading
            for task in proposal.tasks
            if any(open_.printed == party.printed for open_ in task.open_names)
        ]
        lines.append(
            NameLine(
                party=party,
                labels=[task.label for task in tasks],
                anchor=tasks[0].anchor,
                first_item=tasks[0].item,
                candidates=_candidates(party, proposal),
                number=number,
            )
        )
    return lines


def _candidates(party: Party, proposal: Proposal) -> tuple[Candidate, ...]:
    """What is offered first; to who reads for her own body alone, that body."""
    found = party.resolution.candidates
    if not proposal.is_own_reading:
        return found
    own = proposal.resolver.all_candidates()[0]
    return (own, *(each for each in found if each.body != own.body))
