"""The request as views of signed-in people get it."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

from loa.orgs.selectors import Acting

if TYPE_CHECKING:
    from loa.accounts.models import User


class StaffRequest(HttpRequest):
    """A request behind the sign-in: a person, and the body in which she acts.

    For annotations only; Django and ``ActingBodyMiddleware`` make the real one.
    """

    user: "User"
    acting: Acting | None
