"""Reads of the overseer and of each body: the board, what a body owes."""

from loa.oversight.board import (
    Board,
    Column,
    Line,
    bodies_below,
    by_periods,
    by_tasks,
    state_words,
    tasks_of,
)
from loa.oversight.forecast import Forecast, Outlook
from loa.oversight.judged import (
    DONE,
    AnyState,
    Judged,
    judge_cells,
    obligations,
    total,
)

__all__ = [
    "DONE",
    "AnyState",
    "Board",
    "Column",
    "Forecast",
    "Judged",
    "Line",
    "Outlook",
    "bodies_below",
    "by_periods",
    "by_tasks",
    "judge_cells",
    "obligations",
    "state_words",
    "tasks_of",
    "total",
]
