"""One paper: its sheet left, its state and what is next right."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from loa.common.dates import now, today
from loa.documents import apart
from loa.documents.models import (
    Document,
    Draft,
    DraftStatus,
    DraftVersion,
    Finding,
)
from loa.documents.outgoing import (
    comparing,
    numbering,
    policies,
    selectors,
    templating,
    writing,
)
from loa.documents.outgoing.forms import (
    HeadForm,
    IssueForm,
    SignedForm,
    UploadForm,
    UseTemplateForm,
)
from loa.documents.outgoing.sheet import sheet_of
from loa.documents.outgoing.signers import signers_of
from loa.documents.paper import paper as paper_as_read
from loa.documents.selectors import reading
from loa.documents.unreadable import explain
from loa.documents.views.outgoing.telling import tell_moved, tell_newer
from loa.domain.docreader import Unreadable
from loa.domain.text.differences import count_changes, side_by_side
from loa.files.responses import stream
from loa.files.services import TooLarge, read_upload
from loa.orgs.requests import StaffRequest

UNREADABLE = (Unreadable, TooLarge)


@dataclass(frozen=True, slots=True)
class Forms:
    """Forms that came back with errors, to be shown again."""

    upload: UploadForm | None = None
    signed: SignedForm | None = None
    issue: IssueForm | None = None


@require_GET
def detail(request: StaffRequest, pk: int) -> HttpResponse:
    """The paper as it will print, and what is to be done."""
    return draft_page(request, policies.access_draft(request.acting, pk))


def draft_page(
    request: StaffRequest, draft: Draft, forms: Forms | None = None
) -> HttpResponse:
    """Draw the page; a form that was wrong comes back with its errors."""
    forms = forms or Forms()
    version = _asked(request, draft)
    paper = writing.paper_of(version)
    latest = writing.newest(draft)
    signed = selectors.signed_file(draft)
    can_write = policies.can_write_draft(request.acting, draft)
    context: dict[str, Any] = {
        "draft": draft,
        "version": version,
        "is_newest": version == latest,
        "sheet": sheet_of(paper) if paper else None,
        "as_read": None if paper else _as_read(version),
        "versions": selectors.versions_of(draft),
        "blanks": writing.blanks_in(version),
        "frozen": selectors.frozen_files(draft),
        "signed": signed if _is_current(draft) else None,
        "number": numbering.number_of(draft),
        "voided": draft.numbers.exclude(void_at=None),
        "has_series": numbering.has_own_series(draft.body_id),
        "can_write": can_write,
        "templates": selectors.templates_of(request.acting),
        "follow_ups": selectors.follow_ups(draft.document) if draft.document else [],
        "open_tasks": _open_tasks(draft),
        "upload_form": forms.upload or UploadForm(),
        "signed_form": forms.signed or SignedForm(),
        "issue_form": forms.issue or _issue_form(draft),
        "is_open": draft.status in selectors.OPEN,
    }
    has_errors = any((forms.upload, forms.signed, forms.issue))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if has_errors else HTTPStatus.OK
    return render(request, "documents/outgoing/draft.html", context, status=status)


def _open_tasks(draft: Draft) -> int:
    """How many tasks of an issued paper wait to be made duties."""
    if draft.document is None or not draft.document.tasks_open:
        return 0
    return len(reading(draft.document).tasks)


def _is_current(draft: Draft) -> bool:
    return draft.status not in (DraftStatus.DRAFT, DraftStatus.FROZEN)


def _issue_form(draft: Draft) -> IssueForm | None:
    if draft.status != DraftStatus.RETURNED:
        return None
    signed = selectors.signed_file(draft)
    initial: dict[str, Any] = {"issued_on": today()}
    if signed is not None:
        initial["number"] = signed.number
        initial["issued_on"] = signed.issued_on or today()
    return make_issue_form(draft, initial=initial)


def make_issue_form(draft: Draft, *args: Any, **kwargs: Any) -> IssueForm:
    """Make the form by which a paper is issued: what it asks depends on the file."""
    signed = selectors.signed_file(draft)
    asks = signed is not None and (
        signed.comparison == signed.Comparison.UNREADABLE
        or signed.signature == signed.Signature.NONE
    )
    has_number = (
        numbering.has_own_series(draft.body_id)
        or numbering.number_of(draft) is not None
    )
    return IssueForm(*args, has_series=has_number, asks_eye=asks, **kwargs)


def _asked(request: StaffRequest, draft: Draft) -> DraftVersion:
    asked = request.GET.get("ban", "")
    if not asked.isdecimal() or len(asked) > 4:
        return writing.newest(draft)
    return get_object_or_404(
        draft.versions.select_related("file", "made_by"), version=int(asked)
    )


def _as_read(version: DraftVersion) -> list[Any]:
    """The paper as the reader sees it, once it has been through Word."""
    found = [
        Finding(field=field, value="", start=start, end=end)
        for field, start, end in version.header.get(writing.PLACES, [])
    ]
    whole = Document(text=version.text, blocks=version.blocks)
    return paper_as_read(whole, found, marks=[])


@require_GET
def file(request: StaffRequest, pk: int, version: int) -> FileResponse:
    """A version's .docx, byte for byte."""
    draft = policies.access_draft(request.acting, pk)
    row = get_object_or_404(draft.versions.select_related("file"), version=version)
    return stream(row.file, download=True)


