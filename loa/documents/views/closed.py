"""What to say to somebody who came too late to change a reading."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from loa.common import figures
from loa.documents.services import AlreadyConfirmed, NotOpen
from loa.orgs.requests import StaffRequest


def tell_closed(request: StaffRequest, closed: NotOpen) -> HttpResponse:
    """Say who was first and when, and show the document as it is now."""
    messages.warning(request, closed_sentence(closed))
    return redirect("documents:detail", pk=closed.document.pk)


def closed_sentence(closed: NotOpen) -> str:
    """Say why a reading can no longer be changed."""
    if isinstance(closed, AlreadyConfirmed):
        return _(
            "%(person)s confirmed this document at %(moment)s. Nothing was changed."
        ) % {
            "person": closed.by,
            "moment": figures.moment(closed.at) if closed.at else "–",
        }
    return _("This document was withdrawn. Nothing was changed.")
