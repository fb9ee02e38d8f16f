"""Self-inspection: the year's plan, checklist and figures."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from loa.common.dates import now, today
from loa.files.responses import send_made
from loa.files.sniff import XLSX
from loa.orgs.models import BodyVersion
from loa.orgs.policies import can_oversee
from loa.orgs.requests import StaffRequest
from loa.oversight import policies
from loa.oversight.inspecting import checklist, selectors, services
from loa.oversight.inspecting.forms import (
    ChecklistForm,
    PlanForm,
    PlannedForm,
)
from loa.oversight.inspecting.models import (
    InspectionPlan,
    PlannedVisit,
)
from loa.oversight.inspecting.statistics import statistics, statistics_workbook


@require_http_methods(["GET", "POST"])
def inspections(request: StaffRequest) -> HttpResponse:
    """The year: what is overdue, planned, visited; a POST begins the year's plan."""
    on = today()
    over = policies.access_board(request.acting, None, on=on)
    can_watch = can_oversee(request.acting, over.path)
    year = _year(request)
    data = request.POST if request.method == "POST" else None
    form = PlanForm(data, initial={"year": year})
    if data is not None:
        policies.require_watch(request.acting, over)
        if form.is_valid():
            try:
                made = services.make_plan(
                    over=over, **form.cleaned_data, **_hand(request)
                )
            except services.ThereAlready:
                form.add_error("year", _("This year has its plan."))
            else:
                messages.success(request, _("Begun. Put the visits into it."))
                return _index(made.year)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    plan = InspectionPlan.objects.filter(over_id=over.body_id, year=year).first()
    bodies = _bodies(request, over) if can_watch else []
    context = {
        "over": over,
        "year": year,
        "can_watch": can_watch,
        "plan": plan,
        "plan_form": form,
        "planned_form": PlannedForm(bodies=bodies),
        "planned": selectors.planned_for(request.acting, year, on=on),
        "visits": selectors.visits_for(request.acting, year, on=on),
        "findings": selectors.open_findings(request.acting, on=on),
        "on": on,
    }
    return render(request, "oversight/inspections.html", context, status=status)


@require_POST
def plan_visit(request: StaffRequest, pk: int) -> HttpResponse:
    """Put a visit into a plan."""
    plan = selectors.access_plan(request.acting, pk, on=today())
    over = policies.access_board(request.acting, plan.over_id, on=today())
    form = PlannedForm(request.POST, bodies=_bodies(request, over))
    if not form.is_valid():
        messages.error(request, _("Choose a body and a month."))
        return _index(plan.year)
    try:
        services.plan_visit(
            plan=plan,
            body_id=int(form.cleaned_data["body"]),
            month=int(form.cleaned_data["month"]),
            **_hand(request),
        )
    except services.ThereAlready:
        messages.info(request, _("This body is planned for that month already."))
    else:
        messages.success(request, _("Planned. The body is told."))
    return _index(plan.year)


@require_POST
def drop_visit(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a planned visit out, with a reason."""
    planned = PlannedVisit.objects.known().filter(pk=pk).first()
    if planned is None:
        raise Http404
    plan = selectors.access_plan(request.acting, planned.plan_id, on=today())
    try:
        services.drop_visit(
            planned=planned,
            reason=request.POST.get("ly_do", "")[:500],
            **_hand(request),
        )
    except ValueError:
        messages.error(request, _("Say why the visit is taken out."))
    except services.ThereAlready:
        messages.info(request, _("This visit was paid already."))
    else:
        messages.success(request, _("Taken out of the plan."))
    return _index(plan.year)


@require_http_methods(["GET", "POST"])
def inspect_items(request: StaffRequest) -> HttpResponse:
    """The checklist; a POST sets it from a day on."""
    on = today()
    over = policies.access_board(request.acting, None, on=on)
    policies.require_watch(request.acting, over)
    items = checklist.checklist_of(over, on)
    data = request.POST if request.method == "POST" else None
    lines = "\n".join(item.line for item in items)
    form = ChecklistForm(data, initial={"from_on": on, "items": lines})
    if data is not None and form.is_valid():
        services.set_checklist(over=over, **form.cleaned_data, **_hand(request))
        messages.success(request, _("Set. Visits opened before keep theirs."))
        return redirect("oversight:inspect_items")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {
        "over": over,
        "form": form,
        "items": items,
        "has_grounds": any(item.ground for item in items),
        "own": checklist.own_version(over, on),
    }
    return render(request, "oversight/inspect_items.html", context, status=status)


@require_GET
def inspect_statistics(request: StaffRequest) -> HttpResponse:
    """The year in figures."""
    year = _year(request)
    found = statistics(request.acting, year, on=today())
    context = {"found": found, "year": year}
    return render(request, "oversight/inspect_statistics.html", context)


@require_GET
def inspect_export(request: StaffRequest) -> HttpResponse:
    """The year in figures as a spreadsheet."""
    found = statistics(request.acting, _year(request), on=today())
    content = statistics_workbook(found, at=now())
    name = f"tu-kiem-tra-{found.year}.xlsx"
    return send_made(content, name=name, media_type=XLSX)


def _bodies(request: StaffRequest, over: BodyVersion) -> list[tuple[int, str]]:
    if request.acting is None:
        return []
    return selectors.bodies_to_visit(over, request.acting, today())


def _year(request: StaffRequest) -> int:
    year = request.GET.get("nam", "")
    return (
        int(year)
        if year.isdecimal() and 2020 <= int(year[:5]) <= 2100
        else today().year
    )


def _index(year: int) -> HttpResponse:
    address = redirect("oversight:inspections")
    address["Location"] += f"?nam={year}"
    return address


def _hand(request: StaffRequest) -> dict[str, Any]:
    return {"actor": request.user, "acting": request.acting, "at": now()}
