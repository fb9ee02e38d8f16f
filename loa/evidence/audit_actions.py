"""The sentences of this app's audit actions."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "evidence.record.recorded": _("recorded an activity"),
    "evidence.record.withdrawn": _("withdrew a record"),
    "evidence.record.recredited": _("counted a record anew"),
    "evidence.proof.added": _("added proof to a record"),
    "evidence.verdict.given": _("gave a verdict on a record"),
    "evidence.verdict.lapsed": _("counted a record as unobjected"),
    "evidence.verdict.witnessed": _("moved a verdict after what Loa itself saw"),
    "evidence.verdict.appealed": _("appealed against a verdict"),
    "evidence.period.confirmed": _("confirmed a period's records"),
    "evidence.sample.drawn": _("drew a sample of verdicts"),
    "evidence.sample.reviewed": _("reviewed a sampled verdict"),
    "evidence.proof.opened": _("opened a proof with personal data"),
    "evidence.proof.right_given": _("let another body open a proof"),
    "evidence.proof.classified": _("said who may have a proof's file"),
    "evidence.log.uploaded": _("put a log in to be looked at"),
    "evidence.log.confirmed": _("confirmed a log to be brought in"),
    "evidence.log.stored": _("recorded rows of a log"),
    "evidence.log.undone": _("took a whole log back"),
    "evidence.tally.mended": _("mended counters"),
}
