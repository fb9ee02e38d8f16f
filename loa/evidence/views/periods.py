"""A period's records on one page, for the head to confirm in one move."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from loa.common.dates import now, today
from loa.domain.periods import (
    Period,
    PeriodKind,
    WindowRule,
    period_containing,
    period_from_code,
    previous_period,
)
from loa.domain.quotas import Columns
from loa.evidence import policies, services
from loa.evidence.checks import CHECKS
from loa.evidence.confirming import (
    confirmations_of,
    records_of_period,
    seal_of_ids,
    unconfirmed,
)
from loa.evidence.figures import figures_by
from loa.evidence.forms import PeriodForm
from loa.evidence.models import CheckResult, Record
from loa.evidence.seeing import words
from loa.evidence.sentences import of_check
from loa.evidence.views.acting import acting_of
from loa.evidence.views.recording import OUTCOME_SIGNS
from loa.orgs.policies import access_body
from loa.orgs.requests import StaffRequest

PAGE = 200
# A new month is begun with a look at the one before.
FIRST_DAYS = 10
_TOLD = (CheckResult.Outcome.FAILED, CheckResult.Outcome.DOUBTFUL)


@require_safe
def period(request: StaffRequest) -> HttpResponse:
    """A body's records of a period (``?ky=202611``), what is doubtful first."""
    acting, on = acting_of(request), today()
    wanted = request.GET.get("co-quan", "")
    if wanted and not (wanted.isascii() and wanted.isdigit()):
        raise Http404
    version = access_body(acting, int(wanted or acting.body_id), on=on)
    asked = _asked(request.GET.get("ky", ""), on)
    rows = records_of_period(version.body_id, asked.start, asked.end)
    page = Paginator(rows, PAGE).get_page(request.GET.get("trang"))
    waiting = unconfirmed(version.body_id, asked.start, asked.end)
    figure = figures_by(
        "all", body_ids=[version.body_id], first=asked.start, end=asked.end
    ).get("all")
    done = confirmations_of(version.body_id, asked.start, asked.end)
    context = {
        "version": version,
        "is_own": version.body_id == acting.body_id,
        "period": asked,
        "form": PeriodForm(initial={"ky": asked.code}, on=on),
        "page_obj": page,
        "rows": [(record, _told(record)) for record in page],
        "columns": figure.records if figure else Columns(),
        "waiting": len(waiting),
        "seen": seal_of_ids(waiting),
        "confirmations": done,
        "may_confirm": policies.can_confirm(acting, version.body_id),
        "is_open": asked.last_day >= on,
    }
    return render(request, "evidence/period.html", context)


@require_POST
def confirm(request: StaffRequest) -> HttpResponse:
    """Confirm what was seen of the body acted in."""
    acting, on = acting_of(request), today()
    policies.require_confirm(acting, acting.body_id)
    asked = _asked(request.POST.get("ky", ""), on)
    try:
        made = services.confirm_period(
            body_id=acting.body_id,
            period=asked,
            seen=request.POST.get("seen", ""),
            actor=request.user,
            acting=acting,
            at=now(),
        )
    except services.PeriodChanged:
        messages.warning(
            request,
            _(
                "Records came or went since you opened the page. Look again, then confirm."
            ),
        )
    except services.NothingToConfirm:
        messages.info(request, _("Nothing is left to confirm in this period."))
    else:
        count = made.records.count()
        said = ngettext(
            "%(n)s record confirmed.", "%(n)s records confirmed.", count
        ) % {"n": count}
        messages.success(request, said)
    return redirect(f"{reverse('evidence:period')}?ky={asked.code}")


def _asked(code: str, on: date) -> Period:
    """The period of a code; without one the month, or the one before while it is young.

    :raises Http404: for a code of none
    """
    if code:
        try:
            return period_from_code(WindowRule.CALENDAR, code)
        except ValueError as error:
            raise Http404 from error
    month = period_containing(WindowRule.CALENDAR, PeriodKind.MONTH, on)
    return previous_period(month) if on.day <= FIRST_DAYS else month


def _told(record: Record) -> list[dict[str, Any]]:
    """What speaks against a record or asks for a look; the last word of each check."""
    names = {code: check.NAME for code, check in CHECKS.items()} | words.NAMES
    last = {row.check_code: row for row in record.checks.all()}
    return [
        {
            "name": names[row.check_code],
            "words": of_check(row.reason, row.values),
            "sign": OUTCOME_SIGNS[CheckResult.Outcome(row.outcome)],
        }
        for row in last.values()
        if row.outcome in _TOLD and row.check_code in names
    ]
