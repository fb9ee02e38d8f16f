"""A person's home, and the search box on top."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from loa.common import once
from loa.common.dates import now, today
from loa.desk import selectors
from loa.desk.duties import WINDOWS, Duty, my_work, window_of
from loa.desk.forms import SentenceForm
from loa.desk.overseeing import overseeing
from loa.documents import selectors as documents
from loa.domain.writing import roman
from loa.orgs import policies as orgs
from loa.orgs.models import Body
from loa.orgs.requests import StaffRequest
from loa.oversight.inspecting.selectors import own_remedies
from loa.programmes.policies import access_task
from loa.programmes.services import BadPeriod, state_standing

SHOWN_AT_FIRST = 6


@require_safe
def home(request: StaffRequest) -> HttpResponse:
    """What I owe now, what arrived, and where to say what was done."""
    acting = request.acting
    if acting is None:
        return render(request, "desk/no_body.html")
    on = today()
    chosen = _window_name(request.GET)
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
            "acting_body": acting.body_id,
            "can_write": orgs.can_write_for(acting, acting.body_id),
            "arrived": selectors.arrived(acting),
            "waiting_count": documents.count_open_readings(acting),
            "overseeing": overseeing(acting, on),
            "awaiting": selectors.awaiting(acting, on),
            "remedies": own_remedies(acting.body_id, on=on),
            "verdicts": selectors.verdicts(acting.body_id, on),
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


@require_POST
def state(request: StaffRequest, pk: int) -> HttpResponse:
    """Keep what the body says of a standing task in a period, then show the home."""
    acting = request.acting
    if acting is None:
        raise Http404
    task = access_task(acting, pk, on=today())
    form = SentenceForm(request.POST)
    back = f"{reverse('desk:home')}?ky={_window_name(request.POST)}#tx"
    if not form.is_valid():
        if "sentence" not in form.errors:
            raise BadRequest("period_start")
        messages.error(request, " ".join(map(str, form.errors["sentence"])))
        return redirect(back)
    try:
        state_standing(
            task=task,
            body=Body(pk=acting.body_id),
            period_start=form.cleaned_data["period_start"],
            sentence=form.cleaned_data["sentence"],
            actor=request.user,
            acting=acting,
            at=now(),
            once_key=once.key_from(request),
        )
    except once.AlreadyDone:
        messages.info(request, _("This was said already."))
    except BadPeriod:
        messages.error(
            request,
            _("The body does not owe this task in that period. Nothing was kept."),
        )
    else:
        messages.success(
            request, _("Kept. The period's report takes the sentence over.")
        )
    return redirect(back)


def _window_name(words: QueryDict) -> str:
    chosen = words.get("ky", "")
    return chosen if chosen in WINDOWS else "thang"


@require_safe
def search(request: StaffRequest) -> HttpResponse:
    """Documents, tasks and records of the body acted in, found without marks."""
    query = request.GET.get("q", "").strip()[:200]
    acting = request.acting
    found = selectors.search(acting, query, today()) if acting and query else None
    return render(request, "desk/search.html", {"query": query, "found": found})
