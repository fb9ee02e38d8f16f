"""Choices made while reading: each form works without JavaScript and leads back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from loa.common import figures
from loa.common.dates import today
from loa.documents.addresses import review_url
from loa.documents.models import Document
from loa.orgs.names import Candidate, key_of
from loa.orgs.requests import StaffRequest
from loa.programmes import services
from loa.programmes.drafting import extras
from loa.programmes.forms import KindForm
from loa.programmes.models import Task
from loa.programmes.proposal import TaskProposal
from loa.programmes.resolving import value_of
from loa.programmes.same import tasks_alike
from loa.programmes.views.lines import TaskLine
from loa.programmes.views.opening import hand, on_open_reading
from loa.programmes.views.reviewing import review_of

OUTSIDE = "outside"


@require_POST
@on_open_reading
def choose_body(request: StaffRequest, document: Document) -> HttpResponse:
    """Say whom a printed name means: one proposed, one typed, or nobody here."""
    printed = request.POST.get("printed", "").strip()
    shown = review_of(request, document)
    known = shown.proposal.resolver.all_candidates()
    if not printed:
        raise Http404
    wanted, typed = request.POST.get("means", ""), request.POST.get("typed", "").strip()
    if typed:
        meant = _typed(typed, known)
        if meant is None:
            messages.error(
                request,
                _("No body or group here is called “%(name)s”. Choose from the list.")
                % {"name": typed},
            )
            return redirect(review_url(document, "can-xem"))
    elif not wanted:
        messages.error(
            request,
            _("Choose whom “%(name)s” means, or that it means nobody here.")
            % {"name": printed},
        )
        return redirect(review_url(document, "can-xem"))
    elif wanted == OUTSIDE:
        meant = Candidate("")
    else:
        meant = _chosen(wanted, known)
    services.choose_name(
        document=document,
        printed=printed,
        body=meant.body,
        group=meant.group,
        **hand(request),
    )
    return redirect(review_url(document, "can-xem"))


def _chosen(wanted: str, known: list[Candidate]) -> Candidate:
    """The candidate of a value such as "body-12"; never one that was not offered here."""
    for each in known:
        if wanted == value_of(each):
            return each
    raise Http404


def _typed(name: str, known: list[Candidate]) -> Candidate | None:
    found = [each for each in known if key_of(each.label) == key_of(name)]
    return found[0] if len(found) == 1 else None


@require_POST
@on_open_reading
def set_rest_outside(request: StaffRequest, document: Document) -> HttpResponse:
    """Say that all names still open mean nobody in this installation."""
    names = review_of(request, document).names
    for line in names:
        services.choose_name(document=document, printed=line.printed, **hand(request))
    said = ngettext(
        "%(count)s name was set to nobody here.",
        "%(count)s names were set to nobody here.",
        len(names),
    )
    messages.success(request, said % {"count": figures.number(len(names))})
    return redirect(review_url(document, "can-xem"))


@require_http_methods(["GET", "POST"])
@on_open_reading
def choose_kind(request: StaffRequest, document: Document, item: int) -> HttpResponse:
    """Give a task another kind, with the fields that kind needs."""
    task = next(
        (t for t in review_of(request, document).proposal.tasks if t.item == item), None
    )
    if task is None:
        raise Http404
    alike = _alike(request, document, task)
    sent = request.POST if request.method == "POST" else None
    form = KindForm(sent, task=task, alike=alike)
    if form.is_bound and form.is_valid():
        services.choose_kind(
            document=document,
            item=item,
            values=form.values,
            extra=form.extra,
            **hand(request),
        )
        return redirect(review_url(document, f"n{item + 1}"))
    context: dict[str, Any] = {
        "document": document,
        "form": form,
        "line": TaskLine.of(task),
    }
    status = 422 if form.errors else 200
    return render(request, "programmes/kind_form.html", context, status=status)


def _alike(request: StaffRequest, document: Document, task: TaskProposal) -> list[Task]:
    """The tasks that this one may restate, with the one that was chosen."""
    assert request.acting is not None  # noqa: S101  # held by on_open_reading
    texts = {task.item: task.reading.text}
    found = tasks_alike(texts, document, request.acting, on=today()).get(task.item, [])
    chosen = extras(task.reading).get("restates")
    if chosen and chosen not in {row.pk for row in found}:
        found += Task.objects.filter(pk=chosen).select_related("directive__document")
    return found


@require_POST
@on_open_reading
def accept_standing(request: StaffRequest, document: Document) -> HttpResponse:
    """Accept in one move that all tasks proposed as standing are."""
    count = services.accept_standing(document=document, **hand(request))
    said = ngettext(
        "%(count)s standing task accepted.", "%(count)s standing tasks accepted.", count
    )
    messages.success(request, said % {"count": figures.number(count)})
    return redirect(review_url(document, "thuong-xuyen"))
