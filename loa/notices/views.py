"""The inbox."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from loa.common import figures
from loa.common.dates import now
from loa.notices import selectors, services
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
