"""What becomes of a duty whose body has ended: a successor does it, or nobody is left."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from loa.common import once
from loa.common.figures import local_day
from loa.notices import services as notices
from loa.orgs import selectors as orgs
from loa.orgs.models import Body
from loa.orgs.selectors import Acting
from loa.programmes import policies
from loa.programmes.models import Assignment, Correction, Task
from loa.programmes.services.exceptions import DecidedMeanwhile, hold
from loa.programmes.services.log import log
from loa.programmes.services.reopening import close_and_open, same_but_until
from loa.programmes.signals import assignments_corrected
from loa.programmes.subjects import Orphan, orphan_of

if TYPE_CHECKING:
    from loa.accounts.models import User

Kind = Correction.Kind


class HasSubject(ValueError):
    """The body is there, or the duty ended before it did: nothing is to be settled."""


class NoSuccessor(ValueError):
    """The body chosen is not there when the duty would pass to it."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """What is decided of one assignment: who does it from then on, or (None) nobody."""

    row: Assignment
    to: Body | None


@transaction.atomic
def settle_subjects(
    *,
    settlements: Sequence[Settlement],
    by_document: str,
    actor: "User",
    acting: Acting | None,
    at: datetime,
    reason: str = "",
    once_key: str = "",
) -> list[Correction]:
    """Pass duties of bodies that ended to others, or close them: all or none.

    What was owed until a body's end stays as it was. A successor owes from the first
    period that begins after it; records are counted anew.

    :raises PermissionDenied: to who may not decide it, or cannot bind the successor
    :raises HasSubject: if the body of one has not ended
    :raises NoSuccessor: if a successor is not there
    :raises DecidedMeanwhile: if somebody decided on one of them since
    """
    once.claim(once_key, actor.pk, at)
    by_task: dict[int, list[Settlement]] = defaultdict(list)
    for each in settlements:
        by_task[each.row.task_id].append(each)
    made = []
    rows = Task.objects.select_related("directive__document").order_by("pk")
    for task in rows.filter(pk__in=by_task):
        hold(task)
        for kind in (Kind.SUCCEEDED, Kind.NO_SUBJECT):
            mine = [
                each
                for each in by_task[task.pk]
                if (each.to is None) == (kind == Kind.NO_SUBJECT)
            ]
            if mine:
                correction = Correction.objects.create(
                    task=task,
                    kind=kind,
                    reason=reason,
                    by_document=by_document,
                    decided_by=actor,
                    recorded_at=at,
                )
                _settle(correction, mine, acting=acting, actor=actor)
                made.append(correction)
    return made


def _settle(
    correction: Correction,
    settlements: Iterable[Settlement],
    *,
    acting: Acting | None,
    actor: "User",
) -> None:
    task, at = correction.task, correction.recorded_at
    gone: list[Assignment] = []
    new: list[Assignment] = []
    bodies: set[int] = set()
    for each in settlements:
        orphan = _require_open(each, task, acting, at)
        if orphan.ended_on > orphan.row.from_on:
            new.append(same_but_until(orphan.row, orphan.ended_on, correction))
        if each.to is not None and not _does_it_already(each.to, orphan, new):
            new.append(_passed_on(each.to, orphan, correction))
        gone.append(orphan.row)
        bodies |= {orphan.last.body_id} | ({each.to.pk} if each.to else set())
    close_and_open(correction, gone=gone, new=new)
    assignments_corrected.send(sender=Correction, task=task, bodies=bodies, at=at)
    detail = {"kind": correction.kind, "by": correction.by_document, "rows": len(gone)}
    log("task.succeeded", task, actor=actor, acting=acting, at=at, detail=detail)
    if correction.kind == Kind.SUCCEEDED:
        heirs = {each.to.pk for each in settlements if each.to}
        notices.notify(
            bodies=sorted(heirs),
            kind="programmes.task.succeeded",
            params={"task": task.title, "by": correction.by_document},
            url=reverse("programmes:task", args=[task.pk]),
            key=f"programmes.task.succeeded:{correction.pk}",
            at=at,
        )


def _require_open(
    settlement: Settlement, task: Task, acting: Acting | None, at: datetime
) -> Orphan:
    on = local_day(at)
    row = Assignment.objects.select_related("closed_by__decided_by", "task").get(
        pk=settlement.row.pk
    )
    orphan = orphan_of(row, on)
    if orphan is None:
        raise HasSubject(str(row))
    if not policies.can_settle(acting, task.directive, orphan.last, on=on):
        raise PermissionDenied
    if row.closed_by is not None:
        raise DecidedMeanwhile(row.closed_by)
    if settlement.to is not None:
        there = max(on, orphan.ended_on)
        if orgs.version_of(settlement.to, there) is None:
            raise NoSuccessor(str(settlement.to))
        if acting is None or policies.out_of_reach(
            acting, task.directive.document, bodies=[settlement.to.pk], on=there
        ):
            raise PermissionDenied
    return orphan


def _does_it_already(to: Body, orphan: Orphan, new: Iterable[Assignment]) -> bool:
    """Whether the successor is assigned the same from the end on: then once is enough."""
    row, day = orphan.row, orphan.ended_on
    held = Assignment.objects.known().filter(
        orgs.granted(day), task=row.task, body=to, role=row.role
    )
    return held.exists() or any(
        each.body_id == to.pk and each.role == row.role and each.from_on <= day
        for each in new
    )


def _passed_on(to: Body, orphan: Orphan, correction: Correction) -> Assignment:
    row = orphan.row
    return Assignment(
        task=row.task,
        body=to,
        printed=row.printed,
        role=row.role,
        mode=row.mode,
        via_id=row.via_id,
        from_on=max(row.from_on, orphan.ended_on),
        until_on=row.until_on,
        by_document=correction.by_document,
        recorded_at=correction.recorded_at,
        opened_by=correction,
    )
