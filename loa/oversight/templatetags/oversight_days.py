"""Looking a day up in a month of the calendar."""

from collections.abc import Mapping
from datetime import date

from django import template
from django.utils.safestring import SafeString

from loa.domain.quotas import SixCounts
from loa.oversight import stacked as figure
from loa.oversight.calendar import Day

register = template.Library()


@register.filter
def at_day(days: Mapping[date, Day], day: date) -> Day | None:
    """What is due on a day, or None."""
    return days.get(day)


@register.simple_tag
def stacked(six: SixCounts, target: int) -> SafeString:
    """Draw the six columns of a cell side by side: `{% stacked columns target %}`."""
    return figure.stacked(six, target)
