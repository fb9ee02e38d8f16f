"""All that comes in by itself on one page, and what waits for a person."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from loa.channels.selectors import channels_of
from loa.common.dates import now, today
from loa.evidence.guesses import guess
from loa.evidence.policies import can_record_for
from loa.files.responses import stream
from loa.intake import dropbox, policies
from loa.intake.confirming import fill_in, leave_out, record_waiting, waiting_of
from loa.intake.forms import ItemForm, SearchForm
from loa.intake.models import Crawl, Feed, FoundItem, Letter
from loa.intake.searching import front_of
from loa.intake.sentences import of_feed, of_item, of_letter
from loa.intake.views.acting import acting_of
from loa.orgs.requests import StaffRequest
from loa.reference.selectors import areas, forms

PER_PAGE = 50
SHOWN = 10


def numbers(texts: list[str]) -> list[int]:
    """Return the row numbers among what a form sent."""
    return [int(text) for text in texts if text.isascii() and text.isdigit()][:5000]


@require_safe
def home(request: StaffRequest) -> HttpResponse:
    """Feeds, columns and the drop box of the body acted in; what waits comes first."""
    acting, on = acting_of(request), today()
    page = Paginator(waiting_of(acting.body_id), PER_PAGE).get_page(
        request.GET.get("trang")
    )
    channels = [one for one in channels_of(acting.body_id, on) if front_of(one)]
    feeds = Feed.objects.filter(channel__owner_id=acting.body_id)
    letters = Letter.objects.filter(body_id=acting.body_id).select_related("sender")
    can_record = can_record_for(acting, acting.body_id)
    return render(
        request,
        "intake/home.html",
        {
            "page_obj": page,
            "rows": [(item, of_item(item.reason)) for item in page],
            "feeds": [
                (feed, of_feed(feed.fault))
                for feed in feeds.select_related("channel").order_by(
                    "-started_at", "pk"
                )
            ],
            "crawls": Crawl.objects.filter(
                channel__owner_id=acting.body_id, dropped_at=None
            ).select_related("channel")[:SHOWN],
            "letters": [
                (letter, [of_letter(code) for code in letter.reasons])
                for letter in letters[:SHOWN]
            ],
            "box": dropbox.address_of(acting.body_id),
            "channels": channels,
            "search_form": SearchForm(channels=channels),
            "can_record": can_record,
        },
    )


@require_POST
def decide(request: StaffRequest) -> HttpResponse:
    """Record the ticked items, or leave them out (``bo``)."""
    acting = acting_of(request)
    if not can_record_for(acting, acting.body_id):
        raise PermissionDenied
    ticked = numbers(request.POST.getlist("muc"))
    items = list(waiting_of(acting.body_id).filter(pk__in=ticked)[:PER_PAGE])
    if not items:
        messages.info(request, _("Tick at least one item first."))
    elif "bo" in request.POST:
        left = leave_out(items=items, actor=request.user, acting=acting, at=now())
        told = ngettext("%(n)s item was left out.", "%(n)s items were left out.", left)
        messages.success(request, told % {"n": left})
    else:
        done = record_waiting(items=items, actor=request.user, acting=acting, at=now())
        told = ngettext(
            "%(n)s item was recorded.", "%(n)s items were recorded.", done.recorded
        )
        messages.success(request, told % {"n": done.recorded})
        if done.known:
            told = ngettext(
                "%(n)s was recorded before.",
                "%(n)s were recorded before.",
                done.known,
            )
            messages.info(request, told % {"n": done.known})
        if done.waiting:
            told = ngettext(
                "%(n)s could not be recorded: see why.",
                "%(n)s could not be recorded: see why.",
                done.waiting,
            )
            messages.warning(request, told % {"n": done.waiting})
    return redirect("intake:home")


@require_http_methods(["GET", "POST"])
def item(request: StaffRequest, pk: int) -> HttpResponse:
    """One item that waits: what is missing is filled in, and it is recorded."""
    acting, on = acting_of(request), today()
    found = policies.access_item(acting, pk)
    if found.record_id:
        return redirect("evidence:detail", found.record_id)
    if found.state not in (FoundItem.State.WAITING, FoundItem.State.PASSED):
        raise Http404
    can_record = can_record_for(acting, acting.body_id)
    data = (request.POST,) if request.method == "POST" else ()
    form = ItemForm(
        *data,
        on=on,
        areas=areas(on),
        communication_forms=forms(),
        initial=_initial(found),
    )
    why = of_item(found.reason)
    if request.method == "POST":
        if not can_record:
            raise PermissionDenied
        if form.is_valid():
            given = form.cleaned_data
            settled = fill_in(
                item=found,
                title=given["title"],
                done_on=given["done_on"],
                form=given["form"],
                area=given["area"],
                actor=request.user,
                acting=acting,
                at=now(),
            )
            if settled.record_id:
                return redirect("evidence:detail", settled.record_id)
            why = of_item(settled.reason)
            form.add_error(None, why)
    status = 422 if form.errors else 200
    page = {"item": found, "form": form, "why": why, "can_record": can_record}
    return render(request, "intake/item.html", page, status=status)


def _initial(found: FoundItem) -> dict[str, Any]:
    on = today()
    told = guess(
        found.address,
        title=f"{found.title} {found.summary}",
        channel=None,
        forms=forms(),
        areas=areas(on),
        on=on,
    )
    place = found.place
    form = (place.form if place else None) or told.form or forms()[0]
    area = (place.area if place else None) or told.area
    return {
        "title": found.title,
        "done_on": found.said_on or told.done_on,
        "form": form.pk,
        "area": area.pk if area else None,
    }


@require_safe
def item_file(request: StaffRequest, pk: int) -> FileResponse:
    """The file that came by mail, as it was."""
    found = policies.access_item(acting_of(request), pk)
    if found.file is None:
        raise Http404
    return stream(found.file, download=True)
