"""What oversight keeps."""

from loa.oversight.praising.models import (
    PraiseLine,
    PraisePaper,
    PraisePublication,
    PraiseReply,
    PraiseReview,
    PraiseRules,
    PraiseRuling,
)
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
from loa.oversight.week import (
    Call,
    CallAbout,
    DecidedTask,
    Decision,
    Meeting,
    MeetingPaper,
)

__all__ = [
    "Call",
    "CallAbout",
    "DecidedTask",
    "Decision",
    "LadderVersion",
    "LaidAside",
    "LetterLine",
    "LineAnswer",
    "LineDecision",
    "Measure",
    "MeasureStep",
    "Meeting",
    "MeetingPaper",
    "PraiseLine",
    "PraisePaper",
    "PraisePublication",
    "PraiseReply",
    "PraiseReview",
    "PraiseRules",
    "PraiseRuling",
    "Reminder",
    "ReminderRun",
    "ShortfallLine",
    "ShortfallList",
    "ShortfallReport",
]
