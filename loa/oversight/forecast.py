"""Who may miss the running period, and why: from what is short and from past periods."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from loa.domain.quotas import State
from loa.oversight.judged import DONE, Judged

# The periods that a habit is read from, and how many bad ones make a worry.
LOOK_BACK = 6
WORRYING = 2
BAD = frozenset({State.MET_LATE, State.OVERDUE, State.MISSED})


class Outlook(StrEnum):
    """What is to be expected of the running period."""

    DONE = "done"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Forecast:
    """An outlook with its grounds: how many are short, how many past periods were bad."""

    outlook: Outlook
    short: int
    bad: int
    past: int


def forecast(now: Judged, past: Sequence[Judged]) -> Forecast | None:
    """Return what to expect of a running period; None where nothing is to be expected.

    Doubtful when it is at risk today, or when it is short and at least two of the last
    six judged periods came late or not at all.

    :param past: earlier periods of the same task and body, oldest first
    """
    if now.state in DONE:
        return Forecast(Outlook.DONE, 0, 0, 0)
    if now.state not in {State.ON_TRACK, State.AT_RISK, State.OVERDUE}:
        return None
    judged = [one for one in past if one.state in DONE or one.state in BAD][-LOOK_BACK:]
    bad = sum(one.state in BAD for one in judged)
    is_doubtful = now.state != State.ON_TRACK or (now.short > 0 and bad >= WORRYING)
    outlook = Outlook.DOUBTFUL if is_doubtful else Outlook.LIKELY
    return Forecast(outlook, now.short, bad, len(judged))
