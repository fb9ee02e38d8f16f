"""The first day of a body: a page of steps, and the day from which it is judged."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from loa.common import figures
from loa.common.dates import now, today
from loa.desk.first_day import (
    STEPS,
    columns_of,
    crawls_of,
    first_day,
    meaning_of,
    proposed_day,
    proposed_sites,
)
from loa.desk.forms import JudgedFromForm
from loa.orgs import policies as orgs
from loa.orgs.models import BodyVersion
from loa.orgs.requests import StaffRequest
from loa.programmes.services import TooLate, begin_judging, latest_day


def _body(request: StaffRequest, pk: int) -> BodyVersion:
    version = orgs.access_body(request.acting, pk, on=today())
    orgs.require_administer(request.acting, version)
    return version


@require_safe
def steps(request: StaffRequest, pk: int) -> HttpResponse:
    """How far the body is; every step can be left and taken up again."""
    version = _body(request, pk)
    return _shown(request, version, JudgedFromForm(initial={"day": _proposed(version)}))


def _proposed(version: BodyVersion) -> object:
    state = first_day(version, today())
    return state.judged.day if state.judged else proposed_day(today())


def _shown(
    request: StaffRequest, version: BodyVersion, form: JudgedFromForm
) -> HttpResponse:
    on = today()
    state = first_day(version, on)
    day = state.judged.day if state.judged else proposed_day(on)
    if form.is_bound and form.is_valid():
        day = form.cleaned_data["day"]
    return render(
        request,
        "desk/first_day.html",
        {
            "version": version,
            "state": state,
            "done_count": sum(state.done.values()),
            "step_count": len(STEPS),
            "is_own": request.acting is not None
            and request.acting.body_id == version.body_id,
            "can_write": orgs.can_write_for(request.acting, version.body_id),
            "columns": columns_of(state.channels),
            "crawls": crawls_of(version.body_id),
            "sites": proposed_sites(version, on),
            "year_start": figures.day(on.replace(month=1, day=1)),
            "form": form,
            "meaning": meaning_of(version, day, on),
            "latest": latest_day(version.body_id, on),
        },
        status=422 if form.errors else 200,
    )


@require_POST
def judged_from(request: StaffRequest, pk: int) -> HttpResponse:
    """Set the day from which the body is judged; ``xem`` only shows what it means."""
    version = _body(request, pk)
    form = JudgedFromForm(request.POST)
    if not form.is_valid() or "xem" in request.POST:
        return _shown(request, version, form)
    assert request.acting is not None  # noqa: S101
    try:
        begin_judging(
            version=version,
            day=form.cleaned_data["day"],
            actor=request.user,
            acting=request.acting,
            at=now(),
        )
    except TooLate as late:
        told = _("At the latest %(day)s: who watches over you can set a later day.")
        form.add_error("day", told % {"day": figures.day(late.latest)})
        return _shown(request, version, form)
    messages.success(request, _("Kept. Nothing before that day is called missed."))
    return redirect("desk:first_day", version.body_id)
