"""What a task asks, as plain facts shared by all its obligations."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from loa.domain.periods import DueRule, PeriodKind, Recurrence, WindowRule
from loa.domain.quotas import (
    BrokenPeriod,
    LockRule,
    ObligationWindow,
    Quota,
    TaskKind,
    TaskTiming,
)
from loa.orgs.models import Level
from loa.programmes.membership import DEPARTMENT
from loa.programmes.models import Task, label_of
from loa.reference.models import JudgingRule

TOTAL = "total"
"""``Task.quota_per`` of a number that is asked once, until the task's last day."""


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """One task with what its obligations share; made once for a call of ``owed``."""

    id: int
    title: str
    text: str
    kind: TaskKind
    order: int
    line: int
    directive_id: int
    document_id: int
    document_label: str
    programme_id: int | None
    restates_id: int | None
    forms: tuple[str, ...]
    areas: tuple[str, ...]
    topics: tuple[str, ...]
    channel_kinds: tuple[str, ...]
    allows_superior_channel: bool
    allows_press: bool
    unit: str
    target: int
    time_text: str
    binding: bool
    judged_from: date
    timing: TaskTiming

    @property
    def label(self) -> str:
        """What it is called in its document: N3, of a further line N3.2."""
        return label_of(self.order, self.line)

    @property
    def is_standing(self) -> bool:
        """Whether it is shown or stated rather than counted."""
        return self.kind is TaskKind.STANDING


class Cell(NamedTuple):
    """One obligation: a task, the body that owes it, and one of its periods.

    ``joint_ids`` are all bodies of a joint duty (the owner first), empty when the
    body owes it alone. ``sources`` are the other tasks that ask the same of the body:
    this one is the strictest of them, and the only one that has cells. ``broken`` says
    how the target follows when the body ended in the midst of the period.
    """

    task: TaskFacts
    body_id: int
    window: ObligationWindow
    target: int
    judged_from: date
    exempt: bool
    binding: bool
    stated: bool
    mode: str
    joint_ids: tuple[int, ...]
    sources: tuple[TaskFacts, ...]
    extended: bool
    broken: BrokenPeriod | None = None

    @property
    def key(self) -> tuple[int, int, date]:
        """Task, body and first day of the period: what tallies are kept by."""
        return (self.task.id, self.body_id, self.window.period.start)

    @property
    def terms(self) -> tuple[object, ...]:
        """All that its state follows from but for the day and what was counted."""
        return self[2:8]

    @property
    def body_ids(self) -> tuple[int, ...]:
        """All bodies that may fulfil it."""
        return self.joint_ids or (self.body_id,)


def timing_of(
    task: Task, rule: JudgingRule, *, coverage: Iterable[str] = ()
) -> TaskTiming:
    """Return when a task is owed, with the grace and the lock of the judging rule.

    :param coverage: codes of forms (or areas) that a coverage task names
    """
    kind = TaskKind(task.kind)
    quota = None
    due_on = task.deadline
    if kind is TaskKind.QUOTA and task.quota_count:
        if task.quota_per == TOTAL:
            # A number asked once is delivered by a day; its cells carry the number.
            kind, due_on = TaskKind.DELIVER, due_on or last_day(task)
        elif task.quota_per:
            quota = Quota(task.quota_count, task.quota_unit, PeriodKind(task.quota_per))
    return TaskTiming(
        kind=kind,
        first=task.from_on,
        last=last_day(task),
        recurrence=Recurrence(task.recurrence) if task.recurrence else None,
        due_on=due_on,
        due_rule=DueRule.from_data(task.due_rule) if task.due_rule else None,
        quota=quota,
        window_rule=WindowRule(task.window_rule),
        coverage=tuple(coverage),
        grace_working_days=rule.grace_working_days,
        lock=LockRule(rule.lock_months, rule.lock_day),
        # Of an event-driven task only its lines are owed, each from its happening on.
        happened_on=task.from_on if kind is TaskKind.EVENT and task.line else None,
    )


def timing_by_level(timing: TaskTiming) -> dict[str, TaskTiming]:
    """Return the timing for each level of body; empty when it is the same for all."""
    if timing.due_rule is None or not timing.due_rule.level_offsets:
        return {}
    levels = {*Level.values, DEPARTMENT, "", *timing.due_rule.level_offsets}
    return {level: replace(timing, level=level or None) for level in sorted(levels)}


def last_day(task: Task) -> date:
    """Return the last day on which a task is in force."""
    return task.until_on - timedelta(days=1)


def target_of(task: Task, timing: TaskTiming) -> int:
    """Return how many a period of a task asks for; one where it has no number."""
    if task.kind in (TaskKind.QUOTA, TaskKind.DELIVER) and task.quota_count:
        return task.quota_count
    return timing.target


def facts_of(
    task: Task,
    rule: JudgingRule,
    *,
    forms: tuple[str, ...] = (),
    areas: tuple[str, ...] = (),
) -> TaskFacts:
    """Gather the facts of a task loaded with its directive and document.

    A task that is only proposed has its negative order for an id.
    """
    kind = TaskKind(task.kind)
    coverage = (forms or areas) if kind is TaskKind.COVERAGE else ()
    timing = timing_of(task, rule, coverage=coverage)
    directive = task.directive
    return TaskFacts(
        id=task.pk or -task.order - 10_000 * task.line,
        title=task.title,
        text=task.text,
        kind=kind,
        order=task.order,
        line=task.line,
        directive_id=task.directive_id or 0,
        document_id=directive.document_id,
        document_label=str(directive.document),
        programme_id=directive.programme_id,
        restates_id=task.restates_id,
        forms=forms,
        areas=areas,
        topics=tuple(task.topics),
        channel_kinds=tuple(task.channel_kinds),
        allows_superior_channel=task.allows_superior_channel,
        allows_press=task.allows_press,
        unit=task.quota_unit,
        target=target_of(task, timing),
        time_text=task.time_text,
        binding=task.is_binding,
        judged_from=directive.judged_from,
        timing=timing,
    )
