"""The page on which an activity is recorded: paste, look, record."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from loa.channels.models import Channel
from loa.channels.selectors import channel_for, channels_of
from loa.common import figures, once
from loa.common.dates import now, today
from loa.documents.secrecy import take_upload
from loa.domain.proof import BadAddress, Match, normalise_address
from loa.evidence import policies, services
from loa.evidence.assessing import Assessment, assess
from loa.evidence.checks import CHECKS
from loa.evidence.clock import sound_moment
from loa.evidence.drafts import Draft
from loa.evidence.duties import Duty, duties_of
from loa.evidence.forms import (
    PROBLEMS,
    PasteForm,
    RecordForm,
    say_bad_address,
    say_too_large,
)
from loa.evidence.guesses import guess
from loa.evidence.models import CheckResult
from loa.evidence.selectors import NONE_COUNTED, tallies_of
from loa.evidence.sentences import Names, of_check
from loa.evidence.views.former import Former, former_body, writing_as
from loa.files.services import TooLarge
from loa.orgs.middleware import SESSION_KEY
from loa.orgs.models import BodyVersion
from loa.orgs.requests import StaffRequest
from loa.orgs.selectors import Acting, versions_of
from loa.reference.models import Area, CommunicationForm
from loa.reference.selectors import areas, forms

Values = dict[str, Any]


@require_http_methods(["GET", "POST"])
def record(request: StaffRequest) -> HttpResponse:
    """GET fills the form in from ``?address=`` (and ``viec=`` for a task); POST stores."""
    acting = writing_as(request)
    if not policies.can_record_for(acting, acting.body_id):
        raise PermissionDenied
    on = today()
    if request.method == "POST":
        return _store(request, acting, on)
    return _show(request, acting, on)


def _show(request: StaffRequest, acting: Acting, on: date) -> HttpResponse:
    paste = PasteForm(request.GET) if "address" in request.GET else PasteForm()
    page: Values = {"paste": paste}
    address = ""
    if paste.is_bound and paste.is_valid():
        address = paste.cleaned_data["address"]
        try:
            address and normalise_address(address)
        except BadAddress as bad:
            paste.add_error("address", say_bad_address(bad))
            address = ""
    bench = _Bench(acting, on)
    initial = bench.proposed(address, request.GET.get("tieu-de", ""))
    form = bench.form(initial=initial)
    chosen = _numbers(request.GET.getlist("viec"))
    draft = bench.draft(initial | {"address": address}, chosen)
    page |= bench.page(form, draft, chosen) | {"guessed": initial.get("guessed", ())}
    page |= {"writing": acting, "former": former_body(request, acting)}
    # Shared by a phone: what was shared is there, and one press is left.
    page["shared"] = bool(address) and "chia-se" in request.GET
    return render(request, "evidence/record.html", page)


@require_POST
def preview(request: StaffRequest) -> HttpResponse:
    """Say what the form, as it stands, would count toward: a fragment for htmx."""
    acting = writing_as(request)
    if not policies.can_record_for(acting, acting.body_id):
        raise PermissionDenied
    bench = _Bench(acting, today())
    form = bench.form(request.POST)
    form.is_valid()
    chosen = _numbers(request.POST.getlist("viec"))
    draft = bench.draft(form.cleaned_data, chosen)
    return render(request, "evidence/_preview.html", bench.page(form, draft, chosen))


def _store(request: StaffRequest, acting: Acting, on: date) -> HttpResponse:
    bench = _Bench(acting, on)
    form = bench.form(request.POST, request.FILES)
    chosen = _numbers(request.POST.getlist("viec"))
    former = former_body(request, acting)
    is_valid = form.is_valid()
    if is_valid and "xem" not in request.POST:
        try:
            return _recorded(request, acting, former, form, chosen)
        except once.AlreadyDone as done:
            messages.info(request, _("This was recorded already."))
            return redirect(done.result_url or "evidence:list")
        except services.AlreadyRecorded as already:
            messages.warning(request, _say_already(already))
            return redirect("evidence:detail", already.record.pk)
        except services.BadRecord as bad:
            # The address has no field of its own here: it stands in the row on top.
            field = bad.field if bad.field in form.fields else None
            shown = None if bad.field == "address" else field
            # Asked again: it may have ended while this was being stored.
            former = former_body(request, acting)
            form.add_error(shown, _say_problem(bad, former, form))
        except BadAddress as bad:
            form.add_error(None, say_bad_address(bad))
        except TooLarge as large:
            form.add_error("file", say_too_large(large))
    draft = bench.draft(form.cleaned_data, chosen)
    page = bench.page(form, draft, chosen) | {
        "paste": PasteForm(initial={"address": request.POST.get("address", "")}),
        "looked": "xem" in request.POST and is_valid,
        "writing": acting,
        "former": former,
    }
    status = 200 if "xem" in request.POST else 422
    return render(request, "evidence/record.html", page, status=status)


def _recorded(
    request: StaffRequest,
    acting: Acting,
    former: Former | None,
    form: RecordForm,
    chosen: frozenset[int],
) -> HttpResponse:
    given = form.cleaned_data
    upload = given["file"]
    file = None
    if upload:
        kind = given["file_kind"]
        file = services.NewFile(take_upload(upload), upload.name, kind)
    with transaction.atomic():
        at = sound_moment(now())
        claim = once.claim(once.key_from(request), request.user.pk, at)
        recorded = services.record_activity(
            body_id=acting.body_id,
            done_on=given["done_on"],
            form=given["form"],
            title=given["title"],
            area=given["area"],
            topic=given["topic"],
            channel=given.get("channel") if not given["address"] else None,
            address=given["address"],
            file=file,
            quantity=given["quantity"] or 1,
            quantities=form.quantities(),
            joint_body_ids=given.get("joint_bodies", ()),
            chosen_task_ids=chosen,
            note=given["note"],
            actor=request.user,
            acting=acting,
            at=at,
        )
        url = reverse("evidence:detail", args=[recorded.record.pk])
        claim.done(url)
    if former is not None:
        told = _("Recorded for %(name)s, which was there until %(day)s.")
        words = {"name": former.name, "day": figures.day(former.last_day)}
        messages.success(request, told % words)
        return redirect(
            url
            if policies.can_see_record(request.acting, recorded.record, on=today())
            else "orgs:body"
        )
    if request.acting is None or request.acting.body_id != acting.body_id:
        request.session[SESSION_KEY] = acting.body_id
        messages.info(request, _("You now act in %s.") % acting.name)
    return redirect(f"{url}?vua-ghi=1")


def _say_problem(
    bad: services.BadRecord, former: Former | None, form: RecordForm
) -> str:
    """Say why it cannot be a record; of an ended body, until when and what then."""
    done_on = form.cleaned_data.get("done_on")
    late = former and done_on and done_on >= former.ended_on
    if bad.code != "body_not_there" or former is None or not late:
        return str(PROBLEMS[bad.code])
    told = _(
        "%(name)s was there until %(day)s. What was done later belongs to its successor:"
        " see below. Nothing that you typed is lost."
    )
    return told % {"name": former.name, "day": figures.day(former.last_day)}


def _say_already(already: services.AlreadyRecorded) -> str:
    record = already.record
    return format_html(
        _("This address was recorded already by {who}. It is shown here."),
        who=str(record.recorded_by),
    )


def _numbers(texts: list[str]) -> frozenset[int]:
    return frozenset(int(text) for text in texts if text.isascii() and text.isdigit())


@dataclass(slots=True)
class Line:
    """One task in the preview: whether the draft counts there, why, and how much."""

    match: Match
    duty: Duty
    why: list[str]
    claimed: int
    target: int
    is_chosen: bool

    @property
    def after(self) -> int:
        """What would be claimed with it."""
        return self.claimed + self.match.quantity


class _Bench:
    """What the form needs of the body, loaded once."""

    def __init__(self, acting: Acting, on: date) -> None:
        self.body_id, self.on = acting.body_id, on
        self.areas: list[Area] = areas(on)
        self.forms: list[CommunicationForm] = forms()
        self.channels: list[Channel] = channels_of(acting.body_id, on)

    def form(self, *data: Any, initial: Values | None = None) -> RecordForm:
        code = data[0].get("form") if data else (initial or {}).get("form")
        chosen = next((f for f in self.forms if code in (f.pk, str(f.pk))), None)
        return RecordForm(
            *data,
            initial=initial,
            areas=self.areas,
            channels=self.channels,
            partners=self.partners(),
            chosen_form=chosen,
        )

    def partners(self) -> list[BodyVersion]:
        """The bodies that owe something jointly with this one."""
        duties = duties_of((self.body_id,), done_on=self.on, on=self.on)
        joint = {
            body_id
            for duty in duties.values()
            for cell in duty.cells.values()
            for body_id in cell.joint_ids
        } - {self.body_id}
        found = versions_of(joint, self.on).values() if joint else ()
        return sorted(found, key=lambda version: version.name)

    def proposed(self, address: str, title: str) -> Values:
        """What the form begins with; ``guessed`` names what the address told."""
        channel = (
            channel_for(address, on=self.on, body_id=self.body_id) if address else None
        )
        told = guess(
            address,
            title=title,
            channel=channel,
            forms=self.forms,
            areas=self.areas,
            on=self.on,
        )
        fields = {"done_on": told.done_on, "form": told.form, "area": told.area}
        return {
            "address": address,
            "title": title,
            "done_on": told.done_on or self.on,
            "form": (told.form or self.forms[0]).pk,
            "area": told.area.pk if told.area else None,
            "quantity": 1,
            "guessed": [GUESSED[name] for name, value in fields.items() if value],
        }

    def draft(self, given: Values, chosen: frozenset[int]) -> Draft | None:
        """The draft as it stands, or None while day or form is missing."""
        done_on, form = given.get("done_on"), given.get("form")
        area = given.get("area")
        if not done_on or not form:
            return None
        try:
            return services.make_draft(
                body_id=self.body_id,
                done_on=done_on,
                form=_row(self.forms, form),
                title=given.get("title", ""),
                area=_row(self.areas, area) if area else None,
                topic=given.get("topic", ""),
                channel=given.get("channel") if not given.get("address") else None,
                address=given.get("address", ""),
                quantity=given.get("quantity") or 1,
                joint_body_ids=given.get("joint_bodies", ()),
                chosen_task_ids=chosen,
            )
        except BadAddress:
            return None

    def page(
        self, form: RecordForm, draft: Draft | None, chosen: frozenset[int]
    ) -> Values:
        """What the page and its preview show of a draft."""
        page: Values = {"form": form, "draft": draft, "limit": None}
        if draft is None:
            return page
        found = assess(draft, on=self.on)
        lines = lines_of(found, chosen)
        return page | {
            "found": found,
            "own": found.own,
            "counting": [line for line in lines if line.match.counts],
            "choosable": [
                line
                for line in lines
                if line.match.can_be_chosen and not line.match.counts
            ],
            "others": [line for line in lines if not line.match.can_be_chosen],
            "findings": said(found),
        }


def _row(rows: list[Any], wanted: Any) -> Any:
    return next((row for row in rows if wanted in (row, row.pk)), wanted)


def lines_of(found: Assessment, chosen: frozenset[int]) -> list[Line]:
    """Each task with whether and why a draft counts, and what is claimed there now."""
    names = Names()
    cells = [
        found.duties[match.rule_id].cells[match.window.period.start]
        for match in found.matches
        if match.window
    ]
    tallies = tallies_of(cells)
    lines = []
    for match in found.matches:
        duty = found.duties[match.rule_id]
        cell = duty.cells[match.window.period.start] if match.window else None
        counted = tallies.get(cell.key, NONE_COUNTED) if cell else NONE_COUNTED
        lines.append(
            Line(
                match,
                duty,
                names.why(match),
                sum(counted.columns),
                cell.target if cell else duty.task.target,
                duty.task.id in chosen,
            )
        )
    return lines


GUESSED = {
    "done_on": gettext_lazy("day"),
    "form": gettext_lazy("form"),
    "area": gettext_lazy("area"),
}

OUTCOME_SIGNS = {
    CheckResult.Outcome.PASSED: "met",
    CheckResult.Outcome.DOUBTFUL: "look",
    CheckResult.Outcome.FAILED: "disputed",
    CheckResult.Outcome.UNCHECKABLE: "uncheckable",
}


def said(found: Assessment) -> list[Values]:
    """The findings in words."""
    return [
        {
            "name": CHECKS[finding.check].NAME,
            "words": of_check(finding.reason, finding.values),
            "outcome": finding.outcome,
            "sign": OUTCOME_SIGNS[CheckResult.Outcome(finding.outcome)],
        }
        for finding in found.findings
    ]
