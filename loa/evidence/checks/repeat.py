"""Was the same address, or the very same file, put forward before?"""

from django.utils.translation import gettext_lazy as _

from loa.evidence.checks.subject import Finding, Outcome, Subject

CODE = "repeat"
NAME = _("Not recorded before")


def check(subject: Subject) -> Finding:
    if subject.same_address:
        first = subject.same_address[0]
        return Finding(
            CODE, Outcome.FAILED, "repeat_address", {"body": str(first.body)}
        )
    if subject.same_file:
        first = subject.same_file[0]
        return Finding(
            CODE,
            Outcome.DOUBTFUL,
            "repeat_file",
            {"day": first.done_on.isoformat(), "body": str(first.body)},
        )
    return Finding(CODE, Outcome.PASSED, "repeat_none")
