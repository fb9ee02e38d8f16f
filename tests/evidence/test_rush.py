"""A heap recorded on the last day of a period is shown to a person, not disputed."""

from datetime import date

import pytest

from loa.evidence.models import Standing
from tests.evidence.work import HOST
from tests.factories import moment

pytestmark = pytest.mark.django_db

LAST = date(2026, 11, 30)


def outcome(record) -> str:
    return record.checks.get(check_code="rush").outcome


def test_the_eleventh_item_of_the_last_day_waits_for_a_look(work):
    at = moment(2026, 11, 30)
    made = [
        work.record(f"https://{HOST}/tin-{n}", done_on=LAST, at=at).record
        for n in range(11)
    ]

    assert [outcome(record) for record in made] == ["passed"] * 10 + ["doubtful"]
    assert made[-1].verdicts.get().standing == Standing.PENDING


def test_as_many_recorded_later_or_of_another_day_are_no_rush(work):
    after = [
        work.record(
            f"https://{HOST}/a-{n}", done_on=LAST, at=moment(2026, 12, 1)
        ).record
        for n in range(11)
    ]

    assert outcome(after[-1]) == "passed"
