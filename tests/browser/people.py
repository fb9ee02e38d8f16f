"""Who looks at the pages, found by what they may do; the same in tests and demo."""

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from loa.accounts.models import User
from loa.orgs.models import Grant, Level, Role
from tests.browser import pages


def person(who: str) -> User | None:
    """Find a person of the kind; None for the stranger.

    :raises LookupError: when nobody in the database is of that kind
    """
    grants = Grant.objects.filter(until_on=None).order_by("pk")
    if who == pages.STRANGER:
        return None
    if who == pages.OVERSEER:
        found = grants.filter(role=Role.OVERSEER, with_below=True).first()
    elif who == pages.HEAD:
        found = grants.filter(role=Role.HEAD).first()
    else:
        found = grants.filter(
            role=Role.OFFICER,
            body__versions__level=Level.COMMUNE,
            body__versions__kind="peoples_committee",
        ).first()
    if found is None:
        raise LookupError(who)
    return found.user


def session_of(who: str) -> str:
    """Sign a person in on the server's side and return the session's key."""
    user = person(who)
    if user is None:
        return ""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)
