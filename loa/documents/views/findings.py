"""Correcting what was read: each form works without JavaScript and leads back."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from loa.common import figures, once
from loa.common.dates import now, today
from loa.documents import addresses, policies, selectors, services
from loa.documents.cards import Card, card
from loa.documents.forms import FindingForm, HeaderForm, header_initial
from loa.documents.models import Document, Finding
from loa.documents.views.closed import tell_closed
from loa.orgs.requests import StaffRequest

View = Callable[..., HttpResponse]


def on_open_reading(view: View) -> View:
    """Give a view the document by its number; say it when the reading is closed.

    Outsiders are told "not found", insiders who may not write "forbidden". Of an issued
    paper the tasks alone are open; see :func:`require_whole`.
    """

    @wraps(view)
    def opened(request: StaffRequest, pk: int, **rest: Any) -> HttpResponse:
        document = policies.access_document(request.acting, pk, on=today())
        policies.require_write(request.acting, document)
        try:
            if not policies.can_edit_tasks(request.acting, document):
                raise services.closed(document)
            return view(request, document, **rest)
        except services.NotOpen as closed:
            return tell_closed(request, closed)

    return opened


def require_whole(request: StaffRequest, document: Document) -> None:
    """Refuse to change more than the tasks of an issued paper.

    :raises NotOpen: when only its tasks are open
    """
    if not policies.can_edit_reading(request.acting, document):
        raise services.closed(document)


def hand(request: StaffRequest) -> dict[str, Any]:
    """Return who acts, where and when, as every service asks it."""
    return {"actor": request.user, "acting": request.acting, "at": now()}


@require_http_methods(["GET", "POST"])
@on_open_reading
def settle(request: StaffRequest, document: Document, finding: int) -> HttpResponse:
    """Keep, correct or drop one finding; GET shows it alone."""
    row = get_object_or_404(Finding, pk=finding, document=document)
    row.document = document
    if row.item is None:
        require_whole(request, document)
    shown = card(row, document)
    if request.method == "GET":
        return _finding_page(request, document, shown)
    action = request.POST.get("do", "keep")
    if action == "drop":
        services.drop_finding(finding=row, **hand(request))
    elif action == "restore":
        services.restore_finding(finding=row, **hand(request))
    else:
        form = FindingForm(row.field, request.POST, value=row.value)
        if not form.is_valid():
            return _finding_page(request, document, card(row, document, form=form))
        try:
            services.correct_finding(finding=row, value=form.value, **hand(request))
        except services.BadValue:
            form.add_error(
                None, _("This value cannot be kept here. Please write another.")
            )
            return _finding_page(request, document, card(row, document, form=form))
    return redirect(addresses.back_url(request, document, shown.anchor))


def _finding_page(
    request: StaffRequest, document: Document, shown: Card
) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if shown.form.errors else HTTPStatus.OK
    context = {"document": document, "card": shown}
    return render(request, "documents/finding.html", context, status=status)


@require_POST
@on_open_reading
def settle_rest(request: StaffRequest, document: Document) -> HttpResponse:
    """Keep all doubtful findings that are still open as they were read."""
    count = services.settle_rest(document=document, **hand(request))
    said = ngettext(
        "%(count)s finding was kept as it was read.",
        "%(count)s findings were kept as they were read.",
        count,
    )
    messages.success(request, said % {"count": figures.number(count)})
    return redirect(addresses.back_url(request, document))


@require_http_methods(["GET", "POST"])
@on_open_reading
def add(request: StaffRequest, document: Document, field: str) -> HttpResponse:
    """Add a cited document, an addressee or a recipient."""
    if field not in services.ADDABLE:
        raise Http404
    require_whole(request, document)
    form = FindingForm(field, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        back = addresses.back_url(request, document, "dau-van-ban")
        given = hand(request)
        try:
            with transaction.atomic():
                once.claim(once.key_from(request), request.user.pk, given["at"])
                services.add_finding(
                    document=document, field=field, value=form.value, **given
                )
        except once.AlreadyDone:
            return redirect(back)
        except services.BadValue:
            form.add_error(
                None, _("This value cannot be kept here. Please write another.")
            )
        else:
            return redirect(back)
    context = {"document": document, "form": form, "field": field}
    return render(request, "documents/finding_add.html", context, status=_status(form))


@require_http_methods(["GET", "POST"])
@on_open_reading
def header_edit(request: StaffRequest, document: Document) -> HttpResponse:
    """Correct the header: number, issuer, day, subject, signer."""
    require_whole(request, document)
    if request.method == "POST":
        form = HeaderForm(request.POST)
        if form.is_valid():
            services.set_header(
                document=document, values=form.values(), **hand(request)
            )
            return redirect(addresses.back_url(request, document, "dau-van-ban"))
    else:
        header = selectors.reading(document).header
        form = HeaderForm(initial=header_initial(header))
    context = {"document": document, "form": form}
    return render(request, "documents/header_form.html", context, status=_status(form))


def _status(form: Any) -> int:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
