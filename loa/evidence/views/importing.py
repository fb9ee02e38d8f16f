"""Bringing a log in: put it in, look at it, confirm, watch it, take it back."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from loa.common import once
from loa.common.dates import now, today
from loa.evidence import policies
from loa.evidence.book import BadBook
from loa.evidence.filing import NewFile
from loa.evidence.forms import say_too_large
from loa.evidence.importing import services
from loa.evidence.importing.forms import SettleForm, UndoForm, UploadForm
from loa.evidence.importing.looking import Preview, lists_of, preview
from loa.evidence.importing.sentences import (
    FIELDS,
    TROUBLES,
    say_bad_book,
    words_of_trouble,
)
from loa.evidence.importing.template import template
from loa.evidence.models import ImportedRow, LogImport
from loa.evidence.views.acting import acting_of
from loa.files.responses import send_made, stream
from loa.files.services import TooLarge, read_upload
from loa.files.sniff import XLSX
from loa.orgs.policies import require_write_for
from loa.orgs.requests import StaffRequest

SHOWN_FIRST = 15
SHOWN_BAD = 100
PER_PAGE = 25
Outcome = ImportedRow.Outcome


@require_http_methods(["GET", "POST"])
def import_list(request: StaffRequest) -> HttpResponse:
    """The logs of the body acted in; POST puts another in, and records nothing yet."""
    acting = acting_of(request)
    form = UploadForm()
    if request.method == "POST":
        require_write_for(acting, acting.body_id)
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                return _put_in(request, form)
            except BadBook as bad:
                form.add_error("file", say_bad_book(bad))
            except TooLarge as large:
                form.add_error("file", say_too_large(large))
    rows = LogImport.objects.filter(body_id=acting.body_id).select_related(
        "file", "uploaded_by"
    )
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("trang"))
    return render(
        request,
        "evidence/imports.html",
        {
            "form": form,
            "page_obj": page,
            "can_record": policies.can_record_for(acting, acting.body_id),
        },
        status=422 if form.errors else 200,
    )


def _put_in(request: StaffRequest, form: UploadForm) -> HttpResponse:
    upload = form.cleaned_data["file"]
    try:
        log = services.bring_in(
            file=NewFile(read_upload(upload), upload.name),
            actor=request.user,
            acting=acting_of(request),
            at=now(),
            once_key=once.key_from(request),
        )
    except once.AlreadyDone as done:
        messages.info(request, _("This file was put in already."))
        return redirect(done.result_url or "evidence:imports")
    return redirect("evidence:import", log.pk)


@require_safe
def template_file(request: StaffRequest) -> HttpResponse:
    """An empty log with the headings that are known, and the body's own lists."""
    acting = acting_of(request)
    raw = template(lists_of(acting.body_id, now()))
    return send_made(raw, name="nhat-ky-tuyen-truyen.xlsx", media_type=XLSX)


@require_http_methods(["GET", "POST"])
def detail(request: StaffRequest, pk: int) -> HttpResponse:
    """A log as it will be recorded; POST keeps columns and answers. Later: how it went."""
    acting = acting_of(request)
    log = policies.access_log(acting, pk)
    if log.confirmed_at or log.undone_at:
        return render(request, "evidence/import_done.html", _went(request, log))
    seen = preview(log, at=now())
    form = _form(request, log, seen)
    if request.method == "POST":
        require_write_for(acting, log.body_id)
        if form.is_valid():
            try:
                services.settle_log(
                    log=log,
                    answers=form.answers(),
                    actor=request.user,
                    acting=acting,
                    at=now(),
                )
            except services.AlreadyConfirmed:
                messages.error(request, _("It was confirmed or dropped meanwhile."))
            return redirect("evidence:import", log.pk)
    return render(
        request,
        "evidence/import.html",
        _shown(log, seen, form)
        | {"can_record": policies.can_record_for(acting, log.body_id)},
        status=422 if form.errors else 200,
    )


