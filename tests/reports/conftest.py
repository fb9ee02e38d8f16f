"""A commune's quarter to report on."""

from datetime import date

import pytest

from loa.evidence.models import Standing
from tests.cast import Cast
from tests.evidence.work import Work, make_work
from tests.factories import make_channel
from tests.reports.work import judged, recorded


@pytest.fixture
def work(cast: Cast) -> Work:
    return make_work(cast)


@pytest.fixture
def quarter(work: Work) -> Work:
    """Seven items of Tam Giai about the window's edges, two of Hòa Khê."""
    make_channel(work.cast.neighbour, "outsider.lamgiang.gov.vn")
    recorded(work, 0, date(2026, 6, 14))  # the day before the window
    judged(work, recorded(work, 1, date(2026, 6, 15)), Standing.VERIFIED)
    judged(
        work, recorded(work, 2, date(2026, 7, 3), area="procedures"), Standing.VERIFIED
    )
    judged(work, recorded(work, 3, date(2026, 7, 20)), Standing.VERIFIED)
    judged(work, recorded(work, 4, date(2026, 8, 5)), Standing.DISPUTED)
    judged(work, recorded(work, 5, date(2026, 8, 9)), Standing.REJECTED)
    recorded(work, 6, date(2026, 9, 14))  # the last day
    recorded(work, 7, date(2026, 9, 15))  # the day after
    judged(work, recorded(work, 1, date(2026, 7, 7), who="outsider"), Standing.VERIFIED)
    recorded(work, 2, date(2026, 7, 8), who="outsider")
    return work
