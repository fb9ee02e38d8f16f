"""Who is assigned a task, corrected after its directive was confirmed: by a document.

The rows that were wrong are closed and others opened at the same moment, under one
correction that names document, reason and person. What was counted follows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from loa.common import once
from loa.common.figures import local_day
from loa.notices import services as notices
from loa.orgs.models import Body, BodyGroup
from loa.orgs.selectors import Acting
from loa.programmes import policies
from loa.programmes.facts import Cell
from loa.programmes.models import Assignment, Correction, Task
from loa.programmes.owed import owed_if
from loa.programmes.services.exceptions import DecidedMeanwhile, hold
from loa.programmes.services.log import log
from loa.programmes.services.reopening import close_and_open, same_but_until
from loa.programmes.signals import assignments_corrected

if TYPE_CHECKING:
    from loa.accounts.models import User


class NothingChanges(ValueError):
    """The very same is assigned already."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change of who is assigned: whose row goes, who comes in its place, from when.

    ``row`` None adds a further lead; ``to`` None takes the row away. A day after the
    row's own first one leaves what was owed before it as it was.
    """

    row: Assignment | None
    to: Body | BodyGroup | None
    from_on: date
    mode: str = Assignment.Mode.EACH

    def opened(self, task: Task) -> list[Assignment]:
        """Return the rows that would stand in the place of the one that goes, unsaved."""
        found = []
        until = self.row.until_on if self.row else None
        if self.row and self.from_on > self.row.from_on:
            found.append(same_but_until(self.row, self.from_on))
        if self.to is not None:
            body = self.to if isinstance(self.to, Body) else None
            found.append(
                Assignment(
                    task=task,
                    body=body,
                    group=self.to if isinstance(self.to, BodyGroup) else None,
                    printed=str(self.to)[:500],
                    mode=self.mode if body else Assignment.Mode.EACH,
                    from_on=self.from_on,
                    until_on=until,
                )
            )
        return found


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change does to what is owed: the obligations that go, and that come."""

    gone: tuple[Cell, ...]
    come: tuple[Cell, ...]

    @property
    def bodies(self) -> set[int]:
        """All bodies that owe something else than before."""
        return {body for cell in (*self.gone, *self.come) for body in cell.body_ids}


def seen_of(task: Task) -> str:
    """Return which assignments stand, as a form carries it back: what she saw."""
    rows = Assignment.objects.known().filter(task=task).order_by("pk")
    return ",".join(map(str, rows.values_list("pk", flat=True)))


def effect_of(task: Task, change: Change, *, on: date) -> Effect:
    """Return what a change would do. Writes nothing."""
    held = list(Assignment.objects.known().filter(task=task, role="lead"))
    stay = [row for row in held if change.row is None or row.pk != change.row.pk]
    before = owed_if(task, held, on=on)
    after = owed_if(task, [*stay, *change.opened(task)], on=on)
    was = {_who(cell) for cell in before}
    will = {_who(cell) for cell in after}
    return Effect(
        tuple(cell for cell in before if _who(cell) not in will),
        tuple(cell for cell in after if _who(cell) not in was),
    )


def _who(cell: Cell) -> tuple[object, ...]:
    return (*cell.key, cell.joint_ids)


@transaction.atomic
def correct_assignment(
    *,
    task: Task,
    change: Change,
    reason: str,
    by_document: str,
    seen: str,
    actor: "User",
    acting: Acting | None,
    at: datetime,
    once_key: str = "",
) -> Correction:
    """Correct who is assigned a task; what was recorded is counted anew.

    :param seen: :func:`seen_of` when the page was opened
    :raises PermissionDenied: to who does not bind all whom it touches
    :raises DecidedMeanwhile: if somebody corrected the task since
    :raises NothingChanges: if nobody would owe anything else
    """
    on = local_day(at)
    acting = policies.require_correct(acting, task.directive, on=on)
    once.claim(once_key, actor.pk, at)
    hold(task)
    if seen != seen_of(task):
        last = task.corrections.select_related("decided_by").first()
        if last is not None:
            raise DecidedMeanwhile(last)
    effect = effect_of(task, change, on=on)
    if not effect.bodies:
        raise NothingChanges
    document = task.directive.document
    if policies.out_of_reach(acting, document, bodies=effect.bodies, on=on):
        raise PermissionDenied
    correction = Correction.objects.create(
        task=task,
        kind=Correction.Kind.CORRECTED,
        reason=reason,
        by_document=by_document,
        decided_by=actor,
        recorded_at=at,
    )
    new = change.opened(task)
    for row in new:
        row.recorded_at, row.opened_by = at, correction
        row.by_document = by_document
    close_and_open(correction, gone=[change.row] if change.row else [], new=new)
    assignments_corrected.send(
        sender=Correction, task=task, bodies=effect.bodies, at=at
    )
    _tell(task, correction, effect, actor, acting, at)
    return correction


def _tell(
    task: Task,
    correction: Correction,
    effect: Effect,
    actor: "User",
    acting: Acting,
    at: datetime,
) -> None:
    detail = {
        "reason": correction.reason,
        "by": correction.by_document,
        "fewer": len(effect.gone),
        "more": len(effect.come),
    }
    log("task.reassigned", task, actor=actor, acting=acting, at=at, detail=detail)
    bodies: Sequence[int] = sorted(effect.bodies)
    notices.notify(
        bodies=bodies,
        kind="programmes.task.reassigned",
        params={
            "task": task.title.rstrip(".;, "),
            "by": correction.by_document,
            "reason": correction.reason,
        },
        url=reverse("programmes:task", args=[task.pk]),
        key=f"programmes.task.reassigned:{correction.pk}",
        at=at,
    )
