"""The state of an obligation: derived from days and columns, never stored or typed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from loa.domain.quotas.columns import Columns, SixCounts
from loa.domain.quotas.timing import ObligationWindow, TaskKind


class State(StrEnum):
    """Where an obligation stands. Only `MISSED` is held against a body."""

    NOT_YET = "not_yet"
    NOT_JUDGED = "not_judged"
    EXEMPT = "exempt"
    INVITED = "invited"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    MET = "met"
    MET_LATE = "met_late"
    MET_UNPROVEN = "met_unproven"
    OVERDUE = "overdue"
    MISSED = "missed"


class StandingState(StrEnum):
    """Where a standing task stands in a reporting period; it is never missed.

    The values that it shares with `State` mean the same there.
    """

    SHOWN = "shown"
    STATED = "stated"
    SILENT = "silent"
    NOT_YET = "not_yet"
    NOT_JUDGED = "not_judged"
    EXEMPT = "exempt"
    INVITED = "invited"


class StateReason(StrEnum):
    """Why a state is what it is; a page says it in words with `Judgement.values`."""

    EXEMPTED = "exempted"
    BEFORE_JUDGED_FROM = "before_judged_from"
    NOT_OPEN = "not_open"
    NOT_BINDING = "not_binding"
    ON_PACE = "on_pace"
    TIME_LEFT = "time_left"
    BEHIND_PACE = "behind_pace"
    DUE_SOON = "due_soon"
    IN_GRACE = "in_grace"
    PAST_GRACE = "past_grace"
    LOCKED = "locked"
    PROVEN = "proven"
    PROVEN_LATE = "proven_late"
    UNPROVEN = "unproven"
    RECORD_SHOWN = "record_shown"
    SENTENCE_STATED = "sentence_stated"
    STILL_RUNNING = "still_running"
    NOTHING_SAID = "nothing_said"


class Lateness(StrEnum):
    """Whether a record came in time; late stays late for ever."""

    ON_TIME = "on_time"
    LATE = "late"


def lateness(window: ObligationWindow, done_on: date, recorded_on: date) -> Lateness:
    """On time = done by the due day and recorded by the end of the grace."""
    in_time = done_on <= window.due_on and recorded_on <= window.grace_until
    return Lateness.ON_TIME if in_time else Lateness.LATE


def counts_against(state: State | StandingState) -> bool:
    """Is this state held against a body? Only missed is."""
    return state is State.MISSED


def expected_by(window: ObligationWindow, target: int, on: date) -> int:
    """How many of `target` the days gone before `on` would have brought at even pace.

    Rounded down; zero where the work is not spread over a period.
    """
    if not window.paced or on <= window.period.start:
        return 0
    gone = min((on - window.period.start).days, window.period.day_count)
    return target * gone // window.period.day_count


def forecast(window: ObligationWindow, upheld: int, on: date) -> int | None:
    """How many there would be on the last day at the pace so far, rounded down.

    None where the work is not spread over a period, or less than a quarter of it is
    gone: too little to say anything from.
    """
    gone = (on - window.period.start).days + 1
    total = window.period.day_count
    if not window.paced or gone * 4 < total:
        return None
    return max(upheld, upheld * total // min(gone, total))


def judge(
    window: ObligationWindow,
    target: int,
    columns: SixCounts,
    on: date,
    *,
    late: int = 0,
    judged_from: date | None = None,
    exempt: bool = False,
    binding: bool = True,
) -> State:
    """The state on the day `on`: the fast way, for a board of many cells.

    `columns` are six counts in the order of `COLUMN_NAMES`; `late` is how many of
    verified + unobjected came late. A task that does not bind is never missed.

    :raises ValueError: if the target is not above zero
    """
    if target < 1:
        raise ValueError(f"a target must be above zero, not {target}")
    if exempt:
        return State.EXEMPT
    if judged_from is not None and window.judged_day < judged_from:
        return State.NOT_JUDGED
    counted = columns[0] + columns[1]
    if counted >= target:
        return State.MET if counted - late >= target else State.MET_LATE
    upheld = counted + columns[2] + columns[3] + columns[4]
    if upheld >= target:
        return State.MET_UNPROVEN
    return _state_when_short(window, target, upheld, on, binding)


def _state_when_short(
    window: ObligationWindow, target: int, upheld: int, on: date, binding: bool
) -> State:
    if on < window.opens_on:
        return State.NOT_YET
    if not binding:
        return State.INVITED
    if on > window.lock_on:
        return State.MISSED
    if on > window.grace_until:
        return State.OVERDUE
    if on >= window.warn_from or upheld < expected_by(window, target, on):
        return State.AT_RISK
    return State.ON_TRACK


def judge_standing(
    window: ObligationWindow,
    columns: SixCounts,
    stated: bool,
    on: date,
    *,
    judged_from: date | None = None,
    exempt: bool = False,
    binding: bool = True,
) -> StandingState:
    """The state of a standing task: the fast way.

    A record that is not rejected shows it; `stated` is a sentence on what was done, or
    why nothing. It is silent only once the grace after the period is over.
    """
    if exempt:
        return StandingState.EXEMPT
    if judged_from is not None and window.judged_day < judged_from:
        return StandingState.NOT_JUDGED
    if sum(columns) > columns[5]:
        return StandingState.SHOWN
    if stated:
        return StandingState.STATED
    if on <= window.grace_until:
        return StandingState.NOT_YET
    return StandingState.SILENT if binding else StandingState.INVITED


@dataclass(frozen=True, slots=True)
class ObligationFacts:
    """What is known of one obligation. `late`: how many of `columns.counted` came late.

    :raises ValueError: if the target is not above zero, or more came late than counts
    """

    window: ObligationWindow
    target: int
    columns: Columns = field(default_factory=Columns)
    late: int = 0
    stated: bool = False
    judged_from: date | None = None
    exempt: bool = False
    binding: bool = True
    first_done_on: date | None = None
    last_done_on: date | None = None

    def __post_init__(self) -> None:
        if self.target < 1:
            raise ValueError(f"a target must be above zero, not {self.target}")
        if not 0 <= self.late <= self.columns.counted:
            raise ValueError(f"{self.late} late of {self.columns.counted}")


@dataclass(frozen=True, slots=True)
class Judgement:
    """A state with its grounds.

    `short` is what is still to be done (target − upheld), `unproven` what stands on
    claims alone. `values` fill the sentence of `reason`: counts and days.
    """

    state: State | StandingState
    reason: StateReason
    values: dict[str, int | date]
    is_late: bool
    due_on: date
    grace_until: date
    lock_on: date
    counted: int
    upheld: int
    target: int
    short: int
    unproven: int


_PLAIN_REASONS: dict[State | StandingState, StateReason] = {
    State.EXEMPT: StateReason.EXEMPTED,
    State.NOT_JUDGED: StateReason.BEFORE_JUDGED_FROM,
    State.NOT_YET: StateReason.NOT_OPEN,
    State.INVITED: StateReason.NOT_BINDING,
    State.MET: StateReason.PROVEN,
    State.MET_LATE: StateReason.PROVEN_LATE,
    State.MET_UNPROVEN: StateReason.UNPROVEN,
    State.OVERDUE: StateReason.PAST_GRACE,
    State.MISSED: StateReason.LOCKED,
    StandingState.SHOWN: StateReason.RECORD_SHOWN,
    StandingState.STATED: StateReason.SENTENCE_STATED,
    StandingState.SILENT: StateReason.NOTHING_SAID,
}


def state_of(facts: ObligationFacts, on: date) -> Judgement:
    """The state on the day `on`, with reason, days and counts."""
    state = _state(facts, on)
    window, upheld = facts.window, facts.columns.upheld
    met_in_time = facts.columns.counted - facts.late >= facts.target
    return Judgement(
        state=state,
        reason=_reason(facts, state, on),
        values=_values(facts, on),
        is_late=facts.late > 0 and not met_in_time,
        due_on=window.due_on,
        grace_until=window.grace_until,
        lock_on=window.lock_on,
        counted=facts.columns.counted,
        upheld=upheld,
        target=facts.target,
        short=max(facts.target - upheld, 0),
        unproven=max(min(facts.target, upheld) - facts.columns.counted, 0),
    )


def _state(facts: ObligationFacts, on: date) -> State | StandingState:
    columns = facts.columns.as_tuple()
    if facts.window.kind == TaskKind.STANDING:
        return judge_standing(
            facts.window,
            columns,
            facts.stated,
            on,
            judged_from=facts.judged_from,
            exempt=facts.exempt,
            binding=facts.binding,
        )
    return judge(
        facts.window,
        facts.target,
        columns,
        on,
        late=facts.late,
        judged_from=facts.judged_from,
        exempt=facts.exempt,
        binding=facts.binding,
    )


def _reason(
    facts: ObligationFacts, state: State | StandingState, on: date
) -> StateReason:
    window = facts.window
    if state is State.ON_TRACK:
        paced = window.paced and facts.columns.upheld
        return StateReason.ON_PACE if paced else StateReason.TIME_LEFT
    if state is State.AT_RISK:
        if on > window.due_on:
            return StateReason.IN_GRACE
        soon = on >= window.warn_from
        return StateReason.DUE_SOON if soon else StateReason.BEHIND_PACE
    if state is StandingState.NOT_YET:
        opened = on >= window.opens_on
        return StateReason.STILL_RUNNING if opened else StateReason.NOT_OPEN
    if reason := _PLAIN_REASONS.get(state):
        return reason
    raise AssertionError(f"a state without a reason: {state}")


def _values(facts: ObligationFacts, on: date) -> dict[str, int | date]:
    window, columns = facts.window, facts.columns
    values: dict[str, int | date] = {
        "target": facts.target,
        "counted": columns.counted,
        "upheld": columns.upheld,
        "late": facts.late,
        "short": max(facts.target - columns.upheld, 0),
        "expected_by_now": expected_by(window, facts.target, on),
        "opens_on": window.opens_on,
        "due_on": window.due_on,
        "grace_until": window.grace_until,
        "lock_on": window.lock_on,
        "days_left": max((window.due_on - on).days, 0),
        "days_over": max((on - window.due_on).days, 0),
    }
    if facts.judged_from:
        values["judged_from"] = facts.judged_from
    return values


def what_if(
    facts: ObligationFacts,
    on: date,
    *,
    add: Columns | None = None,
    late: int | None = None,
    target: int | None = None,
    exempt: bool | None = None,
    window: ObligationWindow | None = None,
) -> Judgement:
    """The state if `add` came on top, or other facts were different.

    Negative counts in `add` take away: Columns(verified=1, pending=-1) is "if the one
    pending item were verified".
    """
    changed = facts
    if add is not None:
        changed = replace(changed, columns=facts.columns + add)
    if late is not None:
        changed = replace(changed, late=late)
    if target is not None:
        changed = replace(changed, target=target)
    if exempt is not None:
        changed = replace(changed, exempt=exempt)
    if window is not None:
        changed = replace(changed, window=window)
    return state_of(changed, on)
