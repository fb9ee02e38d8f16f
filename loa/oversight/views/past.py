"""Which view of a past day a page shows, and what was decided since."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from loa.common import figures
from loa.oversight.board import Board
from loa.oversight.changes import Changes, Span, changes_since
from loa.oversight.filters import Filters, end_of_day
from loa.oversight.judged import Judged
from loa.oversight.reading import BoardPage


@dataclass(frozen=True, slots=True)
class Past:
    """What the strip over a past board says."""

    words: str
    changes: Changes
    then_query: str
    now_query: str
    today_query: str


def past_context(page: BoardPage) -> Past | None:
    """Return the strip of a board of a past day; None on the board of today."""
    filters = page.filters
    if filters.day is None:
        return None
    task_ids = _tasks_of(page.board) or {task.pk for task in page.tasks}
    if page.task is not None and filters.view == "thang":
        task_ids = {page.task.pk}
    first, last = filters.days
    bodies = {body for one in page.board.judged for body in one.cell.body_ids}
    bodies.update(line.version.body_id for line in page.board.lines)
    span = Span(bodies, task_ids, first, min(last, filters.day))
    return _past(filters, span)


def past_cell(filters: Filters, judged: Judged) -> Past | None:
    """Return the same of one cell, record by record."""
    if filters.day is None:
        return None
    cell = judged.cell
    start = cell.window.period.start
    span = Span(cell.body_ids, {cell.task.id}, start, start)
    return _past(filters, span, each_record=True)


def _past(filters: Filters, span: Span, *, each_record: bool = False) -> Past:
    day = filters.day
    if day is None:
        raise AssertionError("no past day")
    names = {"day": figures.day(day)}
    words = (
        _("%(day)s with what we know today.")
        if filters.as_known_now
        else _("As it stood on %(day)s: what was decided later is left out.")
    )
    return Past(
        words % names,
        changes_since(end_of_day(day), span, on=day, each_record=each_record),
        filters.address(shown=None, as_known_now=False),
        filters.address(shown=None, as_known_now=True),
        filters.address(shown=None, as_known_now=False, day=None),
    )


def _tasks_of(board: Board) -> set[int]:
    return {one.cell.task.id for one in board.judged}
