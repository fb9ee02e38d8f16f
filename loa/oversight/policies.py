"""Who may look at which board, call, and hold a meeting over it."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404

from loa.orgs import policies as orgs
from loa.orgs import selectors
from loa.orgs.models import PATH_SEGMENT, BodyVersion, Level
from loa.orgs.selectors import Acting, version_of
from loa.oversight.models import Meeting


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


def nation_watched(acting: Acting | None, *, on: date) -> BodyVersion | None:
    """Return the body of the nation if she watches over it (a ministry's overseer)."""
    if acting is None:
        return None
    root = version_of(int(acting.path[:PATH_SEGMENT]), on)
    if root is None or root.level != Level.NATION:
        return None
    return root if orgs.can_oversee(acting, root.path) else None


def access_nation(acting: Acting | None, *, on: date) -> BodyVersion:
    """Return the body of the nation to who watches over it.

    :raises Http404: to everybody else
    """
    root = nation_watched(acting, on=on)
    if root is None:
        raise Http404
    return root


def can_watch(acting: Acting | None, version: BodyVersion) -> bool:
    """Whether she watches over a body as its overseer (not as one of its people)."""
    return orgs.can_oversee(acting, version.path)


def require_watch(acting: Acting | None, over: BodyVersion) -> Acting:
    """Give back who watches over a body: its overseer, or a head with a grant over it.

    :raises PermissionDenied: to an insider who does not
    """
    if acting is None or not can_watch(acting, over):
        raise PermissionDenied
    return acting


def access_watched(acting: Acting | None, body: int, *, on: date) -> BodyVersion:
    """Return a body that may be called, or "not found" to an outsider.

    :raises PermissionDenied: to an insider who does not watch over it; nobody calls
        the body in which she acts
    """
    version = orgs.access_body(acting, body, on=on)
    require_watch(acting, version)
    if acting is not None and acting.body_id == version.body_id:
        raise PermissionDenied
    return version


def access_meeting(acting: Acting | None, pk: int, *, on: date) -> Meeting:
    """Return a meeting; "not found" to who does not watch over what it was about."""
    if pk > selectors.LARGEST_ID:
        raise Http404
    meeting = Meeting.objects.select_related("over", "held_in").filter(pk=pk).first()
    over = selectors.version_of(meeting.over_id, on) if meeting else None
    if meeting is None or over is None or not can_watch(acting, over):
        raise Http404
    return meeting


def require_write(acting: Acting | None, meeting: Meeting) -> Acting:
    """Give back who writes for the body that held a meeting.

    :raises PermissionDenied: to who only watches, from another body
    """
    orgs.require_write_for(acting, meeting.held_in_id)
    if acting is None:
        raise PermissionDenied
    return acting


def require_list(can_watch: bool) -> None:
    """Refuse a body on a list what only who drew it up may do.

    :raises PermissionDenied: to who does not watch over the list's bodies
    """
    if not can_watch:
        raise PermissionDenied
