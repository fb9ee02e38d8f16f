"""Correcting who is assigned a task, with what it changes before it is decided."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from loa.common import once
from loa.common.dates import now, today
from loa.orgs import selectors as orgs
from loa.orgs.requests import StaffRequest
from loa.programmes import policies, services
from loa.programmes.correcting_forms import CorrectForm
from loa.programmes.models import Task
from loa.programmes.services.correcting import Effect
from loa.programmes.views.meanwhile import told_meanwhile


@require_http_methods(["GET", "POST"])
def correct(request: StaffRequest, pk: int) -> HttpResponse:
    """Say who is assigned a task instead: first what it would change, then decided."""
    on = today()
    task = policies.access_task(request.acting, pk, on=on)
    policies.require_correct(request.acting, task.directive, on=on)
    form = CorrectForm(
        request.POST if request.method == "POST" else None, task=task, on=on
    )
    if not (form.is_bound and form.is_valid()):
        return _page(request, task, form)
    effect = services.effect_of(task, form.change, on=on)
    if not effect.bodies:
        form.add_error(None, _("Nobody would owe anything else than now."))
        return _page(request, task, form)
    if "decide" not in request.POST:
        return _page(request, task, form, effect)
    try:
        services.correct_assignment(
            task=task,
            change=form.change,
            reason=form.cleaned_data["reason"],
            by_document=form.cleaned_data["by_document"],
            seen=request.POST.get("seen", ""),
            actor=request.user,
            acting=request.acting,
            at=now(),
            once_key=once.key_from(request),
        )
    except services.DecidedMeanwhile as meanwhile:
        form.add_error(None, told_meanwhile(meanwhile))
        return _page(request, task, form, status=HTTPStatus.CONFLICT)
    except PermissionDenied:
        form.add_error(None, _("You cannot bind all the bodies that this touches."))
        return _page(request, task, form, status=HTTPStatus.FORBIDDEN)
    except once.AlreadyDone:
        messages.info(request, _("This was decided already."))
    else:
        messages.success(
            request, _("Corrected. The bodies were told, and records counted anew.")
        )
    return redirect("programmes:task", task.pk)


def _page(
    request: StaffRequest,
    task: Task,
    form: CorrectForm,
    effect: Effect | None = None,
    status: HTTPStatus | None = None,
) -> HttpResponse:
    lines = []
    if effect:
        names = orgs.versions_of(effect.bodies, today())
        for body_id in sorted(effect.bodies, key=lambda pk: str(names.get(pk, pk))):
            fewer = sum(body_id in cell.body_ids for cell in effect.gone)
            more = sum(body_id in cell.body_ids for cell in effect.come)
            lines.append((names.get(body_id), fewer, more))
    context = {
        "task": task,
        "form": form,
        "effect": effect,
        "lines": lines,
        "seen": services.seen_of(task),
    }
    if status is None:
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "programmes/correct.html", context, status=status)
