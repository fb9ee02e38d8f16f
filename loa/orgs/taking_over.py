"""People of a body that ended: proposed for its successor, given a role by a person."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from loa.common import once
from loa.orgs import policies
from loa.orgs.models import BodyVersion, Grant
from loa.orgs.selectors import Acting, granted
from loa.orgs.services import AlreadyGranted, give_role
from loa.orgs.succession import ended_on, predecessor_ids

if TYPE_CHECKING:
    from loa.accounts.models import User


def ended_before(version: BodyVersion, on: date) -> dict[int, date]:
    """Return the bodies that went into one and ended, with the first day without each."""
    ends = {
        body_id: ended_on(body_id, on)
        for body_id in predecessor_ids([version.body_id], on)
    }
    return {body_id: day for body_id, day in ends.items() if day is not None}


def people_proposed(version: BodyVersion, on: date) -> list[Grant]:
    """Return the roles held at the end of what went into a body, not yet held in it."""
    here = set(
        Grant.objects.filter(granted(on), body_id=version.body_id).values_list(
            "user_id", "role"
        )
    )
    found: dict[tuple[int, str], Grant] = {}
    for body_id, end in sorted(ended_before(version, on).items()):
        rows = Grant.objects.filter(
            granted(end - timedelta(days=1)), granted(on), body_id=body_id
        ).select_related("user", "body")
        for row in rows.order_by("user__full_name", "role", "pk"):
            key = (row.user_id, row.role)
            if key not in here:
                found.setdefault(key, row)
    return list(found.values())


@transaction.atomic
def take_over_people(
    *,
    version: BodyVersion,
    chosen: Collection[int],
    by_number: str,
    actor: "User",
    acting: Acting | None,
    on: date,
    at: datetime,
    once_key: str = "",
) -> list[Grant]:
    """Give people of bodies that went into one the roles there that they had.

    :param chosen: ids of the grants proposed; others are left out
    :raises PermissionDenied: to who does not administer the body
    """
    policies.require_administer(acting, version)
    once.claim(once_key, actor.pk, at)
    given = []
    for row in people_proposed(version, on):
        if row.pk not in chosen:
            continue
        try:
            grant = give_role(
                user=row.user, role=row.role, body=version.body, on=on, actor=actor,
                at=at, with_below=row.with_below, by_number=by_number,
            )  # fmt: skip
        except AlreadyGranted:
            continue
        given.append(grant)
    return given
