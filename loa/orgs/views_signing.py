"""Authorities to sign: who may sign for the head, by which document, until when."""

from datetime import timedelta
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from loa.common import once
from loa.common.dates import now, today
from loa.orgs import delegating, policies
from loa.orgs.forms import DelegationForm
from loa.orgs.models import BodyVersion, Delegation
from loa.orgs.requests import StaffRequest


@require_http_methods(["GET", "POST"])
def delegations(request: StaffRequest, pk: int) -> HttpResponse:
    """Every authority that a body gave, and a form for one more."""
    on = today()
    version = policies.access_body(request.acting, pk, on=on)
    if request.method == "GET":
        return _page(request, version, DelegationForm(body_id=pk, on=on))
    policies.require_administer(request.acting, version)
    form = DelegationForm(request.POST, body_id=pk, on=on)
    if not form.is_valid():
        return _page(request, version, form)
    data = form.cleaned_data
    try:
        delegating.delegate_signing(
            version=version,
            giver=data["giver"],
            taker=data["taker"],
            taker_post=data["taker_post"].strip(),
            scope=data["scope"].strip(),
            by_number=data["by_number"].strip(),
            by_date=data["by_date"],
            from_on=data["from_on"],
            until_on=data["last_on"] + timedelta(days=1),
            actor=request.user,
            acting=request.acting,
            at=now(),
            once_key=once.key_from(request),
        )
    except once.AlreadyDone:
        return redirect("orgs:delegations", pk)
    except delegating.BadDelegation:
        form.add_error("last_on", _("It ends before it begins."))
        return _page(request, version, form)
    messages.success(request, _("Recorded."))
    return redirect("orgs:delegations", pk)


def _page(
    request: StaffRequest, version: BodyVersion, form: DelegationForm
) -> HttpResponse:
    on = today()
    context = {
        "version": version,
        "form": form,
        "rows": delegating.all_delegations_of(version.body_id),
        "in_force": {row.pk for row in delegating.delegations_of(version.body_id, on)},
        "on": on,
        "can_administer": policies.can_administer(request.acting, version),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "orgs/delegations.html", context, status=status)


@require_POST
def end_delegation(request: StaffRequest, pk: int, delegation_pk: int) -> HttpResponse:
    """End an authority from today on."""
    version = policies.access_body(request.acting, pk, on=today())
    policies.require_administer(request.acting, version)
    row = get_object_or_404(Delegation, pk=delegation_pk, body_id=pk)
    delegating.end_delegation(
        delegation=row, actor=request.user, acting=request.acting, at=now(), on=today()
    )
    messages.success(request, _("It holds no more, from today."))
    return redirect("orgs:delegations", pk)
