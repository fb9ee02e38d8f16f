"""What one body owes, as the rules by which a record of it is matched."""

from dataclasses import dataclass
from datetime import date, timedelta

from loa.domain.proof import TaskRule
from loa.domain.quotas import TaskKind
from loa.programmes.facts import Cell, TaskFacts
from loa.programmes.owed import owed

BACK = timedelta(days=400)
"""How far back a record may have been done when nobody says when: over a year."""


@dataclass(frozen=True, slots=True)
class Duty:
    """One task of a body, with its rule and its cells, oldest first."""

    task: TaskFacts
    rule: TaskRule
    cells: tuple[Cell, ...]

    def owner(self, period_start: date) -> int:
        """Return whose cell a record in a period counts in: of a joint duty, one's.

        :raises KeyError: if the duty has no such period
        """
        for cell in self.cells:
            if cell.window.period.start == period_start:
                return cell.body_id
        raise KeyError(period_start)


def duties_of(*, body_id: int, on: date, done_on: date | None = None) -> list[Duty]:
    """Return what a body owes in all periods from ``done_on`` until ``on``."""
    first = min(done_on or on - BACK, on)
    cells: dict[int, list[Cell]] = {}
    for cell in owed(body_ids=[body_id], first=first, last=on, on=on):
        cells.setdefault(cell.task.id, []).append(cell)
    return [
        Duty(task=(facts := own[0].task), rule=_rule(facts, own), cells=tuple(own))
        for own in cells.values()
    ]


def task_rules(
    *, body_id: int, on: date, done_on: date | None = None
) -> list[TaskRule]:
    """Return the rules of all tasks that a body owes; a rule's id is the task's."""
    duties = duties_of(body_id=body_id, on=on, done_on=done_on)
    return [duty.rule for duty in duties]


def _rule(facts: TaskFacts, cells: list[Cell]) -> TaskRule:
    return TaskRule(
        id=str(facts.id),
        kind=facts.kind,
        windows=tuple(cell.window for cell in cells),
        forms=facts.forms,
        areas=facts.areas,
        topics=facts.topics,
        channel_kinds=facts.channel_kinds,
        allows_superior_channel=facts.allows_superior_channel,
        allows_press=facts.allows_press,
        unit=facts.unit,
        coverage=facts.timing.coverage if facts.kind is TaskKind.COVERAGE else (),
    )
