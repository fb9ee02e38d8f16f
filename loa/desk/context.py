"""What the rail and the top bar of every staff page show."""

from typing import Any

from django.http import HttpRequest

from loa.desk.shell import Shell


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Give templates `shell`, which asks the database only for what a page shows."""
    return {"shell": Shell(request)}
