"""Obligations, derived: task × body × period, from assignments and decisions.

Nothing of this is stored. The number of queries does not depend on how many bodies,
tasks or periods are asked about; windows and group members are worked out once per
task and period and shared by all bodies.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db import models
from django.db.models import Q, Value

from loa.common.decided import known
from loa.domain.quotas import ObligationWindow, TaskTiming, expected, with_extension
from loa.orgs.models import BodyVersion
from loa.orgs.selectors import within
from loa.programmes.broken import part_of
from loa.programmes.facts import Cell, TaskFacts, facts_of, timing_by_level
from loa.programmes.membership import Membership
from loa.programmes.models import (
    Assignment,
    Exemption,
    Extension,
    JudgedFrom,
    Programme,
    Statement,
    Task,
)
from loa.programmes.restating import family_of, keep_strictest, shared_families
from loa.programmes.terms import as_known
from loa.reference.selectors import judging_rule

Mode = Assignment.Mode
# No period is longer: one that touches a day ends within this after it.
A_YEAR = timedelta(days=366)


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


class Lead(NamedTuple):
    task_id: int
    body_id: int | None
    group_id: int | None
    mode: str
    start: date
    end: date | None

    def holds(self, on: date) -> bool:
        return self.start <= on and (self.end is None or on < self.end)


class Decided:
    """Exemptions, extensions and statements in force for some tasks and bodies."""

    def __init__(
        self, task_ids: Collection[int], bodies: Q, known_at: datetime | None = None
    ) -> None:
        of = bodies & Q(task_id__in=task_ids) & known(known_at)
        period = ("task_id", "body_id", "period_start")
        # Asked along with what is exempt, as of no task: one question less.
        begun = JudgedFrom.objects.filter(bodies & known(known_at)).annotate(
            task_id=Value(0, models.BigIntegerField())
        )
        both = (
            Exemption.objects.filter(of)
            .values_list(*period)
            .union(begun.values_list("task_id", "body_id", "day"), all=True)
        )
        exempt = list(both)
        self.exempt = {row for row in exempt if row[0]}
        self.judged: dict[int, date] = {
            body: day for task, body, day in exempt if not task
        }
        rows = Extension.objects.filter(of).values_list(*period, "due_on")
        self.extended = {(task, body, start): due for task, body, start, due in rows}
        self.stated = set(Statement.objects.filter(of).values_list(*period))
        self.tasks = {
            row[0] for rows in (self.exempt, self.extended, self.stated) for row in rows
        }

    @classmethod
    def nothing(cls) -> "Decided":
        """No decision: for tasks that are only proposed."""
        none = cls.__new__(cls)
        none.exempt, none.extended, none.stated, none.tasks = set(), {}, set(), set()
        none.judged = {}
        return none

    def is_exempt(self, task: int, body: int, start: date) -> bool:
        return (task, body, start) in self.exempt or (task, body, None) in self.exempt

    def due(self, task: int, bodies: Iterable[int], start: date) -> date | None:
        days = [self.extended.get((task, body, start)) for body in bodies]
        return max((day for day in days if day), default=None)

    def judged_from(self, bodies: Iterable[int]) -> date:
        """Since when bodies are judged: of a joint duty, since the first of them is."""
        return min(self.judged.get(body, date.min) for body in bodies)

    def is_stated(self, task: int, bodies: Iterable[int], start: date) -> bool:
        return any((task, body, start) in self.stated for body in bodies)


@dataclass(slots=True)
class Share:
    """Who owes one task, period by period."""

    facts: TaskFacts
    leads: list[Lead]
    membership: Membership
    decided: Decided

    def cells(self, first: date, last: date) -> list[Cell]:
        """Return the cells whose period touches ``first``..``last``, oldest first."""
        by_level = timing_by_level(self.facts.timing)
        if not by_level:
            return self._cells(self.facts.timing, None, first, last)
        found: list[Cell] = []
        for level, timing in by_level.items():
            found += self._cells(timing, level, first, last)
        return sorted(found, key=lambda cell: cell.window.period)

    def _cells(
        self, timing: TaskTiming, level: str | None, first: date, last: date
    ) -> list[Cell]:
        facts, found = self.facts, []
        is_plain = facts.id not in self.decided.tasks
        for window in windows_until(timing, first, last):
            touches = window.period.last_day >= first
            for body_id, joint in self._owners(window):
                if level is not None and level != self.membership.level(
                    body_id, window.owed_on
                ):
                    continue
                if is_plain:
                    if touches:
                        found.append(self._whole(body_id, window, joint))
                    continue
                cell = self._decided_cell(timing, body_id, window, joint)
                if cell.window.period.last_day >= first:
                    found.append(cell)
        return found

    def _owners(
        self, window: ObligationWindow
    ) -> Iterable[tuple[int, tuple[int, ...]]]:
        """Who owes a period: each body once, with those it owes it jointly with."""
        there = window.owed_on
        # A period may have begun before its task; an assignment cannot.
        assigned = max(there, self.facts.timing.first)
        holding = [lead for lead in self.leads if lead.holds(assigned)]
        joint = self._joint(holding, there)
        owners: dict[int, tuple[int, ...]] = {}
        if joint and not self.membership.asked.isdisjoint(joint):
            owners[joint[0]] = joint if len(joint) > 1 else ()
        for lead in holding:
            for body_id in self._each(lead, there):
                if body_id not in joint:
                    owners.setdefault(body_id, ())
        return owners.items()

    def _joint(self, holding: list[Lead], there: date) -> tuple[int, ...]:
        exists = self.membership.exists
        bodies = (
            lead.body_id
            for lead in holding
            if lead.mode == Mode.JOINTLY and lead.body_id
        )
        return tuple(dict.fromkeys(body for body in bodies if exists(body, there)))

    def _each(self, lead: Lead, there: date) -> tuple[int, ...]:
        if lead.group_id:
            return self.membership.members(lead.group_id, there)
        if (
            lead.mode == Mode.EACH
            and lead.body_id in self.membership.asked
            and self.membership.exists(lead.body_id, there)
        ):
            return (lead.body_id,)
        return ()

    def _whole(
        self, body_id: int, window: ObligationWindow, joint: tuple[int, ...]
    ) -> Cell:
        cell = _cell(self.facts, body_id, window, joint)
        if self.decided.judged:
            began = self.decided.judged_from(joint or (body_id,))
            if began > cell.judged_from:
                cell = cell._replace(judged_from=began)
        return part_of(cell, self.membership.ended_on(body_id))

    def _decided_cell(
        self,
        timing: TaskTiming,
        body_id: int,
        window: ObligationWindow,
        joint: tuple[int, ...],
    ) -> Cell:
        facts, decided, start = self.facts, self.decided, window.period.start
        bodies = joint or (body_id,)
        due = decided.due(facts.id, bodies, start)
        extended = due is not None and due > window.due_on
        if due is not None and extended:
            window = with_extension(window, due, timing)
        cell = self._whole(body_id, window, joint)
        return cell._replace(
            exempt=cell.exempt
            or all(decided.is_exempt(facts.id, each, start) for each in bodies),
            stated=decided.is_stated(facts.id, bodies, start),
            extended=extended,
        )


def _cell(
    facts: TaskFacts, body_id: int, window: ObligationWindow, joint: tuple[int, ...]
) -> Cell:
    return Cell(
        facts,
        body_id,
        window,
        facts.target,
        facts.judged_from,
        False,
        facts.binding,
        False,
        "jointly" if joint else "each",
        joint,
        (),
        False,
    )


def windows_until(
    timing: TaskTiming, first: date, last: date
) -> tuple[ObligationWindow, ...]:
    """Return a task's windows that touch ``first``..``last``, oldest first.

    What comes once is among them when it ended before ``first``: an extension may
    bring it there, and the caller looks again once it knows the body.
    """
    if timing.repeats_by is None:
        found = expected(timing, first=date.min, last=date.max)
    else:
        found = expected(timing, first=first, last=last + A_YEAR)
    return tuple(window for window in found if window.period.start <= last)


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
