"""The board: bodies × periods of one task, or bodies × tasks of one period."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal

from django.db.models import Q

from loa.domain.periods import Period
from loa.domain.quotas import COLUMN_NAMES, SixCounts
from loa.domain.text import collation_key
from loa.evidence.models import ProvinceTally
from loa.orgs import selectors as orgs
from loa.orgs.models import BodyGroup, BodyVersion, Kind, Level
from loa.oversight.forecast import Forecast, Outlook, forecast
from loa.oversight.judged import DONE, AnyState, Judged, obligations, total
from loa.programmes.models import Assignment, Task
from loa.programmes.requests import open_difficulties
from loa.programmes.selectors import TaskFacts

By = Literal["periods", "tasks"]
# Duties of a commune belong to its People's Committee; its offices only do the work.
_INNER = (Kind.OFFICE, Kind.DIVISION, Kind.CENTRE, Kind.SERVICE_UNIT)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the heat map."""

    key: date | int  # first day of a period, or a task's id
    period: Period | None = None
    task: TaskFacts | None = None
    is_now: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One body of the heat map."""

    version: BodyVersion
    cells: tuple[Judged | None, ...]
    forecast: Forecast | None = None
    # by the tree of now: "undivided" or "ended" (loa.orgs.succession.Place), and whose
    # cells are in it besides the body's own
    why: str = ""
    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Board:
    """What the page, the spreadsheet and the tests are given."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    judged: tuple[Judged, ...]
    states: Mapping[str, int] = field(default_factory=dict)
    # by the tree of now: under which name each of `judged` stands
    judged_of: tuple[str, ...] = ()

    @property
    def columns_total(self) -> SixCounts:
        """The six columns over all cells, each by itself."""
        return total(self.judged)

    @property
    def late_total(self) -> int:
        return sum(one.late for one in self.judged)

    @property
    def target_total(self) -> int:
        """What was asked in all periods that are judged or running."""
        return sum(one.cell.target for one in self.judged if one.state not in _UNASKED)

    @property
    def ended(self) -> tuple[int, int]:
        """(met, also late or unproven; all) of the periods whose outcome is known."""
        met = sum(self.states.get(state, 0) for state in DONE)
        return met, met + sum(self.states.get(state, 0) for state in _SHORT)

    @property
    def doubtful_count(self) -> int:
        """Bodies that may miss the running period."""
        return sum(
            line.forecast is not None and line.forecast.outlook == Outlook.DOUBTFUL
            for line in self.lines
        )

    def sums_by_column(self, place: int | None = None) -> list[int]:
        """Per column of the map: claimed (None) or one of the six, for a sparkline."""
        sums = []
        for number in range(len(self.columns)):
            cells = [line.cells[number] for line in self.lines]
            sums.append(
                sum(
                    sum(cell.columns) if place is None else cell.columns[place]
                    for cell in cells
                    if cell is not None
                )
            )
        return sums


_UNASKED = frozenset({"exempt", "not_judged", "not_yet", "invited"})
_SHORT = ("overdue", "missed")


def bodies_below(over: BodyVersion, on: date) -> list[int]:
    """Return the bodies that owe duties in a tree, itself among them."""
    rows = orgs.versions_below(over.body_id, on, itself=True).exclude(
        level=Level.COMMUNE, kind__in=_INNER
    )
    return list(rows.values_list("body_id", flat=True))


def bodies_through(over: BodyVersion, first: date, last: date, on: date) -> list[int]:
    """Return the bodies of a tree on a day, and those that ended within some days.

    What an ended body owed before its end keeps its line.
    """
    there = bodies_below(over, on)
    then = BodyVersion.objects.filter(
        orgs.within(over.path),
        Q(valid_to__gt=first),
        valid_from__lte=min(last, on),
        valid_to__lte=on,
    ).exclude(level=Level.COMMUNE, kind__in=_INNER)
    gone = set(then.values_list("body_id", flat=True)) - set(there)
    # One that only moved, or changed its kind, is elsewhere today.
    gone -= orgs.versions_of(gone, on).keys()
    return [*there, *sorted(gone)]


