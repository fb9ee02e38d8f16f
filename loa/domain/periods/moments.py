"""From a moment to the day on which it counts."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

VIETNAM_TIME = ZoneInfo("Asia/Ho_Chi_Minh")


def vn_date(moment: datetime) -> date:
    """The day in Vietnam at `moment`.

    :raises ValueError: if the moment says no time zone; which day it is would be a guess
    """
    if moment.tzinfo is None:
        raise ValueError(f"a moment needs a time zone: {moment.isoformat()}")
    return moment.astimezone(VIETNAM_TIME).date()
