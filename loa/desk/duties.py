"""What a body owes now, in the order in which a person wants to see it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from loa.domain.periods import Period, PeriodKind, WindowRule, period_containing
from loa.domain.quotas import (
    Columns,
    Judgement,
    ObligationFacts,
    StandingState,
    State,
    TaskKind,
    state_of,
)
from loa.evidence import selectors as evidence
from loa.oversight.labels import period_name
from loa.programmes.models import DutyRequest
from loa.programmes.selectors import Cell, owed, requests_on

# A duty is open until its lock, at most some months after the last day of its period.
LOOK_BACK = timedelta(days=400)
LOOK_AHEAD = timedelta(days=62)


class Group(StrEnum):
    """In which part of the page a duty stands."""

    NOW = "now"
    PERIOD = "period"
    DONE = "done"
    LOCKED = "locked"


_GROUPS = {
    State.OVERDUE: Group.NOW,
    State.AT_RISK: Group.NOW,
    State.ON_TRACK: Group.PERIOD,
    State.NOT_YET: Group.PERIOD,
    State.INVITED: Group.PERIOD,
    State.MET: Group.DONE,
    State.MET_LATE: Group.DONE,
    State.MET_UNPROVEN: Group.DONE,
    State.EXEMPT: Group.DONE,
    State.NOT_JUDGED: Group.DONE,
    State.MISSED: Group.LOCKED,
}
_URGENCY = [
    State.OVERDUE,
    State.AT_RISK,
    State.ON_TRACK,
    State.INVITED,
    State.NOT_YET,
    State.MET_UNPROVEN,
    State.MET_LATE,
    State.MET,
    State.EXEMPT,
    State.NOT_JUDGED,
    State.MISSED,
]
_STANDING_ORDER = [
    StandingState.SILENT,
    StandingState.NOT_YET,
    StandingState.INVITED,
    StandingState.STATED,
    StandingState.SHOWN,
    StandingState.EXEMPT,
    StandingState.NOT_JUDGED,
]


@dataclass(frozen=True, slots=True)
class Duty:
    """One obligation of the body with what was counted and where it stands."""

    cell: Cell
    columns: Columns
    judgement: Judgement
    # what the body asked or told of it, newest first
    asked: tuple[DutyRequest, ...] = ()

    @property
    def state(self) -> State | StandingState:
        return self.judgement.state

    @property
    def period_name(self) -> str:
        return period_name(self.cell.window.period)

    @property
    def is_standing(self) -> bool:
        return self.cell.task.is_standing

    @property
    def is_report(self) -> bool:
        return self.cell.task.kind is TaskKind.REPORT

    @property
    def is_counted(self) -> bool:
        """Whether a count against a target says something of it."""
        return self.state not in (State.EXEMPT, State.NOT_JUDGED)

    @property
    def group(self) -> Group:
        return _GROUPS[State(self.state)]

    @property
    def is_open(self) -> bool:
        """Whether something can and should still be done."""
        return self.group in (Group.NOW, Group.PERIOD) and self.state != State.NOT_YET

    @property
    def can_be_told(self) -> bool:
        """Whether a record or a sentence still makes a difference to a standing task."""
        return self.state in (
            StandingState.SILENT,
            StandingState.NOT_YET,
            StandingState.STATED,
            StandingState.INVITED,
        )

    def touches(self, window: Period) -> bool:
        return self.cell.window.period.overlaps(window)


@dataclass(frozen=True, slots=True)
class MyWork:
    """The duties of one body, sorted for the page."""

    window: Period
    now: list[Duty]
    period: list[Duty]
    done: list[Duty]
    locked: list[Duty]
    standing: list[Duty]
    standing_before: list[Duty]
    upcoming: list[Duty]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many there are of each state, the most urgent first."""
        found = Counter(
            d.state for d in (*self.now, *self.period, *self.done, *self.locked)
        )
        return [(state.value, found[state]) for state in _URGENCY if found[state]]

    @property
    def standing_counts(self) -> list[tuple[str, int]]:
        found = Counter(duty.state for duty in self.standing)
        return [(s.value, found[s]) for s in _STANDING_ORDER if found[s]]


