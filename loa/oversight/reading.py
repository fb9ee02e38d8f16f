"""A board with the words around it: what the page and the spreadsheet both need."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.functional import Promise

from loa.channels.models import ChannelKind
from loa.domain.quotas import NOTHING, SixCounts
from loa.orgs import selectors as orgs
from loa.orgs.models import BodyGroup, BodyVersion, Kind, Level
from loa.orgs.selectors import Acting
from loa.oversight import board as boards
from loa.oversight.board import Board, Line
from loa.oversight.filters import Filters
from loa.oversight.policies import access_board
from loa.oversight.tree_of_now import by_tree_of_now
from loa.programmes.models import Programme, Task, TaskKind
from loa.reference.models import Area

PAGE = 200
"""Lines of one page: the communes and departments of a large province."""


@dataclass(frozen=True, slots=True)
class ProvinceLine:
    """A province of the whole country: what its bodies have, and where to look closer."""

    version: BodyVersion
    bodies: int
    columns: SixCounts


@dataclass(frozen=True, slots=True)
class BoardPage:
    """One board as asked for, with what can be chosen instead.

    ``lines`` are those of the page asked for; the sums are over all.
    """

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

    programmes: Sequence[Programme] = ()
    areas: Sequence[Area] = ()
    channels: Sequence[tuple[str, str | Promise]] = ()
    provinces: Sequence[ProvinceLine] = ()
    body_ids: Sequence[int] = ()
    # the day of the tree of now, and whether it differs from that of then
    tree_day: date | None = None
    has_ended: bool = False

    @property
    def is_as_known_then(self) -> bool:
        """Whether what was decided since the day is left out."""
        return self.filters.day is not None and not self.filters.as_known_now

    @property
    def lines(self) -> Sequence[Line]:
        first = (self.page - 1) * PAGE
        return self.board.lines[first : first + PAGE]

    @property
    def page(self) -> int:
        return min(self.filters.page, self.pages)

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.board.lines) // PAGE))


def read_board(
    acting: Acting | None, filters: Filters, *, on: date, at: datetime
) -> BoardPage:
    """Read the board that an address asks for: of today, or of a past day.

    :param on: today: whose rights count
    :param at: this moment, for a past day with what is known now

    Over several provinces it is a line for each of them, never all communes at once.

    :raises Http404: to an outsider of the body over which it is asked
    """
    over, today = access_board(acting, filters.over, on=on), on
    on, known_at = filters.day or on, filters.known_at(at)
    first, last = filters.days
    groups = orgs.groups_of(over.body_id)
    group = next((one for one in groups if one.pk == filters.group), None)
    provinces = _provinces(over, on) if group is None else []
    if len(provinces) > 1:
        return _over_provinces(filters, over, provinces, groups, on)
    body_ids = boards.bodies_through(over, first, last, on)
    if group is not None:
        body_ids = boards.members_through(group, body_ids, on)
    every = boards.tasks_of(body_ids, over, first, last, known_at=known_at)
    tasks = [task for task in every if is_wanted(task, filters)]
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
    has_ended = _has_ended(board, today)
    if filters.tree_of_now:
        board = by_tree_of_now(board, today)
    return BoardPage(
        filters,
        over,
        tasks,
        task,
        groups,
        group,
        board,
        on,
        known_at,
        programmes=_programmes(every),
        areas=_areas(every),
        channels=_channels(every),
        body_ids=body_ids,
        tree_day=today,
        has_ended=has_ended,
    )


def _has_ended(board: Board, today: date) -> bool:
    """Whether a body of the board is no longer there, so that the trees differ."""
    ids = {line.version.body_id for line in board.lines}
    return bool(ids - orgs.versions_of(ids, today).keys())


def is_wanted(task: Task, filters: Filters) -> bool:
    """Whether the filters on tasks (programme, channel, area) let it through.

    A task that names no channel may use any, and one without an area any topic.
    """
    if filters.programme and task.directive.programme_id != filters.programme:
        return False
    kinds = task.channel_kinds
    if filters.channel and kinds and filters.channel not in kinds:
        return False
    areas = {area.pk for area in task.areas.all()}
    return not (filters.area and areas and filters.area not in areas)


def _programmes(tasks: Sequence[Task]) -> list[Programme]:
    found = {
        task.directive.programme.pk: task.directive.programme
        for task in tasks
        if task.directive.programme
    }
    return sorted(found.values(), key=lambda row: (row.name, row.pk))


def _areas(tasks: Sequence[Task]) -> list[Area]:
    found = {area.pk: area for task in tasks for area in task.areas.all()}
    return sorted(found.values(), key=lambda area: (area.order, area.pk))


def _channels(tasks: Sequence[Task]) -> list[tuple[str, str | Promise]]:
    named = {kind for task in tasks for kind in task.channel_kinds}
    return [(kind.value, kind.label) for kind in ChannelKind if kind.value in named]


def _chosen(tasks: Sequence[Task], pk: int | None) -> Task | None:
    for task in tasks:
        if task.pk == pk:
            return task
    # What is counted month by month is what an overseer looks at first.
    counted = [task for task in tasks if task.kind == TaskKind.QUOTA]
    return next(iter([*counted, *tasks]), None)


# --- a whole country ----------------------------------------------------------------------


def _provinces(over: BodyVersion, on: date) -> list[BodyVersion]:
    if over.level != Level.NATION:
        return []
    rows = orgs.versions_below(over.body_id, on).filter(
        level=Level.PROVINCE, kind=Kind.PEOPLES_COMMITTEE
    )
    return list(rows)


def _over_provinces(
    filters: Filters,
    over: BodyVersion,
    provinces: Sequence[BodyVersion],
    groups: Sequence[BodyGroup],
    on: date,
) -> BoardPage:
    """A line for each province with what it has in the year, from the roll-up."""
    first, last = filters.days
    ids = [version.body_id for version in provinces]
    tasks = boards.tasks_of(ids, over, first, last)
    wanted = [task for task in tasks if is_wanted(task, filters)]
    task = _chosen(wanted, filters.task)
    task_ids = [task.pk] if task else []
    counts = boards.sums_of_provinces(ids, task_ids, first, last)
    bodies = boards.count_below(provinces, on)
    lines = [
        ProvinceLine(
            version, bodies[version.body_id], counts.get(version.body_id, NOTHING)
        )
        for version in provinces
    ]
    return BoardPage(
        replace(filters, view="thang"),
        over,
        wanted,
        task,
        groups,
        None,
        Board((), (), ()),
        on,
        programmes=_programmes(tasks),
        areas=_areas(tasks),
        channels=_channels(tasks),
        provinces=lines,
        body_ids=ids,
    )
