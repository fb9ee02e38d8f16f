"""Who sees what went out: whoever administers the bodies of the people it went to."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404

from loa.notices.models import Message
from loa.orgs.models import BodyVersion, Grant, Role
from loa.orgs.selectors import Acting, granted, in_force, within


def require_outbox(acting: Acting | None) -> Acting:
    """Give back who administers a body.

    :raises PermissionDenied: to everyone else
    """
    if acting is None or not _administers(acting):
        raise PermissionDenied
    return acting


def _administers(acting: Acting) -> bool:
    own = acting.has(Role.ADMINISTRATOR, Role.HEAD)
    return own or any(role == Role.ADMINISTRATOR for role, _path in acting.reaches)


def messages_of(acting: Acting, on: date) -> QuerySet[Message]:
    """Return the messages to people of the bodies that she administers."""
    covered = Q(pk__in=[])
    if acting.has(Role.ADMINISTRATOR, Role.HEAD):
        covered |= Q(body_id=acting.body_id)
    for role, path in acting.reaches:
        if role == Role.ADMINISTRATOR:
            covered |= within(path)
    bodies = BodyVersion.objects.filter(covered, in_force(on)).values("body_id")
    people = Grant.objects.filter(granted(on), body_id__in=bodies).values("user_id")
    return Message.objects.filter(user_id__in=people).select_related("user")


def access_message(acting: Acting | None, pk: int, on: date) -> Message:
    """Return a message, or "not found" to who does not administer its people's body."""
    if acting is None or not _administers(acting):
        raise Http404
    found = messages_of(acting, on).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
