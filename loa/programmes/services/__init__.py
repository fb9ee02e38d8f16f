"""Writes over directives, tasks and the decisions about them."""

from loa.programmes.services.amending import BadTerms, amend_task, seen_terms
from loa.programmes.services.asking import (
    AlreadyAnswered,
    AlreadyAsked,
    Attached,
    NoWords,
    answer_request,
    ask_about_duty,
    withdraw_request,
)
from loa.programmes.services.beginning import (
    TooLate,
    begin_judging,
    judging_began,
    latest_day,
)
from loa.programmes.services.choosing import (
    accept_standing,
    choose_kind,
    choose_name,
)
from loa.programmes.services.committing import (
    AlreadyCommitted,
    NotComplete,
    OutOfReach,
    commit_directive,
)
from loa.programmes.services.correcting import (
    Change,
    NothingChanges,
    correct_assignment,
    effect_of,
    seen_of,
)
from loa.programmes.services.deciding import (
    DecidedDuty,
    NotInPaper,
    commit_decided,
)
from loa.programmes.services.editing import (
    EditedSince,
    NothingChanged,
    edit_programme,
)
from loa.programmes.services.ending import AlreadyEnded, NothingEnds, end_duties
from loa.programmes.services.exceptions import (
    AlreadyDecided,
    BadDay,
    BadPeriod,
    DecidedMeanwhile,
    exempt_body,
    extend_due,
    seen_exceptions,
)
from loa.programmes.services.happenings import (
    AlreadyWithdrawn,
    BadHappening,
    record_happening,
    withdraw_happening,
)
from loa.programmes.services.plans import (
    BadPlan,
    NoReason,
    NothingToUndo,
    PlanDecidedMeanwhile,
    decide_own_plan,
    standing_decision,
)
from loa.programmes.services.programmes import create_programme
from loa.programmes.services.statements import NothingSaid, state_standing
from loa.programmes.services.succeeding import (
    HasSubject,
    NoSuccessor,
    Settlement,
    settle_subjects,
)

__all__ = [
    "AlreadyAnswered",
    "AlreadyAsked",
    "AlreadyCommitted",
    "AlreadyDecided",
    "AlreadyEnded",
    "AlreadyWithdrawn",
    "Attached",
    "BadDay",
    "BadHappening",
    "BadPeriod",
    "BadPlan",
    "BadTerms",
    "Change",
    "DecidedDuty",
    "DecidedMeanwhile",
    "EditedSince",
    "HasSubject",
    "NoReason",
    "NoSuccessor",
    "NoWords",
    "NotComplete",
    "NotInPaper",
    "NothingChanged",
    "NothingChanges",
    "NothingEnds",
    "NothingSaid",
    "NothingToUndo",
    "OutOfReach",
    "PlanDecidedMeanwhile",
    "Settlement",
    "TooLate",
    "accept_standing",
    "amend_task",
    "answer_request",
    "ask_about_duty",
    "begin_judging",
    "choose_kind",
    "choose_name",
    "commit_decided",
    "commit_directive",
    "correct_assignment",
    "create_programme",
    "decide_own_plan",
    "edit_programme",
    "effect_of",
    "end_duties",
    "exempt_body",
    "extend_due",
    "judging_began",
    "latest_day",
    "record_happening",
    "seen_exceptions",
    "seen_of",
    "seen_terms",
    "settle_subjects",
    "standing_decision",
    "state_standing",
    "withdraw_happening",
    "withdraw_request",
]
