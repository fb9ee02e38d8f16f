"""What a way to other systems must be able to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Unavailable(Exception):
    """The gateway cannot be reached now; the same is tried again later."""


class Rejected(Exception):
    """The gateway took the message and said no; `str` is what it said."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message to be sent; `key` names the sending."""

    key: str
    content: bytes
    from_code: str
    to_code: str
    is_status: bool = False


class Outcome(StrEnum):
    """What became of a message that was fetched."""

    DONE = "done"
    FAILED = "fail"
    # refused for a mark of secrecy: nothing of it may stay where it came in
    WIPED = "wiped"


class Gateway(Protocol):
    """A way to other systems.

    Sending the same key again does nothing and gives the same answer, as far as the way
    allows it; each implementation says how far.
    """

    @property
    def name(self) -> str:
        """Names it in the log of messages."""
        ...

    def send(self, parcel: Parcel) -> str:
        """Send a message and return the gateway's own name for it ("" if none).

        :raises Unavailable: when it may be tried again
        :raises Rejected: when trying again is of no use
        """
        ...

    def list(self) -> Iterable[str]:
        """Return the names of the messages that wait.

        :raises Unavailable: when it cannot be asked
        """
        ...

    def fetch(self, ref: str) -> bytes:
        """Return a message's bytes.

        :raises Unavailable: when it is not there now, or not whole yet
        :raises Rejected: when it is nothing that may be taken
        """
        ...

    def acknowledge(self, ref: str, outcome: Outcome, reason: str = "") -> None:
        """Say what became of a message, so that it waits no more.

        :raises Unavailable: when it cannot be told; it then comes again, harmlessly
        """
        ...
