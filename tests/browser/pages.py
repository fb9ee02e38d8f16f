"""The pages that the browser walks: add yours here.

An address is a function, asked inside Django when the pages are walked, so that it can
look for something to show; it returns None when there is nothing such.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

STRANGER = "stranger"
CLERK = "clerk"
OVERSEER = "overseer"


@dataclass(frozen=True, slots=True)
class Walked:
    """A page, who looks at it, and where it is.

    `is_quick` pages are walked by `make test` in one look; all others, and every
    look, by `make verify`.
    """

    name: str
    who: str
    address: Callable[[], str | None]
    is_quick: bool = False
    status: int = 200


def at(name: str, *args: object) -> Callable[[], str]:
    """The address of a page that needs nothing looked up."""
    return lambda: reverse(name, args=args)


PAGES = [
    Walked("thanh-phan", CLERK, at("common:components"), is_quick=True),
    Walked("khong-co", CLERK, lambda: "/khong-co-trang-nay/", status=404),
    Walked("dang-nhap", STRANGER, at("accounts:sign_in"), is_quick=True),
    Walked("viec-cua-toi", CLERK, at("desk:home"), is_quick=True),
    Walked("tim", CLERK, lambda: reverse("desk:search") + "?q=ke+hoach"),
]
