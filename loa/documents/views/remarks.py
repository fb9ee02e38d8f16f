"""A document proofread: the remarks beside their words, and "not a fault"."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from loa.common.dates import now, today
from loa.documents import policies, selectors, services
from loa.documents.models import Document, RemarkSetAside, Status
from loa.documents.paper import paper
from loa.documents.remarks import marks_of, remarks_on
from loa.documents.views.closed import tell_closed
from loa.orgs.requests import StaffRequest


@require_GET
def proofread(request: StaffRequest, pk: int) -> HttpResponse:
    """The paper with what seems wrong marked, and each remark beside it."""
    document = policies.access_document(request.acting, pk, on=today())
    shown = remarks_on(document)
    known = selectors.reading(document)
    can_write = policies.can_write(request.acting, document)
    context = {
        "document": document,
        "paper": paper(document, known.shown, marks=marks_of(shown)),
        "original": selectors.original_of(document),
        "standing": [one for one in shown if one.aside is None],
        "asides": [one for one in shown if one.aside is not None],
        "can_judge": can_write and document.status != Status.WITHDRAWN,
    }
    return render(request, "documents/proofread.html", context)


@require_POST
def set_aside(request: StaffRequest, pk: int) -> HttpResponse:
    """Say that a remark is on no fault."""
    document = policies.access_document(request.acting, pk, on=today())
    try:
        start, end = int(request.POST["start"]), int(request.POST["end"])
    except (KeyError, ValueError):
        raise Http404 from None
    try:
        services.set_remark_aside(
            document=document,
            rule=request.POST.get("rule", ""),
            start=start,
            end=end,
            actor=request.user,
            acting=request.acting,
            at=now(),
        )
    except services.NotOpen as closed:
        return tell_closed(request, closed)
    except services.NoSuchRemark:
        messages.info(request, _("This remark is no longer made. Nothing was changed."))
    return redirect(_page(document))


@require_POST
def take_back(request: StaffRequest, pk: int, aside: int) -> HttpResponse:
    """Let a remark stand again."""
    document = policies.access_document(request.acting, pk, on=today())
    row = get_object_or_404(RemarkSetAside, pk=aside, document=document)
    row.document = document
    try:
        services.take_remark_back(
            aside=row, actor=request.user, acting=request.acting, at=now()
        )
    except services.NotOpen as closed:
        return tell_closed(request, closed)
    return redirect(_page(document))


def _page(document: Document) -> str:
    return f"{reverse('documents:proofread', args=[document.pk])}#nhan-xet"
