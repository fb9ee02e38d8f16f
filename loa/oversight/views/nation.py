"""The provinces of the nation side by side, for who watches over it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from loa.common.dates import today
from loa.orgs.requests import StaffRequest
from loa.oversight.filters import Filters
from loa.oversight.nation import read_nation
from loa.oversight.policies import access_nation


@require_GET
def nation(request: StaffRequest) -> HttpResponse:
    """What was counted in a year, by province; each leads to the province's board."""
    on = today()
    root = access_nation(request.acting, on=on)
    filters = Filters.read(request.GET, on=on)
    context = {
        "over": root,
        "filters": filters,
        "nation": read_nation(root, year=filters.year, task=filters.task, on=on),
        "years": range(on.year - 2, on.year + 1),
    }
    return render(request, "oversight/nation.html", context)
