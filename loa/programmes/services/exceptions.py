"""Exceptions: a body is exempt, or has more time. Decided by an overseer, by a document.

Never updated: a new decision closes the one before it.
"""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.urls import reverse

from loa.common import once
from loa.common.figures import local_day
from loa.notices import services as notices
from loa.orgs.models import Body
from loa.orgs.selectors import Acting
from loa.programmes import policies
from loa.programmes.facts import Cell
from loa.programmes.models import Correction, Exemption, Extension, Task
from loa.programmes.owed import owed
from loa.programmes.services.log import log
from loa.programmes.shares import A_YEAR
from loa.programmes.signals import due_extended

if TYPE_CHECKING:
    from loa.accounts.models import User


class BadPeriod(ValueError):
    """The body does not owe the task in that period."""


class BadDay(ValueError):
    """More time must end after the day that is due now."""

    def __init__(self, due_on: date) -> None:
        super().__init__(due_on)
        self.due_on = due_on


class AlreadyDecided(ValueError):
    """The very same decision holds already."""


class DecidedMeanwhile(Exception):
    """Somebody else decided since the page was opened; nothing was stored."""

    def __init__(self, decision: "Correction | Exemption | Extension") -> None:
        super().__init__(str(decision))
        self.decision = decision


def seen_exceptions(task: Task, body_id: int) -> str:
    """Return which exceptions of a body stand, as a form carries it back."""
    return ",".join(
        f"{row._meta.model_name}-{row.pk}" for row in _exceptions(task, body_id)
    )


def _exceptions(task: Task, body_id: int) -> list[Exemption | Extension]:
    """The exceptions of a body from a task that stand, the newest last."""
    of = {"task": task, "body_id": body_id, "closed_at": None}
    rows = [*Exemption.objects.filter(**of), *Extension.objects.filter(**of)]
    return sorted(rows, key=lambda row: (row.recorded_at, row.pk))


def require_unchanged(task: Task, body_id: int, seen: str | None) -> None:
    """Refuse to decide over what somebody decided since the page was opened.

    The caller holds the task. One who saw no page (``seen`` None) is let through.

    :raises DecidedMeanwhile: with the newest decision that she did not see
    """
    if seen is None or seen == seen_exceptions(task, body_id):
        return
    known = set(seen.split(","))
    news = [
        row
        for row in _exceptions(task, body_id)
        if f"{row._meta.model_name}-{row.pk}" not in known
    ]
    if news:
        raise DecidedMeanwhile(news[-1])


@transaction.atomic
def exempt_body(
    *,
    task: Task,
    body: Body,
    reason: str,
    by_document: str,
    actor: "User",
    acting: Acting | None,
    at: datetime,
    period_start: date | None = None,
    seen: str | None = None,
    once_key: str = "",
) -> Exemption:
    """Decide that a body does not owe a task, in one period or in all.

    :param seen: :func:`seen_exceptions` when the page was opened; None without a page

    :raises PermissionDenied: to who does not oversee the body
    :raises BadPeriod: if the body does not owe the task (in that period)
    :raises DecidedMeanwhile: if somebody decided on the body's duty since
    :raises AlreadyDecided: if it is exempt from that already
    """
    on = local_day(at)
    acting = policies.require_decide_exceptions(acting, body.pk, on=on)
    once.claim(once_key, actor.pk, at)
    hold(task)
    require_unchanged(task, body.pk, seen)
    cell = cell_of(task, body.pk, period_start, on=on)
    held = Exemption.objects.filter(
        task=task, body=body, period_start=period_start, closed_at=None
    )
    if held.exists():
        raise AlreadyDecided
    row = Exemption.objects.create(
        task=task,
        body=body,
        period_start=period_start,
        reason=reason,
        by_document=by_document,
        decided_by=actor,
        recorded_at=at,
    )
    detail = {"body": body.pk, "period": str(period_start or ""), "reason": reason}
    log("body.exempted", task, actor=actor, acting=acting, at=at, detail=detail)
    notices.notify(
        bodies=cell.body_ids if cell else [body.pk],
        kind="programmes.body.exempted",
        params={"task": task.title.rstrip(".;, "), "reason": reason},
        url=reverse("programmes:task", args=[task.pk]),
        key=f"programmes.body.exempted:{row.pk}",
        at=at,
    )
    return row


