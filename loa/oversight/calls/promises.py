"""What became of a promise: derived from what was recorded by its day."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import QuerySet

from loa.common.figures import local_day
from loa.evidence.models import Credit, Standing, Verdict
from loa.oversight.judged import DONE, Judged, obligations
from loa.oversight.models import Call

# Older promises are history; they are on the body's own page.
RECENT = timedelta(days=60)


class PromiseState(StrEnum):
    """How a promise stands on a day."""

    OPEN = "open"
    DUE = "due"
    KEPT = "kept"
    KEPT_LATE = "kept_late"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Promise:
    """A call with a promise, what it was about, and how it stands."""

    call: Call
    about: tuple[Judged, ...]
    state: PromiseState


def recent_calls(body_ids: Collection[int], on: date) -> QuerySet[Call]:
    """Return the calls to some bodies of the last weeks, newest first."""
    rows = Call.objects.filter(body_id__in=body_ids, recorded_at__date__gte=on - RECENT)
    return rows.prefetch_related("about__task").order_by("-recorded_at", "-pk")


def promises(calls: Iterable[Call], *, on: date) -> dict[int, Promise]:
    """Say of each call with a promise how it stands on a day, by the call's id.

    Kept when everything it was about is done and enough of it had been recorded by the
    day promised; kept late when that came after; broken when the day is past. The
    number of statements does not depend on how many calls there are.
    """
    held = [call for call in calls if call.promised_on]
    about = [(call, row) for call in held for row in call.about.all()]
    if not about:
        return {}
    starts = [row.period_start for _call, row in about]
    judged = {
        (one.cell.task.id, body_id, one.cell.window.period.start): one
        for one in obligations(
            body_ids={call.body_id for call in held},
            first=min(starts),
            last=max(starts),
            on=on,
            task_ids={row.task_id for _call, row in about},
        )
        for body_id in one.cell.body_ids
    }
    came = _recorded(judged.values())
    found = {}
    for call in held:
        cells = tuple(
            judged[key]
            for row in call.about.all()
            if (key := (row.task_id, call.body_id, row.period_start)) in judged
        )
        found[call.pk] = Promise(call, cells, _state(call, cells, came, on))
    return found


def _state(
    call: Call,
    cells: Collection[Judged],
    came: dict[tuple[int, int, date], list[tuple[date, int]]],
    on: date,
) -> PromiseState:
    day = call.promised_on or on
    is_done = bool(cells) and all(one.state in DONE for one in cells)
    if is_done:
        in_time = all(
            sum(count for when, count in came.get(one.cell.key, ()) if when <= day)
            >= one.cell.target
            for one in cells
        )
        return PromiseState.KEPT if in_time else PromiseState.KEPT_LATE
    if on > day:
        return PromiseState.BROKEN
    return PromiseState.DUE if on == day else PromiseState.OPEN


def _recorded(
    judged: Iterable[Judged],
) -> dict[tuple[int, int, date], list[tuple[date, int]]]:
    """When how much was recorded toward each cell, rejected records left out."""
    keys = {one.cell.key for one in judged}
    if not keys:
        return {}
    rejected = Verdict.objects.filter(closed_at=None, standing=Standing.REJECTED)
    rows = Credit.objects.filter(
        closed_at=None,
        task_id__in={key[0] for key in keys},
        body_id__in={key[1] for key in keys},
        period_start__in={key[2] for key in keys},
        record__withdrawn_at=None,
    ).exclude(record_id__in=rejected.values("record_id"))
    found: dict[tuple[int, int, date], list[tuple[date, int]]] = {}
    for task, body, start, at, quantity in rows.values_list(
        "task_id", "body_id", "period_start", "record__recorded_at", "quantity"
    ):
        if (task, body, start) in keys:
            found.setdefault((task, body, start), []).append((local_day(at), quantity))
    return found
