"""One visit: what was seen, photos, findings and their remedies, minutes."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from loa.common import once
from loa.common.dates import now, today
from loa.documents.secrecy import take_upload
from loa.files.responses import stream
from loa.files.services import TooLarge
from loa.orgs.models import BodyVersion
from loa.orgs.requests import StaffRequest
from loa.oversight import policies
from loa.oversight.inspecting import selectors, services
from loa.oversight.inspecting.forms import (
    FileForm,
    FindingForm,
    StepForm,
    VisitForm,
)
from loa.oversight.inspecting.models import (
    FindingStep,
    PlannedVisit,
    VisitAnswer,
    VisitFile,
)
from loa.oversight.inspecting.photos import NotTaken
from loa.oversight.inspecting.selectors import FindingView, VisitView


@require_http_methods(["GET", "POST"])
def open_visit(request: StaffRequest) -> HttpResponse:
    """Open a visit, of the plan (`?dot=`) or beside it."""
    on = today()
    over = policies.access_board(request.acting, None, on=on)
    policies.require_watch(request.acting, over)
    planned = _planned(request)
    bodies = _bodies(request, over)
    if planned:
        bodies = [one for one in bodies if one[0] == planned.body_id]
    data = request.POST if request.method == "POST" else None
    form = VisitForm(data, bodies=bodies, initial={"on": on})
    if data is not None and form.is_valid():
        given = form.cleaned_data
        try:
            row = services.open_visit(
                over=over,
                body_id=int(given.pop("body")),
                planned=planned,
                once_key=once.key_from(request),
                **given,
                **_hand(request),
            )
        except once.AlreadyDone as done:
            return redirect(done.result_url or "oversight:inspections")
        except services.ThereAlready:
            form.add_error(None, _("This visit was paid already, or taken out."))
        except ValueError:
            form.add_error("on", _("A visit is opened on its day or later."))
        else:
            return redirect("oversight:visit", row.pk)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"form": form, "planned": planned}
    return render(request, "oversight/visit_form.html", context, status=status)


@require_GET
def visit(request: StaffRequest, pk: int) -> HttpResponse:
    """One visit: checklist, photos, findings with what became of them, minutes."""
    view = _view(request, pk)
    return render(request, "oversight/visit.html", _context(view))


def _context(view: VisitView, **changed: Any) -> dict[str, Any]:
    return {
        "view": view,
        "row": view.row,
        "answers": VisitAnswer.Answer.choices,
        "file_form": FileForm(),
        "finding_form": FindingForm(),
    } | changed


@require_POST
def answer_visit(request: StaffRequest, pk: int) -> HttpResponse:
    """Write the checklist down, as far as it was gone through."""
    view = _view(request, pk)
    given = {}
    for one in view.asked:
        answer = request.POST.get(f"a-{one.item.code}", "")
        if answer:
            note = request.POST.get(f"n-{one.item.code}", "")[:500]
            given[one.item.code] = (answer, note)

    def write() -> None:
        try:
            services.answer_items(visit=view.row, answers=given, **_hand(request))
        except ValueError as wrong:
            asked = next((o for o in view.asked if o.item.code == str(wrong)), None)
            messages.error(
                request,
                _("Nothing was kept. What is not in order needs a note: %(item)s")
                % {"item": asked.item.question if asked else ""},
            )
        else:
            messages.success(request, _("Written down."))

    return _write(request, pk, write, "#kt")


@require_POST
def add_file(request: StaffRequest, pk: int) -> HttpResponse:
    """Keep a photo or a file of a visit."""
    view = _view(request, pk)
    _require_inspector(view)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _wrong(request, _context(view, file_form=form))

    def write() -> None:
        services.add_file(
            visit=view.row,
            sent=_sent(form.cleaned_data["file"]),
            caption=form.cleaned_data["caption"],
            once_key=once.key_from(request),
            **_hand(request),
        )
        messages.success(request, _("Kept."))

    return _write(request, pk, write, "#anh")


@require_POST
def add_finding(request: StaffRequest, pk: int) -> HttpResponse:
    """Write a finding down, with the remedy asked and its day."""
    view = _view(request, pk)
    _require_inspector(view)
    form = FindingForm(request.POST)
    if form.is_valid() and form.cleaned_data["due_on"] < view.row.on:
        form.add_error("due_on", _("This day is before the visit."))
    if not form.is_valid():
        return _wrong(request, _context(view, finding_form=form))

    def write() -> None:
        services.add_finding(
            visit=view.row,
            once_key=once.key_from(request),
            **form.cleaned_data,
            **_hand(request),
        )
        messages.success(request, _("Written down. The body is told."))

    return _write(request, pk, write, "#ph")


@require_POST
def follow_finding(request: StaffRequest, pk: int, finding_pk: int) -> HttpResponse:
    """The body says what it did; the inspector closes or returns it."""
    found = _finding(_view(request, pk), finding_pk)
    form = StepForm(request.POST, request.FILES)

    def write() -> None:
        given = form.cleaned_data if form.is_valid() else None
        try:
            if given is None:
                # Whose step it would have been is asked before what is wrong with it.
                given = {
                    "kind": request.POST.get("kind", ""),
                    "words": "",
                    "file": None,
                }
            services.follow_finding(
                finding=found.finding,
                kind=given["kind"],
                words=given["words"],
                due_on=given.get("due_on"),
                sent=_sent(given["file"]) if given["file"] else None,
                once_key=once.key_from(request),
                **_hand(request),
            )
        except services.BadStep:
            messages.error(
                request,
                _(
                    "Nothing was noted. Say what was done, or why; a return needs a new"
                    " day that is not past. Somebody may have been quicker: look again."
                ),
            )
        else:
            messages.success(request, _("Noted."))

    return _write(request, pk, write, f"#ph-{finding_pk}")


@require_POST
def visit_minutes(request: StaffRequest, pk: int) -> HttpResponse:
    """Draft the minutes for both sides to sign."""
    view = _view(request, pk)
    try:
        draft = services.draft_minutes(visit=view.row, **_hand(request))
    except services.Unanswered:
        messages.error(request, _("Go through the whole checklist first."))
    except services.Closed:
        messages.info(request, _("The minutes were drafted already."))
    else:
        messages.success(
            request, _("Drafted. The visit is closed while the draft lives.")
        )
        return redirect("documents:outgoing_draft", draft.pk)
    return redirect("oversight:visit", pk)


@require_GET
def visit_file(request: StaffRequest, pk: int, file_pk: int) -> HttpResponseBase:
    """A file of a visit: of a photo the copy; the original (`?goc`) to inspectors."""
    view = _view(request, pk)
    found: VisitFile | None = next(
        (one for one in view.files if one.pk == file_pk), None
    )
    if found is None:
        raise Http404
    return _stream(request, view, found.original, found.shown)


@require_GET
def proof_file(request: StaffRequest, pk: int, step_pk: int) -> HttpResponseBase:
    """What a body sent to prove a remedy, shown like the files of the visit."""
    view = _view(request, pk)
    steps = [step for one in view.findings for step in one.steps]
    found: FindingStep | None = next((one for one in steps if one.pk == step_pk), None)
    if found is None or found.file is None:
        raise Http404
    return _stream(request, view, found.file, found.shown)


def _stream(
    request: HttpRequest, view: VisitView, original: Any, shown: Any
) -> HttpResponseBase:
    if shown is None or ("goc" in request.GET and view.can_watch):
        return stream(original, download=True)
    return stream(shown, download=False)


def _write(
    request: StaffRequest, pk: int, write: Callable[[], None], where: str
) -> HttpResponse:
    """Carry a change out, and say in words what keeps it from being one."""
    try:
        write()
    except once.AlreadyDone:
        messages.info(request, _("This was sent already."))
    except services.Closed:
        messages.error(
            request,
            _("The minutes are drafted. Give the draft up to change the visit."),
        )
    except NotTaken:
        messages.error(
            request,
            _(
                "This file was not kept. Send a photo as JPEG, PNG or WebP, or a PDF,"
                " Word, Excel or text file."
            ),
        )
    except TooLarge:
        messages.error(request, _("This file is too large. Send a smaller one."))
    address = redirect("oversight:visit", pk)
    address["Location"] += where
    return address


def _wrong(request: StaffRequest, context: dict[str, Any]) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "oversight/visit.html", context, status=status)


def _view(request: StaffRequest, pk: int) -> VisitView:
    return selectors.access_visit(request.acting, pk, on=today())


def _require_inspector(view: VisitView) -> None:
    policies.require_list(view.can_watch)


def _finding(view: VisitView, pk: int) -> FindingView:
    for one in view.findings:
        if one.finding.pk == pk:
            return one
    raise Http404


def _sent(upload: Any) -> services.Sent:
    return services.Sent(take_upload(upload), upload.name or "")


def _planned(request: StaffRequest) -> PlannedVisit | None:
    pk = request.GET.get("dot", "")
    if not pk:
        return None
    rows = PlannedVisit.objects.known().select_related("plan")
    found = rows.filter(pk=pk).first() if pk.isdecimal() and len(pk) < 10 else None
    if found is None:
        raise Http404
    selectors.access_plan(request.acting, found.plan_id, on=today())
    planned: PlannedVisit = found
    return planned


def _bodies(request: StaffRequest, over: BodyVersion) -> list[tuple[int, str]]:
    if request.acting is None:
        return []
    return selectors.bodies_to_visit(over, request.acting, today())


def _hand(request: StaffRequest) -> dict[str, Any]:
    return {"actor": request.user, "acting": request.acting, "at": now()}
