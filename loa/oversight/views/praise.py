"""Reviews of praise and blame: facts, replies, conclusions, papers, publication."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from loa.common import once
from loa.common.dates import now, today
from loa.orgs.models import BodyGroup, BodyVersion
from loa.orgs.policies import can_oversee
from loa.orgs.requests import StaffRequest
from loa.oversight import policies
from loa.oversight.board import bodies_below
from loa.oversight.praising import rules, selectors, services
from loa.oversight.praising.forms import DrawForm, RulesForm
from loa.oversight.praising.models import PraiseLine, Verdict
from loa.programmes.models import Programme


@require_http_methods(["GET", "POST"])
def praise(request: StaffRequest) -> HttpResponse:
    """The reviews so far; a POST counts and tells one with today's figures."""
    on = today()
    over = policies.access_board(request.acting, None, on=on)
    can_watch = can_oversee(request.acting, over.path)
    data = request.POST if request.method == "POST" else None
    ids = [int(over.path[at : at + 6]) for at in range(0, len(over.path), 6)]
    form = DrawForm(
        data,
        initial={"first_on": on.replace(month=1, day=1), "last_on": on},
        programmes=Programme.objects.filter(
            owner_id__in={*ids, *bodies_below(over, on)}
        ),
        groups=BodyGroup.objects.filter(owner_id=over.body_id),
    )
    if data is not None:
        policies.require_watch(request.acting, over)
        if form.is_valid() and (found := _drawn(request, over, form)):
            return found
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {
        "over": over,
        "can_watch": can_watch,
        "form": form,
        "rows": selectors.reviews_for(request.acting, on=on),
        "thresholds": rules.thresholds_of(over, on),
        "own_rules": rules.own_rules(over, on),
    }
    return render(request, "oversight/praise.html", context, status=status)


def _drawn(
    request: StaffRequest, over: BodyVersion, form: DrawForm
) -> HttpResponse | None:
    given = form.cleaned_data
    try:
        row = services.draw_up(
            over=over,
            first=given["first_on"],
            last=given["last_on"],
            programme=given["programme"],
            group=given["group"],
            actor=request.user,
            acting=request.acting,
            at=now(),
            once_key=once.key_from(request),
        )
    except services.NothingFound:
        form.add_error(
            None, _("No body reaches a threshold in these days. Nothing was kept.")
        )
        return None
    except once.AlreadyDone as done:
        return redirect(done.result_url or "oversight:praise")
    return redirect("oversight:praise_review", row.pk)


@require_http_methods(["GET", "POST"])
def praise_rules(request: StaffRequest) -> HttpResponse:
    """From how much facts are proposed; a POST sets it from a day on."""
    on = today()
    over = policies.access_board(request.acting, None, on=on)
    policies.require_watch(request.acting, over)
    data = request.POST if request.method == "POST" else None
    form = RulesForm(data, initial=rules.thresholds_of(over, on) | {"from_on": on})
    if data is not None and form.is_valid():
        given = form.cleaned_data
        services.set_rules(
            over=over,
            from_on=given["from_on"],
            thresholds={name: given[name] for name in rules.FIELDS},
            basis=given["basis"],
            actor=request.user,
            acting=request.acting,
            at=now(),
        )
        messages.success(request, _("Set. Reviews drawn up before keep theirs."))
        return redirect("oversight:praise")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"over": over, "form": form}
    return render(request, "oversight/praise_rules.html", context, status=status)


@require_GET
def praise_published(request: StaffRequest) -> HttpResponse:
    """What is published in the tree of the body acted in."""
    rows = selectors.published_for(request.acting, on=today())
    return render(request, "oversight/praise_published.html", {"rows": rows})


@require_GET
def praise_review(request: StaffRequest, pk: int) -> HttpResponse:
    """One review: each fact with its grounds, its reply and what was concluded."""
    view = selectors.access_review(request.acting, pk, on=today())
    context = {"view": view, "row": view.row, "verdicts": Verdict.choices}
    return render(request, "oversight/praise_review.html", context)


@require_POST
def praise_rule(request: StaffRequest, pk: int, line_pk: int) -> HttpResponse:
    """Keep, change or strike what is proposed of a fact, with a reason."""
    line = _line(request, pk, line_pk)
    try:
        services.rule(
            line=line,
            verdict=request.POST.get("ket_luan", ""),
            reason=request.POST.get("ly_do", "")[:500],
            **_hand(request),
        )
    except ValueError:
        messages.error(request, _("Choose a conclusion and say why."))
    except services.InPaper:
        messages.error(
            request, _("A paper has this line. Give its draft up to conclude again.")
        )
    else:
        messages.success(request, _("Concluded."))
    return _to_line(pk, line_pk)


@require_POST
def praise_reply(request: StaffRequest, pk: int, line_pk: int) -> HttpResponse:
    """Say one's own body's side of a fact."""
    line = _line(request, pk, line_pk)
    try:
        services.reply(
            line=line,
            words=request.POST.get("y_kien", "")[:2000],
            once_key=once.key_from(request),
            **_hand(request),
        )
    except ValueError:
        messages.error(request, _("Write what is to be said."))
    except once.AlreadyDone:
        messages.info(request, _("This was said already."))
    else:
        messages.success(request, _("Said. It stands beside the fact from now on."))
    return _to_line(pk, line_pk)


@require_POST
def praise_publish(request: StaffRequest, pk: int, line_pk: int) -> HttpResponse:
    """Show a settled fact to the bodies of the tree."""
    line = _line(request, pk, line_pk)
    try:
        services.publish(line=line, **_hand(request))
    except services.NotSettled:
        messages.error(request, _not_settled())
    else:
        messages.success(request, _("Published inside Loa."))
    return _to_line(pk, line_pk)


@require_POST
def praise_withdraw(request: StaffRequest, pk: int, line_pk: int) -> HttpResponse:
    """Take a published fact back, with a reason."""
    line = _line(request, pk, line_pk)
    try:
        services.withdraw(
            line=line, reason=request.POST.get("ly_do", "")[:500], **_hand(request)
        )
    except ValueError:
        messages.error(request, _("Say why it is withdrawn."))
    else:
        messages.success(
            request, _("Withdrawn. That it was published stays on record.")
        )
    return _to_line(pk, line_pk)


@require_POST
def praise_paper(
    request: StaffRequest, pk: int, body_pk: int | None = None
) -> HttpResponse:
    """Draft the commendation, or the letter to one body."""
    view = selectors.access_review(request.acting, pk, on=today())
    try:
        draft = services.draft_paper(row=view.row, body_id=body_pk, **_hand(request))
    except services.NotSettled:
        messages.error(request, _not_settled())
        return redirect("oversight:praise_review", pk)
    messages.success(
        request, _("Drafted. Write what is blank, then send it for signing.")
    )
    return redirect("documents:outgoing_draft", draft.pk)


def _not_settled() -> str:
    return _(
        "Not yet: the body must have replied or its days passed, somebody must have"
        " concluded since, and the fact must still hold."
    )


def _hand(request: StaffRequest) -> dict[str, Any]:
    return {"actor": request.user, "acting": request.acting, "at": now()}


def _line(request: StaffRequest, pk: int, line_pk: int) -> PraiseLine:
    view = selectors.access_review(request.acting, pk, on=today())
    for one in view.lines:
        if one.line.pk == line_pk:
            return one.line
    raise Http404


def _to_line(pk: int, line_pk: int) -> HttpResponse:
    address = redirect("oversight:praise_review", pk)
    address["Location"] += f"#d-{line_pk}"
    return address
