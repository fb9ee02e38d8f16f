"""A document as a case to measure the reader with."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from loa.common.dates import today
from loa.documents import cases, policies, selectors
from loa.files.responses import send_made
from loa.orgs.requests import StaffRequest


@require_GET
def case(request: StaffRequest, pk: int) -> HttpResponse:
    """The text that was read and what a person made of it, as a .zip."""
    document = policies.access_document(request.acting, pk, on=today())
    content = cases.case_archive(selectors.reading(document))
    name = f"{cases.case_name(document)}.zip"
    return send_made(content, name=name, media_type="application/zip")
