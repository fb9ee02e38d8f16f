"""Writes over directives, tasks and the decisions about them."""

from loa.programmes.services.asking import (
    AlreadyAnswered,
    AlreadyAsked,
    Attached,
    NoWords,
    answer_request,
    ask_about_duty,
    withdraw_request,
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
from loa.programmes.services.ending import AlreadyEnded, NothingEnds, end_duties
from loa.programmes.services.exceptions import (
    AlreadyDecided,
    BadDay,
    BadPeriod,
    exempt_body,
    extend_due,
)
from loa.programmes.services.happenings import (
    AlreadyWithdrawn,
    BadHappening,
    record_happening,
    withdraw_happening,
)
from loa.programmes.services.programmes import create_programme
from loa.programmes.services.statements import NothingSaid, state_standing

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
    "NoWords",
    "NotComplete",
    "NothingEnds",
    "NothingSaid",
    "OutOfReach",
    "accept_standing",
    "answer_request",
    "ask_about_duty",
    "choose_kind",
    "choose_name",
    "commit_directive",
    "create_programme",
    "end_duties",
    "exempt_body",
    "extend_due",
    "record_happening",
    "state_standing",
    "withdraw_happening",
    "withdraw_request",
]
