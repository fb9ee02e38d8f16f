"""Areas and who speaks for them: for everybody to see, for some to say."""

from datetime import timedelta
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from loa.common.dates import now, today
from loa.orgs.models import BodyVersion, Level
from loa.orgs.requests import StaffRequest
from loa.reference import deciding, speaking
from loa.reference.forms import WHY, SpeakerForm
from loa.reference.models import Area


def _government(request: StaffRequest) -> BodyVersion:
    if request.acting is None:
        raise PermissionDenied
    under = speaking.government_of(request.acting, today())
    if under is None:
        raise Http404
    return under


@require_safe
def speakers(request: StaffRequest) -> HttpResponse:
    """Area × level with the body that speaks; empty cells are shown as such."""
    under = _government(request)
    context = {
        "matrix": speaking.matrix_of(under, today()),
        "can_decide": speaking.can_decide(request.acting, under),
    }
    return render(request, "reference/speakers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def speaker(request: StaffRequest, pk: int, level: str) -> HttpResponse:
    """What was decided of one area at one level; the form for who may decide."""
    under, on = _government(request), today()
    area = Area.objects.filter(pk=pk).first() if pk < 2**63 else None
    matrix = speaking.matrix_of(under, on)
    # What is decided above the province is decided, and kept, there.
    above = level == Level.NATION and under.level != Level.NATION
    if area is None or above or level not in matrix.levels:
        raise Http404
    may = speaking.can_decide(request.acting, under)
    if request.method == "POST" and not may:
        raise PermissionDenied
    history = speaking.history_of(area, under, level)
    form = SpeakerForm(
        request.POST if request.method == "POST" else None,
        bodies=speaking.candidates(under, level, on),
        initial={"from_on": on, "seen": max((row.pk for row in history), default=0)},
    )
    if form.is_bound and form.is_valid() and _decide(request, area, under, level, form):
        return redirect("reference:speakers")
    context = {
        "area": area,
        "level": Level(level),
        "under": under,
        "form": form,
        "history": history,
        "may": may,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "reference/speaker.html", context, status=status)


def _decide(
    request: StaffRequest, area: Area, under: BodyVersion, level: str, form: SpeakerForm
) -> bool:
    data = form.cleaned_data
    try:
        deciding.decide_speaker(
            area=area,
            under=under,
            level=level,
            body=form.chosen,
            kind_name=data["kind_name"],
            from_on=data["from_on"],
            until_on=data["last_on"] + timedelta(days=1) if data["last_on"] else None,
            by_document=data["by_document"],
            seen=data["seen"],
            actor=request.user,
            acting=request.acting,
            at=now(),
        )
    except deciding.BadSpeaker as bad:
        field = "last_on" if bad.field == "until_on" else bad.field
        form.add_error(field, WHY[bad.field, bad.code])
        return False
    except deciding.DecidedSince as since:
        said = _(
            "%(who)s decided this meanwhile. Open the page again before you decide."
        )
        form.add_error(None, said % {"who": since.row.recorded_by})
        return False
    except deciding.NothingChanged:
        messages.info(request, _("So it stands already. Nothing was changed."))
        return True
    messages.success(request, _("Decided. What stood before is kept."))
    return True