@require_GET
def compare(request: StaffRequest, pk: int) -> HttpResponse:
    """Two versions side by side, word by word."""
    draft = policies.access_draft(request.acting, pk)
    versions = {row.version: row for row in selectors.versions_of(draft)}
    newest = max(versions)
    after = _number(request, "sau", newest)
    before = _number(request, "truoc", max(after - 1, 1))
    if before not in versions or after not in versions:
        raise Http404
    pairs = side_by_side(*(_paragraphs(draft, number) for number in (before, after)))
    context = {
        "draft": draft,
        "before": versions[before],
        "after": versions[after],
        "versions": sorted(versions.values(), key=lambda row: row.version),
        "pairs": pairs,
        "changes": count_changes(pairs),
        "header": _header_changes(versions[before], versions[after]),
    }
    return render(request, "documents/outgoing/compare.html", context)


def _number(request: StaffRequest, name: str, default: int) -> int:
    value = request.GET.get(name, "")
    return int(value) if value.isdecimal() and len(value) < 5 else default


def _paragraphs(draft: Draft, number: int) -> list[str]:
    row = draft.versions.get(version=number)
    return comparing.paragraphs_of(row.text, row.blocks)


def _header_changes(
    before: DraftVersion, after: DraftVersion
) -> list[tuple[str, str, str]]:
    """Fields of the header that the reader finds otherwise: name, before, after."""
    found = []
    for field in sorted(
        {*before.header, *after.header} - {writing.BLANKS, writing.PLACES}
    ):
        old, new = (_shown(row.header.get(field)) for row in (before, after))
        if old != new:
            found.append((field, old, new))
    return found


def _shown(value: Any) -> str:
    return "; ".join(value) if isinstance(value, list) else str(value or "")


@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Subject, recipients and signer of a draft that has not been through Word."""
    draft = policies.access_draft(request.acting, pk)
    acting = policies.require_write(request.acting, draft.body_id)
    version = writing.newest(draft)
    paper = writing.paper_of(version)
    if paper is None:
        messages.info(
            request, _("This paper has been through Word: change it there as well.")
        )
        return redirect("documents:outgoing_draft", pk)
    signers = signers_of(policies.body_of(acting, today()), today())
    if request.method == "GET":
        form = HeadForm(
            paper=paper, signers=signers, initial={"version": version.version}
        )
        return _edit_page(request, draft, form)
    form = HeadForm(request.POST, paper=paper, signers=signers)
    if not form.is_valid():
        return _edit_page(request, draft, form)
    try:
        writing.word_draft(
            draft=draft,
            paper=form.changed(),
            seen=form.cleaned_data["version"],
            actor=request.user,
            acting=acting,
            at=now(),
        )
    except writing.Moved as moved:
        return tell_moved(request, moved)
    except writing.NewerVersion as newer:
        return tell_newer(request, draft, newer)
    except writing.SameVersion:
        messages.info(request, _("Nothing was changed."))
    except UNREADABLE as error:
        form.add_error("subject", explain(error))
        return _edit_page(request, draft, form)
    return redirect("documents:outgoing_draft", pk)


def _edit_page(request: StaffRequest, draft: Draft, form: HeadForm) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"draft": draft, "form": form}
    return render(request, "documents/outgoing/edit.html", context, status=status)


@require_POST
def upload(request: StaffRequest, pk: int) -> HttpResponse:
    """Bring back a file that was edited in Word, and show what it changes."""
    draft = policies.access_draft(request.acting, pk)
    policies.require_write(request.acting, draft.body_id)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return draft_page(request, draft, Forms(upload=form))
    file = form.cleaned_data["file"]
    try:
        made = writing.bring_back(
            draft=draft,
            content=read_upload(file),
            name=file.name or "",
            seen=form.cleaned_data["version"],
            actor=request.user,
            acting=request.acting,
            at=now(),
        )
    except apart.Classified:
        raise  # not into the form: the middleware wipes what was sent
    except UNREADABLE as error:
        form.add_error("file", explain(error))
        return draft_page(request, draft, Forms(upload=form))
    except writing.SameVersion as same:
        told = _("This file is version %(n)s byte for byte: nothing was changed.")
        messages.info(request, told % {"n": same.version.version})
        return redirect("documents:outgoing_draft", pk)
    except writing.Moved as moved:
        return tell_moved(request, moved)
    except writing.NewerVersion as newer:
        return tell_newer(request, draft, newer)
    messages.success(
        request, _("Version %(n)s is kept. This is what changed.") % {"n": made.version}
    )
    return redirect("documents:outgoing_compare", pk)


@require_POST
def fill(request: StaffRequest, pk: int) -> HttpResponse:
    """Fill the draft into one of the body's templates."""
    draft = policies.access_draft(request.acting, pk)
    policies.require_write(request.acting, draft.body_id)
    form = UseTemplateForm(request.POST, body_id=draft.body_id)
    if not form.is_valid():
        messages.warning(request, _("Choose a template of your body."))
        return redirect("documents:outgoing_draft", pk)
    try:
        templating.use_template(
            draft=draft,
            template=form.cleaned_data["template"],
            seen=form.cleaned_data["version"],
            actor=request.user,
            acting=request.acting,
            at=now(),
        )
    except templating.NoPaper:
        messages.warning(
            request,
            _("This paper has been through Word: a template fills only what Loa made."),
        )
    except writing.Moved as moved:
        return tell_moved(request, moved)
    except (writing.NewerVersion, writing.SameVersion) as newer:
        return tell_newer(request, draft, newer)
    return redirect("documents:outgoing_draft", pk)


@require_POST
def drop(request: StaffRequest, pk: int) -> HttpResponse:
    """Give a draft up."""
    draft = policies.access_draft(request.acting, pk)
    try:
        writing.give_up(
            draft=draft, actor=request.user, acting=request.acting, at=now()
        )
    except writing.Moved as moved:
        return tell_moved(request, moved)
    messages.success(request, _("Given up. It stays readable in the list."))
    return redirect("documents:outgoing_list")
