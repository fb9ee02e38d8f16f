"""The call list, and one body's calls."""

from datetime import date
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from loa.common import once
from loa.common.dates import now, today
from loa.orgs import policies as orgs_policies
from loa.orgs import selectors as orgs
from loa.orgs.models import BodyVersion
from loa.orgs.requests import StaffRequest
from loa.oversight import policies
from loa.oversight.calls import services
from loa.oversight.calls.listing import call_list, calls_to, people_of
from loa.oversight.calls.promises import promises
from loa.oversight.filters import CellRef
from loa.oversight.forecast import Expected
from loa.oversight.forms import CallForm
from loa.oversight.labels import saying
from loa.oversight.views.over import read_over
from loa.oversight.watching import Watched, watch
from loa.oversight.words import PROMISES, WRONG


@require_GET
def calls(request: StaffRequest) -> HttpResponse:
    """Whom to call today; for who does not watch, only her own body's row."""
    on = today()
    over = read_over(request, on)
    can_call = policies.can_watch(request.acting, over.version)
    own = request.acting.body_id if request.acting else 0
    body_ids = over.body_ids if can_call else [own]
    found = call_list(watch(body_ids, on=on), leave_out=[own] if can_call else ())
    context = {
        "over": over,
        "can_call": can_call,
        "list": found,
        "rows": [_row(row) for row in found.rows],
        "waiting": [_row(row) for row in found.waiting],
        "called": [_row(row) for row in found.called],
        "at": now(),
    }
    return render(request, "oversight/calls.html", context)


def _row(row: Any) -> dict[str, Any]:
    promise = row.promise
    return {
        "row": row,
        "name": row.version.short_name or row.version.name,
        "saying": saying(row.duties),
        "refs": [_ref(one) for one in row.duties],
        "promise": PROMISES[promise.state] if promise else None,
    }


def _ref(one: Expected) -> CellRef:
    cell = one.judged.cell
    return CellRef(cell.task.id, one.body_id, cell.window.period.start)


@require_http_methods(["GET", "POST"])
def call(request: StaffRequest, body_pk: int) -> HttpResponse:
    """One body: whom to ask for, what about, what was said before; note a call."""
    on = today()
    version = orgs_policies.access_body(request.acting, body_pk, on=on)
    is_own = request.acting is not None and request.acting.body_id == body_pk
    can_call = policies.can_watch(request.acting, version) and not is_own
    if not can_call and (request.method == "POST" or not is_own):
        raise PermissionDenied
    watched = watch([body_pk], on=on)
    people = people_of([body_pk], on).get(body_pk, ())
    form = CallForm(
        request.POST if request.method == "POST" else None,
        duties=[(key_of(one), saying([one])) for one in watched.expected],
        posts=[one.post for one in people],
    )
    if form.is_bound and form.is_valid() and _noted(request, version, form, on):
        return redirect("oversight:calls")
    told = list(calls_to(body_pk))
    kept = promises(told, on=on)
    context = {
        "version": version,
        "people": people,
        "form": form,
        "can_call": can_call,
        "doubtful": _sayings(watched),
        "history": [
            (one, PROMISES[kept[one.pk].state] if one.pk in kept else None)
            for one in told
        ],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "oversight/call.html", context, status=status)


def _sayings(watched: Watched) -> list[tuple[Expected, str]]:
    return [(one, saying([one])) for one in watched.doubtful]


def key_of(one: Expected) -> str:
    """How a form names an obligation: task and first day."""
    cell = one.judged.cell
    return f"{cell.task.id}-{cell.window.period.start:%Y-%m-%d}"


def _noted(
    request: StaffRequest, version: BodyVersion, form: CallForm, on: date
) -> bool:
    """Note the call; say what is wrong in the form instead."""
    data = form.cleaned_data
    acting = request.acting
    over = orgs.version_of(policies.widest(acting), on) if acting else None
    try:
        services.record_call(
            over=over or version,
            body=version,
            post=data["post"],
            note=data["note"],
            promised_on=data["promised_on"],
            about=form.keys(),
            actor=request.user,
            acting=acting,
            at=now(),
            once_key=once.key_from(request),
        )
    except once.AlreadyDone:
        messages.info(request, _("This call was noted already."))
    except services.BadPromise as error:
        form.add_error(
            "promised_on" if error.code != "about" else "about", WRONG[error.code]
        )
        return False
    except services.NotOwed:
        form.add_error("about", _("This is owed no longer. Look again what is."))
        return False
    else:
        messages.success(request, _("Noted. A promise comes back on its day."))
    return True
