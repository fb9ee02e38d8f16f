"""Reads over lines of a task: what happened, and the numbers one sentence asks."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from loa.orgs import selectors as orgs
from loa.orgs.models import BodyVersion
from loa.orgs.policies import can_see_body, can_write_for
from loa.orgs.selectors import Acting
from loa.programmes import policies
from loa.programmes.models import Assignment, Happening, Task, TaskKind


@dataclass(frozen=True, slots=True)
class HappeningRow:
    """A happening as a task's page lists it."""

    happening: Happening
    can_withdraw: bool


def is_happening(task: Task) -> bool:
    """Whether a task is the line of something that happened."""
    return task.kind == TaskKind.EVENT and task.line > 0


def happenings_of(task: Task, acting: Acting | None, *, on: date) -> list[HappeningRow]:
    """Return what happened, newest first, withdrawn ones with their reason.

    What concerns one body alone is seen by who sees that body.
    """
    rows = list(task.happenings.select_related("body", "recorded_by", "line"))
    if not rows:
        return []
    for_all = policies.can_record_for_all(acting, task, on=on)
    concerned = {row.body_id for row in rows if row.body_id}
    seen = {
        pk
        for pk, version in orgs.versions_of(concerned, on).items()
        if can_see_body(acting, version)
    }
    return [
        HappeningRow(
            row,
            row.closed_at is None
            and (for_all or (row.body_id is not None and _own(acting, row.body_id))),
        )
        for row in rows
        if row.body_id is None or row.body_id in seen
    ]


def _own(acting: Acting | None, body_id: int) -> bool:
    return acting is not None and can_write_for(acting, body_id)


def can_record(task: Task, acting: Acting | None, *, on: date) -> bool:
    """Whether she may say that what a task waits for happened, for all or her own body."""
    if task.kind != TaskKind.EVENT or task.line or acting is None:
        return False
    return policies.can_record_for_all(acting, task, on=on) or (
        can_write_for(acting, acting.body_id)
        and acting.body_id in bodies_leading(task, on)
    )


def lines_of(task: Task) -> list[Task]:
    """Return the other numbers that a task's sentence asks, in their order."""
    if task.kind != TaskKind.QUOTA:
        return []
    whole = task.line_of_id or task.pk
    rows = Task.objects.filter(Q(pk=whole) | Q(line_of=whole), kind=TaskKind.QUOTA)
    return list(rows.exclude(pk=task.pk).order_by("line"))


def leading_versions(task: Task, day: date) -> list[BodyVersion]:
    """Return the bodies that lead a task on a day, in printed order."""
    found: dict[int, BodyVersion] = {}
    rows = task.assignments.filter(closed_at=None).filter(
        Q(until_on=None) | Q(until_on__gt=day),
        role=Assignment.Role.LEAD,
        from_on__lte=day,
    )
    for row in rows.select_related("group").order_by("pk"):
        if row.group:
            versions = orgs.members(row.group, day)
        else:
            one = orgs.version_of(row.body_id, day) if row.body_id else None
            versions = [one] if one else []
        for version in versions:
            found.setdefault(version.body_id, version)
    return list(found.values())


def bodies_leading(task: Task, day: date) -> set[int]:
    """Return the ids of the bodies that lead a task on a day."""
    return {version.body_id for version in leading_versions(task, day)}
