"""An overseer decides on one body's own plan, from the page of the cascade."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from loa.common import figures, once
from loa.common.dates import now, today
from loa.common.forms import DayField
from loa.documents.models import Document, Status
from loa.documents.selectors import documents_visible_to
from loa.orgs import policies as orgs
from loa.orgs.models import Body
from loa.orgs.requests import StaffRequest
from loa.programmes import policies, services
from loa.programmes.cascade import plan_duties
from loa.programmes.models import Directive, PlanDecision

SHOWN = 60
WRONG = {
    "missing": gettext_lazy("Choose the document that counts as its plan."),
    "itself": gettext_lazy("This is the directive itself."),
    "not_its_own": gettext_lazy(
        "This document is neither issued nor held by the body."
    ),
    "unconfirmed": gettext_lazy("This document is not confirmed yet."),
    "no_day": gettext_lazy("It has no day of issue: say since when it counts."),
    "day_ahead": gettext_lazy("This day is still to come."),
}
FIELD = {"no_day": "counts_on", "day_ahead": "counts_on"}


class PlanForm(forms.Form):
    """What is decided, of which document, and why."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=PlanDecision.Kind.choices,
        widget=forms.RadioSelect,
    )
    document = forms.ModelChoiceField(
        queryset=Document.objects.none(),
        label=gettext_lazy("Which document"),
        required=False,
        help_text=gettext_lazy("Confirmed documents that the body issued or holds."),
    )
    counts_on = DayField(
        label=gettext_lazy("Counts as issued on"),
        required=False,
        help_text=gettext_lazy("Only when the document has no day of issue."),
    )
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=500)
    by_document = forms.CharField(
        label=gettext_lazy("By document"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Number and date, as “15/CV-SNV of 03/02/2026”."),
    )

    def __init__(
        self, *args: Any, documents: Any, can_undo: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].queryset = documents  # type: ignore[attr-defined]
        kinds = [
            choice
            for choice in PlanDecision.Kind.choices
            if can_undo or choice[0] != PlanDecision.Kind.AS_SEEN
        ]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
def decide(request: StaffRequest, pk: int, body_pk: int) -> HttpResponse:
    """Say that a body need not issue its own plan, or that a document counts as it."""
    on = today()
    directive = policies.access_directive(request.acting, pk, on=on)
    version = orgs.access_body(request.acting, body_pk, on=on)
    policies.require_decide_exceptions(request.acting, body_pk, on=on)
    if not plan_duties(directive, body_pk, on=on):
        raise Http404
    standing = services.standing_decision(directive, body_pk)
    can_undo = standing is not None and standing.kind != PlanDecision.Kind.AS_SEEN
    form = PlanForm(
        request.POST if request.method == "POST" else None,
        documents=_documents(request, directive, body_pk),
        can_undo=can_undo,
    )
    status = HTTPStatus.OK
    if form.is_bound and form.is_valid():
        done = _carry_out(request, directive, body_pk, form)
        if done is not None:
            return done
        status = HTTPStatus.CONFLICT
    if form.errors:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    context = {
        "directive": directive,
        "version": version,
        "form": form,
        "seen": standing.pk if standing else 0,
        "history": PlanDecision.objects.filter(
            directive=directive, body=body_pk
        ).select_related("document", "decided_by"),
    }
    return render(request, "programmes/plan_decide.html", context, status=status)


def _documents(request: StaffRequest, directive: Directive, body_pk: int) -> Any:
    rows = documents_visible_to(request.acting, today()).filter(
        Q(issuer=body_pk) | Q(held_by=body_pk), status=Status.CONFIRMED
    )
    rows = rows.exclude(pk=directive.document_id).order_by("-brought_at", "-pk")
    newest = list(rows.values_list("pk", flat=True)[:SHOWN])
    return Document.objects.filter(pk__in=newest).order_by("-brought_at", "-pk")


def _carry_out(
    request: StaffRequest, directive: Directive, body_pk: int, form: PlanForm
) -> HttpResponse | None:
    data = form.cleaned_data
    seen = request.POST.get("seen", "")
    try:
        services.decide_own_plan(
            directive=directive,
            body=Body.objects.get(pk=body_pk),
            kind=data["kind"],
            document=data["document"],
            counts_on=data["counts_on"],
            reason=data["reason"],
            by_document=data["by_document"],
            seen=int(seen) if seen.isascii() and seen.isdigit() else None,
            actor=request.user,
            acting=request.acting,
            at=now(),
            once_key=once.key_from(request),
        )
    except services.BadPlan as wrong:
        form.add_error(FIELD.get(wrong.code, "document"), str(WRONG[wrong.code]))
        return None
    except services.NothingToUndo:
        form.add_error("kind", _("No decision stands that could be taken back."))
        return None
    except services.PlanDecidedMeanwhile as first:
        messages.warning(request, _meanwhile(first.decision))
        return None
    except once.AlreadyDone:
        pass
    else:
        messages.success(request, _("Decided. The body was told."))
    return redirect("programmes:cascade", directive.pk)


def _meanwhile(row: PlanDecision) -> str:
    return _(
        "%(person)s decided at %(moment)s: %(what)s. Yours was not saved; look again."
    ) % {
        "person": row.decided_by,
        "moment": figures.moment(row.recorded_at),
        "what": row.get_kind_display(),
    }
