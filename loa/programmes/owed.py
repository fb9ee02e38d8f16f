"""Obligations, derived: task × body × period, from assignments and decisions.

Nothing of this is stored. The number of queries does not depend on how many bodies,
tasks or periods are asked about.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import Q

from loa.common.decided import known
from loa.orgs.models import BodyVersion
from loa.orgs.selectors import within
from loa.programmes.facts import Cell, TaskFacts, facts_of
from loa.programmes.membership import Membership
from loa.programmes.models import (
    Assignment,
    Programme,
    Task,
)
from loa.programmes.restating import family_of, keep_strictest, shared_families
from loa.programmes.shares import A_YEAR, Decided, Lead, Share
from loa.programmes.terms import as_known
from loa.reference.selectors import judging_rule


def owed(
    *,
    body_ids: Collection[int],
    first: date,
    last: date,
    on: date,
    task_ids: Collection[int] | None = None,
    programme: Programme | int | None = None,
    known_at: datetime | None = None,
) -> list[Cell]:
    """Return what bodies owe in the periods that touch the days ``first``..``last``.

    One cell for each task, owing body and period, in the order of the directives'
    tasks. A joint duty is one cell, owned by its first lead that is there, and is
    found by any of its bodies: then ``cell.body_id`` may be none of ``body_ids``.
    What several tasks ask alike is one cell of the strictest, which cites the others.

    :param on: the day whose judging rule (grace, lock) holds
    :param task_ids: only these tasks; None for all
    :param programme: only tasks of directives in this programme
    :param known_at: what was decided by that moment counts, as it stood then; None for
        what we know now
    """
    asked = _Asked.of(task_ids, programme)
    membership = Membership(body_ids, known_at)
    leads = _leads(membership, first, last, asked)
    tasks = _tasks(leads.keys())
    if known_at is not None:
        as_known(tasks, known_at)
    facts = _facts(tasks, on, known_at)
    joint = {row.body_id for rows in leads.values() for row in rows if row.body_id}
    membership.add(joint)
    decided = Decided(facts.keys(), membership.near | Q(body_id__in=joint), known_at)
    shares = [
        Share(each, leads[each.id], membership, decided) for each in facts.values()
    ]
    shared = shared_families(facts.values())
    if not shared:
        return [cell for share in shares for cell in share.cells(first, last)]
    return _with_shared(shares, shared, asked, first, last)


def owed_if(task: Task, rows: Collection[Assignment], *, on: date) -> list[Cell]:
    """Return what would be owed of one task if these leads stood; reads only.

    What other tasks ask alike is left out of it.
    """
    bodies = {row.body_id for row in rows if row.body_id}
    owners = {row.group.owner_id for row in rows if row.group}
    versions = BodyVersion.objects.filter(body_id__in=owners)
    for path in set(versions.values_list("path", flat=True)):
        below = BodyVersion.objects.filter(within(path))
        bodies.update(below.values_list("body_id", flat=True))
    facts = _facts([task], on, None)[task.pk]
    membership = Membership(bodies)
    fields = ("body_id", "group_id", "mode", "from_on", "until_on")
    leads = [Lead(task.pk, *(getattr(row, name) for name in fields)) for row in rows]
    decided = Decided([task.pk], membership.near)
    share = Share(facts, leads, membership, decided)
    return share.cells(task.from_on - A_YEAR, task.until_on + A_YEAR)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which tasks a caller asked for."""

    task_ids: frozenset[int] | None
    programme_id: int | None

    @classmethod
    def of(
        cls, task_ids: Collection[int] | None, programme: Programme | int | None
    ) -> "_Asked":
        pk = programme.pk if isinstance(programme, Programme) else programme
        return cls(None if task_ids is None else frozenset(task_ids), pk)

    @property
    def is_all(self) -> bool:
        return self.task_ids is None and self.programme_id is None

    def takes(self, facts: TaskFacts) -> bool:
        return (self.task_ids is None or facts.id in self.task_ids) and (
            self.programme_id is None or facts.programme_id == self.programme_id
        )

    def takes_cell(self, cell: Cell) -> bool:
        return self.takes(cell.task) or any(map(self.takes, cell.sources))

    def and_kin(self) -> Q:
        """The condition on an assignment: its task is asked for, or restates one."""
        rows = Task.objects.all()
        if self.task_ids is not None:
            rows = rows.filter(pk__in=self.task_ids)
        if self.programme_id is not None:
            rows = rows.filter(directive__programme_id=self.programme_id)
        wanted = rows.values("pk")
        roots = rows.exclude(restates=None).values("restates_id")
        return (
            Q(task__in=wanted)
            | Q(task__in=roots)
            | Q(task__restates__in=wanted)
            | Q(task__restates__in=roots)
        )


