"""Records of other bodies that wait for a person's verdict, and why for hers."""

from datetime import date

from django.db.models import Q, QuerySet

from loa.evidence.models import Appeal, Standing, Verdict
from loa.orgs import selectors as orgs
from loa.orgs.models import PATH_SEGMENT, BodyVersion, Role
from loa.orgs.policies import WRITING_ROLES
from loa.orgs.selectors import Acting
from loa.reference.speaking import Spoken, spoken_by


def areas_spoken_for(acting: Acting, on: date) -> list[Spoken]:
    """Return the areas whose records an officer of the body acted in may judge."""
    return spoken_by(acting, on) if acting.has(*WRITING_ROLES) else []


def awaiting_verdict(
    acting: Acting, on: date, *, of_my_areas: bool = False
) -> QuerySet[Verdict]:
    """Return what waits for her verdict, oldest first.

    In the bodies that she watches over, and of the areas that her department speaks
    for. What the machine put in question waits too, and what a body appeals against; a
    body does not judge itself.

    :param of_my_areas: only those of areas that her department speaks for
    """
    spoken = areas_spoken_for(acting, on)
    concerned = _of_areas(acting, spoken, on)
    if not of_my_areas:
        concerned |= _watched(acting, on)
    if not concerned:
        return Verdict.objects.none()
    return (
        Verdict.objects.filter(
            concerned,
            Q(standing=Standing.PENDING)
            | Q(standing=Standing.DISPUTED, by_machine=True)
            | Q(pk__in=Appeal.objects.known().values("verdict_id")),
            closed_at=None,
            record__withdrawn_at=None,
        )
        .exclude(record__body_id=acting.body_id)
        .order_by("recorded_at", "pk")
    )


def _watched(acting: Acting, on: date) -> Q:
    below = Q()
    for role, path in acting.reaches:
        if role in (Role.OVERSEER, Role.HEAD):
            below |= orgs.within(path)
    return Q(record__body_id__in=_bodies(below, on)) if below else Q()


def _of_areas(acting: Acting, spoken: list[Spoken], on: date) -> Q:
    """The records of areas over bodies; a department does not judge those above it."""
    above = [
        int(acting.path[i : i + PATH_SEGMENT])
        for i in range(0, len(acting.path), PATH_SEGMENT)
    ]
    found = Q()
    for path in {each.path for each in spoken}:
        areas = [each.area_id for each in spoken if each.path == path]
        bodies = _bodies(orgs.within(path) & ~Q(body_id__in=above), on)
        found |= Q(record__area__in=areas, record__body_id__in=bodies)
    return found


def _bodies(condition: Q, on: date) -> QuerySet[BodyVersion]:
    rows = BodyVersion.objects.filter(condition, orgs.in_force(on))
    return rows.values("body_id")  # type: ignore[return-value]
