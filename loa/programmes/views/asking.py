"""A body asks or tells something on a duty of its own; the other side answers."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from loa.common import figures, once
from loa.common.dates import now, today
from loa.documents.secrecy import take_upload
from loa.files.responses import stream
from loa.files.services import TooLarge
from loa.orgs.policies import can_write_for
from loa.orgs.requests import StaffRequest
from loa.programmes import policies, services
from loa.programmes.asking_forms import AnswerForm, AskForm
from loa.programmes.models import DutyAnswer, DutyRequest
from loa.programmes.requests import is_open, requests_for
from loa.programmes.views.deciding import Place
from loa.programmes.views.meanwhile import told_meanwhile

Kind = DutyRequest.Kind


@require_GET
def requests(request: StaffRequest) -> HttpResponse:
    """What waits for an answer, what was answered, and what one's own body asked."""
    found = requests_for(request.acting, today())
    return render(request, "programmes/requests.html", {"found": found})


@require_http_methods(["GET", "POST"])
def ask(request: StaffRequest, pk: int) -> HttpResponse:
    """Acknowledge a duty, ask for more time, or report a difficulty."""
    place = Place(request, pk)
    policies.require_state(request.acting, place.body_id)
    is_sent = request.method == "POST"
    form = AskForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        initial={"kind": request.GET.get("loai", Kind.DIFFICULTY)},
    )
    if not (form.is_bound and form.is_valid()):
        return _ask_page(request, place, form)
    data = form.cleaned_data
    try:
        sent = data["file"]
        row = services.ask_about_duty(
            task=place.task,
            body=place.body,
            period_start=place.period_start,
            kind=data["kind"],
            words=data["words"],
            wanted_on=data["wanted_on"],
            file=services.Attached(take_upload(sent), sent.name) if sent else None,
            actor=request.user,
            acting=request.acting,
            at=now(),
            once_key=once.key_from(request),
        )
    except services.BadDay as bad:
        form.add_error("wanted_on", _later_than(bad))
        return _ask_page(request, place, form)
    except TooLarge as large:
        form.add_error("file", str(large))
        return _ask_page(request, place, form)
    except services.AlreadyAsked as asked:
        messages.info(request, _("Your body has said this already. Here it is."))
        return redirect("programmes:request", asked.request.pk)
    except once.AlreadyDone as done:
        messages.info(request, _("This was sent already."))
        return redirect(done.result_url or place.url)
    messages.success(request, _("It is on record, and the other side was told."))
    return redirect("programmes:request", row.pk)


def _later_than(bad: services.BadDay) -> str:
    said = _("It is due on %(day)s now: choose a later day.")
    return said % {"day": figures.day(bad.due_on)}


def _ask_page(request: StaffRequest, place: Place, form: forms.Form) -> HttpResponse:
    context = {
        "place": place,
        "form": form,
        "title": _("Tell the issuer about this duty"),
        "task": place.task,
    }
    return render(request, "programmes/ask.html", context, status=_status(form))


def _status(form: forms.Form) -> int:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


@require_GET
def one_request(request: StaffRequest, pk: int) -> HttpResponse:
    """One request with its answer, or the form to answer it."""
    row = policies.access_request(request.acting, pk, on=today())
    return _request_page(request, row, None)


@require_POST
def answer(request: StaffRequest, pk: int) -> HttpResponse:
    """Grant, refuse or answer."""
    row = policies.access_request(request.acting, pk, on=today())
    policies.require_answer(request.acting, row, on=today())
    form = AnswerForm(request.POST, row=row)
    if not form.is_valid():
        return _request_page(request, row, form)
    data = form.cleaned_data
    try:
        services.answer_request(
            request=row,
            kind=data["kind"],
            words=data["words"],
            due_on=data.get("due_on"),
            by_document=data.get("by_document", ""),
            actor=request.user,
            acting=request.acting,
            at=now(),
            seen=request.POST.get("seen", ""),
        )
    except services.BadDay as bad:
        form.add_error("due_on", _later_than(bad))
        return _request_page(request, row, form)
    except services.DecidedMeanwhile as meanwhile:
        form.add_error(None, told_meanwhile(meanwhile))
        return _request_page(request, row, form, HTTPStatus.CONFLICT)
    except services.BadPeriod:
        messages.error(
            request, _("The body does not owe this duty any more. Nothing was decided.")
        )
    except services.NoWords:
        raise Http404 from None
    except services.AlreadyAnswered as first:
        _tell_first(request, first.answer)
    else:
        messages.success(request, _("Answered. The body was told."))
    return redirect("programmes:request", pk)


@require_POST
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a request back while it is open."""
    row = policies.access_request(request.acting, pk, on=today())
    try:
        services.withdraw_request(
            request=row, actor=request.user, acting=request.acting, at=now()
        )
    except services.NoWords:
        raise Http404 from None
    except services.AlreadyAnswered as first:
        _tell_first(request, first.answer)
    else:
        messages.success(request, _("Withdrawn. It stays on record."))
    return redirect("programmes:request", pk)


def _tell_first(request: StaffRequest, first: DutyAnswer) -> None:
    said = _("%(person)s was first, at %(moment)s: %(answer)s. Nothing was changed.")
    messages.info(
        request,
        said
        % {
            "person": first.by,
            "moment": figures.moment(first.recorded_at),
            "answer": first.get_kind_display(),
        },
    )


@require_GET
def asked_file(request: StaffRequest, pk: int) -> HttpResponseBase:
    """The file that came with a request."""
    row = policies.access_request(request.acting, pk, on=today())
    if row.file is None:
        raise Http404
    return stream(row.file, download=True)


def _request_page(
    request: StaffRequest,
    row: DutyRequest,
    form: AnswerForm | None,
    status: int | None = None,
) -> HttpResponse:
    on = today()
    opened = is_open(row)
    may_answer = opened and policies.can_answer(request.acting, row, on=on)
    context: dict[str, Any] = {
        "row": row,
        "task": row.task,
        "is_open": opened,
        "form": (form or AnswerForm(row=row)) if may_answer else None,
        "seen": request.POST["seen"]
        if status is None and "seen" in request.POST
        else services.seen_exceptions(row.task, row.body_id),
        "may_withdraw": opened and can_write_for(request.acting, row.body_id),
        "can_see_task": policies.can_see_directive(
            request.acting, row.task.directive, on=on
        ),
    }
    if status is None:
        status = _status(form) if form is not None else HTTPStatus.OK
    return render(request, "programmes/request.html", context, status=status)
