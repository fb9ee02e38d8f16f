"""Figures by the tree of then and by the tree of now, on one page."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from loa.common.dates import today
from loa.orgs.requests import StaffRequest
from loa.oversight import trees
from loa.oversight.filters import Filters
from loa.oversight.policies import access_board


@require_GET
def by_tree(request: StaffRequest) -> HttpResponse:
    """What was done in a year: under the bodies of then, or of now."""
    on = today()
    filters = Filters.read(request.GET, on=on)
    over = access_board(request.acting, filters.over, on=on)
    first, end = date(filters.year, 1, 1), date(filters.year + 1, 1, 1)
    last = min(on, date(filters.year, 12, 31))
    bodies = trees.bodies_of(over, first=first, last=last, now=on)
    tree: trees.Name = "now" if request.GET.get("cay") == "nay" else "then"
    found = trees.figures(body_ids=bodies, first=first, end=end, tree=tree, now=on)
    context = {
        "over": over,
        "filters": filters,
        "figures": found,
        "years": range(on.year - 2, on.year + 1),
        "on": on,
    }
    return render(request, "oversight/trees.html", context)
