"""Handing a message over, one module per way. A way that is not set up is off."""

from loa.notices.drivers.base import Driver, Handed, NotNow, Refused
from loa.notices.drivers.choosing import driver_of, ways_on

__all__ = ["Driver", "Handed", "NotNow", "Refused", "driver_of", "ways_on"]
