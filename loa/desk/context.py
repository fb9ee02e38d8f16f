"""What the rail and the top bar of every staff page show."""

from typing import Any

from loa.desk.shell import Shell
from loa.orgs.requests import StaffRequest


def navigation(request: StaffRequest) -> dict[str, Any]:
    """Give templates `shell`, which asks the database only for what a page shows."""
    return {"shell": Shell(request)}
