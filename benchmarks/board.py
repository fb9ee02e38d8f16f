"""The board of a province against the bare SELECT of the same rows, in one run.

168 communes, 12 tasks with a monthly quota: 2,016 cells, all with a tally. The bare
SELECT fetches those tallies as tuples; the selector also works out who owes what,
judges every cell and lays out the lines. Statements are counted: they do not grow.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from typing import Any

from benchmarks import Row
from benchmarks._database import empty_database

COMMUNES, TASKS = 168, 12
MONTH = (date(2026, 11, 1), date(2026, 11, 30))
ON = date(2026, 11, 21)
RUNS = 15


def rows() -> list[Row]:
    """The ratio of medians, both times, and the statements of a small and a full board."""
    with empty_database():
        return _measure()


def _measure() -> list[Row]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from loa.evidence.models import Tally
    from loa.oversight.board import by_tasks

    body_ids, task_ids = _province()
    fields = [field.attname for field in Tally._meta.concrete_fields]

    def bare() -> list[Any]:
        rows = Tally.objects.filter(
            body_id__in=body_ids, task_id__in=task_ids, period_start=MONTH[0]
        )
        return list(rows.values_list(*fields))

    def board(ids: list[int] = body_ids) -> Any:
        return by_tasks(
            body_ids=ids, first=MONTH[0], last=MONTH[1], on=ON, task_ids=task_ids
        )

    assert len(bare()) == len(board().judged) == COMMUNES * TASKS
    counts = []
    for ids in (body_ids[:3], body_ids):
        with CaptureQueriesContext(connection) as context:
            board(ids)
        counts.append(len(context))
    select, selector = _medians(bare, board)
    ratio = selector / select
    return [
        Row("bare SELECT of 2,016 tallies", select * 1000, "ms"),
        Row("board of 168 communes × 12 tasks", selector * 1000, "ms", select * 1000),
        Row("board ÷ bare SELECT", ratio, "ratio", 1.0, "≤ 6", ratio <= 6),
        Row("statements of the board", counts[1], "count", counts[0], "as for 3 bodies",
            counts[0] == counts[1]),
    ]  # fmt: skip


def _medians(*works: Callable[[], Any]) -> list[float]:
    """Run the works in turn, so that what slows the machine slows them alike."""
    taken: list[list[float]] = [[] for _work in works]
    for _run in range(RUNS):
        for place, work in enumerate(works):
            start = time.perf_counter()
            work()
            taken[place].append(time.perf_counter() - start)
    return [sorted(times)[RUNS // 2] for times in taken]


def _province() -> tuple[list[int], list[int]]:
    from loa.evidence.models import Tally
    from loa.orgs.models import Kind, Level
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
    tasks = [
        factories.make_task(directive, leads=[group], title=f"Nhiệm vụ {number}")
        for number in range(TASKS)
    ]
    Tally.objects.bulk_create(
        Tally(
            task=task,
            body=body,
            period_start=MONTH[0],
            verified=1 + (body.pk + task.pk) % 2,
        )
        for task in tasks
        for body in bodies
    )
    return [body.pk for body in bodies], [task.pk for task in tasks]
