"""The files of a record: sent, classed, opened to another body."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from loa.common.dates import now, today
from loa.evidence import policies
from loa.evidence.forms import LetOpenForm
from loa.evidence.judges import judges_of
from loa.evidence.models import Proof
from loa.evidence.opening import CannotBeOpen, classify, let_open, open_file
from loa.evidence.views.acting import acting_of
from loa.files.models import FileClass
from loa.files.responses import stream
from loa.orgs.requests import StaffRequest


@require_safe
def proof_file(request: StaffRequest, pk: int, proof_pk: int) -> HttpResponseBase:
    """Send the file of a proof; one with personal data only where it belongs."""
    proof = _found(request, pk, proof_pk)
    file = open_file(
        proof=proof, actor=request.user, acting=acting_of(request), at=now()
    )
    return stream(file, download="tai" in request.GET)


@require_safe
def public_file(request: StaffRequest, pk: int, proof_pk: int) -> HttpResponseBase:
    """Send what anyone may have of an open picture."""
    proof = _found(request, pk, proof_pk)
    if proof.public_copy is None:
        raise Http404
    return stream(proof.public_copy, download="tai" in request.GET)


@require_POST
def set_class(request: StaffRequest, pk: int, proof_pk: int) -> HttpResponse:
    """Say who may have a file."""
    acting = acting_of(request)
    proof = _found(request, pk, proof_pk)
    policies.require_withdraw(acting, proof.record)
    wanted = request.POST.get("loai", "")
    if wanted not in FileClass.values:
        raise Http404
    try:
        classify(
            proof=proof,
            file_class=FileClass(wanted),
            actor=request.user,
            acting=acting,
            at=now(),
        )
    except CannotBeOpen:
        messages.error(
            request,
            _("Only JPEG, PNG and WebP pictures can be open; a list of people never."),
        )
    else:
        messages.success(request, _("Who may have the file is changed."))
    return redirect("evidence:detail", pk)


@require_POST
def let(request: StaffRequest, pk: int, proof_pk: int) -> HttpResponse:
    """Let the people of another body open a file with personal data."""
    acting = acting_of(request)
    proof = _found(request, pk, proof_pk)
    policies.require_confirm(acting, proof.record.body_id)
    bodies = {
        there.body_id: there.name
        for _judge, there in judges_of(proof.record, on=today())
    }
    form = LetOpenForm(request.POST, bodies=list(bodies.items()))
    if not form.is_valid():
        messages.error(
            request, _("Choose a body, write why, and give from 1 to 90 days.")
        )
        return redirect("evidence:detail", pk)
    let_open(
        proof=proof,
        body_id=form.cleaned_data["body"],
        reason=form.cleaned_data["reason"],
        days=form.cleaned_data["days"],
        actor=request.user,
        acting=acting,
        at=now(),
    )
    messages.success(request, _("The body may open the file. It was told."))
    return redirect("evidence:detail", pk)


def _found(request: StaffRequest, pk: int, proof_pk: int) -> Proof:
    record = policies.access_record(acting_of(request), pk, on=today())
    rows = record.proofs.select_related("file", "public_copy")
    proof = rows.filter(pk=proof_pk).first()
    if proof is None or proof.file is None:
        raise Http404
    proof.record = record
    return proof
