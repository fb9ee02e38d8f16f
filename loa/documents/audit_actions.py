"""The sentence of each thing done to documents."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "documents.document.brought": _("brought in a document"),
    "documents.document.confirmed": _("confirmed what was read in a document"),
    "documents.document.withdrawn": _("withdrew a document"),
    "documents.document.delivered": _("delivered a document"),
    "documents.document.related": _("said what a document does to another"),
    "documents.document.unrelated": _("took back what was said of two documents"),
    "documents.citation.linked": _("said which document a citation means"),
    "documents.citation.unlinked": _("said that a cited document is not held"),
    "documents.citation.released": _("let Loa look for a cited document again"),
    "documents.finding.confirmed": _("confirmed a finding"),
    "documents.finding.corrected": _("corrected a finding"),
    "documents.finding.dropped": _("dropped a finding"),
    "documents.finding.restored": _("took back the dropping of a finding"),
    "documents.finding.added": _("added a finding"),
    "documents.finding.rest_confirmed": _("confirmed the remaining findings"),
    "documents.header.set": _("corrected the header of a document"),
    "documents.task.added": _("added a task to a reading"),
    "documents.task.corrected": _("corrected a task of a reading"),
    "documents.task.dropped": _("dropped a task of a reading"),
    "documents.task.restored": _("took back the dropping of a task"),
}
