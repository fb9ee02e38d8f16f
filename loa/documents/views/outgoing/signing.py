"""Out for signing, back, compared, numbered, issued; and what follows it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from loa.common import figures, once
from loa.common.dates import now, today
from loa.documents import apart
from loa.documents.models import Draft, DraftStatus
from loa.documents.outgoing import (
    following,
    issuing,
    numbering,
    policies,
    selectors,
    signing,
    writing,
)
from loa.documents.outgoing.forms import (
    FollowForm,
    SignedForm,
    VersionForm,
    VoidForm,
)
from loa.documents.unreadable import explain
from loa.documents.views.outgoing.draft import (
    UNREADABLE,
    Forms,
    draft_page,
    make_issue_form,
)
from loa.documents.views.outgoing.refusing import (
    REFUSALS,
    add_refusal,
    not_delegated,
)
from loa.documents.views.outgoing.telling import tell_moved, tell_newer
from loa.domain.writing import NotDelegated
from loa.files import selectors as files
from loa.files.responses import stream
from loa.files.services import read_upload
from loa.orgs.requests import StaffRequest


@require_POST
def freeze(request: StaffRequest, pk: int) -> HttpResponse:
    """Send the paper out for signing."""
    draft = policies.access_draft(request.acting, pk)
    form = VersionForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    try:
        signing.freeze(
            draft=draft,
            seen=form.cleaned_data["version"],
            actor=request.user,
            acting=request.acting,
            at=now(),
        )
    except signing.Blanks as blanks:
        told = ngettext(
            "%(count)s place in the paper still says […]. Write it in Word first.",
            "%(count)s places in the paper still say […]. Write them in Word first.",
            blanks.count,
        )
        messages.warning(request, told % {"count": blanks.count})
    except NotDelegated:
        messages.warning(request, not_delegated())
    except writing.Moved as moved:
        return tell_moved(request, moved)
    except writing.NewerVersion as newer:
        return tell_newer(request, draft, newer)
    else:
        messages.success(
            request,
            _("Frozen. Take the files to signing, and bring the signed one back here."),
        )
    return redirect("documents:outgoing_draft", pk)


@require_POST
def take_back(request: StaffRequest, pk: int) -> HttpResponse:
    """Take the paper back from signing."""
    return _simple(request, pk, signing.take_back, _("It is a draft again."))


@require_POST
def take_number(request: StaffRequest, pk: int) -> HttpResponse:
    """Take the next number before signing, so that it prints on the files."""
    told = _("The number is taken, and printed on the files.")
    return _simple(request, pk, signing.number_before_signing, told)


def _simple(
    request: StaffRequest, pk: int, move: Callable[..., Any], told: str
) -> HttpResponse:
    draft = policies.access_draft(request.acting, pk)
    try:
        move(draft=draft, actor=request.user, acting=request.acting, at=now())
    except writing.Moved as moved:
        return tell_moved(request, moved)
    except signing.HasNumber as held:
        messages.warning(
            request,
            _("It holds number %(n)s. Make the number void first, with the reason.")
            % {"n": held.row.number},
        )
    except numbering.NumberMissing:
        messages.warning(
            request,
            _("Your body's numbers come from its own register: enter it when issuing."),
        )
    else:
        messages.success(request, told)
    return redirect("documents:outgoing_draft", pk)


@require_POST
def void(request: StaffRequest, pk: int) -> HttpResponse:
    """Make the paper's number void; it stays in the register, with the reason."""
    draft = policies.access_draft(request.acting, pk)
    policies.require_write(request.acting, draft.body_id)
    row = numbering.number_of(draft)
    form = VoidForm(request.POST)
    if row is None or draft.status not in (DraftStatus.FROZEN, DraftStatus.RETURNED):
        raise Http404
    if not form.is_valid():
        messages.warning(request, _("Say why the number is void."))
        return redirect("documents:outgoing_draft", pk)
    try:
        numbering.void_number(
            row=row,
            reason=form.cleaned_data["reason"],
            actor=request.user,
            acting=request.acting,
            at=now(),
        )
    except writing.Moved as moved:
        return tell_moved(request, moved)
    messages.success(
        request,
        _("Number %(n)s is void. It stays in the register and is not used again.")
        % {"n": row.number},
    )
    return redirect("documents:outgoing_draft", pk)


@require_GET
def frozen(request: StaffRequest, pk: int, format: str) -> FileResponse:
    """What went out for signing, byte for byte."""
    draft = policies.access_draft(request.acting, pk)
    for row in selectors.frozen_files(draft):
        if row.format == format:
            return stream(row.file, download=True)
    raise Http404


