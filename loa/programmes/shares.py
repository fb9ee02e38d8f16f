"""Who owes one task, period by period: its leads, and what was decided about bodies.

Windows and group members are worked out once per task and period; a body about which
nothing was decided costs no more than the row it becomes.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import NamedTuple

from django.db import models
from django.db.models import Q, Value

from loa.common.decided import known
from loa.domain.quotas import ObligationWindow, TaskTiming, expected, with_extension
from loa.programmes.broken import part_of
from loa.programmes.facts import Cell, TaskFacts, timing_by_level
from loa.programmes.membership import Membership
from loa.programmes.models import (
    Assignment,
    Exemption,
    Extension,
    JudgedFrom,
    Statement,
)

Mode = Assignment.Mode
# No period is longer: one that touches a day ends within this after it.
A_YEAR = timedelta(days=366)


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
        self._touched: dict[tuple[int, date | None], set[int]] = defaultdict(set)
        for keys in (self.exempt, self.extended, self.stated):
            for task, body, start in keys:
                self._touched[task, start].add(body)

    @classmethod
    def nothing(cls) -> "Decided":
        """No decision: for tasks that are only proposed."""
        none = cls.__new__(cls)
        none.exempt, none.extended, none.stated = set(), {}, set()
        none.judged, none._touched = {}, {}
        return none

    def touched(self, task: int, start: date) -> set[int]:
        """The bodies about whose duty of a period anything was decided."""
        of_all, of_one = (self._touched.get((task, each)) for each in (None, start))
        return (of_all or set()) | (of_one or set())

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
        found: list[Cell] = []
        for window in windows_until(timing, first, last):
            owners = self._owners(window)
            if level is not None:
                owners = {
                    body_id: joint
                    for body_id, joint in owners.items()
                    if self.membership.level(body_id, window.owed_on) == level
                }
            single = self._apart(owners, window)
            touches = window.period.last_day >= first
            rows = self._rows(owners, window) if touches else {}
            for body_id in single:
                cell = self._single(timing, body_id, window, owners[body_id])
                if cell.window.period.last_day >= first:
                    rows[body_id] = cell
            found += rows.values()
        return found

    def _apart(
        self, owners: dict[int, tuple[int, ...]], window: ObligationWindow
    ) -> set[int]:
        """The owners whose cell is not like the others': few, of any number of bodies."""
        period = window.period
        apart = owners.keys() & self.decided.touched(self.facts.id, period.start)
        for body_id, end in self.membership.ends.items():
            if period.start < end <= period.last_day and body_id in owners:
                apart.add(body_id)
        # Who owes it jointly with others comes first.
        apart.update(body_id for body_id, joint in islice(owners.items(), 1) if joint)
        return apart

    def _rows(self, owners: Iterable[int], window: ObligationWindow) -> dict[int, Cell]:
        """The cells of a period as if nothing had been decided about any body."""
        facts = self.facts
        terms = (False, facts.binding, False, Mode.EACH.value, (), (), False, None)
        own = facts.judged_from
        later = {
            body_id: began
            for body_id, began in self.decided.judged.items()
            if began > own
        }.get
        # The fields of Cell in their order: a call with names for each is twice as slow.
        make, target = Cell._make, facts.target
        return {
            body_id: make((facts, body_id, window, target, later(body_id, own), *terms))
            for body_id in owners
        }

    def _owners(self, window: ObligationWindow) -> dict[int, tuple[int, ...]]:
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
        return owners

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

    def _single(
        self,
        timing: TaskTiming,
        body_id: int,
        window: ObligationWindow,
        joint: tuple[int, ...],
    ) -> Cell:
        """The cell of one body, with all that was decided about it."""
        facts, decided, start = self.facts, self.decided, window.period.start
        bodies = joint or (body_id,)
        due = decided.due(facts.id, bodies, start)
        extended = due is not None and due > window.due_on
        if due is not None and extended:
            window = with_extension(window, due, timing)
        cell = Cell(
            task=facts,
            body_id=body_id,
            window=window,
            target=facts.target,
            judged_from=max(facts.judged_from, decided.judged_from(bodies)),
            exempt=all(decided.is_exempt(facts.id, each, start) for each in bodies),
            binding=facts.binding,
            stated=decided.is_stated(facts.id, bodies, start),
            mode=Mode.JOINTLY.value if joint else Mode.EACH.value,
            joint_ids=joint,
            sources=(),
            extended=extended,
        )
        return part_of(cell, self.membership.ends.get(body_id))


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
