"""Is its day believable: not to come, and not another than its address says?"""

from django.utils.translation import gettext_lazy as _

from loa.evidence.checks.subject import Finding, Outcome, Subject
from loa.evidence.guesses import day_in_address

CODE = "day"
NAME = _("Day")


def check(subject: Subject) -> Finding:
    draft = subject.draft
    values = {"day": draft.done_on.isoformat()}
    if draft.done_on > subject.on:
        return Finding(CODE, Outcome.FAILED, "day_to_come", values)
    said = day_in_address(draft.address, on=subject.on) if draft.address else None
    if said is None:
        return Finding(CODE, Outcome.PASSED, "day_given", values)
    if said == draft.done_on:
        return Finding(CODE, Outcome.PASSED, "day_as_in_address", values)
    return Finding(
        CODE, Outcome.DOUBTFUL, "day_differs", values | {"said": said.isoformat()}
    )
