"""Ending the duties of a paper that was replaced or recalled: a person decides it."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse

from loa.common import figures
from loa.common.figures import local_day
from loa.documents.models import Relation
from loa.notices import services as notices
from loa.orgs.selectors import Acting
from loa.programmes import policies
from loa.programmes.ended import ENDING, ends_on
from loa.programmes.models import Assignment, Correction, Directive, Task
from loa.programmes.services.exceptions import hold
from loa.programmes.services.log import log
from loa.programmes.services.reopening import close_and_open, same_but_until

if TYPE_CHECKING:
    from loa.accounts.models import User


class NothingEnds(ValueError):
    """No standing word says that another paper replaces or recalls this one."""


class AlreadyEnded(Exception):
    """Nothing of the directive is assigned without an end any more."""


@transaction.atomic
def end_duties(
    *,
    directive: Directive,
    relation: Relation,
    actor: "User",
    acting: Acting | None,
    at: datetime,
) -> date:
    """End what a directive assigns, on the day on which another paper took its place.

    What was due before, and periods begun before, stay owed; no record is touched. Of
    two people at once one wins. Return the day.

    :raises PermissionDenied: to an insider who does not speak for whose duties they are
    :raises NothingEnds: when the relation is none that ends this directive
    :raises AlreadyEnded: when all its assignments have an end
    """
    policies.require_end_duties(acting, directive, on=local_day(at))
    is_standing = Relation.objects.filter(
        pk=relation.pk, other=directive.document_id, kind__in=ENDING, closed_at=None
    )
    if not is_standing.exists():
        raise NothingEnds
    day = ends_on(relation, local_day(at))
    by = str(relation.document)
    ended: list[Assignment] = []
    for task in directive.tasks.all():
        hold(task)
        ended += _end(task, day, by=by, actor=actor, at=at)
    if not ended:
        raise AlreadyEnded
    bodies = {row.body_id for row in ended if row.body_id}
    detail = {"until": day.isoformat(), "by": by, "assignments": len(ended)}
    log("directive.ended", directive, actor=actor, acting=acting, at=at, detail=detail)
    had = directive.document.deliveries.values_list("body_id", flat=True)
    notices.notify(
        bodies=sorted(bodies.union(had)),
        kind="programmes.directive.ended",
        params={"document": str(directive), "by": by, "day": figures.day(day)},
        url=reverse("programmes:directive", args=[directive.pk]),
        key=f"programmes.directive.ended:{directive.pk}",
        at=at,
    )
    return day


def _end(
    task: Task, day: date, *, by: str, actor: "User", at: datetime
) -> list[Assignment]:
    """End what is assigned of one task; return the rows that had no end."""
    rows = list(Assignment.objects.known().filter(task=task, until_on=None))
    if not rows:
        return []
    correction = Correction.objects.create(
        task=task,
        kind=Correction.Kind.ENDED,
        by_document=by[:200],
        decided_by=actor,
        recorded_at=at,
    )
    # One that had not begun by then gets an empty span: it owes nothing.
    new = [same_but_until(row, max(row.from_on, day), correction) for row in rows]
    close_and_open(correction, gone=rows, new=new)
    return rows