@transaction.atomic
def extend_due(
    *,
    task: Task,
    body: Body,
    period_start: date,
    due_on: date,
    reason: str,
    by_document: str,
    actor: "User",
    acting: Acting | None,
    at: datetime,
    seen: str | None = None,
    once_key: str = "",
) -> Extension:
    """Give a body until a later day for one period. An earlier extension is closed.

    :param seen: :func:`seen_exceptions` when the page was opened; None without a page

    :raises PermissionDenied: to who does not oversee the body
    :raises BadPeriod: if the body does not owe the task in that period
    :raises BadDay: if the day is not after the one due now
    :raises DecidedMeanwhile: if somebody decided on the body's duty since
    """
    acting = policies.require_decide_exceptions(acting, body.pk, on=local_day(at))
    once.claim(once_key, actor.pk, at)
    return give_time(
        task=task,
        body=body,
        period_start=period_start,
        due_on=due_on,
        reason=reason,
        by_document=by_document,
        actor=actor,
        acting=acting,
        at=at,
        seen=seen,
    )


def give_time(
    *,
    task: Task,
    body: Body,
    period_start: date,
    due_on: date,
    reason: str,
    by_document: str,
    actor: "User",
    acting: Acting,
    at: datetime,
    seen: str | None = None,
) -> Extension:
    """Keep a decision on more time; whoever calls has asked who may take it.

    :raises BadPeriod, BadDay, DecidedMeanwhile: as :func:`extend_due`
    """
    hold(task)
    require_unchanged(task, body.pk, seen)
    cell = cell_of(task, body.pk, period_start, on=local_day(at))
    if cell is None or due_on <= cell.window.due_on:
        raise BadDay(cell.window.due_on if cell else due_on)
    Extension.objects.filter(
        task=task, body=body, period_start=period_start, closed_at=None
    ).update(closed_at=at)
    row = Extension.objects.create(
        task=task,
        body=body,
        period_start=period_start,
        due_on=due_on,
        reason=reason,
        by_document=by_document,
        decided_by=actor,
        recorded_at=at,
    )
    detail = {
        "body": body.pk,
        "period": str(period_start),
        "due_on": str(due_on),
        "reason": reason,
    }
    due_extended.send(sender=Extension, extension=row, at=at)
    log("due.extended", task, actor=actor, acting=acting, at=at, detail=detail)
    notices.notify(
        bodies=cell.body_ids,
        kind="programmes.due.extended",
        params={"task": task.title.rstrip(".;, "), "day": f"{due_on:%d/%m/%Y}"},
        url=reverse("programmes:task", args=[task.pk]),
        key=f"programmes.due.extended:{row.pk}",
        at=at,
    )
    return row


def hold(task: Task) -> None:
    """Let decisions about one task be taken one at a time, until the transaction ends."""
    # An UPDATE is a lock that SQLite and PostgreSQL both honour.
    Task.objects.filter(pk=task.pk).update(order=F("order"))


def cell_of(
    task: Task, body_id: int, period_start: date | None, *, on: date
) -> Cell | None:
    """Return the obligation of a body in the period that begins on a day.

    None for the question about all periods, when the body owes any.

    :raises BadPeriod: if the body does not owe it
    """
    first = period_start or task.from_on - A_YEAR
    last = period_start or task.until_on + A_YEAR
    cells = [
        cell
        for cell in owed(
            body_ids=[body_id], first=first, last=last, on=on, task_ids=[task.pk]
        )
        if cell.task.id == task.pk
        and (period_start is None or cell.window.period.start == period_start)
    ]
    if not cells:
        raise BadPeriod(period_start)
    return cells[0] if period_start else None
