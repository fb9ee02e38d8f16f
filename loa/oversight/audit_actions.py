"""The sentence of each thing done in oversight."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "oversight.ladder.set": _("set the ladder of reminders"),
    "oversight.letter.drafted": _("drafted a letter that reminds bodies"),
    "oversight.letter.laid_aside": _("laid a letter of the ladder aside"),
    "oversight.shortfalls.drawn": _("drew up the list of bodies that are short"),
    "oversight.shortfall.decided": _("kept or struck a line of the list"),
    "oversight.shortfall.answered": _("answered a line of the list"),
    "oversight.shortfalls.reported": _("drafted the report of the list"),
    "oversight.measure.proposed": _("proposed a measure"),
    "oversight.measure.followed": _("noted what became of a measure"),
    "oversight.call.made": _("noted a call"),
    "oversight.meeting.opened": _("opened a meeting"),
    "oversight.decision.made": _("wrote a decision down"),
    "oversight.decision.closed": _("took a decision back"),
    "oversight.paper.drafted": _("drafted a paper of a meeting"),
    "oversight.decisions.bound": _("made decisions into duties"),
    "oversight.praise.rules_set": _("set the thresholds of praise and blame"),
    "oversight.praise.drawn": _("drew up a review of praise and blame"),
    "oversight.praise.replied": _("replied to a fact of praise or blame"),
    "oversight.praise.ruled": _("concluded on a fact of praise or blame"),
    "oversight.praise.published": _("published a fact of praise or blame"),
    "oversight.praise.withdrawn": _("withdrew a fact of praise or blame"),
    "oversight.praise.drafted": _("drafted a paper of praise or blame"),
}
