"""Groups that list by name a body that has ended: told, and mended by a person.

A rule follows by itself. A list does not: nobody but who keeps it knows whether it meant
the body or its place.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from loa.audit import services as audit
from loa.common.figures import local_day
from loa.orgs import policies
from loa.orgs.models import Body, BodyGroup, BodyVersion, GroupMember
from loa.orgs.selectors import Acting, granted, version_of, versions_of
from loa.orgs.succession import last_version, successors

if TYPE_CHECKING:
    from loa.accounts.models import User


class NotListed(ValueError):
    """The group lists no such ended body by name: somebody mended it first."""


class NotItsSuccessor(ValueError):
    """The body put in its place did not come after the one that ended."""


@dataclass(frozen=True, slots=True)
class EndedMember:
    """A group that lists an ended body by name, and what came after that one."""

    member: GroupMember
    last: BodyVersion
    heirs: tuple[BodyVersion, ...]


def ended_members(owner: Body | int, on: date) -> list[EndedMember]:
    """Return the ended bodies that the groups of a body list by name on a day."""
    pk = owner if isinstance(owner, int) else owner.pk
    rows = list(
        GroupMember.objects.known()
        .filter(granted(on), group__owner_id=pk)
        .select_related("group", "body")
        .order_by("group__name", "pk")
    )
    there = versions_of({row.body_id for row in rows}, on)
    found = []
    for row in rows:
        last = last_version(row.body_id)
        if row.body_id in there or last is None or last.valid_from > on:
            continue
        heirs = {each.body_id for each in successors(row.body_id, on)}
        known = versions_of(heirs, on)
        names = sorted(known.values(), key=lambda version: version.folded)
        found.append(EndedMember(row, last, tuple(names)))
    return found


@transaction.atomic
def replace_member(
    *,
    member: GroupMember,
    heir: Body | None,
    actor: "User",
    acting: Acting | None,
    at: datetime,
) -> BodyGroup:
    """List in a group a successor in the place of a body that ended, or (None) nobody.

    The group keeps the body until its end. The successor is in it from the day of the
    decision: what it would have owed before is not made up.

    :raises PermissionDenied: to who may not reorganise below the group's owner
    :raises NotListed: when the group no longer lists it, or it has not ended
    :raises NotItsSuccessor: when the other did not come after it
    """
    on = local_day(at)
    owner = version_of(member.group.owner_id, on)
    if owner is None:
        raise NotListed
    policies.require_reorganise(acting, owner)
    last = last_version(member.body_id)
    if last is None or last.valid_to is None or last.valid_to > on:
        raise NotListed
    if heir and heir.pk not in {one.body_id for one in successors(member.body_id, on)}:
        raise NotItsSuccessor
    # A conditional UPDATE: of two at once one wins.
    if not GroupMember.objects.filter(pk=member.pk, closed_at=None).update(
        closed_at=at
    ):
        raise NotListed
    GroupMember.objects.create(
        group=member.group,
        body=member.body,
        from_on=member.from_on,
        until_on=max(last.valid_to, member.from_on),
        recorded_at=at,
    )
    listed = GroupMember.objects.known().filter(
        granted(on), group=member.group, body=heir
    )
    if heir and not listed.exists():
        GroupMember.objects.create(
            group=member.group, body=heir, from_on=on, recorded_at=at
        )
    audit.record(
        actor=actor,
        action="orgs.group.member_replaced",
        at=at,
        target=member.group,
        body=Body(pk=acting.body_id) if acting else None,
        detail={"ended": member.body_id, "heir": heir.pk if heir else None},
    )
    return member.group
