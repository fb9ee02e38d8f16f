"""Signing in."""

from typing import Any

from django.http import HttpRequest, HttpResponse


def locked_out(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Say that there were too many failed tries."""
    return HttpResponse(status=429)
