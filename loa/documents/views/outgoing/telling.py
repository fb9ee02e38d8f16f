"""Who came second is told how the paper stands now."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loa.documents.models import Draft, DraftStatus
from loa.documents.outgoing import writing
from loa.orgs.requests import StaffRequest

STANDS = {
    DraftStatus.DRAFT: gettext_lazy("The paper is a draft again."),
    DraftStatus.FROZEN: gettext_lazy("The paper is out for signing already."),
    DraftStatus.RETURNED: gettext_lazy("The signed file is back already."),
    DraftStatus.ISSUED: gettext_lazy("The paper was issued already."),
    DraftStatus.REPLACED: gettext_lazy("The paper was replaced already."),
    DraftStatus.RECALLED: gettext_lazy("The paper was recalled already."),
    DraftStatus.DROPPED: gettext_lazy("The paper was given up."),
}


def tell_moved(request: StaffRequest, moved: writing.Moved) -> HttpResponse:
    """Say how the paper stands to the one who came second."""
    messages.warning(request, STANDS[DraftStatus(moved.draft.status)])
    return redirect("documents:outgoing_draft", moved.draft.pk)


def tell_newer(
    request: StaffRequest,
    draft: Draft,
    newer: writing.NewerVersion | writing.SameVersion,
) -> HttpResponse:
    """Say who added a version first."""
    told = _(
        "%(who)s added version %(n)s meanwhile. Look at it, then bring in yours again."
    )
    messages.warning(
        request, told % {"who": newer.version.made_by, "n": newer.version.version}
    )
    return redirect("documents:outgoing_draft", draft.pk)
