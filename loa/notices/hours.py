"""When a person may be written to: working days, and not in her quiet hours."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from loa.domain.periods import is_working_day
from loa.notices.models import Preference

ONE_DAY = timedelta(days=1)


def next_moment(preference: Preference, at: datetime) -> datetime:
    """Return the first moment from ``at`` on when she may be written to."""
    here = timezone.localtime(at)
    for _ in range(40):
        if _is_quiet(preference, here.time()):
            here = _at(
                here.date()
                if here.time() < preference.quiet_until
                else here.date() + ONE_DAY,
                preference.quiet_until,
                here,
            )
        elif preference.working_days_only and not is_working_day(here.date()):
            here = _at(here.date() + ONE_DAY, preference.quiet_until, here)
        else:
            return here
    return here  # no stretch of days off is that long


def _is_quiet(preference: Preference, clock: time) -> bool:
    start, end = preference.quiet_from, preference.quiet_until
    if start == end:
        return False
    if start < end:
        return start <= clock < end
    return clock >= start or clock < end


def _at(day: date, clock: time, like: datetime) -> datetime:
    return datetime.combine(day, clock, tzinfo=like.tzinfo)
