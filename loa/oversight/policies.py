"""Who may look at which board."""

from datetime import date

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
