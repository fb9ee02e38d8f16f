"""Roles and posts: given from a day on, ended, handed over."""

from datetime import date, datetime

from django.db import transaction

from loa.accounts.models import User
from loa.audit.services import Actor, record
from loa.orgs import policies, selectors
from loa.orgs.models import (
    Appointment,
    Body,
    BodyVersion,
    Grant,
    Post,
    Role,
)
from loa.orgs.selectors import Acting


class AlreadyGranted(ValueError):
    """The person holds that role in that body already."""


class NothingToHandOver(ValueError):
    """The giver has no role in the body, or would hand over to herself."""


def give_role(
    *,
    user: User,
    role: str,
    body: Body,
    on: date,
    actor: Actor,
    at: datetime,
    with_below: bool = False,
    by_number: str = "",
    by_date: date | None = None,
) -> Grant:
    """Give a role from a day on, naming the document it rests on.

    :raises AlreadyGranted: if the person holds it already
    """
    with transaction.atomic():
        held = Grant.objects.filter(
            selectors.granted(on),
            user=user,
            role=role,
            body=body,
            with_below=with_below,
        )
        if held.exists():
            raise AlreadyGranted(f"{user} {role}")
        grant = Grant.objects.create(
            user=user,
            role=role,
            body=body,
            with_below=with_below or role == Role.OVERSEER,
            from_on=on,
            by_number=by_number,
            by_date=by_date,
            recorded_at=at,
        )
        record(
            actor=actor,
            action="orgs.grant.given",
            at=at,
            target=body,
            detail={"user": user.username, "role": role, "by": by_number},
        )
    return grant


def end_role(
    *, grant: Grant, actor: User, acting: Acting | None, at: datetime, on: date
) -> None:
    """End a role from a day on; what was done under it stays."""
    version = selectors.version_of(grant.body_id, on)
    if version is None:
        raise ValueError("the body is no more")
    policies.require_administer(acting, version)
    with transaction.atomic():
        Grant.objects.filter(pk=grant.pk, until_on=None).update(until_on=on)
        record(
            actor=actor,
            action="orgs.grant.ended",
            at=at,
            target=version.body,
            detail={"user": grant.user.username, "role": grant.role},
        )


def appoint(
    *, user: User, body: Body, post: str, on: date, is_head: bool = False
) -> Appointment:
    """Put a person in a post of a body from a day on; once is enough."""
    place, _made = Post.objects.get_or_create(
        body=body, name=post, defaults={"is_head": is_head}
    )
    held, _made = Appointment.objects.get_or_create(
        user=user, post=place, until_on=None, defaults={"from_on": on}
    )
    return held


@transaction.atomic
def hand_over(
    *,
    version: BodyVersion,
    giver: User,
    taker: User,
    actor: User,
    acting: Acting | None,
    at: datetime,
    on: date,
) -> list[Grant]:
    """Pass all roles and posts of one person in a body to another, in one step.

    What the giver did stays hers; from the day on the taker answers for the work.

    :raises NothingToHandOver: if the giver has no role there, or is the taker
    :raises PermissionDenied: to who does not administer the body
    """
    policies.require_administer(acting, version)
    held = list(
        Grant.objects.select_for_update().filter(
            selectors.granted(on), user=giver, body_id=version.body_id
        )
    )
    if not held or giver == taker:
        raise NothingToHandOver
    given = []
    for grant in held:
        Grant.objects.filter(pk=grant.pk).update(until_on=on)
        has = Grant.objects.filter(
            selectors.granted(on), user=taker, role=grant.role, body_id=version.body_id,
            with_below=grant.with_below,
        )  # fmt: skip
        if not has.exists():
            given.append(_passed_on(grant, taker, on, at))
    for row in Appointment.objects.filter(
        selectors.granted(on), user=giver, post__body_id=version.body_id
    ):
        Appointment.objects.filter(pk=row.pk).update(until_on=on)
        appoint(user=taker, body=version.body, post=row.post.name, on=on)
    detail = {
        "from": giver.username,
        "to": taker.username,
        "roles": [g.role for g in held],
    }
    record(
        actor=actor,
        action="orgs.work.handed_over",
        at=at,
        target=version.body,
        detail=detail,
    )
    return given


def _passed_on(grant: Grant, taker: User, on: date, at: datetime) -> Grant:
    return Grant.objects.create(
        user=taker,
        role=grant.role,
        body_id=grant.body_id,
        with_below=grant.with_below,
        from_on=on,
        by_number=grant.by_number,
        by_date=grant.by_date,
        recorded_at=at,
    )
