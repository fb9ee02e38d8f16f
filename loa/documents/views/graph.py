"""The walk over the graph of documents, one paper in the middle."""

from datetime import date
from http import HTTPStatus

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from loa.common.dates import today
from loa.documents import policies
from loa.documents.codes import code_of
from loa.documents.graph import (
    Graph,
    StubName,
    draw,
    walk_document,
    walk_law,
    walk_stub,
)
from loa.orgs.requests import StaffRequest
from loa.orgs.selectors import LARGEST_ID
from loa.reference.models import LegalDocument


@require_GET
def of_document(request: StaffRequest, pk: int) -> HttpResponse:
    """What a document rests on, and what rests on it."""
    document = policies.access_document(request.acting, pk, on=today())
    return _page(request, walk_document(document, request.acting, today()))


@require_GET
def of_law(request: StaffRequest, pk: int) -> HttpResponse:
    """What rests on a law of the dated list."""
    if pk > LARGEST_ID:
        raise Http404
    rows = LegalDocument.objects.select_related("replaced_by")
    law = get_object_or_404(rows, pk=pk)
    return _page(request, walk_law(law, request.acting, today()), law=law)


@require_GET
def of_stub(request: StaffRequest) -> HttpResponse:
    """What rests on a document that is only named so far.

    Known to who sees a paper that names it, and to nobody else.
    """
    code = code_of(request.GET.get("so", ""))
    if not code:
        raise Http404
    name = StubName(
        code, _day(request.GET.get("ngay", "")), request.GET.get("cq", "")[:300]
    )
    graph = walk_stub(name, request.acting, today())
    if graph is None:
        raise Http404
    return _page(request, graph)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Http404 from None


def _page(
    request: StaffRequest, graph: Graph, *, law: LegalDocument | None = None
) -> HttpResponse:
    context = {
        "graph": graph,
        "centre": graph.nodes[graph.centre],
        "picture": draw(graph),
        "law": law,
    }
    return render(request, "documents/graph.html", context, status=HTTPStatus.OK)
