"""What is owed, what was counted, and the state that follows from both.

`expected` gives the windows of a task, worked out once and shared by all bodies;
`judge` gives one cell of a board, `state_of` one cell with its grounds.
Explained in docs/explanation/periods-and-quotas.md.
"""

from loa.domain.quotas.broken import BROKEN_PERIOD, BrokenPeriod, broken_period
from loa.domain.quotas.columns import (
    COLUMN_NAMES,
    NOTHING,
    Columns,
    Coverage,
    Quota,
    SixCounts,
    coverage_columns,
    sum_columns,
)
from loa.domain.quotas.judging import (
    Judgement,
    Lateness,
    ObligationFacts,
    StandingState,
    State,
    StateReason,
    counts_against,
    expected_by,
    forecast,
    judge,
    judge_standing,
    lateness,
    state_of,
    what_if,
)
from loa.domain.quotas.timing import (
    GRACE_WORKING_DAYS,
    WARN_DAYS,
    LockRule,
    ObligationWindow,
    TaskKind,
    TaskTiming,
    expected,
    with_extension,
)

__all__ = [
    "BROKEN_PERIOD",
    "COLUMN_NAMES",
    "GRACE_WORKING_DAYS",
    "NOTHING",
    "WARN_DAYS",
    "BrokenPeriod",
    "Columns",
    "Coverage",
    "Judgement",
    "Lateness",
    "LockRule",
    "ObligationFacts",
    "ObligationWindow",
    "Quota",
    "SixCounts",
    "StandingState",
    "State",
    "StateReason",
    "TaskKind",
    "TaskTiming",
    "broken_period",
    "counts_against",
    "coverage_columns",
    "expected",
    "expected_by",
    "forecast",
    "judge",
    "judge_standing",
    "lateness",
    "state_of",
    "sum_columns",
    "what_if",
    "with_extension",
]
