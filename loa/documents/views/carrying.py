"""A confirmed document with its tasks inside its own file."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from loa.common.dates import today
from loa.documents import policies
from loa.documents.carrying import NothingToCarry, file_with_tasks
from loa.files.responses import send_made
from loa.files.sniff import DOCX
from loa.orgs.requests import StaffRequest


@require_GET
def with_tasks(request: StaffRequest, pk: int) -> HttpResponse:
    """The Word or PDF file of a confirmed document, carrying its tasks."""
    document = policies.access_document(request.acting, pk, on=today())
    try:
        name, content = file_with_tasks(document)
    except NothingToCarry:
        messages.info(
            request,
            _(
                "Only a confirmed document with tasks and a Word or PDF file can carry them."
            ),
        )
        return redirect("documents:detail", pk)
    media_type = DOCX if name.endswith(".docx") else "application/pdf"
    return send_made(content, name=name, media_type=media_type)
