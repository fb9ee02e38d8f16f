"""The one table of states: code, word, sign and style class.

Codes are the values of `loa.domain.quotas.State`, `StandingState` and `COLUMN_NAMES`;
templates, spreadsheets and pictures all take their words and signs from here.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Sign:
    """How one state looks: a word, a shape (id of a symbol) and a class (its colour)."""

    code: str
    word: Text
    symbol: str
    css: str
    meaning: Text
    counted: Text = ""
    """The word after a number, in a row of columns ("3 verified")."""


def _table(*signs: Sign) -> dict[str, Sign]:
    return {sign.code: sign for sign in signs}


OBLIGATION: Final = _table(
    Sign("met", _("Met"), "s-met", "is-met", _("enough, in time")),
    Sign(
        "met_unproven",
        _("Met, not fully proven"),
        "s-unproven",
        "is-unproven",
        _("enough claimed, part of it not yet proven"),
    ),
    Sign(
        "met_late", _("Met late"), "s-late", "is-late", _("enough, after the due day")
    ),
    Sign(
        "on_track", _("On track"), "s-track", "is-track", _("not due yet, in good time")
    ),
    Sign("at_risk", _("At risk"), "s-risk", "is-risk", _("may fall short")),
    Sign(
        "overdue",
        _("Overdue"),
        "s-overdue",
        "is-overdue",
        _("past its day, can still be done"),
    ),
    Sign(
        "missed", _("Missed"), "s-missed", "is-missed", _("locked, short of the target")
    ),
    Sign("exempt", _("Exempt"), "s-exempt", "is-exempt", _("not counted")),
    Sign("invited", _("Invited"), "s-invited", "is-invited", _("asked, not bound")),
    Sign("not_yet", _("Not yet"), "s-none", "is-none", _("its period has not begun")),
    Sign(
        "not_judged",
        _("Not judged"),
        "s-before",
        "is-before",
        _("before the day from which Loa judges"),
    ),
)

STANDING: Final = _table(
    Sign("shown", _("Shown"), "t-shown", "is-shown", _("a record shows it")),
    Sign("stated", _("Stated"), "t-stated", "is-stated", _("said in a sentence")),
    Sign("silent", _("Silent"), "t-silent", "is-silent", _("nothing said yet")),
)

CLAIMED: Final = Sign(
    "claimed",
    _("Claimed"),
    "e-claimed",
    "is-claimed",
    _("what the body says it did"),
    pgettext_lazy("after a number", "claimed"),
)

COLUMNS: Final = _table(
    Sign(
        "verified",
        _("Verified"),
        "e-verified",
        "is-verified",
        _("checked by a machine or a person"),
        pgettext_lazy("after a number", "verified"),
    ),
    Sign(
        "unobjected",
        _("Unobjected"),
        "e-unobjected",
        "is-unobjected",
        _("nobody objected in the time given; counts as accepted"),
        pgettext_lazy("after a number", "unobjected"),
    ),
    Sign(
        "uncheckable",
        _("Uncheckable"),
        "e-uncheckable",
        "is-uncheckable",
        _("a machine cannot see it; that is not a fault"),
        pgettext_lazy("after a number", "uncheckable"),
    ),
    Sign(
        "pending",
        _("Pending"),
        "e-pending",
        "is-pending",
        _("waits for a person to look"),
        pgettext_lazy("after a number", "pending"),
    ),
    Sign(
        "disputed",
        _("Disputed"),
        "e-disputed",
        "is-disputed",
        _("there is a reason to doubt it"),
        pgettext_lazy("after a number", "disputed"),
    ),
    Sign(
        "rejected",
        _("Rejected"),
        "e-rejected",
        "is-rejected",
        _("a person refused it, with a reason"),
        pgettext_lazy("after a number", "rejected"),
    ),
)

OTHER: Final = _table(
    Sign("look", _("Needs a look"), "look", "is-risk", _("the machine is not sure")),
    Sign("missing", _("missing"), "e-slot", "is-none", _("not done yet")),
)

SIGNS: Final[dict[str, Sign]] = {
    **OBLIGATION,
    **STANDING,
    CLAIMED.code: CLAIMED,
    **COLUMNS,
    **OTHER,
}


def sign_of(state: str | Enum) -> Sign:
    """Find how a state looks.

    :raises KeyError: for a code that no table has; a page must not guess a state
    """
    return SIGNS[state.value if isinstance(state, Enum) else state]
