"""What higher layers may want to hear of; sent inside the transaction.

``speaker_decided(sender=AreaSpeaker, area, level, before, now, from_on, by_document, at,
key)``: from a day on the body ``now`` (None: no single one) speaks for an area; ``before``
are the ids of those that did.
"""

from django.dispatch import Signal

speaker_decided = Signal()
