"""What an event-driven task waits for: written down when it happens, withdrawn if not.

Each happening makes a line of the task, owed by whom the task assigns that day, or by
one body, with a due day of its own. Nothing is updated but the end of a happening.
"""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max, Q
from django.urls import reverse

from loa.common import figures, once
from loa.common.figures import local_day
from loa.domain.periods import DueRule, Period
from loa.domain.text import fold
from loa.notices import services as notices
from loa.orgs.models import Body, Level
from loa.orgs.selectors import Acting
from loa.programmes import policies
from loa.programmes.facts import Cell
from loa.programmes.happened import bodies_leading
from loa.programmes.membership import DEPARTMENT
from loa.programmes.models import Assignment, Happening, Task, TaskKind
from loa.programmes.pages import cells_of_tasks
from loa.programmes.services.exceptions import hold
from loa.programmes.services.log import log
from loa.programmes.signals import lines_changed
from loa.reference.selectors import judging_rule

if TYPE_CHECKING:
    from loa.accounts.models import User

ONE_DAY = timedelta(days=1)
TITLE_LENGTH = 200


class BadHappening(ValueError):
    """It cannot be written down; ``code`` says why.

    `not_event`, `to_come`, `out_of_force` (``day``: the nearest day in force),
    `due_before`, `nobody`, `known` (the very same was written down already).
    """

    def __init__(self, code: str, day: date | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.day = day


class AlreadyWithdrawn(ValueError):
    """Somebody withdrew it before."""


@transaction.atomic
def record_happening(
    *,
    task: Task,
    what: str,
    happened_on: date,
    actor: "User",
    acting: Acting | None,
    at: datetime,
    body: Body | None = None,
    by_document: str = "",
    due_on: date | None = None,
    once_key: str = "",
) -> Happening:
    """Write down that what a task waits for happened; those concerned owe it from then.

    :param body: the one body concerned; None for all whom the task assigns that day
    :param due_on: the day by which it is to be answered, when a paper says one; else
        the task's own rule counts, and without one the judging rule's working days
    :raises PermissionDenied: to who may not say so for the body, or for all
    :raises BadHappening: when it cannot be owed; nothing is written then
    """
    on = local_day(at)
    acting = policies.require_record_happening(
        acting, task, body.pk if body else None, on=on
    )
    once.claim(once_key, actor.pk, at)
    hold(task)
    _require_sound(task, what, happened_on, body, due_on, on)
    rule, is_default = _due_rule(task, happened_on, due_on)
    line = _line(task, what, happened_on, rule)
    _assign(task, line, body, at)
    happening = Happening.objects.create(
        task=task,
        line=line,
        what=what,
        body=body,
        happened_on=happened_on,
        by_document=by_document,
        due_is_default=is_default,
        recorded_at=at,
        recorded_by=actor,
        recorded_in_id=acting.body_id,
    )
    cells = cells_of_tasks([line], on=on)
    if not cells:
        raise BadHappening("nobody")
    lines_changed.send(sender=Task, tasks=[line.pk], at=at)
    detail = {
        "what": what,
        "happened_on": happened_on.isoformat(),
        "due_on": max(cell.window.due_on for cell in cells).isoformat(),
        "bodies": len({pk for cell in cells for pk in cell.body_ids}),
    }
    log("happening.recorded", task, actor=actor, acting=acting, at=at, detail=detail)
    day = figures.day(min(cell.window.due_on for cell in cells))
    _tell("recorded", happening, cells, acting=acting, at=at, day=day)
    return happening


def _require_sound(
    task: Task,
    what: str,
    happened_on: date,
    body: Body | None,
    due_on: date | None,
    on: date,
) -> None:
    if task.kind != TaskKind.EVENT or task.line:
        raise BadHappening("not_event")
    if happened_on > on:
        raise BadHappening("to_come", on)
    if not task.from_on <= happened_on < task.until_on:
        nearest = task.from_on if happened_on < task.from_on else task.last_on
        raise BadHappening("out_of_force", nearest)
    if due_on and due_on < happened_on:
        raise BadHappening("due_before", happened_on)
    # What one body wrote down for itself is no reason against all.
    concerned = Q(body=None) | Q(body=body) if body else Q(body=None)
    for known in task.happenings.filter(
        concerned, happened_on=happened_on, closed_at=None
    ):
        if fold(known.what) == fold(what):
            raise BadHappening("known", happened_on)


def _due_rule(
    task: Task, happened_on: date, due_on: date | None
) -> tuple[DueRule, bool]:
    if due_on:
        return DueRule.fixed(due_on), False
    if task.due_rule:
        return DueRule.from_data(task.due_rule), False
    days = judging_rule(happened_on).event_working_days
    return DueRule.working_days_after(days), True


def _line(task: Task, what: str, happened_on: date, rule: DueRule) -> Task:
    period = Period.through(happened_on, happened_on)
    levels = (None, DEPARTMENT, *Level.values, *rule.level_offsets)
    last = max(rule.due(period, level).on for level in levels)
    number = task.lines.aggregate(last=Max("line"))["last"] or 0
    line = Task.objects.create(
        directive=task.directive,
        order=task.order,
        line_of=task,
        line=number + 1,
        text=task.text,
        title=f"{what} – {task.title}"[:TITLE_LENGTH],
        start=task.start,
        end=task.end,
        kind=TaskKind.EVENT,
        kind_reason=task.kind_reason,
        topics=task.topics,
        audience=task.audience,
        scope=task.scope,
        channel_kinds=task.channel_kinds,
        allows_superior_channel=task.allows_superior_channel,
        allows_press=task.allows_press,
        time_text=task.time_text,
        recurrence=task.recurrence,
        window_rule=task.window_rule,
        due_rule=rule.as_data(),
        is_binding=task.is_binding,
        from_on=happened_on,
        until_on=max(last, happened_on) + ONE_DAY,
    )
    line.forms.set(task.forms.all())
    line.areas.set(task.areas.all())
    return line


def _assign(task: Task, line: Task, body: Body | None, at: datetime) -> None:
    """Whom the task assigns on the day, or one body, leads the line."""
    held = task.assignments.filter(closed_at=None).filter(
        Q(until_on=None) | Q(until_on__gt=line.from_on), from_on__lte=line.from_on
    )
    if body is None:
        rows = [
            Assignment(
                task=line,
                body=row.body,
                group=row.group,
                printed=row.printed,
                role=row.role,
                mode=row.mode,
                via=row.via,
                from_on=line.from_on,
                recorded_at=at,
                by_document=row.by_document,
            )
            for row in held.select_related("body", "group", "via").order_by("pk")
        ]
    else:
        if body.pk not in bodies_leading(task, line.from_on):
            raise BadHappening("nobody")
        rows = [Assignment(task=line, body=body, from_on=line.from_on, recorded_at=at)]
    Assignment.objects.bulk_create(rows)


def _tell(
    what: str,
    happening: Happening,
    cells: list[Cell],
    *,
    acting: Acting,
    at: datetime,
    **params: str,
) -> None:
    concerned = {pk for cell in cells for pk in cell.body_ids} - {acting.body_id}
    task = happening.task
    notices.notify(
        bodies=sorted(concerned),
        kind=f"programmes.happening.{what}",
        params={"task": task.title.rstrip(".;, "), "what": happening.what, **params},
        url=reverse("programmes:task", args=[task.pk]),
        key=f"programmes.happening.{what}:{happening.pk}",
        at=at,
    )


@transaction.atomic
def withdraw_happening(
    *,
    happening: Happening,
    reason: str,
    actor: "User",
    acting: Acting | None,
    at: datetime,
) -> None:
    """Say that it did not happen, or was written down twice: nobody owes it any more.

    The row stays with its reason; records stay, and count toward it no longer.

    :raises PermissionDenied: to who could not have written it down
    :raises AlreadyWithdrawn: when somebody was first
    """
    on = local_day(at)
    acting = policies.require_record_happening(
        acting, happening.task, happening.body_id, on=on
    )
    hold(happening.task)
    cells = cells_of_tasks([happening.line], on=on)
    closed = Happening.objects.filter(pk=happening.pk, closed_at=None).update(
        closed_at=at, closed_by=actor, closed_reason=reason
    )
    if not closed:
        raise AlreadyWithdrawn
    lines_changed.send(sender=Task, tasks=[happening.line_id], at=at)
    detail = {"what": happening.what, "reason": reason}
    log(
        "happening.withdrawn",
        happening.task,
        actor=actor,
        acting=acting,
        at=at,
        detail=detail,
    )
    _tell("withdrawn", happening, cells, acting=acting, at=at, reason=reason)
