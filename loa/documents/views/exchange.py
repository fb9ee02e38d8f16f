"""Messages to and from other systems: the log, one message, sending a document."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from loa.common import figures
from loa.common.dates import now, today
from loa.documents import policies as documents
from loa.documents.exchange import (
    addressing,
    deciding,
    outbox,
    policies,
    selectors,
    sending,
    taking,
)
from loa.documents.exchange.words import (
    FIELDS,
    OUTCOMES,
    outcomes_of,
    problem_of,
    reason_of,
    remark_of,
)
from loa.documents.models import Document, MessageKind, OutboxMessage, ReceivedMessage
from loa.files.responses import stream
from loa.orgs.requests import StaffRequest

PER_PAGE = 30


class ReasonForm(forms.Form):
    """Why a message is refused, or a document recalled: its other end is told."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("It is sent along, in the words that you write."),
        error_messages={"required": gettext_lazy("Write why: the other side is told.")},
    )


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that the message and the paper name differently."""

    field: Any
    said: str
    read: str


@require_GET
def inbox(request: StaffRequest) -> HttpResponse:
    """What other systems sent to the body acted in."""
    return _log_page(request, "in")


@require_GET
def sent(request: StaffRequest) -> HttpResponse:
    """What the body acted in sends to other systems."""
    return _log_page(request, "out")


def _log_page(request: StaffRequest, way: str) -> HttpResponse:
    if not policies.can_see_log(request.acting):
        raise PermissionDenied
    only = bool(request.GET.get("can"))
    rows: Any
    if way == "in":
        rows = selectors.received_of(request.acting, waiting=only)
    else:
        rows = selectors.outbox_of(request.acting, failed=only)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("trang"))
    sees_refused = way == "in" and policies.can_see_refused(request.acting)
    context = {
        "way": way,
        "codes": _codes(request),
        "no_code": problem_of("no_own_code"),
        "only": only,
        "page": page,
        "waiting": selectors.count_waiting(request.acting),
        "failed": selectors.count_failed(request.acting),
        "again": {
            row.pk
            for row in page
            if way == "out" and policies.can_send_again(request.acting, row)
        },
        "refused": [
            (row, reason_of(row.reason)) for row in selectors.refused_arrivals()[:20]
        ]
        if sees_refused
        else [],
    }
    return render(request, "documents/exchange/log.html", context)


def _codes(request: StaffRequest) -> str:
    acting = request.acting
    if acting is None:
        return ""
    rows = addressing.codes_of([acting.body_id], today()).get(acting.body_id, [])
    return ", ".join(row.code for row in rows)


@require_GET
def message(request: StaffRequest, pk: int) -> HttpResponse:
    """One message that came: what it says, what was odd, what is to be answered."""
    return _message_page(
        request, policies.access_received(request.acting, pk), ReasonForm()
    )


def _message_page(
    request: StaffRequest, received: ReceivedMessage, form: ReasonForm
) -> HttpResponse:
    may = policies.can_answer(request.acting, received)
    waits = received.state == ReceivedMessage.State.WAITING
    target = received.target.document if received.target else None
    context = {
        "received": received,
        "header": received.header,
        "form": form,
        "may_answer": may and waits,
        "may_finish": may
        and received.state == ReceivedMessage.State.TAKEN
        and received.told not in ("", "02", "06"),
        "target": target,
        "problem": problem_of(received.problem)
        if received.problem not in ("", "no_clerk")
        else "",
        "remarks": [
            remark_of(*row) for row in received.remarks if row[0] not in OUTCOMES
        ],
        "outcomes": outcomes_of(received.remarks),
        "mute": problem_of("no_own_code"),
        "differences": [
            Difference(FIELDS.get(field, field), said, read)
            for field, said, read in received.differences
        ],
        "is_mute": not addressing.own_code(received.body_id, today()),
        "told": received.answers.filter(kind=MessageKind.STATUS).order_by("pk"),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "documents/exchange/message.html", context, status=status)


@require_GET
def original(request: StaffRequest, pk: int) -> HttpResponseBase:
    """The message as it came, byte for byte."""
    received = policies.access_received(request.acting, pk)
    return stream(received.original, download=True)


@require_POST
def answer(request: StaffRequest, pk: int) -> HttpResponse:
    """Take in, agree, refuse, or tell that it is done."""
    received = policies.access_received(request.acting, pk)
    policies.require_answer(request.acting, received)
    given: dict[str, Any] = {
        "received": received,
        "actor": request.user,
        "acting": request.acting,
        "at": now(),
    }
    do = request.POST.get("do", "")
    try:
        if do == "refuse":
            form = ReasonForm(request.POST)
            if not form.is_valid():
                return _message_page(request, received, form)
            deciding.refuse(reason=form.cleaned_data["reason"], **given)
            messages.success(request, _("Refused. Its sender is told why."))
        elif do == "finish":
            if deciding.finish(**given):
                messages.success(request, _("Its sender is told that it is done."))
        else:
            deciding.accept(**given)
            return _taken(request, received)
    except deciding.NotWaiting as late:
        messages.warning(request, _answered_sentence(late.received))
    except taking.NothingToTake as error:
        messages.error(request, problem_of(error.problem))
    return redirect("documents:exchange_message", pk=pk)


def _taken(request: StaffRequest, received: ReceivedMessage) -> HttpResponse:
    if received.kind == MessageKind.RECALL:
        messages.success(request, _("Agreed. The sender is told."))
        return redirect("documents:exchange_message", pk=received.pk)
    messages.success(
        request, _("Taken in and read. Look at what is marked, then confirm.")
    )
    return redirect("documents:exchange_message", pk=received.pk)


def _answered_sentence(received: ReceivedMessage) -> str:
    return _("%(person)s answered this message at %(moment)s. Nothing was changed.") % {
        "person": received.decided_by or "Loa",
        "moment": figures.moment(received.decided_at) if received.decided_at else "–",
    }


@require_POST
def send_again(request: StaffRequest, pk: int) -> HttpResponse:
    """Have a message that failed sent again."""
    row = policies.access_outbox(request.acting, pk)
    done = outbox.send_again(
        message=row, actor=request.user, acting=request.acting, at=now()
    )
    if done:
        messages.success(request, _("It is sent again within a minute."))
    else:
        messages.info(request, _("It has not failed: nothing was changed."))
    return redirect("documents:exchange_outbox")


@require_http_methods(["GET", "POST"])
def send(request: StaffRequest, pk: int) -> HttpResponse:
    """Send a document to its addressees elsewhere, or recall it there."""
    document = documents.access_document(request.acting, pk, on=today())
    if not policies.can_send(request.acting, document):
        raise PermissionDenied
    form = ReasonForm()
    if request.method == "POST":
        recalls = request.POST.get("do") == "recall"
        form = ReasonForm(request.POST) if recalls else form
        if not recalls or form.is_valid():
            return _send(request, document, form if recalls else None)
    _received, out = selectors.of_document(document)
    context = {
        "document": document,
        "form": form,
        "addressees": sending.addressees(document, today()),
        "sent": out,
        "sent_codes": {row.to_code for row in out},
        "can_recall": any(row.kind != MessageKind.RECALL for row in out),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "documents/exchange/send.html", context, status=status)


def _send(
    request: StaffRequest, document: Document, recall: ReasonForm | None
) -> HttpResponse:
    try:
        made: list[OutboxMessage] = sending.queue(
            document=document,
            kind=MessageKind.RECALL if recall else MessageKind.NEW,
            reason=recall.cleaned_data["reason"] if recall else "",
            actor=request.user,
            acting=request.acting,
            at=now(),
        )
    except sending.CannotSend as error:
        messages.error(request, problem_of(error.problem, error.lacking))
        return redirect("documents:exchange_send", pk=document.pk)
    if made:
        said = ngettext(
            "%(count)s message goes out within a minute.",
            "%(count)s messages go out within a minute.",
            len(made),
        )
        messages.success(request, said % {"count": figures.number(len(made))})
    else:
        messages.info(request, _("All its addressees have it already."))
    return redirect("documents:exchange_send", pk=document.pk)
