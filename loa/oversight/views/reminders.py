"""The reminders of a day, the ladder, and letters."""

from datetime import date
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from loa.common import once
from loa.common.dates import now, today
from loa.orgs.models import BodyVersion
from loa.orgs.policies import can_oversee
from loa.orgs.requests import StaffRequest
from loa.oversight import policies
from loa.oversight.filters import CellRef
from loa.oversight.reminding import selectors, services
from loa.oversight.reminding.forms import LadderForm, step_forms
from loa.oversight.reminding.ladder import Ladders
from loa.oversight.reminding.models import LadderVersion
from loa.oversight.shortfalls.selectors import open_measures


def _over(request: StaffRequest, on: date) -> BodyVersion:
    text = request.GET.get("tren", "")
    chosen = int(text) if text.isdecimal() and len(text) < 19 else None
    return policies.access_board(request.acting, chosen, on=on)


def _day(text: str, on: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return on


@require_GET
def reminders(request: StaffRequest) -> HttpResponse:
    """Who was told what and why on a day; with `?xem=sau`, who would be next."""
    on = today()
    over = _over(request, on)
    is_next = request.GET.get("xem") == "sau"
    day = selectors.next_day(on) if is_next else _day(request.GET.get("ngay", ""), on)
    day = day if is_next else min(day, on)
    told = selectors.preview(over, day) if is_next else selectors.told_on(over, day)
    can_watch = can_oversee(request.acting, over.path)
    context = {
        "over": over,
        "day": day,
        "is_next": is_next,
        "is_today": day == on and not is_next,
        "before_on": selectors.day_before(over, min(day, on)),
        "told": told,
        "people": len({name for one in told for name in one.names}),
        "can_watch": can_watch,
        "waiting": _letters(request, over, on) if can_watch else [],
        "measures": open_measures(request.acting, on=on) if can_watch else [],
        "next_on": selectors.next_day(on),
    }
    return render(request, "oversight/reminders.html", context)


def _letters(
    request: StaffRequest, over: BodyVersion, on: date
) -> list[selectors.Told]:
    writer = request.acting.body_id if request.acting else None
    return selectors.letters_waiting(over, on, writer=writer)


@require_POST
def letter(request: StaffRequest) -> HttpResponse:
    """Draft one letter about the obligations chosen (`o` = task-body-day, repeated)."""
    refs = [CellRef.parse(text) for text in request.POST.getlist("o")[:500]]
    if None in refs:
        raise Http404
    try:
        draft = services.draft_letter(
            refs=[ref for ref in refs if ref],
            actor=request.user,
            acting=request.acting,
            at=now(),
            once_key=once.key_from(request),
        )
    except services.NothingChosen:
        messages.error(
            request, _("Choose between 1 and 200 duties that the letter is about.")
        )
        return redirect("oversight:reminders")
    except once.AlreadyDone as done:
        return redirect(done.result_url or "oversight:reminders")
    messages.success(
        request, _("Drafted. Fill in the blanks, then send it for signing.")
    )
    return redirect("documents:outgoing_draft", draft.pk)


@require_POST
def lay_aside(request: StaffRequest, pk: int) -> HttpResponse:
    """Say why a letter that the ladder asks for is not written."""
    reminder = selectors.access_reminder(request.acting, pk, on=today())
    try:
        services.lay_aside(
            reminder=reminder,
            reason=request.POST.get("ly_do", "")[:500],
            actor=request.user,
            acting=request.acting,
            at=now(),
        )
    except ValueError:
        messages.error(request, _("Say why no letter is written."))
    else:
        messages.success(request, _("Laid aside. The reason stays on record."))
    return redirect("oversight:reminders")


@require_GET
def ladder(request: StaffRequest) -> HttpResponse:
    """The ladder that holds for a body, and those before and to come."""
    on = today()
    over = _over(request, on)
    context = {
        "over": over,
        "ladder": Ladders(on).of(over),
        "steps": [step.as_data() for step in Ladders(on).of(over).steps],
        "versions": LadderVersion.objects.filter(over_id=over.body_id).select_related(
            "recorded_by"
        ),
        "can_watch": can_oversee(request.acting, over.path),
        "on": on,
    }
    return render(request, "oversight/ladder.html", context)


@require_http_methods(["GET", "POST"])
def set_ladder(request: StaffRequest, body_pk: int) -> HttpResponse:
    """Set a new ladder from a day on; the one before stays on record."""
    on = today()
    over = policies.access_board(request.acting, body_pk, on=on)
    policies.require_watch(request.acting, over)
    data = request.POST if request.method == "POST" else None
    form = LadderForm(data, initial={"from_on": on})
    lines = step_forms(data, Ladders(on).of(over))
    if data is not None and form.is_valid() and all(one.is_valid() for one in lines):
        steps = [step for n, one in enumerate(lines) if (step := one.step(n))]
        try:
            services.set_ladder(
                over=over,
                from_on=form.cleaned_data["from_on"],
                basis=form.cleaned_data["basis"],
                steps=steps,
                actor=request.user,
                acting=request.acting,
                at=now(),
                once_key=once.key_from(request),
            )
        except services.BadLadder as bad:
            form.add_error(*_ladder_error(str(bad.args[0])))
        except once.AlreadyDone:
            return redirect("oversight:ladder")
        else:
            messages.success(request, _("Set. The ladder before stays on record."))
            return redirect("oversight:ladder")
    wrong = bool(form.errors) or any(one.errors for one in lines)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    context = {"over": over, "form": form, "lines": lines}
    return render(request, "oversight/ladder_form.html", context, status=status)


def _ladder_error(what: str) -> tuple[str | None, str]:
    return {
        "from_on": ("from_on", _("Choose today or a later day.")),
        "basis": ("basis", _("Name the document that it rests on.")),
        "codes": (None, _("Two steps are the same. Change one, or empty its days.")),
    }.get(what, (None, _("A ladder has between 1 and 20 steps.")))
