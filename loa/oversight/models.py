"""What oversight keeps."""

from loa.oversight.reminding.models import (
    LadderVersion,
    LaidAside,
    LetterLine,
    Reminder,
    ReminderRun,
)
from loa.oversight.shortfalls.models import (
    LineAnswer,
    LineDecision,
    Measure,
    MeasureStep,
    ShortfallLine,
    ShortfallList,
    ShortfallReport,
)

__all__ = [
    "LadderVersion",
    "LaidAside",
    "LetterLine",
    "LineAnswer",
    "LineDecision",
    "Measure",
    "MeasureStep",
    "Reminder",
    "ReminderRun",
    "ShortfallLine",
    "ShortfallList",
    "ShortfallReport",
]