WINDOWS = {
    "thang": PeriodKind.MONTH,
    "quy": PeriodKind.QUARTER,
    "nam": PeriodKind.YEAR,
}


def window_of(name: str, on: date) -> Period:
    """Return the calendar month, quarter or year that a word of the address means."""
    kind = WINDOWS.get(name, PeriodKind.MONTH)
    return period_containing(WindowRule.CALENDAR, kind, on)


def my_work(body_id: int, window: Period, on: date) -> MyWork:
    """Return what a body owes in a window, and what is still open from before.

    The number of queries does not depend on how many duties there are.
    """
    last = max(window.last_day, on + LOOK_AHEAD)
    duties = duties_of(body_id, first=on - LOOK_BACK, last=last, on=on)
    standing = [duty for duty in duties if duty.is_standing]
    others = [duty for duty in duties if not duty.is_standing]
    shown = [duty for duty in others if duty.touches(window) or _is_left_over(duty)]
    return MyWork(
        window=window,
        now=_in_group(shown, Group.NOW),
        period=_in_group(shown, Group.PERIOD),
        done=_in_group(shown, Group.DONE),
        locked=_in_group(shown, Group.LOCKED),
        standing=_standing([d for d in standing if d.touches(window)]),
        standing_before=_standing(
            [
                duty
                for duty in standing
                if not duty.touches(window)
                and duty.cell.window.period.last_day < on <= duty.cell.window.lock_on
                and duty.state in (StandingState.SILENT, StandingState.NOT_YET)
            ]
        ),
        upcoming=_upcoming(others, on),
    )


def duties_of(body_id: int, *, first: date, last: date, on: date) -> list[Duty]:
    """Return the obligations of a body in the periods that touch a span of days."""
    cells = owed(body_ids=[body_id], first=first, last=last, on=on)
    tallies = evidence.tallies_of(cells)
    asked = requests_on(cells)
    return [
        _duty(
            cell,
            tallies.get(cell.key, evidence.NONE_COUNTED),
            tuple(asked.get(cell.key, ())),
            on,
        )
        for cell in cells
    ]


def _duty(
    cell: Cell, counted: evidence.Counted, asked: tuple[DutyRequest, ...], on: date
) -> Duty:
    facts = ObligationFacts(
        window=cell.window,
        target=cell.target,
        columns=Columns(*counted.columns),
        late=sum(counted.late),
        stated=cell.stated,
        judged_from=cell.judged_from,
        exempt=cell.exempt,
        binding=cell.binding,
    )
    return Duty(cell, facts.columns, state_of(facts, on), asked)


def _is_left_over(duty: Duty) -> bool:
    """What a person can still mend stays before her eyes, whatever the window."""
    return duty.group is Group.NOW


def _in_group(duties: Iterable[Duty], group: Group) -> list[Duty]:
    return sorted(
        (duty for duty in duties if duty.group is group),
        key=lambda duty: (
            _URGENCY.index(State(duty.state)),
            duty.cell.window.due_on,
            duty.cell.task.directive_id,
            duty.cell.task.order,
        ),
    )


def _standing(duties: list[Duty]) -> list[Duty]:
    return sorted(
        duties,
        key=lambda duty: (
            _STANDING_ORDER.index(StandingState(duty.state)),
            duty.cell.window.due_on,
            duty.cell.task.directive_id,
            duty.cell.task.order,
        ),
    )


def _upcoming(duties: list[Duty], on: date) -> list[Duty]:
    coming = [
        duty
        for duty in duties
        if on <= duty.cell.window.due_on <= on + LOOK_AHEAD
        and duty.group in (Group.NOW, Group.PERIOD)
    ]
    return sorted(coming, key=lambda duty: duty.cell.window.due_on)[:6]
