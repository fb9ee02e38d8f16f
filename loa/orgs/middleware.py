"""One acts in one body at a time: the body is on the request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from loa.common.dates import today
from loa.orgs import selectors

SESSION_KEY = "acting_body"


class ActingBodyMiddleware:
    """Put ``request.acting`` there: the body in which a signed-in person acts.

    It is the one chosen on top, else the first that she has a grant in; None for
    strangers and for people whose grants have ended.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.acting = None  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            request.acting = selectors.acting(  # type: ignore[attr-defined]
                request.user, chosen=request.session.get(SESSION_KEY), on=today()
            )
        return self.get_response(request)
