"""Which ways this installation has, by its settings."""

from django.conf import settings

from loa.notices.drivers.base import Driver
from loa.notices.drivers.dry import DryRun
from loa.notices.drivers.mail import Mail
from loa.notices.models import Way


def ways_on() -> tuple[Way, ...]:
    """Return the ways that are set up, in the order in which pages show them."""
    return tuple(way for way in Way if driver_of(way) is not None)


def driver_of(way: str) -> Driver | None:
    """Return what sends by a way; None where it is not set up."""
    if way == Way.MAIL:
        return Mail() if settings.EMAIL_HOST else None
    chosen = settings.LOA_ZALO if way == Way.ZALO else settings.LOA_SMS
    return DryRun() if chosen == "dry" else None
