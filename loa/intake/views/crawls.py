"""A column walked back: begun, watched, looked through, recorded in one move."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from loa.channels.forms import BAD_ADDRESS
from loa.channels.models import Channel
from loa.channels.selectors import channels_of
from loa.common import once
from loa.common.dates import now, today
from loa.domain.proof import BadAddress
from loa.evidence.guesses import guess_form
from loa.evidence.models import Record
from loa.evidence.policies import can_record_for
from loa.intake import crawling, policies
from loa.intake.confirming import confirm_crawl
from loa.intake.forms import CrawlForm, Takes
from loa.intake.models import Crawl, FoundItem
from loa.intake.searching import front_of
from loa.intake.sentences import of_end, of_item
from loa.intake.views.acting import acting_of
from loa.intake.views.items import numbers
from loa.orgs.requests import StaffRequest
from loa.orgs.selectors import Acting
from loa.reference.selectors import areas, forms

State = FoundItem.State


@require_http_methods(["GET", "POST"])
def begin(request: StaffRequest) -> HttpResponse:
    """Name a column and how far back; POST begins to walk and records nothing."""
    acting, on = acting_of(request), today()
    if not can_record_for(acting, acting.body_id):
        raise PermissionDenied
    channels = [one for one in channels_of(acting.body_id, on) if front_of(one)]
    form = _form(request, channels, on)
    if request.method == "POST" and form.is_valid():
        try:
            return _begun(request, acting, form)
        except BadAddress as bad:
            form.add_error("address", str(BAD_ADDRESS[bad.code]))
        except crawling.NotOwn:
            form.add_error(
                "address",
                _("This address stands on no channel of your body. Declare it first."),
            )
        except once.AlreadyDone as done:
            return redirect(done.result_url or "intake:home")
    page = {"form": form, "channels": channels, "is_off": not settings.LOA_FETCH}
    status = 422 if form.errors else 200
    return render(request, "intake/crawl_begin.html", page, status=status)


def _form(request: StaffRequest, channels: list[Channel], on: date) -> CrawlForm:
    every = forms()
    wanted = request.GET.get("kenh", "")
    chosen = next((one for one in channels if str(one.pk) == wanted), None)
    chosen = chosen or (channels[0] if channels else None)
    initial: dict[str, Any] = {
        "channel": chosen.pk if chosen else None,
        "address": front_of(chosen) if chosen else "",
        "since": crawling.first_day_of(on),
        "takes": Takes.SUBJECT,
        "form": (guess_form(every, chosen) or every[0]).pk,
    }
    return CrawlForm(
        *((request.POST,) if request.method == "POST" else ()),
        initial=initial,
        on=on,
        areas=areas(on),
        communication_forms=every,
        channels=channels,
    )


def _begun(request: StaffRequest, acting: Acting, form: CrawlForm) -> HttpResponse:
    given = form.cleaned_data
    made = crawling.begin_crawl(
        channel=given["channel"],
        address=given["address"],
        form=given["form"],
        area=given["area"],
        takes=given["takes"],
        since=given["since"],
        once_key=once.key_from(request),
        actor=request.user,
        acting=acting,
        at=now(),
    )
    return redirect("intake:crawl", made.pk)


@require_safe
def crawl(request: StaffRequest, pk: int) -> HttpResponse:
    """How far a walk is; once it ended, its items with ticks."""
    acting = acting_of(request)
    shown = policies.access_crawl(acting, pk)
    page = _progress(shown) | {
        "can_record": can_record_for(acting, acting.body_id),
        **_listed(shown),
    }
    return render(request, "intake/crawl.html", page)


@require_safe
def progress(request: StaffRequest, pk: int) -> HttpResponse:
    """How far a walk is: a fragment for htmx, a redirect to the page without it."""
    shown = policies.access_crawl(acting_of(request), pk)
    if not getattr(request, "htmx", False):
        return redirect("intake:crawl", shown.pk)
    page = _progress(shown)
    response = render(request, "intake/_crawl_progress.html", page)
    if not page["is_running"]:
        # The list stands below: the whole page is shown anew.
        response["HX-Refresh"] = "true"
    return response


def _progress(shown: Crawl) -> dict[str, Any]:
    rows = shown.items.values_list("state").annotate(n=Count("pk"))
    counts: dict[str, int] = dict.fromkeys(State.values, 0) | dict(rows.order_by())
    is_recording = shown.confirmed_at is not None and counts[State.TAKEN] > 0
    is_walking = shown.ended_at is None
    reading = counts[State.READING] if shown.confirmed_at is None else 0
    return {
        "crawl": shown,
        "counts": counts,
        "found": sum(counts.values()),
        "end": of_end(shown.end),
        "is_walking": is_walking,
        "is_recording": is_recording,
        "reading": reading,
        "is_running": shown.dropped_at is None
        and (is_walking or is_recording or reading > 0),
        "settled": counts[State.RECORDED] + counts[State.KNOWN],
        "ticked": counts[State.RECORDED] + counts[State.KNOWN] + counts[State.TAKEN],
        "is_off": not settings.LOA_FETCH,
    }


def _listed(shown: Crawl) -> dict[str, Any]:
    rows = list(shown.items.select_related("record").order_by("-said_on", "pk"))
    known = set(
        Record.objects.filter(
            body_id=shown.channel.owner_id,
            withdrawn_at=None,
            address_key__in=[row.address_key for row in rows],
        ).values_list("address_key", flat=True)
    )
    waiting = [row for row in rows if row.state == State.WAITING]
    ready = [row for row in waiting if row.said_on and not row.reason]
    return {
        "ready": [
            (
                row,
                row.address_key in known,
                row.is_main and row.address_key not in known,
            )
            for row in ready
        ],
        "unready": [(row, of_item(row.reason)) for row in waiting if row not in ready],
        "passed": [
            (row, of_item(row.reason)) for row in rows if row.state == State.PASSED
        ],
        "recorded": [row for row in rows if row.state in (State.RECORDED, State.KNOWN)],
    }


@require_POST
def confirm(request: StaffRequest, pk: int) -> HttpResponse:
    """Record the ticked items."""
    acting = acting_of(request)
    shown = policies.access_crawl(acting, pk)
    try:
        confirm_crawl(
            crawl=shown,
            ticked=numbers(request.POST.getlist("muc")),
            actor=request.user,
            acting=acting,
            at=now(),
        )
    except crawling.Confirmed:
        messages.info(
            request, _("It is still being read, or was confirmed or dropped before.")
        )
    return redirect("intake:crawl", shown.pk)


@require_POST
def drop(request: StaffRequest, pk: int) -> HttpResponse:
    """Walk no further and record nothing of it."""
    acting = acting_of(request)
    shown = policies.access_crawl(acting, pk)
    try:
        crawling.drop_crawl(crawl=shown, actor=request.user, acting=acting, at=now())
    except crawling.Confirmed:
        messages.info(request, _("It was confirmed or dropped before."))
        return redirect("intake:crawl", shown.pk)
    messages.success(request, _("Dropped. Nothing was recorded of it."))
    return redirect("intake:home")
