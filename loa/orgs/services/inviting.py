"""People invited into a body, with a code to sign in by."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from loa.accounts.models import User
from loa.accounts.services import make_first_code
from loa.audit.services import Actor, record
from loa.common import once
from loa.domain.text import fold
from loa.orgs import policies
from loa.orgs.models import (
    Body,
    BodyVersion,
    Role,
)
from loa.orgs.selectors import Acting
from loa.orgs.services.granting import appoint, give_role


class NameTaken(ValueError):
    """The sign-in name belongs to a person with another name."""

    def __init__(self, username: str, full_name: str) -> None:
        super().__init__(username)
        self.username = username
        self.full_name = full_name


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
