"""How often the board's forecast was right: of a year of constructed histories.

60 communes owe 2 items a month. A third keeps up, a third is often late, a third forgets;
on which day each item is made and recorded is drawn from one seed. In the middle of each
month from May to November the forecast is asked for with what was known then, and held
against what became of the month. The histories are invented: the figure compares one way of
forecasting with another, and promises nothing about a province.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from benchmarks import Row
from benchmarks._database import empty_database

TARGET = "accuracy"
COMMUNES = 60
TARGET_A_MONTH = 2
SEED = 20260115
# The chances that an item is recorded in its days, and that it comes late.
HABITS = ((0.97, 0.02), (0.6, 0.35), (0.45, 0.15))
ASKED = range(5, 12)
AFTERWARDS = date(2027, 3, 31)


def rows() -> list[Row]:
    """Of those said to miss how many did; of those who did how many were said."""
    with empty_database():
        body_ids = _year()
        said, did = _forecast(body_ids), _missed(body_ids)
    both = len(said & did)
    cells = COMMUNES * len(ASKED)
    return [
        Row("forecast in mid-month: said to be late or to miss, and were",
            100 * both / len(said), "%", 100 * len(did) / cells),
        Row("forecast in mid-month: were late or missed, and it was said",
            100 * both / len(did), "%", 100 * len(said) / cells),
    ]  # fmt: skip


def _forecast(body_ids: list[int]) -> set[tuple[int, int]]:
    """Who was said to miss which month, as it was known on its 15th."""
    from loa.oversight.filters import end_of_day
    from loa.oversight.forecast import Outlook, expected
    from loa.oversight.judged import obligations

    found = set()
    for month in ASKED:
        on = date(2026, month, 15)
        judged = obligations(
            body_ids=body_ids, first=date(2026, 1, 1), last=on, on=on,
            known_at=end_of_day(on),
        )  # fmt: skip
        found |= {
            (one.body_id, month)
            for one in expected(judged, on=on)
            if one.forecast.outlook == Outlook.DOUBTFUL
            and one.judged.cell.window.period.start == on.replace(day=1)
        }
    return found


def _missed(body_ids: list[int]) -> set[tuple[int, int]]:
    """Who was late with which month, or missed it."""
    from loa.oversight.filters import end_of_day
    from loa.oversight.forecast import BAD
    from loa.oversight.judged import obligations

    judged = obligations(
        body_ids=body_ids, first=date(2026, ASKED[0], 1), last=date(2026, ASKED[-1], 30),
        on=AFTERWARDS, known_at=end_of_day(AFTERWARDS),
    )  # fmt: skip
    return {
        (body_id, one.cell.window.period.start.month)
        for one in judged
        for body_id in one.cell.body_ids
        if one.state in BAD
    }


def _year() -> list[int]:
    """Communes, their task, and what each recorded when."""
    from loa.evidence.models import Credit, Record, Standing, Verdict
    from loa.orgs.models import Kind, Level
    from loa.reference.models import CommunicationForm
    from tests import factories

    province = factories.make_body(
        "Ủy ban nhân dân tỉnh Lam Giang", level=Level.PROVINCE
    )
    bodies = [
        factories.make_body(f"Ủy ban nhân dân xã Số {number}", under=province)
        for number in range(COMMUNES)
    ]
    group = factories.make_group(
        "UBND các xã, phường", owner=province,
        kinds=[Kind.PEOPLES_COMMITTEE], levels=[Level.COMMUNE],
    )  # fmt: skip
    user = factories.make_user("bench")
    directive = factories.make_directive(factories.make_document(province, user), user)
    task = factories.make_task(
        directive, leads=[group], quota_count=TARGET_A_MONTH, title="Tin, bài"
    )
    common: dict[str, Any] = {
        "form": CommunicationForm.objects.all()[0],
        "title": "Tin",
        "recorded_by": user,
    }
    draw = Random(SEED)
    records = []
    for place, body in enumerate(bodies):
        in_time, late = HABITS[place % len(HABITS)]
        for month in range(1, 13):
            for _item in range(TARGET_A_MONTH):
                chance, done = draw.random(), date(2026, month, draw.randint(1, 28))
                wait = draw.randint(0, 2) if chance < in_time else draw.randint(33, 45)
                if chance < in_time + late:
                    day = done + timedelta(days=wait)
                    at = factories.moment(day.year, day.month, day.day)
                    records.append(
                        Record(body=body, done_on=done, recorded_at=at, **common)
                    )
    records = Record.objects.bulk_create(records, batch_size=500)
    Verdict.objects.bulk_create(
        [
            Verdict(record=record, standing=Standing.VERIFIED, given_by=user,
                    reason="Đúng", recorded_at=record.recorded_at)
            for record in records
        ],
        batch_size=500,
    )  # fmt: skip
    Credit.objects.bulk_create(
        [
            Credit(record=record, task=task, body_id=record.body_id,
                   period_start=record.done_on.replace(day=1), done_on=record.done_on,
                   quantity=1, unit="tin, bài", rule="matched",
                   recorded_at=record.recorded_at)
            for record in records
        ],
        batch_size=500,
    )  # fmt: skip
    return [body.pk for body in bodies]
