"""Pages for what went wrong: each says why, and what to do next."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=HTTPStatus.FORBIDDEN)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that came from elsewhere, or after its page had grown too old."""
    return render(request, "403_csrf.html", status=HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=HTTPStatus.NOT_FOUND)


def too_large(request: HttpRequest, limit: int) -> HttpResponse:
    """An upload above the limit (in bytes), refused before it is read."""
    return render(
        request,
        "413.html",
        {"limit": limit},
        status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    )


def server_error(request: HttpRequest) -> HttpResponse:
    # The template asks the database for nothing: it may be what failed.
    return render(request, "500.html", status=HTTPStatus.INTERNAL_SERVER_ERROR)
