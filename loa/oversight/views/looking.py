"""Two days compared, who may miss, and a message for the group."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from loa.common.dates import now, today
from loa.orgs.models import BodyVersion
from loa.orgs.requests import StaffRequest
from loa.oversight import policies
from loa.oversight.board import tasks_of
from loa.oversight.comparing import Change, Direction, compare
from loa.oversight.filters import CellRef
from loa.oversight.flows import flows_of
from loa.oversight.forecast import Expected, by_ground
from loa.oversight.judged import Judged
from loa.oversight.labels import outlook_reason, period_name
from loa.oversight.meetings.selectors import last_meeting_day
from loa.oversight.message import Audience, message_for
from loa.oversight.views.over import day, number, read_over
from loa.oversight.watching import Watched, watch
from loa.oversight.words import DIRECTIONS, GROUNDS
from loa.programmes.selectors import Cell

A_WEEK = timedelta(days=7)
MOVED = 100
SHOWN = 60


@require_GET
def compare_days(request: StaffRequest) -> HttpResponse:
    """Who went from what to what between two days."""
    on = today()
    over = read_over(request, on)
    later = min(day(request, "den") or on, on)
    met_on = last_meeting_day(over.version.body_id, before=later)
    earlier = day(request, "tu") or met_on or later - A_WEEK
    if earlier > later:
        earlier, later = later, earlier
    later = max(later, earlier)
    chosen = number(request, "nv")
    first = earlier.replace(day=1)
    tasks = tasks_of(over.body_ids, over.version, first, later)
    task_ids = [task.pk for task in tasks if chosen in (None, task.pk)]
    found = compare(over.body_ids, earlier=earlier, later=later, task_ids=task_ids)
    page = Paginator(found.moved, MOVED).get_page(request.GET.get("trang"))
    alike: dict[object, list[Change]] = {}
    for change in page.object_list:
        alike.setdefault(_kind_of(change), []).append(change)
    rows = [
        (
            same[0],
            [
                (_short(found.names.get(one.body_id)), _ref(one.one, one.body_id))
                for one in same
            ],
            DIRECTIONS[same[0].direction],
            period_name(same[0].one.cell.window.period),
        )
        for same in alike.values()
    ]
    context = {
        "over": over,
        "found": found,
        "flows": flows_of(found),
        "rows": rows,
        "pager": page,
        "totals": [(code, DIRECTIONS[code], count) for code, count in found.totals],
        "bodies": [
            (version, [counts.get(code, 0) for code in (Direction.WORSE, Direction.BETTER, Direction.NEW)])
            for version, counts in found.by_body()
        ],
        "met_on": met_on,
        "can_watch": policies.can_watch(request.acting, over.version),
        "tasks": tasks,
        "task_pk": chosen,
        "at": now(),
    }  # fmt: skip
    return render(request, "oversight/compare.html", context)


@require_GET
def forecast(request: StaffRequest) -> HttpResponse:
    """Who may miss what runs now, grouped by why."""
    on = today()
    over = read_over(request, on)
    watched = watch(over.body_ids, on=on)
    doubtful = watched.doubtful
    groups = [
        (GROUNDS[ground], ground, rows[:SHOWN], len(rows))
        for ground, rows in by_ground(doubtful)
    ]
    context = {
        "over": over,
        "groups": [
            (
                label,
                ground,
                _told(rows, watched),
                len(rows),
                count,
            )
            for label, ground, rows, count in groups
        ],
        "count": len(doubtful),
        "bodies": len({one.body_id for one in doubtful}),
        "of_all": len(watched.expected),
        "can_watch": policies.can_watch(request.acting, over.version),
        "at": now(),
    }
    return render(request, "oversight/forecast.html", context)


@dataclass(frozen=True, slots=True)
class _Told:
    """What is doubtful of one duty for the same reason, with the bodies that owe it."""

    cell: Cell
    period: str
    why: str
    bodies: list[tuple[str, CellRef]]


def _told(rows: Iterable[Expected], watched: Watched) -> list[_Told]:
    found: dict[object, _Told] = {}
    for one in rows:
        cell, why = one.judged.cell, outlook_reason(one.forecast)
        told = found.setdefault(
            (cell.task.id, cell.window, why),
            _Told(cell, period_name(cell.window.period), why, []),
        )
        told.bodies.append((watched.name(one.body_id), _ref(one.judged, one.body_id)))
    return list(found.values())


def _kind_of(change: Change) -> object:
    """What bodies have in common whose change is told in one line."""
    sides = (change.before, change.after)
    return (
        change.direction,
        change.one.cell.task.id,
        change.one.cell.window.period,
        *((one.state, one.counted) if one else None for one in sides),
    )


def _ref(one: Judged, body_id: int) -> CellRef:
    return CellRef(one.cell.task.id, body_id, one.cell.window.period.start)


def _short(version: BodyVersion | None) -> str:
    return (version.short_name or version.name) if version else "–"


@require_GET
def message(request: StaffRequest) -> HttpResponse:
    """A message for the group chat, to be copied."""
    on = today()
    over = read_over(request, on)
    if not policies.can_watch(request.acting, over.version):
        raise PermissionDenied
    audience: Audience = "behind" if request.GET.get("cho") == "cham" else "all"
    words = message_for(
        watch(over.body_ids, on=on), over=over.name, audience=audience, at=now()
    )
    context = {"over": over, "words": words, "audience": audience}
    return render(request, "oversight/message.html", context)
