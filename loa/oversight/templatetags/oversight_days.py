"""Looking a day up in a month of the calendar."""

from collections.abc import Mapping
from datetime import date

from django import template

from loa.oversight.calendar import Day

register = template.Library()


@register.filter
def at_day(days: Mapping[date, Day], day: date) -> Day | None:
    """What is due on a day, or None."""
    return days.get(day)
