"""The body in which somebody acts, or the refusal."""

from django.core.exceptions import PermissionDenied

from loa.orgs.requests import StaffRequest
from loa.orgs.selectors import Acting


def acting_of(request: StaffRequest) -> Acting:
    """Return the body that the person acts in.

    :raises PermissionDenied: to who has a role in none
    """
    if request.acting is None:
        raise PermissionDenied
    return request.acting
