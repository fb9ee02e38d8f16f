"""The library, one document, and its original."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from loa.common.dates import now, today
from loa.documents import addresses, policies, selectors, services
from loa.documents import library as shelves
from loa.documents.library import Asked
from loa.documents.models import Delivery, Document, IssuerLevel, Status
from loa.documents.paper import paper
from loa.documents.views.closed import tell_closed
from loa.documents.views.passing import ways_shown
from loa.files.responses import stream
from loa.orgs.requests import StaffRequest
from loa.reference import selectors as reference

PER_PAGE = 30
INBOX_LENGTH = 20


@require_GET
def library(request: StaffRequest) -> HttpResponse:
    """What was delivered to the body, and every document it may see; or the law."""
    acting, on = request.acting, today()
    asked = Asked.of(request.GET.dict())
    among = selectors.documents_visible_to(acting, on)
    if asked.is_law:
        laws = Paginator(shelves.laws(asked, on), PER_PAGE)
        page: Page[Any] = laws.get_page(request.GET.get("trang"))
        found: list[Any] = shelves.law_hits(list(page.object_list), asked, among, on)
    else:
        rows = shelves.rows(among, asked, acting, on).select_related("brought_by")
        page = Paginator(rows, PER_PAGE).get_page(request.GET.get("trang"))
        found = shelves.hits(list(page.object_list), asked, acting, on)
    received = [] if asked.is_on else list(selectors.inbox(acting)[:INBOX_LENGTH])
    context = {
        "page": page,
        "hits": found,
        "asked": asked,
        "choices": shelves.choices(among, reference.areas(on)),
        "statuses": Status.choices,
        "levels": IssuerLevel.choices,
        "received": received,
        "unopened": selectors.count_unopened(acting),
        "waiting": selectors.count_open_readings(acting),
        "can_bring_in": policies.can_bring_in(acting),
        "acting": acting,
    }
    return render(request, "documents/list.html", context)


@require_GET
def detail(request: StaffRequest, pk: int) -> HttpResponse:
    """One document: its paper, what is known of it, where it went."""
    document = policies.access_document(request.acting, pk, on=today())
    services.open_delivery(
        document=document, actor=request.user, acting=request.acting, at=now()
    )
    known = selectors.reading(document)
    is_holder = policies.is_holder(request.acting, document)
    deliveries = Delivery.objects.filter(document=document)
    context = {
        "document": document,
        "reading": known,
        "paper": paper(document, known.shown),
        "original": selectors.original_of(document),
        "recipients": selectors.recipients_of(document),
        "is_holder": is_holder,
        "can_edit": policies.can_edit_reading(request.acting, document),
        "can_make_duties": policies.can_edit_tasks(request.acting, document),
        "ways": ways_shown(request.acting, document, on=today()),
        "addressees_url": addresses.addressees_url(document),
        "deliveries": deliveries.count() if is_holder else 0,
        "opened": deliveries.exclude(opened_at=None).count() if is_holder else 0,
    }
    return render(request, "documents/detail.html", context)


@require_GET
def original(request: StaffRequest, pk: int) -> HttpResponseBase:
    """The file as it was brought in, byte for byte."""
    document = policies.access_document(request.acting, pk, on=today())
    found = selectors.original_of(document)
    if found is None:
        raise Http404
    return stream(found.file, download=True)


@require_POST
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """Take back a document that was brought in by mistake."""
    document = policies.access_document(request.acting, pk, on=today())
    try:
        services.withdraw_document(
            document=document, actor=request.user, acting=request.acting, at=now()
        )
    except services.NotOpen as closed:
        return tell_closed(request, closed)
    messages.success(
        request,
        _("%(document)s was withdrawn. Its original is kept.")
        % {"document": document_name(document)},
    )
    return redirect("documents:list")


def document_name(document: Document) -> str:
    return str(document) or _("The document")
