"""Templates and numbers of a body, set up by its head or administrator."""

from http import HTTPStatus

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from loa.common import once
from loa.common.dates import now, today
from loa.documents import filling
from loa.documents.outgoing import numbering, policies, selectors, templating
from loa.documents.outgoing.forms import NextForm, SwitchForm, TemplateForm
from loa.documents.outgoing.wording import FIELD_WORDS, fault_words
from loa.documents.unreadable import explain
from loa.documents.views.outgoing.draft import UNREADABLE
from loa.files.responses import stream
from loa.files.services import read_upload
from loa.orgs.requests import StaffRequest

PER_PAGE = 50


@require_http_methods(["GET", "POST"])
def templates(request: StaffRequest) -> HttpResponse:
    """The body's templates, the fields that they may use, and a form for one more."""
    if request.method == "GET":
        return _templates_page(request, TemplateForm())
    policies.require_set_up(request.acting)
    form = TemplateForm(request.POST, request.FILES)
    if not form.is_valid():
        return _templates_page(request, form)
    file = form.cleaned_data["file"]
    try:
        made = templating.add_template(
            name=form.cleaned_data["name"].strip(),
            content=read_upload(file),
            uploaded_as=file.name or "",
            actor=request.user,
            acting=request.acting,
            at=now(),
            once_key=once.key_from(request),
        )
    except once.AlreadyDone:
        return redirect("documents:outgoing_templates")
    except UNREADABLE as error:
        form.add_error("file", explain(error))
        return _templates_page(request, form)
    except filling.BadTemplate as bad:
        for fault in bad.faults[:20]:
            form.add_error("file", fault_words(fault))
        return _templates_page(request, form)
    messages.success(
        request, _("“%(name)s” is checked and can be used.") % {"name": made.name}
    )
    return redirect("documents:outgoing_templates")


def _templates_page(request: StaffRequest, form: TemplateForm) -> HttpResponse:
    context = {
        "form": form,
        "templates": selectors.templates_of(request.acting),
        "fields": [(field, FIELD_WORDS[field.name]) for field in filling.FIELDS],
        "can_set_up": policies.can_set_up(request.acting),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "documents/outgoing/templates.html", context, status=status)


@require_GET
def template_file(request: StaffRequest, pk: int) -> FileResponse:
    """A template as it was brought in."""
    return stream(policies.access_template(request.acting, pk).file, download=True)


@require_POST
def template_close(request: StaffRequest, pk: int) -> HttpResponse:
    """Use a template no more."""
    template = policies.access_template(request.acting, pk)
    templating.close_template(
        template=template, actor=request.user, acting=request.acting, at=now()
    )
    messages.success(
        request, _("“%(name)s” is used no more.") % {"name": template.name}
    )
    return redirect("documents:outgoing_templates")


@require_http_methods(["GET", "POST"])
def numbers(request: StaffRequest) -> HttpResponse:
    """Where the body's numbers come from, and every number that was given."""
    if request.method == "GET":
        return _numbers_page(request)
    acting = policies.require_set_up(request.acting)
    form = SwitchForm(request.POST)
    if not form.is_valid():
        return _numbers_page(request, switch=form)
    is_on = form.cleaned_data["is_on"] == "1"
    numbering.switch_series(is_on=is_on, actor=request.user, acting=acting, at=now())
    messages.success(request, _("Saved."))
    return redirect("documents:outgoing_numbers")


@require_POST
def next_number(request: StaffRequest) -> HttpResponse:
    """Say with which number a series goes on."""
    acting = policies.require_set_up(request.acting)
    form = NextForm(request.POST)
    if form.is_valid():
        try:
            numbering.set_next(
                type_code=form.cleaned_data["type_code"],
                year=today().year,
                next=form.cleaned_data["next"],
                actor=request.user,
                acting=acting,
                at=now(),
            )
        except numbering.TooLow as low:
            told = _(
                "Numbers up to %(last)s were given: go on from %(least)s at least."
            )
            values = {"last": low.least - 1, "least": low.least}
            form.add_error("next", told % values)
        else:
            messages.success(request, _("Saved."))
            return redirect("documents:outgoing_numbers")
    return _numbers_page(request, following=form)


def _numbers_page(
    request: StaffRequest,
    *,
    switch: SwitchForm | None = None,
    following: NextForm | None = None,
) -> HttpResponse:
    acting, year = request.acting, today().year
    body_id = acting.body_id if acting else 0
    has_series = numbering.has_own_series(body_id)
    given = Paginator(selectors.numbers_given(body_id, year), PER_PAGE)
    context = {
        "year": year,
        "has_series": has_series,
        "series": selectors.series_of(body_id, year),
        "page": given.get_page(request.GET.get("trang")),
        "switch_form": switch
        or SwitchForm(initial={"is_on": "1" if has_series else "0"}),
        "next_form": following or NextForm(),
        "can_set_up": policies.can_set_up(acting),
    }
    bad = any(form is not None and form.errors for form in (switch, following))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if bad else HTTPStatus.OK
    return render(request, "documents/outgoing/numbers.html", context, status=status)
