"""Written authority to sign for the head of a body: given, ended, in force on a day."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from loa.audit.services import record
from loa.common import once
from loa.orgs import policies, selectors
from loa.orgs.models import Appointment, BodyVersion, Delegation, Post
from loa.orgs.selectors import Acting, granted

if TYPE_CHECKING:
    from loa.accounts.models import User


class BadDelegation(ValueError):
    """It would begin after its end, or give to oneself what one has."""


@transaction.atomic
def delegate_signing(
    *,
    version: BodyVersion,
    giver: "User",
    taker: "User",
    taker_post: str,
    scope: str,
    by_number: str,
    by_date: date,
    from_on: date,
    until_on: date,
    actor: "User",
    acting: Acting | None,
    at: datetime,
    once_key: str = "",
) -> Delegation:
    """Record who may sign for the head, by which document, until when.

    :param until_on: the first day on which it no longer holds
    :raises BadDelegation: without a day in it, or from somebody to herself
    :raises PermissionDenied: to who does not administer the body
    """
    policies.require_administer(acting, version)
    if until_on <= from_on or giver == taker:
        raise BadDelegation
    claim = once.claim(once_key, actor.pk, at)
    made = Delegation.objects.create(
        body_id=version.body_id,
        giver=giver,
        taker=taker,
        taker_post=taker_post,
        scope=scope,
        by_number=by_number,
        by_date=by_date,
        from_on=from_on,
        until_on=until_on,
        recorded_at=at,
    )
    detail = {"giver": giver.username, "taker": taker.username, "by": by_number}
    record(
        actor=actor,
        action="orgs.delegation.given",
        at=at,
        target=version.body,
        detail=detail,
    )
    claim.done(f"/co-quan/{version.body_id}/uy-quyen/")
    return made


@transaction.atomic
def end_delegation(
    *,
    delegation: Delegation,
    actor: "User",
    acting: Acting | None,
    at: datetime,
    on: date,
) -> None:
    """End an authority from a day on; what was signed under it stays.

    :raises PermissionDenied: to who does not administer the body
    """
    version = selectors.version_of(delegation.body_id, on)
    if version is None:
        raise ValueError("the body is no more")
    policies.require_administer(acting, version)
    rows = Delegation.objects.filter(pk=delegation.pk, until_on__gt=on)
    rows.update(until_on=max(on, delegation.from_on))
    record(
        actor=actor,
        action="orgs.delegation.ended",
        at=at,
        target=version.body,
        detail={"by": delegation.by_number},
    )


def delegations_of(body_id: int, on: date) -> list[Delegation]:
    """Return the authorities of a body that hold on a day."""
    rows = Delegation.objects.filter(granted(on), body_id=body_id)
    return list(rows.select_related("giver", "taker"))


def all_delegations_of(body_id: int) -> list[Delegation]:
    """Return every authority that a body ever gave, newest first."""
    rows = Delegation.objects.filter(body_id=body_id)
    return list(rows.select_related("giver", "taker").order_by("-from_on", "-pk"))


def appointments_of(body_id: int, on: date) -> Sequence[Appointment]:
    """Return who holds which post of a body on a day, the head first."""
    rows = Appointment.objects.filter(granted(on), post__body_id=body_id)
    return list(
        rows.select_related("post", "user").order_by("-post__is_head", "post__name")
    )


def head_post_of(body_id: int) -> Post | None:
    """Return the post of a body's head, when one is known."""
    return Post.objects.filter(body_id=body_id, is_head=True).order_by("pk").first()
