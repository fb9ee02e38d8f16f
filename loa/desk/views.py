"""A person's home, and the search box on top."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from loa.common.dates import now, today
from loa.desk import selectors
from loa.desk.duties import WINDOWS, Duty, my_work, window_of
from loa.documents import selectors as documents
from loa.domain.writing import roman
from loa.orgs import policies as orgs
from loa.orgs.requests import StaffRequest

SHOWN_AT_FIRST = 6


@require_safe
def home(request: StaffRequest) -> HttpResponse:
    """What I owe now, what arrived, and where to say what was done."""
    acting = request.acting
    if acting is None:
        return render(request, "desk/no_body.html")
    on = today()
    chosen = request.GET.get("ky", "")
    chosen = chosen if chosen in WINDOWS else "thang"
    work = my_work(acting.body_id, window_of(chosen, on), on)
    state = request.GET.get("trang-thai", "")
    return render(
        request,
        "desk/home.html",
        {
            "on": on,
            "chosen": chosen,
            "quarter": roman((on.month + 2) // 3),
            "state": state,
            "work": work,
            "groups": _groups(work.now, work.period, work.done, work.locked, state),
            "standing": work.standing[:SHOWN_AT_FIRST],
            "standing_rest": work.standing[SHOWN_AT_FIRST:],
            "can_write": orgs.can_write_for(acting, acting.body_id),
            "arrived": selectors.arrived(acting),
            "waiting_count": documents.count_open_readings(acting),
            "verdicts": selectors.verdicts(acting.body_id),
            "recorded": selectors.just_recorded(acting.body_id, request.user, now()),
        },
    )


def _groups(
    now_: list[Duty],
    period: list[Duty],
    done: list[Duty],
    locked: list[Duty],
    state: str,
) -> list[tuple[str, list[Duty]]]:
    groups = [("now", now_), ("period", period), ("done", done), ("locked", locked)]
    if state:
        groups = [(n, [d for d in rows if d.state == state]) for n, rows in groups]
    return [(name, rows) for name, rows in groups if rows]


@require_safe
def search(request: StaffRequest) -> HttpResponse:
    """Documents, tasks and records of the body acted in, found without marks."""
    query = request.GET.get("q", "").strip()[:200]
    acting = request.acting
    found = selectors.search(acting, query, today()) if acting and query else None
    return render(request, "desk/search.html", {"query": query, "found": found})
