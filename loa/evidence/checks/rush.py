"""Is it one of a heap, done and recorded on the last day of its period?"""

from django.utils.translation import gettext_lazy as _

from loa.domain.proof.numbers import RUSH
from loa.evidence.checks.subject import Finding, Outcome, Subject

CODE = "rush"
NAME = _("Not in a rush at the end")


def check(subject: Subject) -> Finding:
    if subject.same_day >= RUSH:
        # A heap may be honest work that was long ready: a person looks at it.
        values = {"count": subject.same_day}
        return Finding(CODE, Outcome.DOUBTFUL, "rush_last_day", values)
    return Finding(CODE, Outcome.PASSED, "rush_none")
