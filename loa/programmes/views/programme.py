"""A programme's page: sections I–V, edited and exported."""

from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from loa.common import figures
from loa.common.dates import now, today
from loa.files.responses import send_made
from loa.files.sniff import DOCX
from loa.orgs.requests import StaffRequest
from loa.orgs.selectors import version_of
from loa.programmes import policies, selectors, services
from loa.programmes.models import Programme
from loa.programmes.outline import NUMBERS
from loa.programmes.programme_page import (
    programme_docx,
    programme_json,
    programme_page,
    programme_paper,
)


class ProgrammeForm(forms.Form):
    """The name, the theme and the text of sections I–V."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=300)
    theme = forms.CharField(
        label=gettext_lazy("Theme of the year"), max_length=300, required=False
    )
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: object, programme: Programme, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        last = programme.edits.first()
        self.initial = {
            "name": programme.name,
            "theme": programme.theme,
            "seen": last.number if last else 0,
        } | {f"s{number}": programme.sections.get(number, "") for number in NUMBERS}
        for number in NUMBERS:
            self.fields[f"s{number}"] = forms.CharField(
                label=_("Section %(number)s") % {"number": number},
                required=False,
                max_length=60000,
                widget=forms.Textarea(attrs={"rows": 10, "class": "textarea--text"}),
            )

    @property
    def sections(self) -> dict[str, str]:
        return {number: self.cleaned_data[f"s{number}"] for number in NUMBERS}


@require_GET
def programme(request: StaffRequest, pk: int) -> HttpResponse:
    """One programme; also as .docx and as JSON."""
    on = today()
    found = policies.access_programme(request.acting, pk, on=on)
    page = programme_page(found, request.acting, on=on)
    kind = request.GET.get("tep", "")
    if kind == "json":
        return JsonResponse(
            programme_json(found, page), json_dumps_params={"ensure_ascii": False}
        )
    if kind == "docx":
        body = version_of(found.owner_id, on)
        if body is None:
            raise Http404
        paper = programme_paper(found, page, body, on)
        content = programme_docx(paper, at=now())
        return send_made(content, name=f"ke-hoach-{found.pk}.docx", media_type=DOCX)
    context = {
        "programme": found,
        "page": page,
        "directives": selectors.directives_of(found, request.acting, on=on),
        "edits": found.edits.select_related("made_by")[:30],
        "can_edit": policies.can_edit_programme(request.acting, found, on=on),
    }
    return render(request, "programmes/detail.html", context)


@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Change a programme's page; the second of two at once is told who was first."""
    found = policies.access_programme(request.acting, pk, on=today())
    policies.require_edit_programme(request.acting, found, on=today())
    form = ProgrammeForm(
        request.POST if request.method == "POST" else None, programme=found
    )
    status = HTTPStatus.OK
    since = None
    if form.is_bound and form.is_valid():
        try:
            services.edit_programme(
                programme=found,
                name=form.cleaned_data["name"],
                theme=form.cleaned_data["theme"],
                sections=form.sections,
                seen=form.cleaned_data["seen"],
                actor=request.user,
                acting=request.acting,
                at=now(),
            )
        except services.EditedSince as moved:
            since, status = moved.edit, HTTPStatus.CONFLICT
            said = _("%(person)s saved this page at %(moment)s. Yours was not saved.")
            form.add_error(
                None,
                said
                % {"person": since.made_by, "moment": figures.moment(since.made_at)},
            )
        except services.NothingChanged:
            messages.info(request, _("Nothing was changed."))
            return redirect("programmes:detail", pk)
        else:
            messages.success(request, _("Saved. What stood before is kept below."))
            return redirect("programmes:detail", pk)
    elif form.is_bound:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    context = {"programme": found, "form": form, "since": since}
    return render(request, "programmes/edit.html", context, status=status)
