"""Kinds of messages that leave the product, as data; an app above adds its own.

A kind says by which ways it goes unless a person chose otherwise, and whether it is
urgent: an urgent one does not wait for the digest, nor for quiet hours to end.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from loa.notices.models import Way

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text


@dataclass(frozen=True, slots=True)
class MessageKind:
    """What sort of message it is; ``ways`` are those that are on unless she says no."""

    code: str
    label: "Text"
    ways: frozenset[Way] = frozenset({Way.MAIL})
    is_urgent: bool = False


DIGEST: Final = "notices.digest"

KINDS: Final[dict[str, MessageKind]] = {
    DIGEST: MessageKind(DIGEST, _("Digest of the day")),
}


def register(*kinds: MessageKind) -> None:
    """Add kinds; called from ``AppConfig.ready``."""
    KINDS.update({kind.code: kind for kind in kinds})


def choosable() -> list[MessageKind]:
    """Return the kinds that a person may switch off by a way."""
    return [kind for code, kind in KINDS.items() if code != DIGEST]
