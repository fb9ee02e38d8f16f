"""Ending the duties of a paper that was replaced or recalled: a person decides it."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.urls import reverse

from loa.common import figures
from loa.common.figures import local_day
from loa.documents.models import Relation
from loa.notices import services as notices
from loa.orgs.selectors import Acting
from loa.programmes import policies
from loa.programmes.ended import ENDING, ends_on
from loa.programmes.models import Assignment, Directive
from loa.programmes.services.log import log

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
    rows = Assignment.objects.filter(task__directive=directive, until_on=None)
    bodies = set(rows.exclude(body=None).values_list("body_id", flat=True))
    # One that had not begun by then gets an empty span: it owes nothing.
    ended = rows.filter(from_on__gt=day).update(until_on=F("from_on"))
    ended += rows.update(until_on=day)
    if not ended:
        raise AlreadyEnded
    by = str(relation.document)
    detail = {"until": day.isoformat(), "by": by, "assignments": ended}
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
