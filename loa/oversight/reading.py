"""A board with the words around it: what the page and the spreadsheet both need."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from loa.orgs import selectors as orgs
from loa.orgs.models import BodyGroup, BodyVersion
from loa.orgs.selectors import Acting
from loa.oversight import board as boards
from loa.oversight.board import Board
from loa.oversight.filters import Filters
from loa.oversight.policies import access_board
from loa.programmes.models import Task, TaskKind


@dataclass(frozen=True, slots=True)
class BoardPage:
    """One board as asked for, with what can be chosen instead."""

    filters: Filters
    over: BodyVersion
    tasks: Sequence[Task]
    task: Task | None
    groups: Sequence[BodyGroup]
    group: BodyGroup | None
    board: Board
    # the day whose state it shows, and what it knows (None: the counters of now)
    on: date
    known_at: datetime | None = None

    @property
    def is_as_known_then(self) -> bool:
        """Whether what was decided since the day is left out."""
        return self.filters.day is not None and not self.filters.as_known_now


def read_board(
    acting: Acting | None, filters: Filters, *, on: date, at: datetime
) -> BoardPage:
    """Read the board that an address asks for: of today, or of a past day.

    :param on: today: whose rights count
    :param at: this moment, for a past day with what is known now

    :raises Http404: to an outsider of the body over which it is asked
    """
    over = access_board(acting, filters.over, on=on)
    on, known_at = filters.day or on, filters.known_at(at)
    first, last = filters.days
    body_ids = boards.bodies_below(over, on)
    groups = orgs.groups_of(over.body_id)
    group = next((one for one in groups if one.pk == filters.group), None)
    if group is not None:
        held = set(body_ids)
        body_ids = [
            one.body_id for one in orgs.members(group, on) if one.body_id in held
        ]
    tasks = boards.tasks_of(body_ids, over, first, last, known_at=known_at)
    task = _chosen(tasks, filters.task)
    if filters.view == "nhiem-vu":
        board = boards.by_tasks(
            body_ids=body_ids,
            first=first,
            last=last,
            on=on,
            task_ids=[one.pk for one in tasks],
            known_at=known_at,
        )
    elif task is None:
        board = Board((), (), ())
    else:
        board = boards.by_periods(
            body_ids=body_ids,
            task_id=task.pk,
            first=first,
            last=last,
            on=on,
            known_at=known_at,
        )
    if filters.state:
        board = boards.only_with(board, filters.state)
    return BoardPage(filters, over, tasks, task, groups, group, board, on, known_at)


def _chosen(tasks: Sequence[Task], pk: int | None) -> Task | None:
    for task in tasks:
        if task.pk == pk:
            return task
    # What is counted month by month is what an overseer looks at first.
    counted = [task for task in tasks if task.kind == TaskKind.QUOTA]
    return next(iter([*counted, *tasks]), None)