def _with_shared(
    shares: list[Share], shared: set[int], asked: _Asked, first: date, last: date
) -> list[Cell]:
    """Join duties that several tasks ask, over whole periods, among the others."""
    cells = [cell for share in shares for cell in share.cells(first, last)]
    alone = [cell for cell in cells if family_of(cell.task) not in shared]
    several = [cell for cell in cells if family_of(cell.task) in shared]
    if not several:
        return alone
    # Which of two cells goes must not depend on the days that were asked about.
    begin = min(cell.window.period.start for cell in several)
    end = max(cell.window.period.last_day for cell in several)
    whole = [
        cell
        for share in shares
        if family_of(share.facts) in shared
        for cell in share.cells(begin, end)
    ]
    joined = [
        cell
        for cell in keep_strictest(whole)
        if cell.window.period.start <= last
        and first <= cell.window.period.last_day
        and asked.takes_cell(cell)
    ]
    alone = [cell for cell in alone if asked.takes(cell.task)]
    return sorted([*alone, *joined], key=lambda c: _place(c.task))


def _place(task: TaskFacts) -> tuple[int, int, int]:
    return task.directive_id, task.order, task.line


def _leads(
    membership: Membership, first: date, last: date, asked: _Asked
) -> dict[int, list[Lead]]:
    """The leads of every task that concerns a body asked about, in printed order."""
    known_at = membership.known_at
    # A happening makes a duty from when it was written down until it is withdrawn.
    stands = Q(task__happening=None) | known(known_at, "task__happening__")
    rows = Assignment.objects.known(known_at).filter(stands, role=Assignment.Role.LEAD)
    mine = rows.filter(
        membership.near | Q(group_id__in=membership.group_ids),
        # A stricter task that begins within the period has a say in it.
        task__from_on__lte=last + A_YEAR,
    )
    if not asked.is_all:
        mine = mine.filter(asked.and_kin())
    # What comes once may have been extended past the task's own end.
    in_time = Q(task__until_on__gt=first) | Q(task__extensions__due_on__gte=first)
    found: dict[int, list[Lead]] = defaultdict(list)
    fields = ("task_id", "body_id", "group_id", "mode", "from_on", "until_on")
    of_those = rows.filter(task_id__in=mine.filter(in_time).values("task_id"))
    for row in of_those.order_by("pk").values_list(*fields):
        found[row[0]].append(Lead(*row))
    return found


def _tasks(task_ids: Collection[int]) -> list[Task]:
    rows = Task.objects.filter(pk__in=task_ids).select_related("directive__document")
    # The paper itself is long, and not needed to say what is owed.
    unread = ("text", "blocks", "subject")
    rows = rows.defer(*(f"directive__document__{name}" for name in unread[:2]))
    return list(rows.order_by("directive_id", "order", "line"))


def _facts(
    tasks: list[Task], on: date, known_at: datetime | None
) -> dict[int, TaskFacts]:
    ids = [task.pk for task in tasks]
    forms = _codes(Task.forms.through.objects, ids, "communicationform")
    areas = _codes(Task.areas.through.objects, ids, "area")
    rule = judging_rule(on, known_at=known_at)
    return {
        task.pk: facts_of(
            task, rule, forms=tuple(forms[task.pk]), areas=tuple(areas[task.pk])
        )
        for task in tasks
    }


def _codes(
    through: models.Manager[Any], task_ids: list[int], list_name: str
) -> dict[int, list[str]]:
    """The codes of a task's forms or areas, in the order of their list."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = through.filter(task_id__in=task_ids).order_by(f"{list_name}__order")
    for task_id, code in rows.values_list("task_id", f"{list_name}__code"):
        found[task_id].append(code)
    return found
