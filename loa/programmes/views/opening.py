"""A view over an open reading: who may, and what to say when it is closed."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from loa.common.dates import now, today
from loa.documents import policies
from loa.documents.closing import closed_sentence, confirmed_sentence
from loa.documents.models import Document, Status
from loa.documents.services import NotOpen, closed
from loa.orgs.requests import StaffRequest
from loa.programmes.models import Directive

View = Callable[..., HttpResponse]


def on_open_reading(view: View) -> View:
    """Give a view the document by its number; say it when the reading is closed.

    Outsiders are told "not found", insiders who may not write "forbidden".
    """

    @wraps(view)
    def opened(request: StaffRequest, pk: int, **rest: Any) -> HttpResponse:
        document = policies.access_document(request.acting, pk, on=today())
        policies.require_write(request.acting, document)
        try:
            if not policies.can_edit_tasks(request.acting, document):
                raise closed(document)
            return view(request, document, **rest)
        except NotOpen as late:
            return tell_closed(request, late.document)

    return opened


def hand(request: StaffRequest) -> dict[str, Any]:
    """Return who acts, where and when, as every service asks it."""
    return {"actor": request.user, "acting": request.acting, "at": now()}


def tell_closed(request: StaffRequest, document: Document) -> HttpResponse:
    """Say who was first; to who confirmed it herself, just show what she made."""
    fresh = Document.objects.get(pk=document.pk)
    made = Directive.objects.filter(document=fresh).select_related("committed_by")
    if directive := made.first():
        # Of an issued paper it is another than who issued it, at another time.
        by, at = directive.committed_by, directive.committed_at
        if by != request.user:
            messages.warning(request, confirmed_sentence(str(by), at))
    elif fresh.confirmed_by_id != request.user.pk:
        messages.warning(request, closed_sentence(closed(fresh)))
    return where_it_went(fresh)


def is_being_read(request: StaffRequest, document: Document) -> bool:
    """Whether its tasks are still gone through: of an issued paper by its own body."""
    return document.status == Status.READ or (
        document.has_open_tasks and policies.is_holder(request.acting, document)
    )


def where_it_went(document: Document) -> HttpResponse:
    """Lead to what became of a document that is no longer being read."""
    directive = Directive.objects.filter(document=document).first()
    if directive:
        return redirect("programmes:directive", directive.pk)
    return redirect("documents:detail", document.pk)
