"""Words that stand in tables: reasons of a forecast, states of a promise, refusals."""

from django.utils.translation import gettext_lazy as _

from loa.documents.ways import Straight
from loa.oversight.calls.promises import PromiseState
from loa.oversight.comparing import Direction
from loa.oversight.forecast import Ground

GROUNDS = {
    Ground.DIFFICULTY: _("They said that something stands in the way"),
    Ground.OVERDUE: _("Past the due day, not locked yet"),
    Ground.HABIT: _("Short, and often late or missed before"),
    Ground.PACE: _("Behind the pace, little time left"),
}

# A promise, in the words and signs of the states that it is like.
PROMISES = {
    PromiseState.OPEN: ("pending", _("promised")),
    PromiseState.DUE: ("at_risk", _("promised for today")),
    PromiseState.KEPT: ("met", _("promise kept")),
    PromiseState.KEPT_LATE: ("met_late", _("promise kept late")),
    PromiseState.BROKEN: ("overdue", _("promise broken")),
}

# What is wrong with a promise, by the code of its exception.
WRONG = {
    "past": _("This day is past."),
    "far": _("This day is more than three months away."),
    "about": _("Tick what was promised for that day."),
}

DIRECTIONS = {
    Direction.WORSE: _("Worse"),
    Direction.BETTER: _("Better"),
    Direction.NEW: _("New"),
    Direction.ENDED: _("No longer owed"),
    Direction.SAME: _("Same"),
}

# Why a document went straight to whom its paper sends it through another body.
STRAIGHT = {
    Straight.UNKNOWN: _("sent straight: the body named as the way is not known here"),
    Straight.NOT_THERE: _(
        "sent straight: the body named as the way is no longer there"
    ),
    Straight.NOBODY: _("sent straight: nobody works in the body named as the way"),
    Straight.OWN_UNIT: _("its own office is named as the way"),
    Straight.SENDER: _("sent straight: the body named as the way is the sender"),
}
