"""Programmes, directives and tasks at work."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from loa.common import figures
from loa.common.dates import today
from loa.documents import policies as documents
from loa.orgs.policies import can_write_for
from loa.orgs.requests import StaffRequest
from loa.programmes import policies, selectors
from loa.programmes.cascade import asks_for_plans
from loa.programmes.composing import own_tasks
from loa.programmes.forms import ExemptForm, ExtendForm, StateForm
from loa.programmes.requests import requests_for
from loa.programmes.subjects import without_subject


@require_GET
def programmes(request: StaffRequest) -> HttpResponse:
    """The programmes, and the directives that stand alone."""
    context = {
        "programmes": selectors.programmes_visible_to(request.acting, today()),
        "directives": selectors.directives_alone(request.acting, today()),
        "waiting": selectors.readings_waiting(request.acting),
        "to_answer": len(requests_for(request.acting, today()).to_answer),
        "without_subject": sum(
            len(one.orphans) for one in without_subject(request.acting, today())
        ),
        "can_bring_in": documents.can_bring_in(request.acting),
    }
    return render(request, "programmes/list.html", context)


@require_GET
def directive(request: StaffRequest, pk: int) -> HttpResponse:
    """One directive with its tasks."""
    on, acting = today(), request.acting
    found = policies.access_directive(acting, pk, on=on)
    ended = selectors.ended_on(found)
    can_draft = acting is not None and can_write_for(acting, acting.body_id)
    context = {
        "directive": found,
        "tasks": selectors.tasks_with_counts(found, on=on),
        "can_draft": can_draft,
        "asks_for_plans": asks_for_plans(found),
        "enders": selectors.enders_of(found, acting, on=on),
        "ended_words": figures.day(ended) if ended else "",
        "can_end": policies.can_end_duties(acting, found, on=on),
        "owes": acting is not None
        and can_draft
        and bool(own_tasks(found, acting.body_id, on)),
    }
    return render(request, "programmes/directive.html", context)


@require_GET
def task(request: StaffRequest, pk: int) -> HttpResponse:
    """One task: its sentence, who owes it, and its obligations by period."""
    on = today()
    found = policies.access_task(request.acting, pk, on=on)
    shown = selectors.task_page(found, request.acting, on=on)
    context = {
        "task": found,
        "page": shown,
        "can_correct": policies.can_correct(request.acting, found.directive, on=on),
        "corrections": found.corrections.select_related("decided_by").prefetch_related(
            "opened__body", "opened__group", "closed__body", "closed__group"
        ),
        "exempt_form": ExemptForm(),
        "extend_form": ExtendForm(),
        "state_form": StateForm(),
    }
    return render(request, "programmes/task.html", context)
