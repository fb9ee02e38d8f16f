"""The body's own papers, and one begun from nothing."""

from http import HTTPStatus

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from loa.common import once
from loa.common.dates import now, today
from loa.documents.models import DraftStatus
from loa.documents.outgoing import policies, selectors, writing
from loa.documents.outgoing.forms import NewPaperForm
from loa.documents.outgoing.frames import frame_of
from loa.documents.outgoing.kinds import symbol_of
from loa.documents.outgoing.signers import signers_of
from loa.documents.unreadable import explain
from loa.domain.docreader import Unreadable
from loa.domain.writing import OfficialPaper, Paragraph, plain, with_end_mark
from loa.orgs import policies as orgs
from loa.orgs.models import BodyVersion
from loa.orgs.requests import StaffRequest

PER_PAGE = 30


@require_GET
def papers(request: StaffRequest) -> HttpResponse:
    """The body's papers on their way, and those that it issued."""
    state = request.GET.get("trang_thai", "")
    state = state if state in {"open", *DraftStatus.values} else ""
    query = request.GET.get("q", "").strip()[:200]
    rows = selectors.drafts_of(request.acting, state=state, query=query)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("trang"))
    acting = request.acting
    context = {
        "page": page,
        "state": state,
        "query": query,
        "is_filtered": bool(state or query),
        "statuses": DraftStatus.choices,
        "can_write": acting is not None and orgs.can_write_for(acting, acting.body_id),
        "can_set_up": policies.can_set_up(acting),
    }
    return render(request, "documents/outgoing/list.html", context)


@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    """Begin a paper of one's own."""
    acting = policies.require_write(
        request.acting, request.acting.body_id if request.acting else 0
    )
    body = policies.body_of(acting, today())
    signers = signers_of(body, today())
    if request.method == "GET":
        return _page(request, NewPaperForm(signers=signers))
    form = NewPaperForm(request.POST, signers=signers)
    if not form.is_valid():
        return _page(request, form)
    try:
        draft = writing.begin_draft(
            beginning=writing.Beginning(_paper(form, body)),
            actor=request.user,
            acting=acting,
            at=now(),
            once_key=once.key_from(request),
        )
    except once.AlreadyDone as done:
        messages.info(request, _("This was already done."))
        return redirect(done.result_url or "documents:outgoing_list")
    except Unreadable as error:
        # A mark of secrecy: such a paper is not drafted here.
        form.add_error("text", explain(error))
        return _page(request, form)
    return redirect("documents:outgoing_draft", draft.pk)


def _page(request: StaffRequest, form: NewPaperForm) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "documents/outgoing/new.html", {"form": form}, status=status)


def _paper(form: NewPaperForm, body: BodyVersion) -> OfficialPaper:
    data = form.cleaned_data
    frame = frame_of(body, data["kind"], today()).as_fields()
    if not data["kind"].code:
        frame["symbol"] = symbol_of(data["kind"], body.symbol, data["unit"].strip())
    return OfficialPaper(
        **frame,
        subject=data["subject"].strip(),
        addressees=data["addressees"],
        bases=data["bases"],
        body=with_end_mark([Paragraph(plain(line)) for line in data["text"]]),
        signature=form.signers[data["signer"]].signature,
        recipients=data["recipients"] or ("Lưu: VT",),
    )
