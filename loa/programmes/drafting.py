"""A task as the reading has it → a task as it would be stored (not saved)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from loa.documents.reading import TaskReading
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
PERIODS = ("month", "quarter", "half", "year", TOTAL)


@dataclass(frozen=True, slots=True)
class Draft:
    """A task before it is stored, with the forms it would have and what it lacks."""

    task: Task
    forms: tuple[str, ...]
    problems: tuple[str, ...]


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
    problems = _set_timing(task, reading, extra)
    forms = ()
    if kind is TaskKind.COVERAGE:
        named = (FORMS_OF_CHANNELS.get(code) for code in reading.channels)
        forms = tuple(
            extra.get("forms") or dict.fromkeys(code for code in named if code)
        )
    return Draft(task, forms, problems)


def extras(reading: TaskReading) -> dict[str, Any]:
    """Return what a person chose for a task besides the parts that a reader finds.

    Kept in the value of its finding: due_day and months_after of a periodic report,
    from_on, forms of a coverage task, restates (a task's id), outside (names).
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
