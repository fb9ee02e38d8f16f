"""A body's records, one record with what was decided of it, and its files."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from loa.common import once
from loa.common.dates import now, today
from loa.documents.secrecy import take_upload
from loa.domain.proof import ways_of
from loa.domain.quotas import Columns
from loa.evidence import policies, selectors, services
from loa.evidence.appealing import term_of, why_not
from loa.evidence.assessing import assess
from loa.evidence.checks import CHECKS
from loa.evidence.crediting import CHOSEN
from loa.evidence.drafts import draft_of
from loa.evidence.figures import figures_by
from loa.evidence.forms import (
    AppealForm,
    FilterForm,
    LetOpenForm,
    ProofForm,
    VerdictForm,
    WithdrawForm,
    say_too_large,
)
from loa.evidence.judges import is_for_another, judges_of
from loa.evidence.models import (
    Appeal,
    CheckResult,
    OpeningRight,
    PeriodConfirmation,
    Proof,
    Record,
    Standing,
    Verdict,
)
from loa.evidence.opening import can_open, openings_of
from loa.evidence.seeing import words
from loa.evidence.sentences import of_check, of_verdict
from loa.evidence.views.acting import acting_of
from loa.evidence.views.recording import OUTCOME_SIGNS, lines_of
from loa.files.services import TooLarge
from loa.orgs.policies import access_body
from loa.orgs.requests import StaffRequest
from loa.orgs.selectors import Acting
from loa.reference.speaking import speaks_for

PAGE = 50
MOST_OPENINGS = 20
FIRST_DAY, LAST_DAY = (2000, 1, 1), (2999, 1, 1)


@require_safe
def record_list(request: StaffRequest) -> HttpResponse:
    """A body's records; ``?co-quan=`` for one below, period, form and standing."""
    acting, on = acting_of(request), today()
    wanted = request.GET.get("co-quan", "")
    if wanted and not (wanted.isascii() and wanted.isdigit()):
        raise Http404
    version = access_body(acting, int(wanted or acting.body_id), on=on)
    filters = FilterForm(request.GET, on=on)
    filters.is_valid()
    given = filters.cleaned_data
    period = filters.period()
    first = period.start if period else on.replace(*FIRST_DAY)
    end = period.end if period else on.replace(*LAST_DAY)
    ids = [version.body_id]
    rows = selectors.records_in(
        ids,
        first,
        end,
        form=given.get("hinh_thuc", ""),
        standing=given.get("trang_thai", ""),
    ).prefetch_related("proofs")
    figure = figures_by(
        "all", body_ids=ids, first=first, end=end, form=given.get("hinh_thuc", "")
    ).get("all")
    return render(
        request,
        "evidence/list.html",
        {
            "version": version,
            "is_own": version.body_id == acting.body_id,
            "filters": filters,
            "page_obj": Paginator(rows, PAGE).get_page(request.GET.get("trang")),
            "columns": figure.records if figure else Columns(),
            "can_record": policies.can_record_for(acting, version.body_id),
        },
    )


@require_safe
def record_detail(request: StaffRequest, pk: int) -> HttpResponse:
    """One record: what it counts toward and why, checks, proof, verdicts."""
    record = policies.access_record(acting_of(request), pk, on=today())
    return show_record(request, record)


