"""Coverage: of each named form or area at least one, whichever there are many of."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import cast

from django.db.models import Sum

from loa.domain.quotas import Columns, SixCounts, coverage_columns
from loa.evidence.models import Standing
from loa.evidence.recalling import Then, credits_then
from loa.evidence.tallies import COUNTED, Key
from loa.programmes.selectors import Cell

# Of a cell: by form or area, how many in each column, and how many of them came late.
_Items = dict[str, dict[str, int]]
_Row = tuple[int, int, date, str, str, bool, int]


def covered(
    cells: Iterable[Cell], then: Then | None = None
) -> dict[Key, tuple[SixCounts, int]]:
    """Return columns and the late part of coverage cells, each item counted once.

    Two news items are one form: a tally would take them for two of what was asked. An
    item is late when everything that counts for it came late. One query.
    """
    wanted = {cell.key: cell.task.timing.coverage for cell in cells}
    if not wanted:
        return {}
    found: dict[Key, tuple[_Items, _Items]] = defaultdict(lambda: ({}, {}))
    for task, body, start, item, standing, is_late, amount in _credits(wanted, then):
        key = (task, body, start)
        if key in wanted:
            amounts, late = found[key]
            _add(amounts, item, standing, amount)
            if is_late and standing in COUNTED:
                _add(late, item, "late", amount)
    return {key: _counted(wanted[key], *items) for key, items in found.items()}


def missing(cell: Cell, then: Then | None = None) -> tuple[str, ...]:
    """Return the forms or areas of a coverage cell for which nothing stands (one query).

    What was rejected stands for nothing.
    """
    stands = {
        item
        for *_cell, item, standing, _late, amount in _credits({cell.key}, then)
        if amount and standing != Standing.REJECTED
    }
    return tuple(item for item in cell.task.timing.coverage if item not in stands)


def _credits(wanted: Collection[Key], then: Then | None) -> Iterable[_Row]:
    tasks, bodies, starts = (set(part) for part in zip(*wanted, strict=True))
    rows = (
        credits_then(
            then,
            task_id__in=tasks,
            body_id__in=bodies,
            period_start__in=starts,
        )
        .values_list(
            "task_id", "body_id", "period_start", "unit", "standing", "is_late"
        )
        .annotate(amount=Sum("quantity"))
        .order_by()
    )
    return cast("Iterable[_Row]", rows)


def _add(items: _Items, item: str, column: str, amount: int) -> None:
    columns = items.setdefault(item, {})
    columns[column] = columns.get(column, 0) + amount


def _counted(
    required: tuple[str, ...], amounts: _Items, late: _Items
) -> tuple[SixCounts, int]:
    by_item = {item: Columns.of(columns) for item, columns in amounts.items()}
    columns = coverage_columns(required, by_item).columns
    came_late = sum(
        bool(counted) and late.get(item, {}).get("late", 0) >= counted
        for item in set(required)
        if (counted := sum(amounts.get(item, {}).get(name, 0) for name in COUNTED))
    )
    return columns.as_tuple(), came_late
