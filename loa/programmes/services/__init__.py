"""Writes over directives, tasks and the decisions about them."""

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
from loa.programmes.services.exceptions import (
    AlreadyDecided,
    BadDay,
    BadPeriod,
    exempt_body,
    extend_due,
)
from loa.programmes.services.programmes import create_programme
from loa.programmes.services.statements import NothingSaid, state_standing

__all__ = [
    "AlreadyCommitted",
    "AlreadyDecided",
    "BadDay",
    "BadPeriod",
    "NotComplete",
    "NothingSaid",
    "OutOfReach",
    "accept_standing",
    "choose_kind",
    "choose_name",
    "commit_directive",
    "create_programme",
    "exempt_body",
    "extend_due",
    "state_standing",
]
