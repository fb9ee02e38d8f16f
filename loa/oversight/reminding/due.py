"""Which steps of the ladder fall due for which obligations. Nothing is written here."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from loa.domain.quotas import StandingState, State
from loa.orgs.models import BodyVersion
from loa.orgs.selectors import versions_of
from loa.oversight.judged import Judged, obligations
from loa.oversight.reminding.ladder import OWN, Ladders, Step
from loa.oversight.reminding.models import Reminder
from loa.programmes.models import DutyRequest

BACK: Final = timedelta(days=150)
AHEAD: Final = timedelta(days=40)
# A step that fell on a day off, or while no worker ran, is still taken so much later.
CATCH_UP: Final = timedelta(days=6)

_CAN_STILL: Final = frozenset({State.ON_TRACK, State.AT_RISK})
_LATE: Final = frozenset({State.AT_RISK, State.OVERDUE, State.MISSED})


@dataclass(frozen=True, slots=True)
class DueStep:
    """A step to be taken on a day for one obligation of one body."""

    judged: Judged
    version: BodyVersion
    step: Step
    on: date

    @property
    def key(self) -> tuple[int, int, date, date, str]:
        """What it is taken once for."""
        task_id, _owner, start = self.judged.cell.key
        due_on = self.judged.cell.window.due_on
        return (task_id, self.version.body_id, start, due_on, self.step.code)


def due_steps(body_ids: Collection[int], on: date) -> list[DueStep]:
    """Return the steps that fall due for bodies on a day and were not taken yet.

    Exempt, met, invited and silent-but-standing duties ask for nothing; while a request
    for more time waits for its answer, nobody above the body is told.
    """
    judged = obligations(body_ids=body_ids, first=on - BACK, last=on + AHEAD, on=on)
    wanted = [one for one in judged if _is_open(one, on)]
    owing = {body for one in wanted for body in one.cell.body_ids}
    versions = versions_of(owing, on)
    ladders = Ladders(on)
    steps = {
        body_id: ladders.of(version).steps for body_id, version in versions.items()
    }
    asked = _asked(owing)
    found: list[DueStep] = []
    for one in wanted:
        for body_id in one.cell.body_ids:
            version = versions.get(body_id)
            if version is None or body_id not in body_ids:
                continue
            waits = (one.cell.task.id, body_id, one.cell.window.period.start) in asked
            found += _steps(one, version, steps[body_id], on, waits=waits)
    taken = _taken(found)
    return [one for one in found if one.key not in taken]


def _is_open(one: Judged, on: date) -> bool:
    if one.cell.task.is_standing:
        return one.state is StandingState.SILENT or (
            one.state is StandingState.NOT_YET
            and one.cell.binding
            and on >= one.cell.window.opens_on
        )
    return one.state in _CAN_STILL or one.state in _LATE


def _steps(
    one: Judged,
    version: BodyVersion,
    steps: Iterable[Step],
    on: date,
    *,
    waits: bool,
) -> list[DueStep]:
    """The steps of one obligation; of those that tell the same people, the latest."""
    latest: dict[tuple[str, str], tuple[date, Step]] = {}
    for step in steps:
        if not step.takes(one.cell.task.kind) or not _fits(one, step, on):
            continue
        if waits and step.who not in OWN:
            continue
        day = step.day(one.cell.window)
        if not day <= on <= day + CATCH_UP:
            continue
        held = latest.get((step.who, step.how))
        if held is None or held[0] <= day:
            latest[step.who, step.how] = (day, step)
    return [DueStep(one, version, step, on) for _day, step in latest.values()]


def _fits(one: Judged, step: Step, on: date) -> bool:
    is_before = on <= one.cell.window.due_on
    if step.is_before != is_before:
        return False
    if one.cell.task.is_standing:
        return True
    return one.state in (_CAN_STILL if is_before else _LATE)


def _asked(body_ids: Collection[int]) -> set[tuple[int, int, date]]:
    """Obligations for which more time was asked and nobody has answered."""
    rows = DutyRequest.objects.filter(
        body_id__in=body_ids, kind=DutyRequest.Kind.MORE_TIME, answer=None
    )
    return set(rows.values_list("task_id", "body_id", "period_start"))


def _taken(found: Iterable[DueStep]) -> set[tuple[int, int, date, date, str]]:
    bodies = {one.version.body_id for one in found}
    rows = Reminder.objects.filter(body_id__in=bodies)
    starts = [one.judged.cell.window.period.start for one in found]
    if starts:
        rows = rows.filter(period_start__gte=min(starts))
    fields = ("task_id", "body_id", "period_start", "due_on", "code")
    return set(rows.values_list(*fields))