def members_through(group: BodyGroup, body_ids: Collection[int], on: date) -> list[int]:
    """Return which of some bodies are in a group on a day, or were on their last one."""
    there = {one.body_id for one in orgs.members(group, on)}
    gone = set(body_ids) - orgs.versions_of(body_ids, on).keys()
    ends = BodyVersion.objects.filter(body_id__in=gone, valid_to__lte=on)
    for end in {day for day in ends.values_list("valid_to", flat=True) if day}:
        last_day = end - timedelta(days=1)
        there |= {one.body_id for one in orgs.members(group, last_day)} & gone
    return [body_id for body_id in body_ids if body_id in there]


def tasks_of(
    body_ids: Iterable[int],
    over: BodyVersion,
    first: date,
    last: date,
    *,
    known_at: datetime | None = None,
) -> list[Task]:
    """Return the tasks in force that name one of the bodies, or a group above them.

    :param known_at: as they were assigned at that moment; None for now
    """
    above = [int(over.path[i : i + 6]) for i in range(0, len(over.path), 6)]
    concerned = Assignment.objects.known(known_at).filter(
        Q(body_id__in=body_ids)
        | Q(group__owner_id__in=above)
        | Q(group__owner_id__in=body_ids),
        Q(until_on=None) | Q(until_on__gt=first),
        role=Assignment.Role.LEAD,
    )
    rows = Task.objects.filter(
        pk__in=concerned.values("task_id"), from_on__lte=last, until_on__gt=first
    )
    return list(
        rows.select_related("directive__document", "directive__programme")
        .prefetch_related("areas")
        .defer("directive__document__text", "directive__document__blocks")
        .order_by("directive_id", "order", "line")
    )


def count_below(provinces: Sequence[BodyVersion], on: date) -> dict[int, int]:
    """Count the bodies that owe duties in each of some trees, in one query."""
    paths = {version.path: version.body_id for version in provinces}
    found = dict.fromkeys(paths.values(), 0)
    if not paths:
        return found
    length = len(next(iter(paths)))
    rows = BodyVersion.objects.filter(
        orgs.in_force(on), path__gte=min(paths), path__lt=max(paths) + "a"
    ).exclude(level=Level.COMMUNE, kind__in=_INNER)
    for path in rows.values_list("path", flat=True):
        if path[:length] in paths:
            found[paths[path[:length]]] += 1
    return found


def sums_of_provinces(
    province_ids: Sequence[int], task_ids: Sequence[int], first: date, last: date
) -> dict[int, SixCounts]:
    """Add up the six columns of each province's roll-up, in one query."""
    rows = ProvinceTally.objects.filter(
        province_id__in=province_ids,
        task_id__in=task_ids,
        period_start__gte=first,
        period_start__lte=last,
    ).values_list("province_id", *COLUMN_NAMES)
    found: dict[int, list[int]] = {}
    for province_id, *columns in rows:
        held = found.setdefault(province_id, [0] * len(COLUMN_NAMES))
        for place, amount in enumerate(columns):
            held[place] += amount
    return {
        pk: (sums[0], sums[1], sums[2], sums[3], sums[4], sums[5])
        for pk, sums in found.items()
    }


def by_periods(
    *,
    body_ids: Sequence[int],
    task_id: int,
    first: date,
    last: date,
    on: date,
    known_at: datetime | None = None,
) -> Board:
    """One task: a line for each body that owes it, a column for each period."""
    judged = obligations(
        body_ids=body_ids,
        first=first,
        last=last,
        on=on,
        task_ids=[task_id],
        known_at=known_at,
    )
    periods = sorted({one.cell.window.period for one in judged})
    columns = tuple(
        Column(period.start, period=period, is_now=on in period) for period in periods
    )
    return _board(columns, judged, on, by="periods")


