"""What oversight tells bodies and people, and the kinds of message that it sends."""

from django.utils.translation import gettext_lazy as _

from loa.notices.kinds import MessageKind

NOTICES = {
    "oversight.call.promised": _("{body} promised on the telephone: by {day}."),
    "oversight.reminders.body": _("{day}: {count} duties to look at today."),
    "oversight.reminders.superior": _(
        "{day}: {count} duties of bodies under watch came up to you."
    ),
    "oversight.reminder": _(
        "{task} ({document}), {period}: {short} missing, due {due}."
    ),
    "oversight.reminder_urgent": _(
        "Due today: {task} ({document}), {period}: {short} missing."
    ),
    "oversight.escalation": _(
        "{body}: {task} ({document}), {period}: {short} missing, was due {due}."
    ),
    "oversight.shortfalls.drawn": _(
        "Your body stands on a draft list of bodies that are short ({from} – {until}). "
        "Say your side before it goes to the People's Committee."
    ),
    "oversight.measure.decided": _("Decided about your body: {measure}, until {day}."),
    "oversight.praise.drawn": _(
        "Facts about your body were counted for praise or blame ({from} – {until}). "
        "Reply until {day}: nothing is published before."
    ),
    "oversight.praise.published": _("A fact about {body} was published inside Loa."),
    "oversight.visit.planned": _(
        "Your body is visited for inspection in {month} ({document})."
    ),
    "oversight.visit.opened": _("Your body was visited for inspection on {day}."),
    "oversight.finding.made": _("Found on a visit: {words}. Remedy it until {day}."),
    "oversight.finding.answered": _("{body} says that it is remedied: {words}."),
    "oversight.finding.returned": _("Not remedied yet: {words}. New day: {day}."),
    "oversight.finding.closed": _("Remedied and closed: {words}."),
    "oversight.finding.overdue": _("{body}: not remedied by {day}: {words}."),
}

MESSAGES = (
    MessageKind("oversight.reminder", _("Duties that are due or late")),
    MessageKind("oversight.reminder_urgent", _("Duties due today"), is_urgent=True),
    MessageKind("oversight.escalation", _("Bodies under watch that are late")),
)
