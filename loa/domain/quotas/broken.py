"""The period in whose midst a body ended: it owes its part of the quota.

The rule has an id, so that a figure can be traced to it and a later rule can stand beside
it. It is a rule of this program and no law: docs/explanation/periods-and-quotas.md.
"""

from dataclasses import dataclass
from datetime import date

from loa.domain.periods import Period

BROKEN_PERIOD = "broken-period-pro-rata-1"


@dataclass(frozen=True, slots=True)
class BrokenPeriod:
    """What is left of a period's target for a body that ended in it.

    `days` of `of_days` the body was there; `target` of `whole` is asked: the product
    rounded down, for nobody owes a part of an item. Zero is nothing asked.
    """

    whole: int
    days: int
    of_days: int
    rule: str = BROKEN_PERIOD

    @property
    def target(self) -> int:
        """`whole` × `days` / `of_days`, rounded down."""
        return self.whole * self.days // self.of_days


def broken_period(whole: int, period: Period, ended_on: date) -> BrokenPeriod | None:
    """The part of a target owed by a body whose first day of absence is `ended_on`.

    None if it was there the whole period, or not at all.
    """
    days = (ended_on - period.start).days
    if not 0 < days < period.day_count:
        return None
    return BrokenPeriod(whole, days, period.day_count)
