"""What became of a document, said by a person and taken back."""

from http import HTTPStatus

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from loa.common import once
from loa.common.dates import today
from loa.documents import policies, services
from loa.documents.models import Document, Relation, Status
from loa.documents.relating import RelateForm
from loa.documents.views.findings import hand
from loa.documents.wording import relation_refused
from loa.orgs.requests import StaffRequest


@require_http_methods(["GET", "POST"])
def relate(request: StaffRequest, pk: int) -> HttpResponse:
    """Say that this document replaces another, or is replaced by it."""
    document = policies.access_document(request.acting, pk, on=today())
    policies.require_relate(request.acting)
    if document.status != Status.CONFIRMED:
        raise Http404
    typed = request.POST if request.method == "POST" else None
    form = RelateForm(document, request.acting, today(), typed)
    if request.method == "POST" and form.is_valid():
        try:
            _say(request, form)
        except once.AlreadyDone:
            return redirect("documents:detail", pk=pk)
        except services.BadRelation as error:
            form.add_error(None, relation_refused(error))
        else:
            return redirect("documents:detail", pk=pk)
    context = {
        "document": document,
        "form": form,
        "is_general": policies.can_speak_for_issuer(
            request.acting, document, on=today()
        ),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "documents/relate.html", context, status=status)


def _say(request: StaffRequest, form: RelateForm) -> None:
    given, said = hand(request), form.said
    with transaction.atomic():
        once.claim(once.key_from(request), request.user.pk, given["at"])
        relation = services.relate_documents(
            document=said.document,
            other=said.other,
            kind=said.kind,
            effective_on=said.effective_on,
            said_by=said.said_by,
            **given,
        )
    told = (
        _("Noted: %(new)s %(does)s %(old)s.")
        if relation.is_general
        else _(
            "Noted for your own body: %(new)s %(does)s %(old)s. For all it is said by "
            "the issuer."
        )
    )
    messages.success(
        request,
        told
        % {
            "new": relation.document,
            "does": relation.get_kind_display(),
            "old": relation.other,
        },
    )


@require_POST
def close(request: StaffRequest, pk: int, relation: int) -> HttpResponse:
    """Take back what one's own body said of two documents."""
    document: Document = policies.access_document(request.acting, pk, on=today())
    rows = Relation.objects.filter(closed_at=None).select_related("document", "other")
    row = get_object_or_404(rows, pk=relation)
    if document.pk not in (row.document_id, row.other_id):
        raise Http404
    try:
        services.close_relation(relation=row, **hand(request))
    except services.NotOpen:
        raise Http404 from None
    messages.success(request, _("Taken back. The log keeps who said it and when."))
    return redirect("documents:detail", pk=pk)
