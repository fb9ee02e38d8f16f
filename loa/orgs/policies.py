"""Questions about bodies, each asked in one place.

An outsider gets :class:`django.http.Http404`: she is not told that there is
something. An insider without the right gets :class:`PermissionDenied`.
"""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404

from loa.orgs import selectors
from loa.orgs.models import Body, BodyVersion, Role
from loa.orgs.selectors import Acting

WRITING_ROLES = (Role.HEAD, Role.APPROVER, Role.OFFICER, Role.EDITOR)


def can_see_body(acting: Acting | None, version: BodyVersion) -> bool:
    """Whether the work of a body may be seen: one's own, or below by a grant."""
    return acting is not None and (
        version.body_id == acting.body_id or acting.reaches_body(version.path)
    )


def access_body(acting: Acting | None, pk: int, *, on: date) -> BodyVersion:
    """Return the body as of a day, or "not found" to an outsider."""
    version = selectors.version_of(pk, on)
    if version is None or not can_see_body(acting, version):
        raise Http404
    return version


def can_write_for(acting: Acting | None, body: Body | int) -> bool:
    """Whether she may record, state and correct for a body: in it, with a writing role."""
    pk = body if isinstance(body, int) else body.pk
    return acting is not None and acting.body_id == pk and acting.has(*WRITING_ROLES)


def require_write_for(acting: Acting | None, body: Body | int) -> None:
    """Refuse who may not write for the body.

    :raises PermissionDenied: to an insider without a writing role
    """
    if not can_write_for(acting, body):
        raise PermissionDenied


def can_oversee(acting: Acting | None, path: str) -> bool:
    """Whether she watches over the body at ``path`` (a grant as overseer above it)."""
    return acting is not None and acting.reaches_body(path, Role.OVERSEER, Role.HEAD)


def can_administer(acting: Acting | None, version: BodyVersion) -> bool:
    """Whether she invites people and gives grants in a body."""
    if acting is None:
        return False
    own = acting.body_id == version.body_id and acting.has(
        Role.ADMINISTRATOR, Role.HEAD
    )
    return own or acting.reaches_body(version.path, Role.ADMINISTRATOR)


def can_reorganise(acting: Acting | None, version: BodyVersion) -> bool:
    """Whether she enters what becomes of the bodies below one.

    Its administrator, or who administers or watches over it and all below.
    """
    if acting is None:
        return False
    own = acting.body_id == version.body_id and acting.has(Role.ADMINISTRATOR)
    return own or acting.reaches_body(version.path, Role.ADMINISTRATOR, Role.OVERSEER)


def require_reorganise(acting: Acting | None, version: BodyVersion) -> None:
    """Refuse who may not enter a reorganisation below the body.

    :raises PermissionDenied: to anybody else
    """
    if not can_reorganise(acting, version):
        raise PermissionDenied


def require_administer(acting: Acting | None, version: BodyVersion) -> None:
    """Refuse who may not invite people and give roles in the body.

    :raises PermissionDenied: to anybody else
    """
    if not can_administer(acting, version):
        raise PermissionDenied
