"""The same duty asked by several levels is one: the strictest, all sources cited."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from loa.programmes.facts import Cell, TaskFacts

Key = tuple[int, int, date]


def family_of(task: TaskFacts) -> int:
    """Return the id of the task whose duty this one is: the first that asked it."""
    return task.restates_id or task.id


def shared_families(tasks: Iterable[TaskFacts]) -> set[int]:
    """Return the duties that more than one of these tasks asks."""
    asked = Counter(family_of(task) for task in tasks)
    return {family for family, count in asked.items() if count > 1}


def strictness(cell: Cell) -> tuple[bool, float, int, bool, int]:
    """Order cells of one duty: the larger asks more.

    What binds before what does not; more a day; due earlier; asked first.
    """
    return (
        cell.binding,
        cell.target / cell.window.period.day_count,
        -cell.window.due_on.toordinal(),
        cell.task.restates_id is None,
        -cell.task.id,
    )


def keep_strictest(cells: Collection[Cell]) -> list[Cell]:
    """Join what tasks of shared duties ask alike of one body.

    A cell goes when a stricter one of the same duty, owed by the same body, contains
    the last day of its period; those that stay cite what they overlap. Whether a cell
    goes depends on its own period alone, so ``cells`` must hold all that overlap it.
    """
    by_body: dict[tuple[int, int], list[Cell]] = defaultdict(list)
    for cell in cells:
        for body_id in cell.body_ids:
            by_body[family_of(cell.task), body_id].append(cell)
    gone: set[Key] = set()
    for cell in cells:
        rivals = by_body[family_of(cell.task), cell.body_id]
        if any(_outdoes(rival, cell) for rival in rivals):
            gone.add(cell.key)
    kept = []
    for cell in cells:
        if cell.key in gone:
            continue
        rivals = by_body[family_of(cell.task), cell.body_id]
        cited = {
            rival.task.id: rival.task
            for rival in rivals
            if rival.key in gone and rival.window.period.overlaps(cell.window.period)
        }
        cited.pop(cell.task.id, None)
        kept.append(cell._replace(sources=tuple(cited.values())) if cited else cell)
    return kept


def _outdoes(rival: Cell, cell: Cell) -> bool:
    return (
        rival.task.id != cell.task.id
        and cell.window.period.last_day in rival.window.period
        and strictness(rival) > strictness(cell)
    )
