"""All that waits for a person's verdict, by area."""

from collections import Counter

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from loa.common.dates import today
from loa.evidence import policies
from loa.evidence.awaiting import areas_spoken_for, awaiting_verdict
from loa.evidence.views.acting import acting_of
from loa.orgs.requests import StaffRequest
from loa.reference.models import Area

PAGE = 50
MINE = "cua-toi"


@require_safe
def awaiting(request: StaffRequest) -> HttpResponse:
    """Records that wait for her verdict; ``?linh-vuc=cua-toi`` or an area's number."""
    acting, on = acting_of(request), today()
    wanted = request.GET.get("linh-vuc", "")
    mine = {each.area_id for each in areas_spoken_for(acting, on)}
    wanted = "" if wanted == MINE and not mine else wanted
    rows = awaiting_verdict(acting, on, of_my_areas=wanted == MINE)
    counts = Counter(
        awaiting_verdict(acting, on).order_by().values_list("record__area", flat=True)
    )
    areas = list(Area.objects.filter(pk__in=[pk for pk in counts if pk] or mine))
    if wanted in {str(area.pk) for area in areas}:
        rows = rows.filter(record__area=int(wanted))
    elif wanted != MINE:
        wanted = ""
    most = max(counts.values(), default=1)
    found = rows.select_related(
        "record__body", "record__form", "record__area", "appeal"
    )
    context = {
        "page_obj": Paginator(found, PAGE).get_page(request.GET.get("trang")),
        "wanted": wanted,
        "speaks": bool(mine),
        "audits": policies.audited_bodies(acting),
        "areas": [
            (area, counts[area.pk], round(100 * counts[area.pk] / most, 2))
            for area in areas
        ],
        "mine": mine,
    }
    return render(request, "evidence/awaiting.html", context)
