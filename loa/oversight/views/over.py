"""Over which body a page looks, from its address."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from loa.orgs.models import BodyVersion
from loa.orgs.requests import StaffRequest
from loa.oversight import policies
from loa.oversight.board import bodies_below


@dataclass(frozen=True, slots=True)
class Over:
    """The body whose tree is looked at, and who owes duties in it."""

    version: BodyVersion
    body_ids: list[int]
    is_chosen: bool

    @property
    def query(self) -> str:
        """What an address says of it: "?tren=12", or nothing."""
        return f"?tren={self.version.body_id}" if self.is_chosen else ""

    @property
    def name(self) -> str:
        return self.version.short_name or self.version.name


def read_over(request: StaffRequest, on: date) -> Over:
    """Read "tren" of an address.

    :raises Http404: to an outsider of that body
    """
    chosen = number(request, "tren")
    version = policies.access_board(request.acting, chosen, on=on)
    return Over(version, bodies_below(version, on), chosen is not None)


def number(request: HttpRequest, name: str) -> int | None:
    """Read a number of an address; None for anything else."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def day(request: HttpRequest, name: str) -> date | None:
    """Read a day of an address, as a date field or a person writes it; None if none."""
    text = request.GET.get(name, "")
    try:
        if "/" in text:
            numbers = [int(part) for part in text.split("/")]
            return date(numbers[2], numbers[1], numbers[0])
        return date.fromisoformat(text)
    except (ValueError, IndexError):
        return None
