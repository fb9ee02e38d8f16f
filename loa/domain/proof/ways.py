"""What else proves an activity of which a machine cannot see the page."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

SCREENSHOT, EXPORT, LOG, ROSTER, PHOTO, FILE = (
    "screenshot", "export", "log", "roster", "photo", "file",
)  # fmt: skip

_WALL: Final = (SCREENSHOT, EXPORT)
_WAYS: Final[Mapping[str, tuple[str, ...]]] = {
    "sight_wall": _WALL,
    "reach_login": _WALL,
    "page_login": _WALL,
    "page_empty": (SCREENSHOT,),
    "sight_nothing_log": (LOG,),
    "sight_nothing_photo": (PHOTO,),
    "sight_nothing_list": (ROSTER, PHOTO),
    "sight_nothing_any": (PHOTO, FILE, LOG, ROSTER),
}


@dataclass(frozen=True, slots=True)
class Way:
    """A kind of proof that would show it, and whether it is there already."""

    kind: str
    is_there: bool


def ways_of(reason: str, given: Collection[str]) -> tuple[Way, ...]:
    """Return what proves an activity that is uncheckable for a reason.

    Empty where a person only has to look at what is there. A page that could not be
    reached is shown by a picture of the screen.

    :param given: the kinds of proof that it has
    """
    kinds = _WAYS.get(reason, (SCREENSHOT,) if reason.startswith("reach_") else ())
    return tuple(Way(kind, kind in given) for kind in kinds)
