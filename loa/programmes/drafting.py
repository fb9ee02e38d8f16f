"""A task as the reading has it → a task as it would be stored (not saved)."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from loa.documents.reading import TaskReading
from loa.domain.docreader import quotas_in
from loa.domain.periods import DueRule
from loa.domain.quotas import TaskKind
from loa.programmes.choices import Choices
from loa.programmes.due_words import due_rule_in
from loa.programmes.facts import TOTAL
from loa.programmes.models import Directive, Scope, Task

TITLE_LENGTH = 200
ONE_DAY = timedelta(days=1)
# Channels on which a record may stand; the reader also names forms of communication.
CHANNELS = frozenset({"website", "social", "radio", "television", "press"})
FORMS_OF_CHANNELS: Mapping[str, str] = {
    "website": "news",
    "press": "news",
    "social": "social_post",
    "radio": "broadcast",
    "television": "video",
    "class": "class",
    "meeting": "conference",
    "poster": "visual",
    "contest": "contest",
}
_INTERNAL_CHANNELS = frozenset({"class", "meeting"})
_RECURRENCES = {
    "month": "monthly",
    "quarter": "quarterly",
    "half": "semiannual",
    "year": "annual",
}
# How many numbers one sentence may ask besides its first.
MOST_FURTHER = 3
PERIODS = ("month", "quarter", "half", "year", TOTAL)


@dataclass(frozen=True, slots=True)
class Draft:
    """A task before it is stored, with its forms or areas, and what it lacks.

    ``further`` are its lines for the other numbers that its sentence asks.
    """

    task: Task
    forms: tuple[str, ...]
    problems: tuple[str, ...]
    further: tuple[Task, ...] = ()
    areas: tuple[str, ...] = ()


def draft_of(reading: TaskReading, directive: Directive, choices: Choices) -> Draft:
    """Return the task that a reading makes, with codes of what keeps it from being owed.

    The codes are those of ``TaskTiming.problems`` besides "quota_weekly": a number a
    week, which no period of the law or the calendar holds.
    """
    extra = extras(reading)
    kind = TaskKind(reading.kind)
    task = Task(
        directive=directive,
        order=reading.item + 1,
        text=reading.text,
        title=_title(reading),
        start=reading.start,
        end=reading.end,
        kind=kind.value,
        channel_kinds=[code for code in reading.channels if code in CHANNELS],
        # A radio or press named by a task is seldom the body's own.
        allows_press=bool({"press", "television"} & set(reading.channels)),
        scope=_scope(reading),
        time_text=reading.time_text[:300],
        recurrence=reading.recurrence or "",
        is_binding=reading.binding,
        window_rule="calendar" if kind is TaskKind.QUOTA else "law",
        from_on=_day(extra.get("from_on")) or choices.from_on,
        until_on=choices.until_on,
    )
    problems = (*_set_timing(task, reading, extra), *_doubts(task, reading, extra))
    forms, areas = (), tuple(extra.get("areas") or ())
    if kind is TaskKind.COVERAGE and not areas:
        named = (FORMS_OF_CHANNELS.get(code) for code in reading.channels)
        forms = tuple(
            extra.get("forms") or dict.fromkeys(code for code in named if code)
        )
    if kind is not TaskKind.COVERAGE:
        areas = ()
    return Draft(task, forms, problems, _further(task, reading), areas)


def further_quotas(reading: TaskReading) -> list[dict[str, Any]]:
    """Return the numbers that a sentence asks besides its first, as count, unit, per.

    As a person chose them; else as the words give them, where they give the first too.
    """
    chosen = extras(reading).get("further")
    if chosen is not None:
        return list(chosen)
    first = reading.quota
    if reading.kind != TaskKind.QUOTA or not first:
        return []
    found = [
        {"count": count, "unit": unit, "per": per}
        for count, unit, per in quotas_in(reading.text)
        if count and per in PERIODS
    ]
    if first not in found:
        return []
    found.remove(first)
    return found[:MOST_FURTHER]


def _further(task: Task, reading: TaskReading) -> tuple[Task, ...]:
    """A line for each further number: the same task but for how many of what, when."""
    if task.kind != TaskKind.QUOTA:
        return ()
    lines = []
    for number, quota in enumerate(further_quotas(reading), 2):
        line = copy(task)
        # A copy of a model shares what Django keeps of its state.
        line._state = copy(task._state)
        line.line = number
        line.quota_count = quota["count"]
        line.quota_unit = quota["unit"]
        line.quota_per = quota["per"]
        line.recurrence = _RECURRENCES.get(quota["per"], "")
        line.deadline = None
        lines.append(line)
    return tuple(lines)


def is_before_issue(reading: TaskReading, day: date | None) -> bool:
    """Whether a due day is before the day of the document itself."""
    issued = reading.finding.document.issued_on
    return bool(day and issued and day < issued)


def _doubts(
    task: Task, reading: TaskReading, extra: Mapping[str, Any]
) -> tuple[str, ...]:
    """What the words say that cannot be right unless a person says so."""
    found = []
    if is_before_issue(reading, task.deadline):
        if extra.get("early_day") == str(task.deadline):
            # Owed on that day, so in force by then.
            task.from_on = min(task.from_on, task.deadline or task.from_on)
        else:
            found.append("due_before_issue")
    is_machines = bool(reading.kind_reason) and "further" not in extra
    if is_machines and any(not count for count, _, _ in quotas_in(reading.text)):
        found.append("quota_zero")
    return tuple(found)


def extras(reading: TaskReading) -> dict[str, Any]:
    """Return what a person chose for a task besides the parts that a reader finds.

    Kept in the value of its finding: due_day and months_after of a periodic report,
    from_on, forms or areas of a coverage task, restates (a task's id), outside (names),
    further (the other numbers of a quota: count, unit, per).
    """
    value = reading.finding.value
    return value if isinstance(value, dict) else {}


def _set_timing(
    task: Task, reading: TaskReading, extra: Mapping[str, Any]
) -> tuple[str, ...]:
    """Set what the kind needs of the time and number; return what is lacking."""
    kind = TaskKind(task.kind)
    if kind in (TaskKind.DELIVER, TaskKind.REPORT, TaskKind.COVERAGE, TaskKind.QUOTA):
        task.deadline = reading.deadline
    if task.deadline:
        # Owed until its day, though that is past the end chosen for the rest.
        task.until_on = max(task.until_on, task.deadline + ONE_DAY)
    if kind in (TaskKind.REPORT, TaskKind.EVENT) and not task.deadline:
        rule = _due_rule(reading, extra)
        task.due_rule = rule.as_data() if rule else None
    if kind in (TaskKind.QUOTA, TaskKind.DELIVER) and (quota := reading.quota):
        if quota["count"] < 1:
            return ("quota_zero",)
        task.quota_count = quota["count"]
        task.quota_unit = quota["unit"] or ""
        if kind is TaskKind.DELIVER:
            return ()
        per = TOTAL if task.deadline else quota["per"]
        if per not in PERIODS:
            return ("quota_weekly",) if per == "week" else ("quota_missing",)
        task.quota_per = per
        if per != TOTAL:
            task.deadline = None
    return ()


def _due_rule(reading: TaskReading, extra: Mapping[str, Any]) -> DueRule | None:
    if day := extra.get("due_day"):
        return DueRule.day_of_last_month(
            int(day), months_after=int(extra.get("months_after") or 0)
        )
    if days := extra.get("answer_days"):
        return DueRule.working_days_after(int(days))
    return due_rule_in(f"{reading.time_text} {reading.text}")


def _title(reading: TaskReading) -> str:
    return reading.title[:TITLE_LENGTH]


def _scope(reading: TaskReading) -> str:
    named = set(reading.channels)
    return Scope.INTERNAL if named and named <= _INTERNAL_CHANNELS else Scope.PUBLIC


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if value else None
