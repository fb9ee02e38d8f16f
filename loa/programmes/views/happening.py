"""What an event-driven task waits for: written down, and withdrawn with a reason."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from loa.common import figures, once
from loa.common.dates import now, today
from loa.orgs.models import Body
from loa.orgs.requests import StaffRequest
from loa.programmes import policies, services
from loa.programmes.forms import HappeningForm, WithdrawForm
from loa.programmes.happened import can_record, happenings_of, leading_versions
from loa.programmes.models import Task
from loa.programmes.wording import event_term


@require_http_methods(["GET", "POST"])
def record(request: StaffRequest, pk: int) -> HttpResponse:
    """Say that what a task waits for happened."""
    on = today()
    task = policies.access_task(request.acting, pk, on=on)
    if task.kind != "event" or task.line:
        raise Http404
    if not can_record(task, request.acting, on=on):
        raise PermissionDenied
    form = _form(request, task)
    if not (form.is_bound and form.is_valid()):
        return _page(request, task, form)
    data = form.cleaned_data
    try:
        row = services.record_happening(
            task=task,
            what=data["what"],
            happened_on=data["happened_on"],
            body=Body.objects.get(pk=data["concerns"]) if data["concerns"] else None,
            by_document=data["by_document"],
            due_on=data["due_on"],
            actor=request.user,
            acting=request.acting,
            at=now(),
            once_key=once.key_from(request),
        )
    except services.BadHappening as bad:
        form.add_error(*_said(bad))
        return _page(request, task, form)
    except once.AlreadyDone:
        messages.info(request, _("This was written down already."))
    else:
        messages.success(
            request,
            _("Written down as %(label)s. Those concerned were told.")
            % {"label": row.line.label},
        )
    return redirect("programmes:task", task.pk)


def _form(request: StaffRequest, task: Task) -> HappeningForm:
    on = today()
    for_all = policies.can_record_for_all(request.acting, task, on=on)
    bodies = leading_versions(task, on)
    if not for_all:
        own = request.acting.body_id if request.acting else 0
        bodies = [version for version in bodies if version.body_id == own]
    sent = request.POST if request.method == "POST" else None
    return HappeningForm(sent, bodies=bodies, for_all=for_all)


def _said(bad: services.BadHappening) -> tuple[str | None, str]:
    """The field and the sentence of what keeps a happening from being owed."""
    day = {"day": figures.day(bad.day) if bad.day else ""}
    return {
        "not_event": (None, _("This task does not wait for anything to happen.")),
        "to_come": (
            "happened_on",
            _("This day is still to come. Write it down once it has happened."),
        ),
        "out_of_force": (
            "happened_on",
            _("The task does not hold on this day; the nearest is %(day)s.") % day,
        ),
        "due_before": ("due_on", _("This day is before what happened.")),
        "nobody": (
            "concerns",
            _("Nobody owes the task on this day: choose another day or body."),
        ),
        "known": (
            "what",
            _(
                "The very same was written down for %(day)s already. If it is another "
                "one, say what makes it another."
            )
            % day,
        ),
    }[bad.code]


@require_http_methods(["GET", "POST"])
def withdraw(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """Take back a happening, with the reason."""
    on = today()
    task = policies.access_task(request.acting, pk, on=on)
    row = next(
        (
            row
            for row in happenings_of(task, request.acting, on=on)
            if row.happening.pk == number
        ),
        None,
    )
    if row is None:
        raise Http404
    happening = row.happening
    policies.require_record_happening(request.acting, task, happening.body_id, on=on)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if not (form.is_bound and form.is_valid()):
        return _page(request, task, form, withdrawn=happening.what)
    try:
        services.withdraw_happening(
            happening=happening,
            reason=form.cleaned_data["reason"],
            actor=request.user,
            acting=request.acting,
            at=now(),
        )
    except services.AlreadyWithdrawn:
        messages.info(request, _("It was withdrawn before."))
    else:
        messages.success(request, _("Withdrawn. Nobody owes it any more."))
    return redirect("programmes:task", task.pk)


def _page(
    request: StaffRequest, task: Task, form: forms.Form, *, withdrawn: str = ""
) -> HttpResponse:
    context: dict[str, Any] = {
        "task": task,
        "form": form,
        "withdrawn": withdrawn,
        "term": event_term(task, today()),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "programmes/happening.html", context, status=status)
