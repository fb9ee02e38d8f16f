"""Feeds of a channel: looked for, switched on with what they count as, switched off."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from loa.channels.forms import BAD_ADDRESS
from loa.channels.selectors import channels_of
from loa.common import once
from loa.common.dates import now, today
from loa.domain.proof import BadAddress
from loa.evidence.duties import duties_of
from loa.evidence.guesses import guess_form
from loa.evidence.policies import can_record_for
from loa.fetching.models import Visit
from loa.intake import policies
from loa.intake.crawling import first_day_of
from loa.intake.forms import FeedForm, SearchForm
from loa.intake.models import Feed, FoundItem
from loa.intake.polling import EVERY, ChannelClosed, switch_off, switch_on
from loa.intake.searching import front_of, search_feeds, visits_of
from loa.intake.sentences import of_feed, of_item
from loa.intake.views.acting import acting_of
from loa.orgs.requests import StaffRequest
from loa.programmes.models import Task
from loa.reference.selectors import areas, forms

PER_PAGE = 25
State = FoundItem.State


@require_POST
def search(request: StaffRequest) -> HttpResponse:
    """Look for the feeds of a channel."""
    acting, on = acting_of(request), today()
    if not can_record_for(acting, acting.body_id):
        raise PermissionDenied
    channels = [one for one in channels_of(acting.body_id, on) if front_of(one)]
    form = SearchForm(request.POST, channels=channels)
    if not form.is_valid():
        messages.error(request, _("Choose a channel that has a web address."))
        return redirect("intake:home")
    try:
        made = search_feeds(
            channel=form.cleaned_data["channel"],
            address=form.cleaned_data["address"],
            once_key=once.key_from(request),
            actor=request.user,
            acting=acting,
            at=now(),
        )
    except BadAddress as bad:
        messages.error(request, str(BAD_ADDRESS[bad.code]))
        return redirect("intake:home")
    except once.AlreadyDone:
        return redirect("intake:home")
    return redirect("intake:found", made.pk)


@require_safe
def found(request: StaffRequest, pk: int) -> HttpResponse:
    """How far a search is and what it found; htmx asks again while it goes on."""
    search = policies.access_search(acting_of(request), pk)
    visits = list(visits_of(search))
    ended = sum(visit.state == Visit.State.ENDED for visit in visits)
    # Servers that fail are asked again for hours; nobody waits for that here.
    is_running = any(
        visit.state != Visit.State.ENDED and not visit.failures for visit in visits
    )
    page = {
        "search": search,
        "ended": ended,
        "count": len(visits),
        "is_running": is_running and settings.LOA_FETCH,
        "is_off": not settings.LOA_FETCH,
        "feeds": Feed.objects.filter(channel=search.channel),
    }
    htmx = getattr(request, "htmx", False)
    return render(request, "intake/_found.html" if htmx else "intake/found.html", page)


@require_http_methods(["GET", "POST"])
def feed(request: StaffRequest, pk: int) -> HttpResponse:
    """A feed: what it offers, what was done with it; POST switches it on."""
    acting, on = acting_of(request), today()
    shown = policies.access_feed(acting, pk)
    can_record = can_record_for(acting, acting.body_id)
    form = _form(request, shown, acting.body_id, on)
    if request.method == "POST":
        if not can_record:
            raise PermissionDenied
        if form.is_valid():
            given = form.cleaned_data
            try:
                switch_on(
                    feed=shown,
                    form=given["form"],
                    area=given["area"],
                    takes=given["takes"],
                    tasks=list(Task.objects.filter(pk__in=given.get("tasks", ()))),
                    since=given["since"],
                    actor=request.user,
                    acting=acting,
                    at=now(),
                )
            except ChannelClosed:
                form.add_error(None, of_feed("channel_closed"))
            else:
                messages.success(
                    request, _("Switched on: new items are recorded in your name.")
                )
                return redirect("intake:feed", shown.pk)
    rows = shown.items.select_related("record").order_by("-found_at", "-pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("trang"))
    return render(
        request,
        "intake/feed.html",
        {
            "feed": shown,
            "form": form,
            "fault": of_feed(shown.fault),
            "sample": [
                (title or address, day and date.fromisoformat(day), address)
                for title, day, address in shown.sample
            ],
            "page_obj": page,
            "rows": [(item, of_item(item.reason)) for item in page],
            "can_record": can_record,
            "hours": EVERY.seconds // 3600,
            "is_off": not settings.LOA_FETCH,
        },
        status=422 if form.errors else 200,
    )


def _form(request: StaffRequest, shown: Feed, body_id: int, on: date) -> FeedForm:
    every = forms()
    guessed = guess_form(every, shown.channel)
    initial: dict[str, Any] = {
        "takes": shown.takes,
        "form": shown.form_id or (guessed or every[0]).pk,
        "area": shown.area_id,
        "since": shown.since or max(first_day_of(on), shown.channel.from_on),
        "tasks": [task.pk for task in shown.tasks.all()],
    }
    return FeedForm(
        *((request.POST,) if request.method == "POST" else ()),
        initial=initial,
        on=on,
        areas=areas(on),
        communication_forms=every,
        duties=_duties(body_id, on),
    )


def _duties(body_id: int, on: date) -> list[tuple[int, str]]:
    owed = duties_of((body_id,), done_on=on, on=on).values()
    found = {duty.task.id: duty.task.title for duty in owed}
    return sorted(found.items(), key=lambda each: each[1])


@require_POST
def stop(request: StaffRequest, pk: int) -> HttpResponse:
    """Switch a feed off; what it recorded stays."""
    acting = acting_of(request)
    shown = policies.access_feed(acting, pk)
    switch_off(feed=shown, actor=request.user, acting=acting, at=now())
    messages.success(request, _("Switched off. What it recorded stays."))
    return redirect("intake:feed", shown.pk)
