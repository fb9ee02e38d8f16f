"""Writes over bodies, groups and rights."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from loa.accounts.models import User
from loa.accounts.services import make_first_code
from loa.audit.services import Actor, record
from loa.common import once
from loa.domain.text import fold
from loa.orgs import policies, selectors
from loa.orgs.models import (
    Appointment,
    Body,
    BodyAlias,
    BodyGroup,
    BodyVersion,
    Grant,
    GroupMember,
    GroupRule,
    Post,
    Role,
    Succession,
)
from loa.orgs.selectors import Acting


class NameTaken(ValueError):
    """The sign-in name belongs to a person with another name."""

    def __init__(self, username: str, full_name: str) -> None:
        super().__init__(username)
        self.username = username
        self.full_name = full_name


class AlreadyGranted(ValueError):
    """The person holds that role in that body already."""


class NothingToHandOver(ValueError):
    """The giver has no role in the body, or would hand over to herself."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """Whom to invite, and as what."""

    username: str
    full_name: str
    role: str
    email: str = ""
    phone: str = ""
    post: str = ""
    by_number: str = ""
    by_date: date | None = None


@dataclass(frozen=True, slots=True)
class Invited:
    """An invited person, with the code to tell her; "" when she has an account."""

    user: User
    role: str
    code: str


@transaction.atomic
def invite_people(
    *,
    version: BodyVersion,
    people: Iterable[Invitation],
    actor: User,
    acting: Acting | None,
    at: datetime,
    on: date,
    key: str = "",
) -> list[Invited]:
    """Invite people into a body, all or none.

    :raises NameTaken: if a sign-in name is another person's
    :raises AlreadyGranted: if somebody holds the role there already
    :raises loa.common.once.AlreadyDone: for a form sent twice
    """
    policies.require_administer(acting, version)
    claim = once.claim(key, actor.pk, at)
    invited = [_invite(version.body, one, actor=actor, at=at, on=on) for one in people]
    record(
        actor=actor,
        action="orgs.people.invited",
        at=at,
        target=version.body,
        detail={"people": [one.user.username for one in invited]},
    )
    claim.done(f"/co-quan/{version.body_id}/")
    return invited


@transaction.atomic
def make_administrator(
    *,
    body: Body,
    username: str,
    full_name: str,
    actor: Actor,
    at: datetime,
    on: date,
) -> Invited:
    """Make the first person of a body: whoever runs the installation lets her in.

    She administers the body and all below it, and invites everybody else. Nobody's
    right is asked: this is called from the command line alone.

    :raises NameTaken: if the sign-in name is another person's
    :raises AlreadyGranted: if she administers the body already
    """
    invitation = Invitation(username, full_name, Role.ADMINISTRATOR)
    return _invite(body, invitation, actor=actor, at=at, on=on, with_below=True)


def _invite(
    body: Body,
    invitation: Invitation,
    *,
    actor: Actor,
    at: datetime,
    on: date,
    with_below: bool = False,
) -> Invited:
    username = User.normalize_username(invitation.username.strip())
    user = User.objects.filter(username=username).first()
    is_new = user is None
    if user is None:
        user = User.objects.create_user(
            username,
            full_name=invitation.full_name,
            email=invitation.email,
            phone=invitation.phone,
        )
    elif fold(user.full_name) != fold(invitation.full_name):
        raise NameTaken(username, user.full_name)
    give_role(
        user=user,
        role=invitation.role,
        body=body,
        on=on,
        actor=actor,
        at=at,
        with_below=with_below,
        by_number=invitation.by_number,
        by_date=invitation.by_date,
    )
    if invitation.post:
        appoint(
            user=user,
            body=body,
            post=invitation.post,
            is_head=invitation.role == Role.HEAD,
            on=on,
        )
    code = make_first_code(user=user, actor=actor, at=at) if is_new else ""
    return Invited(user, invitation.role, code)


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


def create_group(
    *,
    owner: Body,
    name: str,
    since: date,
    actor: Actor,
    at: datetime,
    kinds: Iterable[str] = (),
    levels: Iterable[str] = (),
    unit_types: Iterable[str] = (),
    direct_only: bool = False,
    members: Iterable[Body] = (),
) -> BodyGroup:
    """Make a group of bodies: by a rule below its owner, by a list, or both."""
    with transaction.atomic():
        group = BodyGroup.objects.create(owner=owner, name=name, folded=fold(name))
        if kinds or levels or unit_types:
            GroupRule.objects.create(
                group=group,
                under=owner,
                kinds=list(kinds),
                levels=list(levels),
                unit_types=list(unit_types),
                direct_only=direct_only,
                from_on=since,
                recorded_at=at,
            )
        GroupMember.objects.bulk_create(
            GroupMember(group=group, body=body, from_on=since, recorded_at=at)
            for body in members
        )
        record(actor=actor, action="orgs.group.created", at=at, target=group)
    return group


def add_alias(
    *,
    scope: Body,
    name: str,
    actor: Actor,
    at: datetime,
    body: Body | None = None,
    group: BodyGroup | None = None,
) -> BodyAlias:
    """Say which body or group a printed name means in papers of a body's tree."""
    with transaction.atomic():
        alias, _made = BodyAlias.objects.update_or_create(
            scope=scope,
            folded=fold(name),
            defaults={"name": name, "body": body, "group": group},
        )
        record(
            actor=actor,
            action="orgs.alias.added",
            at=at,
            target=body or group,
            detail={"name": name},
        )
    return alias


def record_succession(
    *,
    from_body: Body,
    to_body: Body | None,
    kind: str,
    on: date,
    actor: Actor,
    at: datetime,
    share: Decimal | None = None,
    source: str = "",
) -> Succession:
    """Record what became of a body; its version ends that day. No share is made up."""
    with transaction.atomic():
        succession = Succession.objects.create(
            from_body=from_body,
            to_body=to_body,
            kind=kind,
            on=on,
            share=share,
            source=source,
        )
        BodyVersion.objects.filter(
            body=from_body, valid_to=None, valid_from__lt=on
        ).update(valid_to=on)
        record(actor=actor, action="orgs.body.succeeded", at=at, target=from_body)
    return succession
