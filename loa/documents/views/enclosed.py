"""The files that a paper came with, in a zip or an e-mail."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from loa.common.dates import today
from loa.documents import addresses, apart, policies, services
from loa.documents.models import Document
from loa.documents.unreadable import explain
from loa.documents.views.findings import hand, on_open_reading
from loa.domain.docreader import Unreadable
from loa.files.responses import stream
from loa.orgs.requests import StaffRequest


@require_GET
def one_file(request: StaffRequest, pk: int, file: int) -> HttpResponseBase:
    """One file of a document, byte for byte."""
    document = policies.access_document(request.acting, pk, on=today())
    found = get_object_or_404(document.files.select_related("file"), pk=file)
    return stream(found.file, download=True)


@require_POST
@on_open_reading
def choose(request: StaffRequest, document: Document, file: int) -> HttpResponse:
    """Read another file of the packet as the paper."""
    found = get_object_or_404(
        document.files.select_related("file").filter(role="attachment"), pk=file
    )
    back = redirect(addresses.review_url(document))
    try:
        services.choose_paper(document=document, file=found, **hand(request))
    except services.AlreadyCorrected:
        messages.error(
            request,
            _(
                "Findings were settled already, and another file would undo that. "
                "Withdraw the document and bring it in again."
            ),
        )
    except apart.Classified as error:
        messages.error(request, explain(error))
    except Unreadable as error:
        messages.error(request, f"{found.file.name}: {explain(error)}")
    else:
        messages.success(
            request, _("%(file)s is now the paper.") % {"file": found.file.name}
        )
    return back
