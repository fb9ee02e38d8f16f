"""What an app above may listen to."""

from django.dispatch import Signal

# channel: Channel just declared; same: list[Channel] of other bodies recognised by the
# very same things; at: datetime. Sent inside the transaction.
channel_shared = Signal()