@require_GET
def signed(request: StaffRequest, pk: int) -> FileResponse:
    """The signed file, byte for byte."""
    draft = policies.access_draft(request.acting, pk)
    row = selectors.signed_file(draft)
    if row is None:
        raise Http404
    return stream(row.file, download=True)


@require_POST
def receive(request: StaffRequest, pk: int) -> HttpResponse:
    """Bring the signed file back; it is compared at once."""
    draft = policies.access_draft(request.acting, pk)
    policies.require_write(request.acting, draft.body_id)
    form = SignedForm(request.POST, request.FILES)
    if not form.is_valid():
        return draft_page(request, draft, Forms(signed=form))
    file = form.cleaned_data["file"]
    try:
        made = signing.receive_signed(
            draft=draft,
            content=read_upload(file),
            name=file.name or "",
            actor=request.user,
            acting=request.acting,
            at=now(),
        )
    except apart.Classified:
        raise  # not into the form: the middleware wipes what was sent
    except UNREADABLE as error:
        form.add_error("file", explain(error))
        return draft_page(request, draft, Forms(signed=form))
    except signing.IssuedBefore as issued:
        told = _("This very file was issued already, as %(document)s.")
        form.add_error("file", told % {"document": issued.document})
        return draft_page(request, draft, Forms(signed=form))
    except writing.Moved as moved:
        return tell_moved(request, moved)
    if made.comparison == made.Comparison.DIFFERS:
        messages.warning(
            request,
            _("The signed file is not what was frozen. Look at the differences."),
        )
    else:
        messages.success(request, _("The signed file is kept and compared."))
    return redirect("documents:outgoing_draft", pk)


@require_POST
def issue(request: StaffRequest, pk: int) -> HttpResponse:
    """Give the paper its number and day, and send it to its addressees."""
    draft = policies.access_draft(request.acting, pk)
    policies.require_write(request.acting, draft.body_id)
    if draft.status != DraftStatus.RETURNED:
        return tell_moved(request, writing.Moved(draft))
    form = make_issue_form(draft, request.POST)
    if form.is_valid():
        try:
            document = issuing.issue_draft(
                draft=draft,
                issue=issuing.Issue(
                    form.cleaned_data.get("number", ""),
                    form.cleaned_data["issued_on"],
                    is_seen=form.cleaned_data.get("is_seen", False),
                ),
                actor=request.user,
                acting=request.acting,
                at=now(),
            )
        except writing.Moved as moved:
            return tell_moved(request, moved)
        except REFUSALS as refused:
            add_refusal(form, refused)
        else:
            count = document.deliveries.count()
            told = ngettext(
                "Issued as %(document)s; it stands in %(count)s inbox.",
                "Issued as %(document)s; it stands in %(count)s inboxes.",
                count,
            )
            values = {"document": document, "count": figures.number(count)}
            messages.success(request, told % values)
            return redirect("documents:outgoing_draft", pk)
    draft.refresh_from_db()
    return draft_page(request, draft, Forms(issue=form))


@require_POST
def follow(request: StaffRequest, pk: int) -> HttpResponse:
    """Begin what replaces, corrects or recalls an issued paper."""
    draft = policies.access_draft(request.acting, pk)
    acting = policies.require_write(request.acting, draft.body_id)
    form = FollowForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    if draft.status != DraftStatus.ISSUED or draft.document is None:
        return tell_moved(request, writing.Moved(draft))
    body = policies.body_of(acting, today())
    purpose = form.cleaned_data["purpose"]
    if purpose == Draft.Purpose.REPLACEMENT:
        version = writing.newest(draft)
        beginning = following.replacement_of(draft.document, version, body, today())
    else:
        beginning = following.letter_on(draft.document, purpose, body, today())
    try:
        with transaction.atomic():
            made = writing.begin_draft(
                beginning=beginning,
                actor=request.user,
                acting=acting,
                at=now(),
                once_key=once.key_from(request),
            )
            is_again = purpose == Draft.Purpose.REPLACEMENT
            if is_again and writing.paper_of(version) is None:
                _copy_words(request, made, version)
    except once.AlreadyDone as done:
        return redirect(done.result_url or "documents:outgoing_list")
    return redirect("documents:outgoing_draft", made.pk)


def _copy_words(request: StaffRequest, made: Draft, version: Any) -> None:
    """A paper that has been through Word is replaced from its .docx as it was."""
    writing.bring_back(
        draft=made,
        content=files.content(version.file),
        name=version.file.name,
        seen=1,
        actor=request.user,
        acting=request.acting,
        at=now(),
    )