def _form(request: StaffRequest, log: LogImport, seen: Preview) -> SettleForm:
    data = (request.POST,) if request.method == "POST" else ()
    return SettleForm(
        *data,
        log=log,
        words=seen.rows.heading.words,
        found=seen.found,
        lists=lists_of(log.body_id, now()),
        on=today(),
    )


def _shown(log: LogImport, seen: Preview, form: SettleForm) -> dict[str, Any]:
    return {
        "log": log,
        "seen": seen,
        "form": form,
        "first": list(zip(seen.entries, seen.good, strict=True))[:SHOWN_FIRST],
        "bad": [
            (trouble.line, FIELDS.get(trouble.field, ""), words_of_trouble(trouble))
            for trouble in seen.troubles[:SHOWN_BAD]
        ],
        "bad_count": len(seen.troubles),
        "questions": services.open_questions(log, seen.found),
        "is_settled": services.is_settled(log, seen.found) and bool(seen.good),
        "undo_form": UndoForm(),
    }


def _went(request: StaffRequest, log: LogImport) -> dict[str, Any]:
    rows = log.rows.all()
    counts = {each: rows.filter(outcome=each).count() for each in Outcome.values}
    left = rows.filter(outcome=Outcome.LEFT_OUT)
    return {
        "log": log,
        "counts": counts,
        "left": [
            (row, str(TROUBLES.get(row.reason, "")) % {"shown": "…"})
            for row in left[:SHOWN_BAD]
        ],
        "undo_form": UndoForm(),
        "is_running": log.confirmed_at and not log.finished_at and not log.undone_at,
        "can_record": policies.can_record_for(request.acting, log.body_id),
    }


@require_safe
def progress(request: StaffRequest, pk: int) -> HttpResponse:
    """How far a log has come: a fragment for htmx, a redirect to the page without it."""
    log = policies.access_log(acting_of(request), pk)
    if not getattr(request, "htmx", False):
        return redirect("evidence:import", log.pk)
    return render(request, "evidence/_import_progress.html", _went(request, log))


@require_POST
def confirm(request: StaffRequest, pk: int) -> HttpResponse:
    """Let the good rows be recorded."""
    acting = acting_of(request)
    log = policies.access_log(acting, pk)
    try:
        services.confirm_log(log=log, actor=request.user, acting=acting, at=now())
    except services.NotSettled:
        messages.error(
            request, _("Nothing was recorded. Answer first what is asked below.")
        )
    except services.AlreadyConfirmed:
        messages.error(request, _("This log was dropped. Put it in again."))
    return redirect("evidence:import", log.pk)


@require_POST
def undo(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a log back, or drop one that was not confirmed."""
    acting = acting_of(request)
    log = policies.access_log(acting, pk)
    require_write_for(acting, log.body_id)
    form = UndoForm(request.POST)
    if log.confirmed_at and not form.is_valid():
        messages.error(request, _("Nothing was taken back. Say why first."))
        return redirect("evidence:import", log.pk)
    try:
        undone = services.undo_log(
            log=log,
            reason=request.POST.get("reason", ""),
            actor=request.user,
            acting=acting,
            at=now(),
        )
    except services.NotToUndo:
        messages.info(request, _("It was taken back already."))
        return redirect("evidence:import", log.pk)
    if not log.confirmed_at:
        messages.success(request, _("The log was dropped. Nothing was recorded of it."))
        return redirect("evidence:imports")
    told = ngettext(
        "%(n)s record was withdrawn.", "%(n)s records were withdrawn.", undone.withdrawn
    )
    messages.success(request, told % {"n": undone.withdrawn})
    if undone.staying:
        told = ngettext(
            "%(n)s that was rejected stays.",
            "%(n)s that were rejected stay.",
            undone.staying,
        )
        messages.warning(request, told % {"n": undone.staying})
    return redirect("evidence:import", log.pk)


@require_safe
def original(request: StaffRequest, pk: int) -> FileResponse:
    """The file, byte for byte."""
    log = policies.access_log(acting_of(request), pk)
    return stream(log.file, download=True)
