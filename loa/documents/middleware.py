"""What is answered when a view came upon a mark of secrecy."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from loa.common.dates import now
from loa.documents import apart
from loa.documents.services.arriving import note_refused
from loa.documents.unreadable import explain
from loa.files.quarantine import wipe_upload


class SecrecyMiddleware:
    """Answers a request whose file bears a mark: wiped, noted, and told why."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        """Everything that the view began was taken back when the exception left it."""
        if not isinstance(exception, apart.Classified):
            return None
        for name in request.FILES:
            for upload in request.FILES.getlist(name):
                wipe_upload(upload)
        if request.user.is_authenticated:
            note_refused(actor=request.user, at=now())
        return render(
            request,
            "documents/refused.html",
            {"why": explain(exception)},
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
