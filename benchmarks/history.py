"""The board of a province on a past day, counted again from credits and verdicts.

168 communes, 12 tasks with a monthly quota, a year of work: 24,192 cells, 3 records
each, every third with a verdict that changed later. Both views of the board.
"""

from __future__ import annotations

import time
from datetime import date, timedelta
from typing import Any

from benchmarks import Row
from benchmarks._database import several_databases
from tests.machine import POSTGRES_URL, postgres_reason

EACH = 3
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
ON = date(2026, 4, 30)
RUNS = 7


def rows() -> list[Row]:
    """Milliseconds of both views, and the statements of a small and a full board."""
    found = []
    for name, server in (("SQLite", ""), ("PostgreSQL", POSTGRES_URL)):
        if server and (reason := postgres_reason()):
            print(reason)
            continue
        with several_databases(server) as go_to:
            go_to("one")
            found += measure(name)
    return found


def measure(name: str) -> list[Row]:
    """Fill the open database and measure on it."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from loa.oversight.board import by_periods, by_tasks
    from loa.oversight.filters import end_of_day

    body_ids, task_ids = _year()
    then = end_of_day(ON)

    def year(ids: list[int] = body_ids) -> Any:
        return by_periods(
            body_ids=ids, task_id=task_ids[0], first=YEAR[0], last=YEAR[1], on=ON,
            known_at=then,
        )  # fmt: skip

    def month(ids: list[int] = body_ids) -> Any:
        return by_tasks(
            body_ids=ids, first=date(2026, 3, 1), last=date(2026, 3, 31), on=ON,
            task_ids=task_ids, known_at=then,
        )  # fmt: skip

    assert len(year().judged) == len(month().judged) == len(body_ids) * 12
    assert sum(year().columns_total) > 0
    counts = []
    for ids in (body_ids[:3], body_ids):
        with CaptureQueriesContext(connection) as context:
            month(ids)
        counts.append(len(context))
    found = []
    for view, work in (("one task, 12 months", year), ("12 tasks, March", month)):
        taken = []
        for _run in range(RUNS):
            start = time.perf_counter()
            work()
            taken.append(time.perf_counter() - start)
        # What else runs on the machine only ever adds to a run.
        spent = min(taken) * 1000
        title = f"past board of a province, {view}, {name}"
        found.append(Row(title, spent, "ms", None, "≤ 300", spent <= 300))
    return [
        *found,
        Row(f"statements of a past board, {name}", counts[1], "count", counts[0],
            "as for 3 bodies", counts[0] == counts[1]),
    ]  # fmt: skip


def _year() -> tuple[list[int], list[int]]:
    from benchmarks.board import _province
    from loa.cli._country.filling import look_over
    from loa.cli._country.work import CREDIT, RECORD, VERDICT
    from loa.common import bulk
    from loa.evidence.models import Credit, Record, Verdict
    from loa.evidence.models import Standing as S
    from loa.reference.models import CommunicationForm
    from tests import factories

    body_ids, task_ids = _province()
    user, form = factories.make_user("bench-clerk"), CommunicationForm.objects.all()[0]
    records: list[bulk.Values] = []
    verdicts: list[bulk.Values] = []
    credits: list[bulk.Values] = []
    for month in range(1, 13):
        for number in range(EACH):
            day = date(2026, month, 3 + 8 * number)
            start, at = day.replace(day=1), factories.moment(2026, month, day.day)
            for task_id in task_ids:
                for body_id in body_ids:
                    pk = len(records) + 1
                    closed = at + timedelta(days=40) if pk % 3 == 0 else None
                    records.append(
                        (pk, body_id, day, form.pk, None, "", None, "Tin", 1, {}, "", "",
                         "", at, user.pk, "", "")
                    )  # fmt: skip
                    verdicts.append(
                        (pk, S.PENDING.value, True, None, None, "", "", at, closed)
                    )
                    if closed:
                        verdicts.append(
                            (pk, S.VERIFIED.value, False, user.pk, None, "", "Đúng",
                             closed, None)
                        )  # fmt: skip
                    credits.append(
                        (pk, task_id, body_id, start, day, 1, "tin, bài", "matched",
                         False, at)
                    )  # fmt: skip
    bulk.insert(Record, RECORD, records)
    bulk.insert(Verdict, VERDICT, verdicts)
    bulk.insert(Credit, CREDIT, credits)
    # As the database does by itself within minutes of so many new rows.
    look_over()
    return body_ids, task_ids
