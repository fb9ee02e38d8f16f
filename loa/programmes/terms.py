"""What a task asks, as it is now and as it was held to be before it was corrected."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

from loa.programmes.models import Task, TaskVersion

# The columns of a task that a correction may change.
TERMS: Final = (
    "title", "text", "kind", "quota_count", "quota_unit", "quota_per", "deadline",
    "recurrence", "window_rule", "due_rule", "time_text", "is_binding",
)  # fmt: skip


def terms_of(task: Task) -> dict[str, Any]:
    """Return what a task asks, as it is kept in JSON."""
    found = {name: getattr(task, name) for name in TERMS}
    deadline: date | None = found["deadline"]
    return found | {"deadline": deadline.isoformat() if deadline else None}


def put_terms(task: Task, terms: Mapping[str, Any]) -> None:
    """Let an unsaved view of a task ask what some terms say."""
    for name in TERMS:
        setattr(task, name, terms[name])
    if terms["deadline"]:
        task.deadline = date.fromisoformat(terms["deadline"])


def as_known(tasks: Iterable[Task], known_at: datetime) -> None:
    """Let tasks ask what was known at a moment (one query)."""
    by_id = {task.pk: task for task in tasks}
    for version in TaskVersion.objects.known(known_at).filter(task_id__in=by_id):
        put_terms(by_id[version.task_id], version.terms)
