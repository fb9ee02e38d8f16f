"""A body's appeal against a verdict."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loa.common import once
from loa.common.dates import now, today
from loa.common.figures import day
from loa.documents.secrecy import take_upload
from loa.evidence import policies, services
from loa.evidence.forms import AppealForm, say_too_large
from loa.evidence.views.acting import acting_of
from loa.evidence.views.records import show_record
from loa.files.services import TooLarge
from loa.orgs.requests import StaffRequest


@require_POST
def appeal(request: StaffRequest, pk: int) -> HttpResponse:
    """Hold the verdict on a record to be wrong, with why."""
    acting = acting_of(request)
    record = policies.access_record(acting, pk, on=today())
    policies.require_withdraw(acting, record)
    form = AppealForm(request.POST, request.FILES)
    if not form.is_valid():
        return show_record(request, record, appeal=form, status=422)
    given = form.cleaned_data
    upload = given["file"]
    try:
        files = []
        if upload:
            kind = given["file_kind"]
            files = [services.NewFile(take_upload(upload), upload.name, kind)]
        services.appeal(
            record=record,
            seen=given["seen"],
            reason=given["reason"],
            files=files,
            once_key=once.key_from(request),
            actor=request.user,
            acting=acting,
            at=now(),
        )
    except TooLarge as large:
        form.add_error("file", say_too_large(large))
        return show_record(request, record, appeal=form, status=422)
    except services.NotAppealable as refusal:
        messages.error(request, say_why_not(refusal))
    except once.AlreadyDone:
        messages.info(request, _("This was already done."))
    else:
        messages.success(
            request, _("The appeal is filed. Those who may judge the record were told.")
        )
    return redirect("evidence:detail", pk)


def say_why_not(refusal: services.NotAppealable) -> str:
    """Say why no appeal is taken."""
    if refusal.code == "too_late":
        return _("The term for an appeal ended on %(day)s.") % {
            "day": day(refusal.last_day) if refusal.last_day else ""
        }
    said = {
        "taken_back": _("The record was withdrawn: there is nothing to appeal about."),
        "nothing_against": _("Nothing was decided against this record."),
        "appealed": _("The body has appealed against this verdict already."),
        "final": _("This verdict answered an appeal: there is no further one."),
        "changed": _("Another verdict was given meanwhile. Look again."),
    }
    return said[refusal.code]