def show_record(
    request: StaffRequest,
    record: Record,
    *,
    appeal: AppealForm | None = None,
    verdict: VerdictForm | None = None,
    withdraw: WithdrawForm | None = None,
    proof: ProofForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a record, with the form that was sent if it was refused."""
    acting, on = acting_of(request), today()
    history = list(
        record.verdicts.select_related(
            "given_by", "given_in", "appeal__filed_by", "appeal__filed_in"
        ).order_by("-pk")
    )
    current = history[0]
    toward = selectors.toward(record, on=on)
    page: dict[str, Any] = {
        "record": record,
        "joint": list(record.joint_bodies.all()),
        "speakers": speaks_for(record.area_id, record.body_id, on)
        if record.area_id
        else [],
        "just_recorded": request.GET.get("vua-ghi") == "1",
        "current": current,
        "history": [(each, of_verdict(each.reason_code)) for each in history],
        "ways": _ways(record, current),
        "confirmed": PeriodConfirmation.objects.filter(records__record=record)
        .select_related("confirmed_by")
        .first(),
        "toward": toward,
        "met_when_verified": sum(each.is_met_when_verified for each in toward),
        "checks": checks_of(record),
        "proofs": proofs_of(record, acting, on=on),
        "openings": openings_of(record.pk)[:MOST_OPENINGS],
        "let_form": LetOpenForm(bodies=_who_may_ask(record, on))
        if policies.can_confirm(acting, record.body_id)
        else None,
        "may_withdraw": policies.can_withdraw(acting, record),
        "is_rejected": current.standing == Standing.REJECTED,
        "verdict_form": verdict or VerdictForm(initial={"seen": current.pk}),
        "withdraw_form": withdraw or WithdrawForm(),
        "proof_form": proof or ProofForm(),
    }
    page |= _judging(request, record, current, appeal)
    if not record.withdrawn_at:
        page |= _why(record, on)
    return render(request, "evidence/detail.html", page, status=status)


def proofs_of(
    record: Record, acting: Acting, *, on: date
) -> list[tuple[Proof, bool, list[OpeningRight]]]:
    """A record's proofs: whether she may open each, and whom the head has let in."""
    rows = record.proofs.select_related("file", "public_copy").order_by("pk")
    rights = OpeningRight.objects.known().filter(until_on__gt=on).select_related("body")
    found = []
    for proof in rows.prefetch_related(Prefetch("opening_rights", queryset=rights)):
        proof.record = record
        rights_held = list(proof.opening_rights.all())
        found.append((proof, can_open(acting, proof, on=on), rights_held))
    return found


def _who_may_ask(record: Record, on: date) -> list[tuple[int, str]]:
    """The bodies whose people judge the record: the head may let them open its files."""
    bodies = {there.body_id: there.name for _judge, there in judges_of(record, on=on)}
    return sorted(bodies.items(), key=lambda each: each[1])


def _judging(
    request: StaffRequest, record: Record, current: Verdict, sent: AppealForm | None
) -> dict[str, Any]:
    """Who decides now: a judge, another judge on an appeal, or the body that may appeal."""
    acting, on = acting_of(request), today()
    may_judge = policies.can_judge(request.user, acting, record, on=on)
    appealed = Appeal.objects.known().filter(verdict=current).exists()
    waits = (
        may_judge and appealed and is_for_another(request.user, record, current, on=on)
    )
    may_appeal = (
        policies.can_withdraw(acting, record)
        and why_not(record, current, on=on) is None
    )
    return {
        "may_judge": may_judge and not waits,
        "for_another": waits,
        "is_appealed": appealed,
        "may_appeal": may_appeal,
        "appeal_term": term_of(current) if may_appeal else None,
        "appeal_form": sent or AppealForm(initial={"seen": current.pk}),
    }


def _ways(record: Record, current: Verdict) -> list[tuple[str, bool]]:
    """What else shows a record that a machine cannot see, and whether it is there."""
    if current.standing != Standing.UNCHECKABLE:
        return []
    given = set(record.proofs.values_list("kind", flat=True))
    return [
        (str(Proof.Kind(way.kind).label), way.is_there)
        for way in ways_of(current.reason_code, given)
    ]


def _why(record: Record, on: Any) -> dict[str, Any]:
    """Why it counts where it does, and not toward the body's other tasks."""
    chosen = frozenset(
        record.credits.filter(closed_at=None, rule=CHOSEN).values_list(
            "task_id", flat=True
        )
    )
    lines = lines_of(assess(draft_of(record, chosen=chosen), on=on), chosen)
    return {
        "why": {
            (line.duty.task.id, line.duty.body_id): line.why
            for line in lines
            if line.match.counts
        },
        "not_counting": [line for line in lines if not line.match.counts],
    }


def checks_of(record: Record) -> list[dict[str, Any]]:
    """What each check said of a record, in words."""
    names = {code: check.NAME for code, check in CHECKS.items()} | words.NAMES
    return [
        {
            "name": names[row.check_code],
            "words": of_check(row.reason, row.values),
            "outcome": row.get_outcome_display(),
            "sign": OUTCOME_SIGNS[CheckResult.Outcome(row.outcome)],
        }
        for row in record.checks.all()
        if row.check_code in names
    ]


@require_POST
def give_verdict(request: StaffRequest, pk: int) -> HttpResponse:
    """Decide of a record."""
    acting = acting_of(request)
    record = policies.access_record(acting, pk, on=today())
    policies.require_judge(request.user, acting, record, on=today())
    form = VerdictForm(request.POST)
    if not form.is_valid():
        return show_record(request, record, verdict=form, status=422)
    try:
        services.give_verdict(
            record=record,
            standing=Standing(form.cleaned_data["standing"]),
            reason=form.cleaned_data["reason"],
            seen=form.cleaned_data["seen"],
            actor=request.user,
            acting=acting,
            at=now(),
        )
    except services.VerdictChanged as changed:
        messages.warning(request, _say_changed(changed))
    except services.AnotherDecides:
        messages.warning(
            request,
            _("The body appeals against your verdict: another person decides."),
        )
    except services.Withdrawn:
        messages.warning(request, _("The record was withdrawn meanwhile."))
    else:
        messages.success(request, _("The verdict is given. The body was told."))
    return redirect("evidence:detail", pk)


def _say_changed(changed: services.VerdictChanged) -> str:
    by = changed.verdict.given_by
    return _("%(who)s decided meanwhile: %(what)s. Look again before you decide.") % {
        "who": by or "Loa",
        "what": changed.verdict.get_standing_display(),
    }


@require_POST
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a record back."""
    acting = acting_of(request)
    record = policies.access_record(acting, pk, on=today())
    policies.require_withdraw(acting, record)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return show_record(request, record, withdraw=form, status=422)
    try:
        services.withdraw_record(
            record=record,
            reason=form.cleaned_data["reason"],
            actor=request.user,
            acting=acting,
            at=now(),
        )
    except services.Rejected:
        messages.error(
            request, _("A rejected record stays. Record the right one beside it.")
        )
    else:
        messages.success(request, _("Taken back. It counts toward nothing any more."))
    return redirect("evidence:detail", pk)


@require_POST
def add_proof(request: StaffRequest, pk: int) -> HttpResponse:
    """Add a file that shows a record."""
    acting = acting_of(request)
    record = policies.access_record(acting, pk, on=today())
    policies.require_withdraw(acting, record)
    form = ProofForm(request.POST, request.FILES)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            services.add_proof(
                record=record,
                file=services.NewFile(
                    take_upload(upload), upload.name, form.cleaned_data["file_kind"]
                ),
                once_key=once.key_from(request),
                actor=request.user,
                acting=acting,
                at=now(),
            )
        except once.AlreadyDone:
            messages.info(request, _("This was already done."))
            return redirect("evidence:detail", pk)
        except TooLarge as large:
            form.add_error("file", say_too_large(large))
        else:
            messages.success(request, _("The proof is added."))
            return redirect("evidence:detail", pk)
    return show_record(request, record, proof=form, status=422)
