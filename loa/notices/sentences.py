"""The sentence of every kind of notice; an app that tells something adds its own.

It does so here, or from above by ``SENTENCES.update`` when it is made ready.

``{name}`` stands for a value of the notice's ``params``; a value that is missing is
printed as a dash, so that an old notice never breaks the inbox.
"""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: Final[dict[str, str | Promise]] = {
    "documents.document.delivered": _("New document: {document}, from {issuer}."),
    "documents.document.to_pass_on": _(
        "Pass on {document}: it goes through your body to {count} addressees."
    ),
    "documents.document.passed_on": _(
        "New document: {document}, from {issuer}, passed on by {by}."
    ),
    "documents.document.replaced": _("{document} was replaced by {by}."),
    "documents.document.recalled": _("{document} was recalled, by {by}."),
    "documents.scan.read": _(
        "The scan was read: {document}. Look at what is marked, then confirm."
    ),
    "documents.scan.not_read": _(
        "A scan that {person} brought in was not read. Bring it in again to see why."
    ),
    "reference.speaker.decided": _(
        "Your body speaks for “{area}” from {day}, by {document}."
    ),
    "reference.speaker.ended": _(
        "Your body no longer speaks for “{area}” from {day}, by {document}."
    ),
    "programmes.directive.committed": _(
        "{document}: {count} tasks are assigned to your body."
    ),
    "programmes.directive.ended": _(
        "The duties of {document} end on {day}, because of {by}."
    ),
    "programmes.due.extended": _("{task}: may be done until {day}."),
    "programmes.happening.recorded": _(
        "{task}: {what}. It is to be answered by {day}."
    ),
    "programmes.happening.withdrawn": _(
        "{task}: “{what}” was withdrawn and is owed no more. Reason: {reason}."
    ),
    "programmes.body.exempted": _("{task}: your body is exempt. Reason: {reason}."),
    "programmes.plan.not_needed": _(
        "{document}: your body need not issue its own plan. Reason: {reason}."
    ),
    "programmes.plan.counts_as": _(
        "{document}: {plan} counts as your body's own plan. Reason: {reason}."
    ),
    "programmes.plan.as_seen": _(
        "{document}: the decision on your body's own plan was taken back. "
        "Reason: {reason}."
    ),
    "programmes.task.reassigned": _(
        "{task}: who does it was corrected by {by}. Reason: {reason}."
    ),
    "programmes.task.amended": _(
        "{task}: what it asks was corrected by {by}. Reason: {reason}."
    ),
    "programmes.task.succeeded": _("{task}: your body does it from now on, by {by}."),
    "programmes.request.acknowledged": _("{body} acknowledged: {task}."),
    "programmes.request.more_time": _("{body} asks for more time: {task}."),
    "programmes.request.difficulty": _("{body} reports a difficulty: {task}."),
    "programmes.request.refused": _("{task}: more time was refused. See why."),
    "programmes.request.answered": _("{task}: your difficulty was answered."),
    "reports.report.submitted": _("{body} submitted the report {report}."),
    "reports.report.returned": _("The report {report} came back with remarks."),
    "reports.report.accepted": _("The report {report} was accepted."),
}


class _Known(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "–"


def sentence(kind: str, params: dict[str, object]) -> str:
    """Say a notice in the reader's language; one of an unknown kind says its kind.

    Such a one was written by another version: it must not break the inbox.
    """
    return str(SENTENCES.get(kind, kind)).format_map(_Known(params))
