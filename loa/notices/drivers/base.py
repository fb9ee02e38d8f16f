"""What every way of sending answers."""

from dataclasses import dataclass
from typing import Protocol

from loa.notices.models import Message


class Refused(Exception):
    """The other side said no for good: the address, or the message."""


class NotNow(Exception):
    """Nothing was handed over, and it may be tried again later."""


@dataclass(frozen=True, slots=True)
class Handed:
    """The other side took it; ``provider_id`` is what it calls it."""

    provider_id: str = ""


class Driver(Protocol):
    """One way of sending.

    Any other exception than the two above means: it may have been handed over.
    """

    def address_of(self, message: Message) -> str:
        """Return where the person is reached by this way; "" where she is not."""
        ...

    def hand_over(self, message: Message, address: str) -> Handed:
        """Hand a message over.

        :raises Refused: when it will never be taken
        :raises NotNow: when it was certainly not taken, and may be later
        """
        ...
