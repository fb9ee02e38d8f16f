"""What keeps an installation tidy, hour by hour."""

from datetime import datetime, timedelta
from typing import Final

from loa.common import once

# Longer than anyone leaves a form open and still sends it.
KEPT: Final = timedelta(days=7)


def forget_once_keys(at: datetime) -> int:
    """Remove the keys of forms sent over a week ago; return how many."""
    return once.forget(at - KEPT)
