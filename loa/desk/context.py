"""What the rail and the top bar of every staff page show."""

from typing import Any

from django.http import HttpRequest


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Return the entries of the rail for who is signed in."""
    return {}
