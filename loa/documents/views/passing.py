"""A document that goes through one's body: who waits for it, passed on with a remark."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from loa.common import figures, once
from loa.common.dates import now, today
from loa.documents import policies, services
from loa.documents.models import Document, Route
from loa.documents.views.closed import tell_closed
from loa.orgs import selectors as orgs
from loa.orgs.requests import StaffRequest
from loa.orgs.selectors import Acting


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """One body that waits for a document, and through whom."""

    route: Route
    name: str
    via_name: str


@dataclass(frozen=True, slots=True)
class WaysShown:
    """What a person sees of the ways of a document."""

    to_pass: list[WaitingLine]
    is_straight: bool
    own: Route | None
    own_via: str
    waiting: int


def ways_shown(acting: Acting | None, document: Document, *, on: date) -> WaysShown:
    """Return what waits for her to pass it on, and how it came to her own body."""
    rows = list(policies.routes_to_pass(acting, document, on=on))
    own = None
    if acting is not None:
        mine = document.routes.filter(body_id=acting.body_id)
        own = mine.select_related("passed_by").first()
    shown = [*rows, *([own] if own else [])]
    ids = {pk for row in shown for pk in (row.body_id, row.via_id, row.passed_for_id)}
    names = {
        pk: version.name
        for pk, version in orgs.versions_of([pk for pk in ids if pk], on).items()
    }
    lines = [
        WaitingLine(row, names.get(row.body_id, "–"), names.get(row.via_id, "–"))
        for row in rows
    ]
    lines.sort(key=lambda line: (line.via_name, line.name))
    by = (own.passed_for_id or own.via_id) if own else 0
    return WaysShown(
        to_pass=lines,
        is_straight=any(acting and row.via_id != acting.body_id for row in rows),
        own=own,
        own_via=names.get(by, "–"),
        waiting=len(rows),
    )


@require_POST
def pass_on(request: StaffRequest, pk: int) -> HttpResponse:
    """Pass a document on to those chosen, with a remark."""
    document = policies.access_document(request.acting, pk, on=today())
    try:
        bodies = services.pass_on(
            document=document,
            body_ids=_chosen(request),
            remark=request.POST.get("remark", ""),
            actor=request.user,
            acting=request.acting,
            at=now(),
            once_key=once.key_from(request),
        )
    except once.AlreadyDone:
        return redirect("documents:detail", pk)
    except services.NotOpen as closed:
        return tell_closed(request, closed)
    except services.RemarkTooLong:
        messages.error(request, _("The remark is too long: 2,000 characters at most."))
        return redirect("documents:detail", pk)
    except services.NothingOnTheWay as error:
        messages.info(request, _nothing(error.last))
        return redirect("documents:detail", pk)
    messages.success(
        request,
        ngettext(
            "Passed on to %(count)s body.",
            "Passed on to %(count)s bodies.",
            len(bodies),
        )
        % {"count": figures.number(len(bodies))},
    )
    return redirect("documents:detail", pk)


def _chosen(request: StaffRequest) -> list[int]:
    raw = request.POST.getlist("body")
    if not all(text.isascii() and text.isdigit() and len(text) < 19 for text in raw):
        raise BadRequest("body")
    return [int(text) for text in raw]


def _nothing(last: Route | None) -> str:
    if last is None or last.passed_at is None:
        return _("Choose to whom it is passed on.")
    return _("Nobody chosen waits for it: %(person)s passed it on at %(moment)s.") % {
        "person": last.passed_by,
        "moment": figures.moment(last.passed_at),
    }
