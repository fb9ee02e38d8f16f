"""Where a document's pages stand."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from loa.documents.models import Document


def review_url(document: Document, anchor: str = "") -> str:
    """Return the page on which a reading is gone through and confirmed.

    It is made by ``programmes``, a layer above: only its address is known here.
    """
    url = reverse("programmes:review", args=[document.pk])
    return f"{url}#{anchor}" if anchor else url


def back_url(request: HttpRequest, document: Document, anchor: str = "") -> str:
    """Return where a form leads: to ``next`` when that is ours, else to the reading."""
    wanted = request.POST.get("next", "")
    if wanted and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return review_url(document, anchor)


def detail_url(document: Document) -> str:
    """Return the page of one document."""
    return reverse("documents:detail", args=[document.pk])


def addressees_url(document: Document) -> str:
    """Return the page that says where a document stands with each addressee.

    It is made by ``oversight``, a layer above: only its address is known here.
    """
    return reverse("oversight:addressees", args=[document.pk])
