"""A proof's page as Loa kept it: its text, its picture, the file itself."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from loa.common.dates import today
from loa.evidence import jobs, policies
from loa.evidence.models import Proof, Record
from loa.evidence.seeing.copies import Look, looks_at
from loa.evidence.views.acting import acting_of
from loa.fetching.picture import browser
from loa.fetching.replay import replay_address
from loa.files.responses import stream
from loa.orgs.requests import StaffRequest


@require_safe
def copy(request: StaffRequest, pk: int, proof_pk: int) -> HttpResponse:
    """Show what Loa saw of a proof's page, look by look."""
    record, proof, looks = _found(request, pk, proof_pk)
    shown = _shown(looks, request.GET.get("luot", ""))
    return render(
        request,
        "evidence/copy.html",
        {
            "record": record,
            "proof": proof,
            "looks": looks,
            "shown": shown,
            "paragraphs": shown.copy.text.splitlines() if shown and shown.copy else [],
            "replay": replay_address(shown.copy, request)
            if shown and shown.copy
            else "",
            "can_draw": browser() is not None,
        },
    )


@require_POST
def draw(request: StaffRequest, pk: int, proof_pk: int) -> HttpResponse:
    """Have a picture made of a kept copy."""
    record, proof, looks = _found(request, pk, proof_pk)
    shown = _shown(looks, request.POST.get("luot", ""))
    if shown is None or shown.copy is None:
        raise Http404
    jobs.draw_page.enqueue(shown.copy.pk)
    messages.info(request, _("The picture is being made. It is here in a moment."))
    return redirect("evidence:copy", record.pk, proof.pk)


@require_safe
def copy_file(request: StaffRequest, pk: int, proof_pk: int) -> HttpResponseBase:
    """Send a kept copy as WARC, or its picture (``?anh``)."""
    _record, _proof, looks = _found(request, pk, proof_pk)
    shown = _shown(looks, request.GET.get("luot", ""))
    if shown is None or shown.copy is None:
        raise Http404
    if "anh" not in request.GET:
        return stream(shown.copy.warc, download=True)
    if shown.copy.picture is None:
        raise Http404
    return stream(shown.copy.picture, download=False)


def _found(
    request: StaffRequest, pk: int, proof_pk: int
) -> tuple[Record, Proof, list[Look]]:
    record = policies.access_record(acting_of(request), pk, on=today())
    proof = record.proofs.filter(pk=proof_pk, kind=Proof.Kind.LINK).first()
    if proof is None:
        raise Http404
    return record, proof, looks_at(proof)


def _shown(looks: list[Look], wanted: str) -> Look | None:
    """The look that is asked for, else the first that kept a copy."""
    for look in looks:
        if str(look.number) == wanted:
            return look
    kept = [look for look in looks if look.copy]
    return next(iter(kept or looks), None)
