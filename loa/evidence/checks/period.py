"""Does it fall into the period of a task, and count there?"""

from django.utils.translation import gettext_lazy as _

from loa.evidence.checks.subject import Finding, Outcome, Subject

CODE = "period"
NAME = _("Counts toward a task in its period")


def check(subject: Subject) -> Finding:
    counting = [match for match in subject.matches if match.counts]
    if counting:
        return Finding(CODE, Outcome.PASSED, "period_counts", {"count": len(counting)})
    if any(match.can_be_chosen for match in subject.matches):
        return Finding(CODE, Outcome.DOUBTFUL, "period_can_be_chosen")
    return Finding(CODE, Outcome.DOUBTFUL, "period_none")
