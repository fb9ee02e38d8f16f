"""From a directive's page: one's own plan, a letter that carries it on, whom to send to."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from loa.common import once
from loa.common.dates import now, today
from loa.documents.outgoing import policies as outgoing
from loa.documents.outgoing.writing import Beginning, begin_draft
from loa.files.responses import send_made
from loa.files.sniff import XLSX
from loa.orgs.models import BodyVersion
from loa.orgs.requests import StaffRequest
from loa.programmes import carrying_on, composing, policies
from loa.programmes.cascade import PlanState, cascade_of, cascade_workbook
from loa.programmes.dispatching import dispatch_workbook
from loa.programmes.models import Directive

Compose = Callable[[Directive, BodyVersion, date], Beginning]


@require_POST
def own_plan(request: StaffRequest, pk: int) -> HttpResponse:
    """Draft the body's own plan from what it owes by a directive."""
    return _begin(request, pk, composing.own_plan)


@require_POST
def carry_on(request: StaffRequest, pk: int) -> HttpResponse:
    """Draft the letter by which the body passes a directive on."""
    return _begin(request, pk, carrying_on.carry_on)


def _begin(request: StaffRequest, pk: int, compose: Compose) -> HttpResponse:
    on = today()
    directive = policies.access_directive(request.acting, pk, on=on)
    acting = outgoing.require_write(
        request.acting, request.acting.body_id if request.acting else 0
    )
    try:
        draft = begin_draft(
            beginning=compose(directive, outgoing.body_of(acting, on), on),
            actor=request.user,
            acting=acting,
            at=now(),
            once_key=once.key_from(request),
        )
    except composing.NothingOwed:
        messages.info(request, _("Your body owes nothing by this document."))
        return redirect("programmes:directive", pk)
    except once.AlreadyDone as done:
        return redirect(done.result_url or "documents:outgoing_list")
    messages.success(
        request,
        _("Drafted from what is on record. Where it says […], only you can write."),
    )
    return redirect("documents:outgoing_draft", draft.pk)


@require_GET
def dispatch(request: StaffRequest, pk: int) -> HttpResponse:
    """The dispatch list of a directive, as .xlsx."""
    on = today()
    directive = policies.access_directive(request.acting, pk, on=on)
    if request.acting is None:
        raise Http404
    body = outgoing.body_of(request.acting, on)
    content = dispatch_workbook(directive, body, on=on, at=now())
    return send_made(content, name=f"noi-nhan-{directive.pk}.xlsx", media_type=XLSX)


@require_GET
def cascade(request: StaffRequest, pk: int) -> HttpResponse:
    """Who below has issued its own plan, late or not at all; also as .xlsx."""
    on = today()
    directive = policies.access_directive(request.acting, pk, on=on)
    found = cascade_of(directive, request.acting, on=on)
    state = request.GET.get("trang-thai", "")
    state = state if state in PlanState.values else ""
    rows = found.only(state)
    if request.GET.get("tep") == "xlsx":
        author = request.acting.name if request.acting else ""
        content = cascade_workbook(directive, rows, at=now(), author=author)
        name = f"ke-hoach-cap-duoi-{directive.pk}.xlsx"
        return send_made(content, name=name, media_type=XLSX)
    context = {
        "directive": directive,
        "cascade": found,
        "rows": rows,
        "state": state,
        "own": next(
            (
                row
                for row in found.rows
                if request.acting and row.version.body_id == request.acting.body_id
            ),
            None,
        ),
    }
    return render(request, "programmes/cascade.html", context)
