"""Samples of verdicts: drawn, looked at by two, and what came of it."""

import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from loa.common import once
from loa.common.dates import now, today
from loa.common.figures import number
from loa.domain.periods import WindowRule, period_from_code
from loa.domain.sampling import Estimate
from loa.evidence import policies
from loa.evidence.auditing.drawing import NothingToAudit, draw_sample, is_drawn_again
from loa.evidence.auditing.results import result_of
from loa.evidence.auditing.reviewing import NotHers, next_for, progress_of, review
from loa.evidence.forms import DrawForm, ReviewForm
from loa.evidence.models import SampleAudit, SampledRecord
from loa.evidence.sentences import of_verdict
from loa.evidence.views.acting import acting_of
from loa.evidence.views.records import checks_of, proofs_of
from loa.orgs.requests import StaffRequest
from loa.orgs.selectors import versions_of


@require_http_methods(["GET", "POST"])
def audit_list(request: StaffRequest) -> HttpResponse:
    """The samples of the bodies that she oversees; POST draws another."""
    acting, on = acting_of(request), today()
    bodies = policies.require_audits(acting)
    versions = versions_of(bodies, on)
    sent = request.POST if request.method == "POST" else None
    form = DrawForm(sent, on=on, bodies=list(versions.values()))
    if sent is not None and form.is_valid():
        given = form.cleaned_data
        try:
            made = draw_sample(
                body_id=given["body"],
                period=period_from_code(WindowRule.CALENDAR, given["ky"]),
                size=given["size"],
                seed=given["seed"] or secrets.token_hex(8),
                once_key=once.key_from(request),
                actor=request.user,
                acting=acting,
                at=now(),
            )
        except NothingToAudit:
            form.add_error("ky", _("No record of this period has been judged yet."))
        except once.AlreadyDone as done:
            return redirect(done.result_url or "evidence:audits")
        else:
            return redirect("evidence:audit", made.pk)
    audits = SampleAudit.objects.filter(body_id__in=bodies)
    rows = audits.select_related("body", "drawn_by")[:100]
    context = {
        "form": form,
        "rows": [(each, progress_of(each, request.user)) for each in rows],
    }
    status = 422 if form.errors else 200
    return render(request, "evidence/audits.html", context, status=status)


@require_safe
def audit_detail(request: StaffRequest, pk: int) -> HttpResponse:
    """How far a sample is; once two have looked at each, what came of it."""
    audit = policies.access_audit(acting_of(request), pk, on=today())
    result = result_of(audit)
    context = {
        "audit": audit,
        "progress": progress_of(audit, request.user),
        "result": result,
        "drawn_again": is_drawn_again(audit),
    }
    if result:
        context |= {
            "both": _drawn(result.both),
            "either": _drawn(result.either),
            "lines": [(line, _drawn(line.estimate)) for line in result.lines],
        }
    return render(request, "evidence/audit.html", context)


@require_http_methods(["GET", "POST"])
def audit_review(request: StaffRequest, pk: int) -> HttpResponse:
    """The next verdict to look at, without what the other reviewer said of it."""
    acting, on = acting_of(request), today()
    audit = policies.access_audit(acting, pk, on=on)
    form = ReviewForm(request.POST or None)
    if request.method == "POST":
        sampled = get_object_or_404(
            SampledRecord.objects.select_related("record", "verdict"),
            audit=audit,
            pk=_number(request.POST.get("sampled", "")),
        )
        if not form.is_valid():
            return _ask(request, audit, sampled, form, status=422)
        try:
            review(
                sampled=sampled,
                answer=form.cleaned_data["answer"],
                reason=form.cleaned_data["reason"],
                actor=request.user,
                acting=acting,
                at=now(),
            )
        except NotHers:
            messages.warning(
                request, _("This one is not for you, or two have looked at it.")
            )
        return redirect("evidence:audit_review", pk)
    found = next_for(audit, request.user, acting, on=on)
    if found is None:
        messages.info(request, _("Nothing of this sample is left for you to look at."))
        return redirect("evidence:audit", pk)
    return _ask(request, audit, found, ReviewForm())


def _ask(
    request: StaffRequest,
    audit: SampleAudit,
    sampled: SampledRecord,
    form: ReviewForm,
    status: int = 200,
) -> HttpResponse:
    record = sampled.record
    verdict = sampled.verdict
    context = {
        "audit": audit,
        "sampled": sampled,
        "record": record,
        "verdict": verdict,
        "why": verdict.reason or of_verdict(verdict.reason_code),
        "checks": checks_of(record),
        "proofs": proofs_of(record, acting_of(request), on=today()),
        "progress": progress_of(audit, request.user),
        "form": form,
    }
    return render(request, "evidence/audit_review.html", context, status=status)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Http404
    return int(text)


def _drawn(estimate: Estimate) -> dict[str, Any]:
    """An estimate in hundredths: for a picture, and as it is said."""
    parts = {
        "share": 100 * estimate.share,
        "low": 100 * estimate.low,
        "high": 100 * estimate.high,
    }
    wide = max(0.8, parts["high"] - parts["low"])
    drawn: dict[str, Any] = {name: f"{part:.1f}" for name, part in parts.items()}
    drawn["wide"] = f"{wide:.1f}"
    drawn["said"] = {name: number(part, 1) for name, part in parts.items()}
    return drawn
