"""Who declares a body's channels: the body itself, and who watches over it."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404

from loa.channels.models import Channel
from loa.orgs import policies as orgs
from loa.orgs.models import BodyVersion, Role
from loa.orgs.selectors import Acting

DECLARING_ROLES = (Role.ADMINISTRATOR, Role.HEAD, Role.APPROVER, Role.OFFICER)


def can_declare_for(acting: Acting | None, version: BodyVersion) -> bool:
    """Whether she may declare and close channels of the body."""
    if acting is None:
        return False
    own = acting.body_id == version.body_id and acting.has(*DECLARING_ROLES)
    return own or acting.reaches_body(
        version.path, Role.OVERSEER, Role.HEAD, Role.ADMINISTRATOR
    )


def require_declare_for(acting: Acting | None, version: BodyVersion) -> None:
    """Refuse who may not declare channels of the body.

    :raises PermissionDenied: to an insider without such a role
    """
    if not can_declare_for(acting, version):
        raise PermissionDenied


def access_channel(
    acting: Acting | None, pk: int, *, on: date
) -> tuple[Channel, BodyVersion]:
    """Return a channel with its owner as of a day, or "not found" to an outsider."""
    channel = Channel.objects.filter(pk=pk).first()
    if channel is None:
        raise Http404
    return channel, orgs.access_body(acting, channel.owner_id, on=on)
