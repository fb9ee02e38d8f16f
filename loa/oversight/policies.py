"""Who may look at which board."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404

from loa.orgs import policies as orgs
from loa.orgs.models import BodyVersion
from loa.orgs.selectors import Acting


def access_board(acting: Acting | None, over: int | None, *, on: date) -> BodyVersion:
    """Return the body over which the board is shown, or "not found" to an outsider.

    Without a choice it is the widest body that a grant reaches, else the body acted in.
    """
    if acting is None:
        raise Http404
    if over is None:
        over = widest(acting)
    return orgs.access_body(acting, over, on=on)


def widest(acting: Acting) -> int:
    """Return the body highest in the tree that the person's grants reach."""
    paths = [path for _role, path in acting.reaches] + [acting.path]
    highest = min(paths, key=len)
    return int(highest[-6:])


def can_watch(acting: Acting | None, version: BodyVersion) -> bool:
    """Whether she watches over a body as its overseer (not as one of its people)."""
    return orgs.can_oversee(acting, version.path)


def require_watch(acting: Acting | None, version: BodyVersion) -> None:
    """Refuse who does not watch over a body.

    :raises PermissionDenied: to anybody else who may see it
    """
    if not can_watch(acting, version):
        raise PermissionDenied


def require_list(can_watch: bool) -> None:
    """Refuse a body on a list what only who drew it up may do.

    :raises PermissionDenied: to who does not watch over the list's bodies
    """
    if not can_watch:
        raise PermissionDenied
