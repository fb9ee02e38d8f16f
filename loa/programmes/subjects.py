"""Duties without a subject: what still names a body that has ended, or is to end."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from loa.orgs import selectors as orgs
from loa.orgs.models import BodyVersion
from loa.orgs.selectors import Acting
from loa.orgs.succession import successors
from loa.programmes import policies
from loa.programmes.models import Assignment


@dataclass(frozen=True, slots=True)
class Orphan:
    """An assignment whose body ends before it does, and who came after that body."""

    row: Assignment
    last: BodyVersion
    ended_on: date  # the first day without the body
    heirs: tuple[BodyVersion, ...]


@dataclass(frozen=True, slots=True)
class Ended:
    """A body that ended, with the duties that still name it."""

    last: BodyVersion
    ended_on: date
    heirs: tuple[BodyVersion, ...]
    orphans: tuple[Orphan, ...]


def orphan_of(row: Assignment, on: date) -> Orphan | None:
    """Return an assignment as one without a subject; None while somebody is there."""
    if row.body_id is None:
        return None
    versions = BodyVersion.objects.filter(body_id=row.body_id)
    last = versions.order_by("-valid_from").first()
    if last is None or last.valid_to is None:
        return None
    end = last.valid_to
    if row.task.until_on <= end or (row.until_on is not None and row.until_on <= end):
        return None
    there = max(on, end)
    heirs = [one.body_id for one in successors(row.body_id, there)]
    named = sorted(orgs.versions_of(heirs, there).values(), key=lambda one: one.name)
    return Orphan(row, last, end, tuple(named))


def without_subject(acting: Acting | None, on: date) -> list[Ended]:
    """Return what a person may settle, body by body, in the order of their ends."""
    if acting is None:
        return []
    goes_on = BodyVersion.objects.filter(body_id=OuterRef("body_id"), valid_to=None)
    rows = (
        Assignment.objects.known()
        .filter(~Exists(goes_on), ~Q(body=None))
        .select_related("task__directive__document")
        .order_by("task__directive_id", "task__order", "task__line", "pk")
    )
    found: dict[int, list[Orphan]] = defaultdict(list)
    for row in rows:
        orphan = orphan_of(row, on)
        if orphan and policies.can_settle(
            acting, row.task.directive, orphan.last, on=on
        ):
            found[orphan.last.body_id].append(orphan)
    ended = [
        Ended(of[0].last, of[0].ended_on, of[0].heirs, tuple(of))
        for of in found.values()
    ]
    return sorted(ended, key=lambda one: (one.ended_on, one.last.name))
