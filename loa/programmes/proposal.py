"""What confirming a document would make, before anything is made.

Counted by the same rules as what is owed afterwards (``owed.Share``), so that the
number promised on the page is the number that stands on the board.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from loa.documents.models import Document, Finding
from loa.documents.reading import Reading, TaskReading
from loa.documents.selectors import reading as reading_of
from loa.domain.quotas import TaskKind
from loa.orgs.models import Body, BodyVersion
from loa.orgs.selectors import Acting, in_force
from loa.programmes import policies
from loa.programmes.choices import Choices
from loa.programmes.drafting import Draft, draft_of
from loa.programmes.facts import Cell, TaskFacts, facts_of
from loa.programmes.membership import Membership
from loa.programmes.models import Assignment, Directive, Task
from loa.programmes.resolving import Party, Resolver, outside_of
from loa.programmes.shares import Decided, Lead, Share
from loa.reference.models import JudgingRule
from loa.reference.selectors import judging_rule

Mode = Assignment.Mode


@dataclass(frozen=True, slots=True)
class TaskProposal:
    """One task as it would be made, whom it would bind, and to what.

    ``problems`` are codes of what a person must still say (see ``drafting`` and
    ``TaskTiming.problems``); ``open_names`` the leads that mean nobody yet.
    """

    reading: TaskReading
    draft: Draft
    facts: TaskFacts | None
    leads: tuple[Party, ...]
    coordinates: tuple[Party, ...]
    via: Party | None
    mode: str
    cells: tuple[Cell, ...]
    problems: tuple[str, ...]

    @property
    def item(self) -> int:
        return self.reading.item

    @property
    def task(self) -> Task:
        return self.draft.task

    @property
    def kind(self) -> str:
        return self.draft.task.kind

    @property
    def is_standing(self) -> bool:
        return self.kind == TaskKind.STANDING

    @property
    def is_accepted(self) -> bool:
        """Whether a person has looked at the kind."""
        rows = self.reading.findings.get("task.kind", [])
        return any(row.state != Finding.State.PROPOSED for row in rows)

    @property
    def open_names(self) -> tuple[Party, ...]:
        return tuple(party for party in self.leads if party.is_open)

    @property
    def due_days(self) -> list[date]:
        """Return the days on which it is due, oldest first."""
        return sorted({cell.window.due_on for cell in self.cells})

    @property
    def bodies(self) -> set[int]:
        """Return all bodies that would owe it, joint ones too."""
        return {body for cell in self.cells for body in cell.body_ids}


class DueLine(NamedTuple):
    """How many obligations are due alike: on one day, or by periods of one kind."""

    number: int
    due_on: date | None
    per: str  # month, quarter, half, nine_months, year; "" with a day


@dataclass(frozen=True, slots=True)
class Proposal:
    """What confirming would make."""

    document: Document
    reading: Reading
    choices: Choices
    tasks: tuple[TaskProposal, ...]
    is_own_reading: bool
    reader_id: int
    resolver: Resolver
    versions: dict[int, BodyVersion] = field(default_factory=dict)
    # bodies named that this person cannot bind by this document
    out_of_reach: frozenset[int] = frozenset()

    @property
    def open_names(self) -> list[Party]:
        """Return the names that a person must still choose for, each once."""
        found = {party.printed: party for t in self.tasks for party in t.open_names}
        return list(found.values())

    @property
    def incomplete(self) -> list[TaskProposal]:
        """Return the tasks that lack something before they can be owed."""
        return [task for task in self.tasks if task.problems]

    @property
    def cells(self) -> list[Cell]:
        return [cell for task in self.tasks for cell in task.cells]

    @property
    def obligations_count(self) -> int:
        return sum(len(task.cells) for task in self.tasks)

    @property
    def body_ids(self) -> set[int]:
        return {body for task in self.tasks for body in task.bodies}

    @property
    def can_commit(self) -> bool:
        """Whether nothing keeps it from being confirmed."""
        return not (
            self.open_names
            or self.incomplete
            or self.reading.doubtful
            or self.choices.problems()
            or self.out_of_reach
        )

    def due_lines(self) -> list[DueLine]:
        """Return how many obligations are due when, single days first."""
        return due_lines(self.cells)


def due_lines(cells: Iterable[Cell]) -> list[DueLine]:
    """Count obligations by their day, and those that come back by their period."""
    single: Counter[date] = Counter()
    repeated: Counter[str] = Counter()
    for cell in cells:
        per = cell.task.timing.repeats_by
        if per is None:
            single[cell.window.due_on] += 1
        else:
            repeated[per.value] += 1
    lines = [DueLine(count, day, "") for day, count in sorted(single.items())]
    order = ["month", "quarter", "half", "nine_months", "year"]
    lines += [DueLine(repeated[per], None, per) for per in order if per in repeated]
    return lines


def propose(
    document: Document,
    *,
    acting: Acting,
    on: date,
    choices: Choices,
    for_others: bool,
) -> Proposal:
    """Return what confirming a document would make. Nothing is written.

    :param on: the day on which names are resolved and judging rules taken
    :param for_others: False for an own reading: duties of the body acted in alone
    """
    reader = Body.objects.get(pk=acting.body_id)
    reading = reading_of(document)
    resolver = Resolver(document, reader, on)
    directive = Directive(document=document, judged_from=choices.judged_from)
    drafts = [
        (task, draft_of(task, directive, choices), outside_of(task))
        for task in reading.tasks
    ]
    parties = {
        task.item: resolver.parties(task.leads, outside)
        for task, _draft, outside in drafts
    }
    bodies = _bodies(parties.values(), acting, for_others)
    counting = _Counting(
        Membership(bodies), acting, for_others, judging_rule(on), choices
    )
    tasks = tuple(
        counting.task(
            task,
            draft,
            leads=parties[task.item],
            coordinates=resolver.parties(task.coordinates, outside),
            via=resolver.party(task.via, outside) if task.via else None,
        )
        for task, draft, outside in drafts
    )
    found = {body for task in tasks for body in task.bodies}
    rows = BodyVersion.objects.filter(in_force(on), body_id__in=found)
    return Proposal(
        document=document,
        reading=reading,
        choices=choices,
        tasks=tasks,
        is_own_reading=not for_others,
        reader_id=acting.body_id,
        resolver=resolver,
        versions={row.body_id: row for row in rows},
    )


def _bodies(
    parties: Iterable[tuple[Party, ...]], acting: Acting, for_others: bool
) -> set[int]:
    """The bodies that may owe anything: those named, and all below a group's owner."""
    if not for_others:
        return {acting.body_id}
    found: set[int] = set()
    owners: set[int] = set()
    for of_task in parties:
        found.update(party.body.pk for party in of_task if party.body)
        owners.update(party.group.owner_id for party in of_task if party.group)
    paths = BodyVersion.objects.filter(body_id__in=owners).values_list(
        "path", flat=True
    )
    for path in set(paths):
        below = BodyVersion.objects.filter(path__gte=path, path__lt=path + "a")
        found.update(below.values_list("body_id", flat=True))
    return found


