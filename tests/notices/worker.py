"""A worker that sends one message and stands still at a point, to be killed there."""

import sys
import time

import django

django.setup()

from loa.common.dates import now  # noqa: E402
from loa.notices import sending  # noqa: E402
from loa.notices.drivers.base import Handed  # noqa: E402
from loa.notices.drivers.mail import Mail  # noqa: E402
from loa.notices.models import Message  # noqa: E402

POINT, PK = sys.argv[1], int(sys.argv[2])


def reached(point: str) -> None:
    if point == POINT:
        sys.stdout.write(f"{point}\n")
        sys.stdout.flush()
        time.sleep(60)


def hand_over(self: Mail, message: Message, address: str) -> Handed:
    reached("claimed")
    handed = _real(self, message, address)
    reached("handed over")
    return handed


_real = Mail.hand_over
Mail.hand_over = hand_over  # type: ignore[method-assign]
reached("before")
sending.send_one(PK, at=now())
reached("kept")
