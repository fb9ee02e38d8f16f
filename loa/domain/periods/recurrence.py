"""How often a task comes back, as its document says."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from loa.domain.periods.period import Period, PeriodKind, WindowRule
from loa.domain.periods.windows import periods_between


class Recurrence(StrEnum):
    """How often a task comes back.

    `REGULAR` is "thường xuyên" or "định kỳ" without a period: no number of times.
    """

    ONCE = "once"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    SEMIANNUAL = "semiannual"
    ANNUAL = "annual"
    REGULAR = "regular"
    ON_EVENT = "on_event"

    @property
    def period_kind(self) -> PeriodKind | None:
        """The period it repeats by, or None when it names none."""
        return _KINDS.get(self)


_KINDS = {
    Recurrence.MONTHLY: PeriodKind.MONTH,
    Recurrence.QUARTERLY: PeriodKind.QUARTER,
    Recurrence.SEMIANNUAL: PeriodKind.HALF,
    Recurrence.ANNUAL: PeriodKind.YEAR,
}


def recurrence_periods(
    recurrence: Recurrence,
    rule: WindowRule,
    first: date,
    last: date,
    *,
    regular_as: PeriodKind = PeriodKind.QUARTER,
) -> tuple[Period, ...]:
    """The periods of a recurrence that have a day in `first`..`last`, oldest first.

    Once is one unnamed period over all of it; regular takes the regime's reporting
    period; on event there is none before the event.
    """
    if last < first:
        return ()
    if recurrence == Recurrence.ONCE:
        return (Period.through(first, last),)
    if recurrence == Recurrence.ON_EVENT:
        return ()
    kind = Recurrence(recurrence).period_kind or regular_as
    return periods_between(rule, kind, first, last)
