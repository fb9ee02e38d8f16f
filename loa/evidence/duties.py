"""What the bodies of a record owe around its day, as the rules of proof ask it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import connection

from loa.audit.models import Entry
from loa.domain.proof import TaskRule
from loa.programmes.selectors import (
    Cell,
    TaskFacts,
    owed,
    task_asks_for_own_plan,
)

# A deliverable done up to so long after its due day still counts toward it, late.
LONGEST_DELAY = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Duty:
    """One task that a body owes, with its cells by the first day of their period."""

    task: TaskFacts
    body_id: int
    rule: TaskRule
    cells: dict[date, Cell] = field(default_factory=dict)


def duties_of(
    body_ids: tuple[int, ...],
    *,
    done_on: date,
    on: date,
    task_ids: frozenset[int] | None = None,
) -> dict[str, Duty]:
    """Return what the bodies owe on a day or owed before it, by rule id.

    A joint duty stands once, under the body that owns its cells.

    :param on: the day as of which we know assignments and extensions
    """
    cells = owed(
        body_ids=body_ids,
        first=done_on - LONGEST_DELAY,
        last=done_on,
        on=on,
        task_ids=task_ids,
    )
    return duties_among(cells)


def duties_among(cells: Iterable[Cell]) -> dict[str, Duty]:
    """Group the cells of some bodies into duties, by rule id."""
    grouped: dict[tuple[int, int], list[Cell]] = defaultdict(list)
    for cell in cells:
        grouped[cell.task.id, cell.body_id].append(cell)
    found = [_duty(rows) for rows in grouped.values()]
    return {duty.rule.id: duty for duty in found}


@dataclass(frozen=True, slots=True)
class Ahead:
    """Duties asked before a transaction, to be passed on while nothing was decided since.

    SQLite has one writer at a time: what is asked while writing keeps all others waiting.
    """

    duties: dict[str, Duty]
    last_entry: int

    def if_still_so(self) -> dict[str, Duty] | None:
        """Return the duties, or None if something that they rest on may have changed.

        Whatever is decided writes an entry into the log in its own transaction; what
        evidence itself writes changes no duty. Asked within the writing transaction.
        """
        since = Entry.objects.filter(pk__gt=self.last_entry)
        if since.exclude(action__startswith="evidence.").exists():
            return None
        return self.duties


def ask_ahead(body_ids: tuple[int, ...], *, done_on: date, on: date) -> Ahead | None:
    """Ask for the duties before writing; None where writers do not wait for each other."""
    if connection.vendor != "sqlite":
        # What is not committed yet may have an earlier number there.
        return None
    last = Entry.objects.order_by("-pk").values_list("pk", flat=True).first()
    return Ahead(duties_of(body_ids, done_on=done_on, on=on), last or 0)


def _duty(cells: list[Cell]) -> Duty:
    task, body_id = cells[0].task, cells[0].body_id
    rule = TaskRule(
        id=f"{task.id}:{body_id}",
        kind=task.kind,
        windows=tuple(cell.window for cell in cells),
        forms=task.forms if task.kind != "coverage" else (),
        areas=task.areas if task.kind != "coverage" else (),
        topics=task.topics,
        channel_kinds=task.channel_kinds,
        allows_superior_channel=task.allows_superior_channel,
        allows_press=task.allows_press,
        unit=task.unit,
        coverage=task.timing.coverage,
        wants_own_plan=task_asks_for_own_plan(task),
    )
    by_start = {cell.window.period.start: cell for cell in cells}
    return Duty(task=task, body_id=body_id, rule=rule, cells=by_start)
