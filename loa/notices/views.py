"""The inbox, how a person is told, and what went out."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from loa.common import figures
from loa.common.dates import now, today
from loa.notices import deciding, policies, selectors, services, telling
from loa.notices.drivers import ways_on
from loa.notices.forms import PreferenceForm
from loa.notices.models import Message, Way
from loa.orgs.requests import StaffRequest

PER_PAGE = 50


@require_GET
def inbox(request: StaffRequest) -> HttpResponse:
    """What the body acted in was told, newest first."""
    rows = selectors.with_read(request.acting, request.user)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "lines": [selectors.line(notice) for notice in page],
        "unread": selectors.count_unread(request.acting, request.user),
    }
    return render(request, "notices/inbox.html", context)


@require_POST
def open_notice(request: StaffRequest, pk: int) -> HttpResponse:
    """Note that it was opened and go where it leads."""
    notice = selectors.access_notice(request.acting, pk)
    services.mark_read(notices=[notice], actor=request.user, at=now())
    if url_has_allowed_host_and_scheme(notice.url, allowed_hosts=None):
        return redirect(notice.url)
    return redirect("notices:inbox")


@require_POST
def read_all(request: StaffRequest) -> HttpResponse:
    """Note that the whole inbox was seen."""
    count = services.mark_all_read(actor=request.user, acting=request.acting, at=now())
    said = ngettext(
        "%(count)s notice is now marked as read.",
        "%(count)s notices are now marked as read.",
        count,
    )
    messages.success(request, said % {"count": figures.number(count)})
    return redirect("notices:inbox")


@require_http_methods(["GET", "POST"])
def preferences(request: StaffRequest) -> HttpResponse:
    """Choose what comes by mail and when; the inbox always stays."""
    preference = telling.preference_of(request.user)
    data = request.POST if request.method == "POST" else None
    form = PreferenceForm(data, preference=preference, ways=ways_on())
    if form.is_bound and form.is_valid():
        values = form.cleaned_data
        deciding.set_preference(
            user=request.user,
            wanted=form.wanted,
            digest_at=values["digest_at"],
            quiet=(values["quiet_from"], values["quiet_until"]),
            working_days_only=values["working_days_only"],
            at=now(),
        )
        messages.success(request, _("Saved. It holds from the next message on."))
        return redirect("notices:preferences")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"form": form, "ways": ways_on(), "mail_on": Way.MAIL in ways_on()}
    return render(request, "notices/preferences.html", context, status=status)


@require_GET
def outbox(request: StaffRequest) -> HttpResponse:
    """What went out to people of the bodies that one administers, troubles first."""
    acting = policies.require_outbox(request.acting)
    rows = policies.messages_of(acting, today())
    chosen = request.GET.get("tt", "")
    state = chosen if chosen in Message.State.values else ""
    counts = selectors.by_state(rows)
    if state:
        rows = rows.filter(state=state)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("trang"))
    context = {"page": page, "counts": counts, "chosen": state, "ways": ways_on()}
    return render(request, "notices/outbox.html", context)


@require_GET
def message(request: StaffRequest, pk: int) -> HttpResponse:
    """One message as it was or would be sent, and what may be decided about it."""
    found = policies.access_message(request.acting, pk, today())
    choices = [
        name
        for name, (sources, _to) in deciding.DECISIONS.items()
        if found.state in sources
    ]
    return render(
        request, "notices/message.html", {"message": found, "choices": choices}
    )


@require_POST
def decide(request: StaffRequest, pk: int) -> HttpResponse:
    """Send again, say that it arrived, or give up."""
    found = policies.access_message(request.acting, pk, today())
    decision = request.POST.get("quyet_dinh", "")
    if decision not in deciding.DECISIONS:
        raise BadRequest(decision)
    try:
        deciding.decide_message(
            message=found,
            decision=decision,
            actor=request.user,
            acting=request.acting,
            at=now(),
        )
    except deciding.Moved:
        messages.info(request, _("Its state changed meanwhile. Nothing was done."))
    else:
        messages.success(request, _("Decided."))
    return redirect("notices:message", found.pk)
