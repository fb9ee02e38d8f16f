"""What higher layers may want to hear of.

``reorganisation_asked(sender=Touched, body_ids, on)``: what stands by these bodies on a
day? Each receiver answers with a ``Touched`` or None, and writes nothing.

``reorganised(sender=Reorganisation, reorganisation, ended, actor, at)``: bodies ended
(their ids); sent inside the transaction that ended them.
"""

from django.dispatch import Signal

reorganisation_asked = Signal()
reorganised = Signal()
