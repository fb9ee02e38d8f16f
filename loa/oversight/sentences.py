"""The numbers that one sentence asks, beside each other: it is met when each of them is."""

from dataclasses import dataclass
from datetime import date

from loa.domain.quotas import TaskKind
from loa.oversight.judged import DONE, Judged, obligations
from loa.programmes.models import Task


@dataclass(frozen=True, slots=True)
class Sentence:
    """All numbers of one sentence for one body, each in its own period."""

    lines: tuple[Judged, ...]

    @property
    def is_met(self) -> bool:
        """Whether each number is met, be it late or not fully proven."""
        return all(line.state in DONE for line in self.lines)

    @property
    def short(self) -> tuple[Judged, ...]:
        """The numbers that are not met yet."""
        return tuple(line for line in self.lines if line.state not in DONE)


def sentence_of(one: Judged, body_id: int, on: date) -> Sentence | None:
    """Return the sentence that a cell's number stands in; None when it asks no other.

    Of each number the period that holds the last day of the cell's own: of a month in
    a year the year, of a year its last month.
    """
    task = one.cell.task
    if task.kind is not TaskKind.QUOTA:
        return None
    others = Task.objects.filter(
        directive_id=task.directive_id, order=task.order, kind=TaskKind.QUOTA
    ).exclude(pk=task.id)
    ids = list(others.values_list("pk", flat=True))
    if not ids:
        return None
    last = one.cell.window.period.last_day
    found = obligations(body_ids=[body_id], first=last, last=last, on=on, task_ids=ids)
    beside = [
        each
        for each in found
        if each.cell.task.id in ids and each.cell.window.period.contains(last)
    ]
    lines = sorted([one, *beside], key=lambda each: each.cell.task.line)
    return Sentence(tuple(lines)) if beside else None
