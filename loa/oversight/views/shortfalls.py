"""The list of bodies that do not carry out the plan, line by line, and the measures."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from loa.common import once
from loa.common.dates import now, today
from loa.orgs.policies import can_oversee
from loa.orgs.requests import StaffRequest
from loa.oversight import policies
from loa.oversight.shortfalls import selectors, services
from loa.oversight.shortfalls.forms import DrawForm, FollowForm, MeasureForm
from loa.oversight.shortfalls.models import ShortfallLine


@require_http_methods(["GET", "POST"])
def shortfalls(request: StaffRequest) -> HttpResponse:
    """The lists so far; a POST draws one up with today's figures."""
    on = today()
    over = policies.access_board(request.acting, None, on=on)
    can_watch = can_oversee(request.acting, over.path)
    data = request.POST if request.method == "POST" else None
    initial = {"first_on": on.replace(month=1, day=1), "last_on": on}
    form = DrawForm(data, initial=initial)
    if data is not None:
        policies.require_watch(request.acting, over)
        if form.is_valid():
            try:
                row = services.draw_up(
                    over=over,
                    first=form.cleaned_data["first_on"],
                    last=form.cleaned_data["last_on"],
                    actor=request.user,
                    acting=request.acting,
                    at=now(),
                    once_key=once.key_from(request),
                )
            except services.NobodyShort:
                form.add_error(
                    None,
                    _("Nobody is overdue or has missed anything due in these days."),
                )
            except once.AlreadyDone as done:
                return redirect(done.result_url or "oversight:shortfalls")
            else:
                return redirect("oversight:shortfall_list", row.pk)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {
        "over": over,
        "can_watch": can_watch,
        "form": form,
        "rows": selectors.lists_for(request.acting, on=on),
        "measures": selectors.open_measures(request.acting, on=on),
    }
    return render(request, "oversight/shortfalls.html", context, status=status)


@require_GET
def shortfall_list(request: StaffRequest, pk: int) -> HttpResponse:
    """One list: each line with its figures, decision and answer; the measures."""
    view = selectors.access_list(request.acting, pk, on=today())
    bodies = {one.line.body_id: one.line.body_name for one in view.kept}
    context = {
        "view": view,
        "row": view.row,
        "measure_form": MeasureForm(bodies=list(bodies.items())),
        "follow_form": FollowForm(),
    }
    return render(request, "oversight/shortfall_list.html", context)


@require_POST
def decide(request: StaffRequest, pk: int, line_pk: int) -> HttpResponse:
    """Keep a line or strike it, with a reason."""
    line = _line(request, pk, line_pk)
    try:
        services.decide_line(
            line=line,
            is_kept=request.POST.get("quyet_dinh") == "giu",
            reason=request.POST.get("ly_do", "")[:500],
            actor=request.user,
            acting=request.acting,
            at=now(),
        )
    except ValueError:
        messages.error(request, _("Say why the line is kept or struck."))
    except services.Closed:
        messages.error(request, _("The report is drafted: the list is closed."))
    else:
        messages.success(request, _("Decided."))
    return _to_line(pk, line_pk)


@require_POST
def answer(request: StaffRequest, pk: int, line_pk: int) -> HttpResponse:
    """Say one's own body's side of its line."""
    line = _line(request, pk, line_pk)
    try:
        services.answer_line(
            line=line,
            words=request.POST.get("y_kien", "")[:2000],
            actor=request.user,
            acting=request.acting,
            at=now(),
            once_key=once.key_from(request),
        )
    except ValueError:
        messages.error(request, _("Write what is to be said."))
    except services.Closed:
        messages.error(request, _("The report is drafted: the list is closed."))
    except once.AlreadyDone:
        messages.info(request, _("This was said already."))
    else:
        messages.success(
            request, _("Said. It stands beside the line and in the report.")
        )
    return _to_line(pk, line_pk)


def _line(request: StaffRequest, pk: int, line_pk: int) -> ShortfallLine:
    view = selectors.access_list(request.acting, pk, on=today())
    for one in view.lines:
        if one.line.pk == line_pk:
            return one.line
    raise Http404


def _to_line(pk: int, line_pk: int) -> HttpResponse:
    address = redirect("oversight:shortfall_list", pk)
    address["Location"] += f"#d-{line_pk}"
    return address


@require_POST
def report(request: StaffRequest, pk: int) -> HttpResponse:
    """Draft the report of a list to the People's Committee."""
    view = selectors.access_list(request.acting, pk, on=today())
    try:
        draft = services.draft_report(
            row=view.row, actor=request.user, acting=request.acting, at=now()
        )
    except services.Undecided:
        messages.error(
            request, _("Keep or strike every line first, and keep at least one.")
        )
    except services.Closed:
        messages.info(request, _("Its report was drafted already."))
    else:
        messages.success(request, _("Drafted. The list is closed from now on."))
        return redirect("documents:outgoing_draft", draft.pk)
    return redirect("oversight:shortfall_list", pk)


@require_POST
def propose(request: StaffRequest, pk: int) -> HttpResponse:
    """Propose a measure about a body that is kept on the list."""
    view = selectors.access_list(request.acting, pk, on=today())
    bodies = {one.line.body_id: one.line.body_name for one in view.kept}
    policies.require_list(view.can_watch)
    form = MeasureForm(request.POST, bodies=list(bodies.items()))
    if not form.is_valid():
        messages.error(request, _("Choose a body and say what exactly is proposed."))
        return redirect("oversight:shortfall_list", pk)
    try:
        services.propose_measure(
            row=view.row,
            body_id=int(form.cleaned_data["body"]),
            kind=form.cleaned_data["kind"],
            words=form.cleaned_data["words"],
            actor=request.user,
            acting=request.acting,
            at=now(),
            once_key=once.key_from(request),
        )
    except once.AlreadyDone:
        messages.info(request, _("This was proposed already."))
    else:
        messages.success(request, _("Proposed."))
    return redirect("oversight:shortfall_list", pk)


@require_POST
def follow(request: StaffRequest, pk: int, measure_pk: int) -> HttpResponse:
    """Note that a measure was decided, done or lifted."""
    view = selectors.access_list(request.acting, pk, on=today())
    policies.require_list(view.can_watch)
    found = [one.measure for one in view.measures if one.measure.pk == measure_pk]
    if not found:
        raise Http404
    form = FollowForm(request.POST)
    if form.is_valid():
        try:
            services.follow_measure(
                measure=found[0],
                **form.cleaned_data,
                actor=request.user,
                acting=request.acting,
                at=now(),
            )
        except services.BadStep:
            form.add_error(None, "")
    if form.errors:
        messages.error(
            request,
            _(
                "Nothing was noted. A decision needs by whom, by which document and until "
                "when; an end needs its proof or reason, and a decision before it."
            ),
        )
    else:
        messages.success(request, _("Noted."))
    return redirect("oversight:shortfall_list", pk)
