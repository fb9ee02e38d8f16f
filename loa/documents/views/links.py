"""Which document a citation means, when a person has to say it."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from loa.common.dates import today
from loa.documents import policies, services
from loa.documents.graph import Basis, basis_of
from loa.documents.models import Citation, Document
from loa.documents.views.findings import hand
from loa.documents.wording import relation_refused
from loa.orgs.requests import StaffRequest

NONE, AGAIN = "none", "again"


@require_http_methods(["GET", "POST"])
def citation(request: StaffRequest, pk: int, citation: int) -> HttpResponse:
    """Choose among the documents of that number, say "none", or let Loa look again."""
    document = policies.access_document(request.acting, pk, on=today())
    policies.require_write(request.acting, document)
    rows = Citation.objects.select_related("law", "target")
    row = get_object_or_404(rows, pk=citation, document=document)
    row.document = document
    basis = basis_of(row, request.acting, today())
    if request.method == "GET":
        return _page(request, document, basis)
    chosen = request.POST.get("la", "")
    if chosen == AGAIN:
        services.release_citation(citation=row, **hand(request))
        messages.success(request, _("Loa looks for this document by itself again."))
    elif chosen == NONE:
        services.link_citation(citation=row, target=None, **hand(request))
        messages.success(request, _("Noted: none of the documents held is meant."))
    else:
        target = _among(basis, chosen)
        if target is None:
            return _page(request, document, basis, _("Choose one of the answers."))
        try:
            services.link_citation(citation=row, target=target, **hand(request))
        except services.BadRelation as error:
            return _page(request, document, basis, relation_refused(error))
        messages.success(
            request,
            _("Noted: %(document)s is meant.") % {"document": target},
        )
    return redirect("documents:detail", pk=document.pk)


def _among(basis: Basis, chosen: str) -> Document | None:
    offered = [*basis.near, *([basis.document] if basis.document else [])]
    return next((row for row in offered if str(row.pk) == chosen), None)


def _page(
    request: StaffRequest, document: Document, basis: Basis, error: str = ""
) -> HttpResponse:
    context = {"document": document, "basis": basis, "error": error}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK
    return render(request, "documents/citation.html", context, status=status)
