"""Bringing a document in."""

from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from loa.common import once
from loa.common.dates import now
from loa.documents import addresses, policies, services
from loa.documents.forms import BringInForm
from loa.documents.models import Document, Status
from loa.documents.unreadable import explain
from loa.domain.docreader import Unreadable
from loa.files.services import TooLarge, read_upload
from loa.orgs.requests import StaffRequest


@require_http_methods(["GET", "POST"])
def bring_in(request: StaffRequest) -> HttpResponse:
    """Drop a file or paste a text; it is kept, read and shown at once."""
    policies.require_bring_in(request.acting)
    if request.method == "GET":
        return _page(request, BringInForm())
    form = BringInForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form)
    try:
        document = _bring_in(request, form)
    except once.AlreadyDone as done:
        return redirect(done.result_url or "documents:list")
    except services.AlreadyBrought as found:
        messages.info(request, _("Your body has this very file already. Here it is."))
        return redirect(_address(found.document))
    except services.AlreadyHere as found:
        return _same_number(request, form, found.document)
    except (Unreadable, TooLarge) as error:
        form.add_error("file" if form.cleaned_data["file"] else "text", explain(error))
        return _page(request, form)
    messages.success(request, _("Read. Look at what is marked, then confirm."))
    return redirect(addresses.review_url(document))


def _bring_in(request: StaffRequest, form: BringInForm) -> Document:
    upload = form.cleaned_data["file"]
    return services.bring_in_document(
        content=read_upload(upload) if upload else None,
        text=None if upload else form.cleaned_data["text"],
        name=upload.name if upload else "",
        once_key=once.key_from(request),
        as_another=form.cleaned_data["as_another"],
        actor=request.user,
        acting=request.acting,
        at=now(),
    )


def _same_number(
    request: StaffRequest, form: BringInForm, document: Document
) -> HttpResponse:
    form.add_error(
        "file" if form.cleaned_data["file"] else "text",
        _("A document with this number, issuer and year is here already."),
    )
    return _page(request, form, same=document)


def _page(
    request: StaffRequest, form: BringInForm, *, same: Document | None = None
) -> HttpResponse:
    context = {
        "form": form,
        "same": same,
        "same_url": _address(same) if same else "",
        "asks_as_another": bool(same or form.data.get("as_another")),
        "limit": settings.LOA_MAX_UPLOAD,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "documents/bring_in.html", context, status=status)


def _address(document: Document) -> str:
    if document.status == Status.READ:
        return addresses.review_url(document)
    return addresses.detail_url(document)