def by_tasks(
    *,
    body_ids: Sequence[int],
    first: date,
    last: date,
    on: date,
    task_ids: Sequence[int] | None = None,
    known_at: datetime | None = None,
) -> Board:
    """Some tasks in one stretch of days: of each the period that ends last in it."""
    judged = obligations(
        body_ids=body_ids,
        first=first,
        last=last,
        on=on,
        task_ids=task_ids,
        known_at=known_at,
    )
    latest: dict[tuple[int, int], Judged] = {}
    for one in judged:
        key = (one.cell.task.id, one.cell.body_id)
        held = latest.get(key)
        if held is None or held.cell.window.period < one.cell.window.period:
            latest[key] = one
    kept = list(latest.values())
    tasks = {one.cell.task.id: one.cell.task for one in kept}
    ordered = sorted(
        tasks.values(), key=lambda task: (task.directive_id, task.order, task.line)
    )
    columns = tuple(Column(task.id, task=task) for task in ordered)
    return _board(columns, kept, on, by="tasks")


def _board(
    columns: tuple[Column, ...], judged: list[Judged], on: date, *, by: By
) -> Board:
    place = {column.key: number for number, column in enumerate(columns)}
    grid: dict[int, list[Judged | None]] = {}
    width = len(columns)
    for one in judged:
        cell = one.cell
        key = cell.window.period.start if by == "periods" else cell.task.id
        # A joint duty is one obligation and stands in the line of each who shares it.
        for body_id in cell.joint_ids or (cell.body_id,):
            line = grid.get(body_id)
            if line is None:
                line = grid[body_id] = [None] * width
            line[place[key]] = one
    names = _names(grid, on)
    troubled = (
        open_difficulties([*grid], columns[0].period.start)
        if by == "periods" and columns and columns[0].period
        else frozenset()
    )
    lines = tuple(
        Line(
            version,
            tuple(cells),
            _outlook(columns, (version, cells), on, troubled)
            if by == "periods"
            else None,
        )
        for version, cells in sorted(
            (
                (names[body_id], cells)
                for body_id, cells in grid.items()
                if body_id in names
            ),
            key=lambda pair: collation_key(pair[0].short_name or pair[0].name),
        )
    )
    return Board(columns, lines, tuple(judged), _count(judged))


def _names(grid: Mapping[int, object], on: date) -> dict[int, BodyVersion]:
    """Bodies' names on the day, else as they were called last."""
    names = orgs.versions_of(list(grid), on)
    missing = [body_id for body_id in grid if body_id not in names]
    if missing:
        last = BodyVersion.objects.filter(body_id__in=missing).order_by("valid_from")
        names |= {version.body_id: version for version in last}
    return names


def _outlook(
    columns: tuple[Column, ...],
    line: tuple[BodyVersion, Sequence[Judged | None]],
    on: date,
    troubled: frozenset[tuple[int, int, date]],
) -> Forecast | None:
    version, cells = line
    now = next((number for number, column in enumerate(columns) if column.is_now), None)
    current = cells[now] if now is not None else None
    if now is None or current is None:
        return None
    start = current.cell.window.period.start
    return forecast(
        current,
        [cell for cell in cells[:now] if cell is not None],
        on=on,
        has_difficulty=(current.cell.task.id, version.body_id, start) in troubled,
    )


def only_with(board: Board, state: str) -> Board:
    """Keep the bodies that have a cell in a state; sums and counts are theirs."""
    lines = tuple(
        line
        for line in board.lines
        if any(cell and cell.state == state for cell in line.cells)
    )
    kept = {cell.cell.key: cell for line in lines for cell in line.cells if cell}
    judged = tuple(one for one in board.judged if one.cell.key in kept)
    return Board(board.columns, lines, judged, _count(judged))


def _count(judged: Iterable[Judged]) -> Mapping[str, int]:
    counted = Counter(one.state for one in judged)
    return {state.value: count for state, count in counted.items()}


def state_words(states: Mapping[str, int]) -> list[tuple[AnyState | str, int]]:
    """Order states as the legend shows them, with how often each stands."""
    order = (
        "overdue", "missed", "at_risk", "met_unproven", "on_track", "met_late", "met",
        "silent", "stated", "shown", "exempt", "invited", "not_yet", "not_judged",
    )  # fmt: skip
    return [(state, states[state]) for state in order if states.get(state)]
