"""What to say to somebody who came too late to change a reading."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from loa.documents.closing import closed_sentence
from loa.documents.services import NotOpen
from loa.orgs.requests import StaffRequest


def tell_closed(request: StaffRequest, closed: NotOpen) -> HttpResponse:
    """Say who was first and when, and show the document as it is now."""
    messages.warning(request, closed_sentence(closed))
    return redirect("documents:detail", pk=closed.document.pk)
