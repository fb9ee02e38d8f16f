"""What is due, what was made and received, and the form for a new report."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from loa.common import once
from loa.common.dates import now, today
from loa.orgs import policies as orgs
from loa.orgs.requests import StaffRequest
from loa.reports import selectors, services
from loa.reports.forms import MakeForm
from loa.reports.labels import days_label, period_label
from loa.reports.scopes import NoBody, period_of

PER_PAGE = 25


@require_GET
def report_list(request: StaffRequest) -> HttpResponse:
    """What the body owes now, its reports, and what came to it."""
    if request.acting is None:
        return render(request, "reports/report_list.html", {"acting": None})
    on = today()
    own = Paginator(selectors.reports_of(request.acting), PER_PAGE)
    page = own.get_page(request.GET.get("trang"))
    came_in = Paginator(selectors.reports_received(request.acting, on), PER_PAGE)
    received = came_in.get_page(request.GET.get("nhan"))
    names = selectors.names_of({row.body_id for row in received}, on)
    context = {
        "acting": request.acting,
        "due": [
            (
                row,
                period_label(row.period),
                days_label(row.period.start, row.period.last_day),
            )
            for row in selectors.reports_due(request.acting, on)
        ],
        "page": page,
        "own": [(row, period_label(period_of(row))) for row in page],
        "received_page": received,
        "received": [
            (row, period_label(period_of(row)), names.get(row.body_id, ""))
            for row in received
        ],
        "can_make": orgs.can_write_for(request.acting, request.acting.body_id),
        "today": on,
    }
    return render(request, "reports/report_list.html", context)


@require_http_methods(["GET", "POST"])
def make(request: StaffRequest) -> HttpResponse:
    """Choose a report and make it."""
    if request.acting is None:
        raise PermissionDenied
    orgs.require_write_for(request.acting, request.acting.body_id)
    on = today()
    if request.method == "GET":
        form = MakeForm(acting=request.acting, on=on, initial=_wanted(request))
        return render(request, "reports/report_make.html", {"form": form})
    form = MakeForm(request.POST, acting=request.acting, on=on)
    if form.is_valid():
        try:
            report = services.draft_report(
                order=form.order(),
                actor=request.user,
                acting=request.acting,
                at=now(),
                once_key=once.key_from(request),
            )
        except once.AlreadyDone as done:
            messages.info(request, _("This was already done."))
            return redirect(done.result_url or "reports:list")
        except services.AlreadyMade as made:
            messages.info(request, _("Your body already has this report. Here it is."))
            return redirect("reports:detail", made.report.pk)
        except NoBody:
            form.add_error(
                "whom",
                _("Nobody was there in that period. Choose another period or group."),
            )
        else:
            return redirect("reports:detail", report.pk)
    return render(request, "reports/report_make.html", {"form": form}, status=422)


def _wanted(request: StaffRequest) -> dict[str, str]:
    """What a link from the list of due reports asks for."""
    wanted = request.GET.get("bao-cao", "")
    if wanted:
        return {"what": wanted}
    # Else the newest quarter that has closed: the second of the first regime.
    for regime in selectors.regimes_in_force(today()):
        if regime.period_kind == "quarter":
            period = selectors.last_closed(regime, today())
            return {"what": f"{regime.pk}:{period.code}"}
    return {}
