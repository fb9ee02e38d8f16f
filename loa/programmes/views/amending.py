"""Correcting what a task asks, with what it asked before kept."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from loa.common import once
from loa.common.dates import now, today
from loa.orgs.requests import StaffRequest
from loa.programmes import policies, services
from loa.programmes.amending_forms import AmendForm
from loa.programmes.models import Task
from loa.programmes.views.meanwhile import told_meanwhile

PROBLEMS = {
    "no_number": gettext_lazy("A quota needs a number and a time."),
    "no_day": gettext_lazy("Say on which day it is due, or how often it comes back."),
    "event": gettext_lazy("Whether it waits for happenings cannot be changed here."),
    "nobody": gettext_lazy("Nobody would owe anything then. Check days and kind."),
}


@require_http_methods(["GET", "POST"])
def amend(request: StaffRequest, pk: int) -> HttpResponse:
    """Say what a task asks instead, by a document."""
    on = today()
    task = policies.access_task(request.acting, pk, on=on)
    policies.require_correct(request.acting, task.directive, on=on)
    form = AmendForm(request.POST if request.method == "POST" else None, task=task)
    if not (form.is_bound and form.is_valid()):
        return _page(request, task, form)
    try:
        services.amend_task(
            task=task,
            terms=form.terms,
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
        return _page(request, task, form, HTTPStatus.CONFLICT)
    except services.NothingChanges:
        form.add_error(None, _("It asks the very same already."))
        return _page(request, task, form)
    except services.BadTerms as bad:
        form.add_error(None, PROBLEMS[bad.code])
        return _page(request, task, form)
    except PermissionDenied:
        form.add_error(None, _("You cannot bind all the bodies that this touches."))
        return _page(request, task, form, HTTPStatus.FORBIDDEN)
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
    form: AmendForm,
    status: HTTPStatus | None = None,
) -> HttpResponse:
    kept = request.POST.get("seen") if status is None else None
    context = {
        "task": task,
        "form": form,
        "seen": kept if kept is not None else services.seen_terms(task),
        "versions": task.versions.select_related("closed_by").exclude(closed_at=None),
    }
    if status is None:
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "programmes/amend.html", context, status=status)
