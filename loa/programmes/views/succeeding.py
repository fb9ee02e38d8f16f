"""Duties without a subject: who does them from then on, decided by a document."""

from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from loa.common import once
from loa.common.dates import now, today
from loa.orgs.models import Body
from loa.orgs.requests import StaffRequest
from loa.programmes import policies, services
from loa.programmes.models import Assignment, Correction
from loa.programmes.services import Settlement
from loa.programmes.subjects import Ended, orphan_of, without_subject
from loa.programmes.views.meanwhile import told_meanwhile

NOBODY = "0"


class SettleForm(forms.Form):
    """By which document it is decided."""

    by_document = forms.CharField(
        label=gettext_lazy("By document"),
        max_length=200,
        help_text=gettext_lazy("Number and date, as “15/CV-SNV of 03/02/2026”."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=500, required=False
    )


@require_http_methods(["GET", "POST"])
def without(request: StaffRequest) -> HttpResponse:
    """List the duties whose body has ended, and take what is decided of them."""
    found = without_subject(request.acting, today())
    if request.method == "GET":
        return _page(request, found, SettleForm())
    form = SettleForm(request.POST)
    settlements = _settlements(request, found)
    if not form.is_valid():
        return _page(request, found, form)
    if not settlements:
        form.add_error(None, _("Choose what becomes of at least one duty."))
        return _page(request, found, form)
    try:
        services.settle_subjects(
            settlements=settlements,
            by_document=form.cleaned_data["by_document"].strip(),
            reason=form.cleaned_data["reason"].strip(),
            actor=request.user,
            acting=request.acting,
            at=now(),
            once_key=once.key_from(request),
        )
    except services.DecidedMeanwhile as meanwhile:
        form.add_error(None, told_meanwhile(meanwhile))
        found = without_subject(request.acting, today())
        return _page(request, found, form, HTTPStatus.CONFLICT)
    except PermissionDenied:
        form.add_error(None, _("You cannot bind all the bodies that this touches."))
        return _page(request, found, form, HTTPStatus.FORBIDDEN)
    except once.AlreadyDone:
        messages.info(request, _("This was decided already."))
    else:
        messages.success(
            request, _("Decided. The successors were told, and records counted anew.")
        )
    return redirect("programmes:without_subject")


def _settlements(request: StaffRequest, found: list[Ended]) -> list[Settlement]:
    """Read what was chosen: for each duty, or for all of a body at once.

    :raises Http404: for a successor that was not offered
    """
    chosen = []
    for ended in found:
        offered = {str(heir.body_id) for heir in ended.heirs} | {NOBODY, ""}
        of_all = request.POST.get(f"all-{ended.last.body_id}", "")
        for orphan in ended.orphans:
            said = request.POST.get(f"row-{orphan.row.pk}", "") or of_all
            if said not in offered:
                raise Http404
            if said:
                to = None if said == NOBODY else Body.objects.get(pk=int(said))
                chosen.append(Settlement(orphan.row, to))
    # Somebody settled one since the page was opened: it is in the list no more.
    listed = {str(orphan.row.pk) for ended in found for orphan in ended.orphans}
    for key in request.POST:
        pk = key.removeprefix("row-")
        if request.POST.get(key) and key.startswith("row-") and pk not in listed:
            chosen.append(_settled_since(request, pk))
    return chosen


def _settled_since(request: StaffRequest, pk: str) -> Settlement:
    """Return one that is settled already, so that she is told by whom."""
    if not pk.isdecimal() or len(pk) > 18:
        raise Http404
    kinds = (Correction.Kind.SUCCEEDED, Correction.Kind.NO_SUBJECT)
    rows = Assignment.objects.select_related("task__directive__document")
    row = rows.filter(pk=int(pk), closed_by__kind__in=kinds).first()
    orphan = orphan_of(row, today()) if row else None
    if orphan is None or not policies.can_settle(
        request.acting, orphan.row.task.directive, orphan.last, on=today()
    ):
        raise Http404
    return Settlement(orphan.row, None)


def _page(
    request: StaffRequest,
    found: list[Ended],
    form: SettleForm,
    status: HTTPStatus | None = None,
) -> HttpResponse:
    if status is None:
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {
        "found": found,
        "form": form,
        "nobody": NOBODY,
        "on": today(),
    }
    return render(request, "programmes/without_subject.html", context, status=status)
