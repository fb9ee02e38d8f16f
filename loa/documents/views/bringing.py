"""Bringing a document in."""

from http import HTTPStatus
from typing import Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from loa.common import once
from loa.common.dates import now
from loa.documents import addresses, apart, policies, services
from loa.documents.forms import BringInForm
from loa.documents.models import Arrival, Document, Status
from loa.documents.unreadable import explain
from loa.domain.docreader import Reason, Unreadable
from loa.files.quarantine import Gone, wipe_upload
from loa.files.services import TooLarge, read_upload
from loa.orgs.requests import StaffRequest

EVERY: Final = 3
"""Seconds after which the page of a scan that is being read looks again."""


@require_http_methods(["GET", "POST"])
def bring_in(request: StaffRequest) -> HttpResponse:
    """Drop a file or paste a text; it is kept, read and shown at once."""
    policies.require_bring_in(request.acting)
    if request.method == "GET":
        # By the time that the file is chosen, who reads it is awake.
        apart.warm()
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
    except services.Waiting as waiting:
        return redirect("documents:arrival", waiting.arrival.pk)
    except apart.Classified as error:
        wipe_upload(form.cleaned_data["file"])
        # An empty form: not a word of the paper goes back into a page.
        return _page(request, BringInForm(), refused=explain(error))
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


@require_GET
def arrival(request: StaffRequest, pk: int) -> HttpResponse:
    """How far the reading of a scan is; what came of it. Nobody else may see it."""
    found = policies.access_arrival(request.user, pk)
    if found.state == Arrival.State.READ and found.document:
        messages.success(request, _("Read. Look at what is marked, then confirm."))
        return redirect(addresses.review_url(found.document))
    context = {
        "arrival": found,
        "why": explain(Unreadable(Reason(found.reason))) if found.reason else "",
        "same_url": _address(found.document) if found.document else "",
    }
    response = render(request, "documents/arrival.html", context)
    if found.is_open:
        response["Refresh"] = str(EVERY)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def arrival_as_another(request: StaffRequest, pk: int) -> HttpResponse:
    """Bring a scan in though a document of the same number is here."""
    found = policies.access_arrival(request.user, pk)
    policies.require_bring_in(request.acting)
    try:
        services.read_again_as_another(arrival=found, actor=request.user)
    except Gone:
        messages.error(request, _("The file is no longer here. Bring it in again."))
        return redirect("documents:bring_in")
    return redirect("documents:arrival", found.pk)


def _page(
    request: StaffRequest,
    form: BringInForm,
    *,
    same: Document | None = None,
    refused: str = "",
) -> HttpResponse:
    context = {
        "refused": refused,
        "form": form,
        "same": same,
        "same_url": _address(same) if same else "",
        "asks_as_another": bool(same or form.data.get("as_another")),
        "limit": settings.LOA_MAX_UPLOAD,
    }
    is_bad = bool(form.errors or refused)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_bad else HTTPStatus.OK
    return render(request, "documents/bring_in.html", context, status=status)


def _address(document: Document) -> str:
    if document.status == Status.READ:
        return addresses.review_url(document)
    return addresses.detail_url(document)