@dataclass(slots=True)
class _Counting:
    """Counts what tasks would be owed, by the rules of ``owed``."""

    membership: Membership
    acting: Acting
    for_others: bool
    rule: JudgingRule
    choices: Choices

    def task(
        self,
        reading: TaskReading,
        draft: Draft,
        *,
        leads: tuple[Party, ...],
        coordinates: tuple[Party, ...],
        via: Party | None,
    ) -> TaskProposal:
        mode = mode_of(reading, leads)
        facts = facts_of(draft.task, self.rule, forms=draft.forms, areas=draft.areas)
        further = [facts_of(line, self.rule) for line in draft.further]
        problems = draft.problems or tuple(
            dict.fromkeys(
                problem
                for line in (facts, *further)
                for problem in line.timing.problems()
            )
        )
        if not leads:
            problems = (*problems, "lead_missing")
        cells: tuple[Cell, ...] = ()
        if not problems:
            cells = tuple(
                cell
                for line in (facts, *further)
                for cell in self._cells(line, leads, mode)
            )
        return TaskProposal(
            reading=reading,
            draft=draft,
            facts=facts,
            leads=leads,
            coordinates=coordinates,
            via=via,
            mode=mode,
            cells=cells,
            problems=problems,
        )

    def _cells(
        self, facts: TaskFacts, parties: tuple[Party, ...], mode: str
    ) -> tuple[Cell, ...]:
        leads = [
            Lead(
                facts.id,
                party.body.pk if party.body else None,
                party.group.pk if party.group else None,
                mode if party.body else Mode.EACH,
                facts.timing.first,
                None,
            )
            for party in parties
            if party.resolution.is_resolved and not party.is_outside
        ]
        named = [lead.body_id for lead in leads if lead.body_id]
        self.membership.add(named)
        share = Share(facts, leads, self.membership, NOTHING_DECIDED)
        timing = facts.timing
        cells = share.cells(timing.first, timing.last or self.choices.until_on)
        if self.for_others:
            return tuple(cells)
        # Her own duty alone, whoever else is named beside her.
        mine = self.acting.body_id
        return tuple(
            cell._replace(body_id=mine, joint_ids=(), mode=Mode.EACH)
            for cell in cells
            if mine in cell.body_ids
        )


NOTHING_DECIDED = Decided.nothing()


def mode_of(reading: TaskReading, leads: tuple[Party, ...]) -> str:
    """Return how named leads owe a task: jointly when several, unless it says each."""
    named = {party.body.pk for party in leads if party.body and not party.is_outside}
    is_joint = reading.is_joint is not False and len(named) > 1
    return Mode.JOINTLY if is_joint else Mode.EACH


def propose_as_allowed(
    document: Document, *, acting: Acting, on: date, choices: Choices
) -> Proposal:
    """Return the proposal that this person may commit: for all, or for her own body."""
    if policies.may_bind_anybody(acting, document, on=on):
        wide = propose(document, acting=acting, on=on, choices=choices, for_others=True)
        bodies = wide.body_ids
        if not bodies and wide.open_names:
            # Whom she binds is not known before she has said whom the names mean.
            return wide
        if policies.can_commit_for_others(acting, document, bodies=bodies, on=on):
            beyond = policies.out_of_reach(acting, document, bodies=bodies, on=on)
            return replace(wide, out_of_reach=frozenset(beyond))
    return propose(document, acting=acting, on=on, choices=choices, for_others=False)
