"""From a moment to its day in Vietnam. R2.2."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from loa.domain.periods import PeriodKind, WindowRule, period_containing, vn_date

VIETNAM = timezone(timedelta(hours=7))


@pytest.mark.parametrize(
    ("moment", "day", "year"),
    [
        (datetime(2026, 12, 15, 0, 0, tzinfo=VIETNAM), date(2026, 12, 15), 2027),
        (datetime(2026, 12, 14, 23, 59, 59, tzinfo=VIETNAM), date(2026, 12, 14), 2026),
        (datetime(2026, 12, 14, 17, 0, tzinfo=UTC), date(2026, 12, 15), 2027),
        (datetime(2026, 12, 14, 16, 59, 59, tzinfo=UTC), date(2026, 12, 14), 2026),
    ],
)
def test_a_moment_counts_on_its_day_in_vietnam(moment, day, year):
    assert vn_date(moment) == day
    assert period_containing(WindowRule.LAW, PeriodKind.YEAR, day).year == year


def test_a_moment_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        vn_date(datetime(2026, 12, 15))
