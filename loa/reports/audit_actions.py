"""The sentences of this app's audit actions."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "reports.report.drafted": _("drafted a report"),
    "reports.report.counted": _("took a report's figures anew"),
    "reports.report.worded": _("changed the words of a report"),
    "reports.report.submitted": _("submitted a report"),
    "reports.report.withdrawn": _("took a submitted report back"),
    "reports.report.remarked": _("remarked on a report"),
    "reports.report.returned": _("returned a report with remarks"),
    "reports.report.accepted": _("accepted a report"),
    "reports.file.stored": _("stored a file of a report"),
}
