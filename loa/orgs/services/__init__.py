"""Writes over bodies, groups and rights."""

from loa.orgs.services.bodies import add_alias, create_group, hold, record_succession
from loa.orgs.services.granting import (
    AlreadyGranted,
    NothingToHandOver,
    appoint,
    end_role,
    give_role,
    hand_over,
)
from loa.orgs.services.inviting import (
    Invitation,
    Invited,
    NameTaken,
    invite_people,
    make_administrator,
)

__all__ = [
    "AlreadyGranted",
    "Invitation",
    "Invited",
    "NameTaken",
    "NothingToHandOver",
    "add_alias",
    "appoint",
    "create_group",
    "end_role",
    "give_role",
    "hand_over",
    "hold",
    "invite_people",
    "make_administrator",
    "record_succession",
]
