"""Recording in two taps: what a phone shares, what a bookmark sends."""

import re
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from loa.domain.proof import BadAddress, parse_address
from loa.evidence.policies import can_record_for
from loa.intake.views.acting import acting_of
from loa.orgs.requests import StaffRequest

_LINK = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
LONGEST_TITLE = 500
LONGEST_ADDRESS = 2000


def address_in(*texts: str) -> str:
    """Return the first web address in what was shared; phones put it anywhere."""
    for text in texts:
        for match in _LINK.finditer(text[:10_000]):
            address = match[0].rstrip(".,;)")
            try:
                parse_address(address)
            except BadAddress:
                continue
            if len(address) <= LONGEST_ADDRESS:
                return address
    return ""


def title_in(title: str, text: str, address: str) -> str:
    """Return the title of what was shared: given, else the words beside the address."""
    said = (title or text).replace(address, " ")
    words = " ".join(said.split())[:LONGEST_TITLE]
    return words if any(sign.isalnum() for sign in words) else ""


@require_safe
def share(request: StaffRequest) -> HttpResponse:
    """Take ``title``, ``text`` and ``url`` to the record page. Nothing is stored."""
    acting = acting_of(request)
    if not can_record_for(acting, acting.body_id):
        raise PermissionDenied
    given = {name: request.GET.get(name, "") for name in ("title", "text", "url")}
    address = address_in(given["url"], given["text"], given["title"])
    title = title_in(given["title"], given["text"], address or "\0")
    query = {"address": address, "tieu-de": title, "chia-se": "1"}
    return redirect(f"{reverse('evidence:record')}?{urlencode(query)}")


@require_safe
def quickly(request: StaffRequest) -> HttpResponse:
    """How to record in two taps: put on the home screen, or a bookmark."""
    acting = acting_of(request)
    target = request.build_absolute_uri(reverse("intake:share"))
    return render(
        request,
        "intake/quickly.html",
        {
            "bookmark": (
                "javascript:location.href='"
                + target
                + "?url='+encodeURIComponent(location.href)+'&title='"
                + "+encodeURIComponent(document.title)"
            ),
            "can_record": can_record_for(acting, acting.body_id),
        },
    )
