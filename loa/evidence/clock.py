"""A server's clock that was set back must not make a late record one in time."""

from datetime import datetime, timedelta
from typing import Final

from loa.evidence.drafting import BadRecord
from loa.evidence.models import Record

TOLERANCE: Final = timedelta(days=1)
"""How far behind what was recorded last a clock may stand and still be taken."""


def sound_moment(at: datetime) -> datetime:
    """Return the moment at which something is recorded: never before the newest record.

    A clock a little behind is corrected by what was stored last. One further behind was
    set wrongly, now or when that was stored: no machine can tell which.

    :param at: what the clock says
    :raises BadRecord: ``clock_set_back`` if it stands too far behind
    """
    newest = (
        Record.objects.order_by("-pk").values_list("recorded_at", flat=True).first()
    )
    if newest is None or newest <= at:
        return at
    if newest - at > TOLERANCE:
        raise BadRecord("clock_set_back", "done_on")
    return newest
