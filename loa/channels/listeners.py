"""What a lower layer asks this one."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from loa.channels.models import Channel
from loa.orgs.reorganising.touched import Touched, counts
from loa.orgs.selectors import granted
from loa.orgs.signals import reorganisation_asked


def connect() -> None:
    """Listen; called once, when the app is ready."""
    reorganisation_asked.connect(tell_channels, dispatch_uid="channels.touched")


def tell_channels(
    sender: Any, *, body_ids: Collection[int], on: date, **_more: Any
) -> Touched:
    """Say how many channels the bodies have open."""
    rows = Channel.objects.filter(granted(on), owner_id__in=body_ids)
    return Touched(_("Channels"), counts(rows, "owner_id"))
