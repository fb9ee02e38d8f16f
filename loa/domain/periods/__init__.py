"""Windows of law and calendar, recurrence, due rules and working days.

A `Period` is half-open: `start` and `last_day` are both in it, `end` is the day after.
In function names and arguments `first` and `last` are both included.
Explained in docs/explanation/periods-and-quotas.md.
"""

from loa.domain.periods.calendar import (
    VIETNAM,
    Swap,
    WorkingCalendar,
    add_working_days,
    is_working_day,
    read_swaps,
    read_years,
)
from loa.domain.periods.due import (
    Due,
    DueKind,
    DueRule,
    NonWorking,
    day_of_month_after,
)
from loa.domain.periods.moments import VIETNAM_TIME, vn_date
from loa.domain.periods.period import Period, PeriodKind, PeriodName, WindowRule
from loa.domain.periods.recurrence import Recurrence, recurrence_periods
from loa.domain.periods.windows import (
    calendar_period,
    law_period,
    next_period,
    period,
    period_containing,
    period_from_code,
    periods_between,
    periods_ending_in,
    previous_period,
    same_period_last_year,
)

__all__ = [
    "VIETNAM",
    "VIETNAM_TIME",
    "Due",
    "DueKind",
    "DueRule",
    "NonWorking",
    "Period",
    "PeriodKind",
    "PeriodName",
    "Recurrence",
    "Swap",
    "WindowRule",
    "WorkingCalendar",
    "add_working_days",
    "calendar_period",
    "day_of_month_after",
    "is_working_day",
    "law_period",
    "next_period",
    "period",
    "period_containing",
    "period_from_code",
    "periods_between",
    "periods_ending_in",
    "previous_period",
    "read_swaps",
    "read_years",
    "recurrence_periods",
    "same_period_last_year",
    "vn_date",
]
