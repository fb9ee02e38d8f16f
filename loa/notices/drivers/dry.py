"""A dry run of Zalo and SMS: nothing leaves, the outbox shows what would have."""

from loa.notices.drivers.base import Handed
from loa.notices.models import Message


class DryRun:
    """Takes everything and sends nothing."""

    def address_of(self, message: Message) -> str:
        """Return the person's phone number."""
        return message.user.phone

    def hand_over(self, message: Message, address: str) -> Handed:
        """Keep that it would have been sent."""
        return Handed("dry-run")
