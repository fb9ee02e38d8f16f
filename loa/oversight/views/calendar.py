"""A body's calendar and its .ics file."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from loa.common.dates import now, today
from loa.orgs.requests import StaffRequest
from loa.oversight import calendar as calendars
from loa.oversight.labels import period_name
from loa.oversight.policies import access_board

WEEKDAYS = (
    (_("Mo"), _("Monday")),
    (_("Tu"), _("Tuesday")),
    (_("We"), _("Wednesday")),
    (_("Th"), _("Thursday")),
    (_("Fr"), _("Friday")),
    (_("Sa"), _("Saturday")),
    (_("Su"), _("Sunday")),
)


@require_GET
def own_calendar(request: StaffRequest) -> HttpResponse:
    """Go to the calendar of the body acted in."""
    if request.acting is None:
        return redirect("orgs:body")
    return redirect("oversight:calendar_of", request.acting.body_id)


@require_GET
def calendar(request: StaffRequest, body_pk: int) -> HttpResponse:
    """What a body owes, day by day through a year."""
    on = today()
    version = access_board(request.acting, body_pk, on=on)
    year = _year(request, on.year)
    due = calendars.due_in_year(version.body_id, year, on)
    context = {
        "version": version,
        "year": year,
        "on": on,
        "months": calendars.months(due, year),
        "due": [(one, period_name(one.cell.window.period)) for one in due],
        "weekday_heads": WEEKDAYS,
    }
    return render(request, "oversight/calendar.html", context)


@require_GET
def ics(request: StaffRequest, body_pk: int) -> HttpResponse:
    """The year's due days as a file for any calendar program."""
    on = today()
    version = access_board(request.acting, body_pk, on=on)
    year = _year(request, on.year)
    due = calendars.due_in_year(version.body_id, year, on)
    name = _("Duties of %s") % version.name
    content = calendars.as_ics(due, name=name, host=request.get_host(), at=now())
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="loa-{year}.ics"'
    return answer


def _year(request: StaffRequest, default: int) -> int:
    text = request.GET.get("nam", "")
    is_year = text.isascii() and text.isdigit() and 2000 <= int(text[:5]) <= 2100
    return int(text) if is_year else default
