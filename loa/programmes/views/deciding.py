"""Decisions about one obligation: exempt, more time, a sentence."""

from datetime import date
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from loa.common import figures, once
from loa.common.dates import now, today
from loa.documents.graph.seeing import relations_seen
from loa.orgs import selectors as orgs
from loa.orgs.models import Body, BodyVersion
from loa.orgs.policies import can_write_for
from loa.orgs.requests import StaffRequest
from loa.programmes import policies, services
from loa.programmes.forms import ExemptForm, ExtendForm, StateForm
from loa.programmes.models import Task
from loa.programmes.services.exceptions import cell_of
from loa.programmes.views.meanwhile import told_meanwhile


class Place:
    """The task, body and period that a form is about, from its address."""

    def __init__(self, request: StaffRequest, pk: int) -> None:
        sent = request.POST if request.method == "POST" else request.GET
        self.task: Task = policies.access_task(request.acting, pk, on=today())
        self.body_id = _number(sent.get("body", ""))
        self.period_start = _day(sent.get("period", ""))
        version = orgs.version_of(self.body_id, today())
        if version is None:
            raise Http404
        self.version: BodyVersion = version
        try:
            self.cell = cell_of(self.task, self.body_id, self.period_start, on=today())
        except services.BadPeriod:
            raise Http404 from None

    @property
    def body(self) -> Body:
        return Body.objects.get(pk=self.body_id)

    @property
    def url(self) -> str:
        return reverse("programmes:task", args=[self.task.pk])


def _number(text: str) -> int:
    if not text.isdecimal():
        raise BadRequest(text)
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadRequest(text) from error


def _hand(request: StaffRequest) -> dict[str, Any]:
    return {
        "actor": request.user,
        "acting": request.acting,
        "at": now(),
        "once_key": once.key_from(request),
    }


@require_http_methods(["GET", "POST"])
def exempt(request: StaffRequest, pk: int) -> HttpResponse:
    """Decide that a body does not owe a task, in one period or in all."""
    place = Place(request, pk)
    policies.require_decide_exceptions(request.acting, place.body_id, on=today())
    form = ExemptForm(request.POST if request.method == "POST" else None)
    if not (form.is_bound and form.is_valid()):
        return _page(request, place, form, _("Exempt from a task"))
    data = form.cleaned_data
    try:
        services.exempt_body(
            task=place.task,
            body=place.body,
            period_start=None if data["whole"] else place.period_start,
            reason=data["reason"],
            by_document=data["by_document"],
            seen=request.POST.get("seen", ""),
            **_hand(request),
        )
    except services.DecidedMeanwhile as meanwhile:
        return _conflict(request, place, form, _("Exempt from a task"), meanwhile)
    except (services.AlreadyDecided, once.AlreadyDone):
        messages.info(request, _("This was decided already."))
    else:
        messages.success(request, _("Exempted. The body was told."))
    return redirect(place.url)


@require_http_methods(["GET", "POST"])
def extend(request: StaffRequest, pk: int) -> HttpResponse:
    """Give a body until a later day for one period."""
    place = Place(request, pk)
    policies.require_decide_exceptions(request.acting, place.body_id, on=today())
    form = ExtendForm(request.POST if request.method == "POST" else None)
    if not (form.is_bound and form.is_valid()):
        return _page(request, place, form, _("Give more time"))
    data = form.cleaned_data
    try:
        services.extend_due(
            task=place.task,
            body=place.body,
            period_start=place.period_start,
            due_on=data["due_on"],
            reason=data["reason"],
            by_document=data["by_document"],
            seen=request.POST.get("seen", ""),
            **_hand(request),
        )
    except services.DecidedMeanwhile as meanwhile:
        return _conflict(request, place, form, _("Give more time"), meanwhile)
    except services.BadDay as bad:
        form.add_error(
            "due_on",
            _("It is due on %(day)s now: choose a later day.")
            % {"day": figures.day(bad.due_on)},
        )
        return _page(request, place, form, _("Give more time"))
    except once.AlreadyDone:
        messages.info(request, _("This was decided already."))
    else:
        messages.success(request, _("More time was given. The body was told."))
    return redirect(place.url)


@require_http_methods(["GET", "POST"])
def state(request: StaffRequest, pk: int) -> HttpResponse:
    """Say what was done of a standing task in a period, or why nothing."""
    place = Place(request, pk)
    if not can_write_for(request.acting, place.body_id):
        raise PermissionDenied
    form = StateForm(request.POST if request.method == "POST" else None)
    if not (form.is_bound and form.is_valid()):
        return _page(request, place, form, _("Say what was done"))
    try:
        services.state_standing(
            task=place.task,
            body=place.body,
            period_start=place.period_start,
            sentence=form.cleaned_data["sentence"],
            **_hand(request),
        )
    except services.BadPeriod:
        raise Http404 from None
    except once.AlreadyDone:
        messages.info(request, _("This was said already."))
    else:
        messages.success(request, _("Said. It stands in the report of this period."))
    return redirect(place.url)


def _conflict(
    request: StaffRequest,
    place: Place,
    form: forms.Form,
    title: str,
    meanwhile: services.DecidedMeanwhile,
) -> HttpResponse:
    form.add_error(None, told_meanwhile(meanwhile))
    return _page(request, place, form, title, HTTPStatus.CONFLICT)


def _page(
    request: StaffRequest,
    place: Place,
    form: forms.Form,
    title: str,
    status: HTTPStatus | None = None,
) -> HttpResponse:
    context = {
        "place": place,
        "form": form,
        "title": title,
        "task": place.task,
        # A form that comes back for another reason still says what she saw.
        "seen": request.POST["seen"]
        if status is None and "seen" in request.POST
        else services.seen_exceptions(place.task, place.body_id),
    }
    if status is None:
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "programmes/decide.html", context, status=status)


@require_POST
def end_duties(request: StaffRequest, pk: int, relation: int) -> HttpResponse:
    """End what a replaced or recalled directive assigns."""
    directive = policies.access_directive(request.acting, pk, on=today())
    found = relations_seen(request.acting, today()).filter(
        pk=relation, other=directive.document_id
    )
    row = found.first()
    if row is None:
        raise Http404
    try:
        day = services.end_duties(
            directive=directive,
            relation=row,
            actor=request.user,
            acting=request.acting,
            at=now(),
        )
    except services.NothingEnds:
        raise Http404 from None
    except services.AlreadyEnded:
        messages.info(request, _("Its duties have ended already. Nothing was changed."))
    else:
        messages.success(
            request,
            _("Its duties end on %(day)s. What was recorded for them is kept.")
            % {"day": figures.day(day)},
        )
    return redirect("programmes:directive", directive.pk)
