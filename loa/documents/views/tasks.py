"""Adding, correcting and dropping tasks of a reading."""

from http import HTTPStatus

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from loa.common import once
from loa.documents import addresses, selectors, services
from loa.documents.forms import NewTaskForm, TaskForm, task_initial
from loa.documents.models import Document, Finding
from loa.documents.reading import TaskReading
from loa.documents.views.findings import hand, on_open_reading
from loa.orgs.requests import StaffRequest


@require_http_methods(["GET", "POST"])
@on_open_reading
def add(request: StaffRequest, document: Document) -> HttpResponse:
    """Add a task that the reader did not find, by its sentence."""
    form = NewTaskForm(
        request.POST or None, initial={"binding": True, "kind": "standing"}
    )
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_added(request, document, form))
        except once.AlreadyDone as done:
            return redirect(done.result_url or addresses.back_url(request, document))
        except services.WordsNotFound:
            form.add_error(
                "words",
                _(
                    "These words are not in the document. Copy its sentence exactly, "
                    "from the paper on the left."
                ),
            )
    return _page(request, document, form, None)


def _added(request: StaffRequest, document: Document, form: NewTaskForm) -> str:
    """Add the task; return where it is then seen."""
    given = hand(request)
    with transaction.atomic():
        claim = once.claim(once.key_from(request), request.user.pk, given["at"])
        item = services.add_task(
            document=document,
            words=form.cleaned_data["words"],
            values=form.values(),
            **given,
        )
        url = addresses.back_url(request, document, f"v{item + 1}")
        claim.done(url)
    return url


@require_http_methods(["GET", "POST"])
@on_open_reading
def edit(request: StaffRequest, document: Document, item: int) -> HttpResponse:
    """Correct the parts of one task."""
    task = selectors.reading(document).task(item)
    if task is None:
        raise Http404
    if request.method == "POST":
        form = TaskForm(request.POST)
        if form.is_valid():
            services.correct_task(
                document=document, item=item, values=form.values(), **hand(request)
            )
            return redirect(addresses.back_url(request, document, task.anchor))
    else:
        form = TaskForm(initial=task_initial(task))
    return _page(request, document, form, task)


def _page(
    request: StaffRequest, document: Document, form: TaskForm, task: TaskReading | None
) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"document": document, "form": form, "task": task}
    return render(request, "documents/task_form.html", context, status=status)


@require_POST
@on_open_reading
def drop(request: StaffRequest, document: Document, item: int) -> HttpResponse:
    """Say that a task is none."""
    try:
        services.drop_task(document=document, item=item, **hand(request))
    except Finding.DoesNotExist:
        raise Http404 from None
    messages.info(request, _("Task N%(number)s was dropped.") % {"number": item + 1})
    return redirect(addresses.back_url(request, document, "nhiem-vu"))


@require_POST
@on_open_reading
def settle(request: StaffRequest, document: Document, item: int) -> HttpResponse:
    """Say that a task is right as it was read."""
    try:
        services.settle_task(document=document, item=item, **hand(request))
    except Finding.DoesNotExist:
        raise Http404 from None
    return redirect(addresses.back_url(request, document, "can-xem"))


@require_POST
@on_open_reading
def restore(request: StaffRequest, document: Document, item: int) -> HttpResponse:
    """Take back the dropping of a task."""
    try:
        services.restore_task(document=document, item=item, **hand(request))
    except Finding.DoesNotExist:
        raise Http404 from None
    return redirect(addresses.back_url(request, document, f"v{item + 1}"))
