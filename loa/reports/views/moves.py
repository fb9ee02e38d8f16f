"""What is done with a report: worded, counted anew, submitted, returned, accepted."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from loa.common import once
from loa.common.dates import now, today
from loa.documents.outgoing.numbering import BadNumber, NumberTaken
from loa.documents.outgoing.wording import taken_words
from loa.orgs.requests import StaffRequest
from loa.orgs.selectors import Acting
from loa.reports import moving, policies, services
from loa.reports.forms import RemarkForm, VersionForm, WordsForm
from loa.reports.models import Report
from loa.reports.views.detail import report_page

# How a report stands, for whoever came second.
STANDS = {
    Report.Status.DRAFT: gettext_lazy("The report was taken back by its author."),
    Report.Status.SUBMITTED: gettext_lazy("The report was already submitted."),
    Report.Status.RETURNED: gettext_lazy("The report was already returned."),
    Report.Status.ACCEPTED: gettext_lazy("The report was already accepted."),
}


def _reached(request: StaffRequest, pk: int) -> tuple[Report, Acting]:
    """The report that she may see, and the body she acts in."""
    report = policies.access_report(request.acting, pk, on=today())
    if request.acting is None:  # nobody sees a report without one
        raise BadRequest
    return report, request.acting


@require_POST
def words(request: StaffRequest, pk: int) -> HttpResponse:
    """Save the author's paragraphs, the number and the day."""
    report, acting = _reached(request, pk)
    policies.require(policies.can_write(acting, report))
    form = WordsForm(request.POST, report=report)
    if not form.is_valid():
        return report_page(request, report, status=422, words=form)
    services.write_words(
        report=report,
        narrative=form.narrative(),
        number=form.entered_number(),
        issued_on=form.cleaned_data["issued_on"],
        actor=request.user,
        acting=acting,
        at=now(),
    )
    messages.success(request, _("Saved."))
    return redirect("reports:detail", pk)


@require_POST
def refresh(request: StaffRequest, pk: int) -> HttpResponse:
    """Take the figures anew."""
    report, acting = _reached(request, pk)
    snapshot = services.refresh_figures(
        report=report, actor=request.user, acting=acting, at=now()
    )
    messages.success(
        request, _("Figures taken anew: version %(n)s.") % {"n": snapshot.version}
    )
    return redirect("reports:detail", pk)


@require_POST
def submit(request: StaffRequest, pk: int) -> HttpResponse:
    """Send the report up, with the figures that were on the page."""
    report, acting = _reached(request, pk)
    form = VersionForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    try:
        moving.submit_report(
            report=report,
            version=form.cleaned_data["version"],
            actor=request.user,
            acting=acting,
            at=now(),
        )
    except moving.NewerFigures:
        messages.warning(
            request, _("Newer figures were taken. Look at them, then submit.")
        )
        return redirect("reports:detail", pk)
    except (NumberTaken, BadNumber) as refused:
        return _not_numbered(request, pk, refused)
    except services.Moved as moved:
        return _lost(request, moved)
    messages.success(request, _("Submitted. Its files are stored as they are."))
    return redirect("reports:detail", pk)


def _not_numbered(request: StaffRequest, pk: int, refused: Exception) -> HttpResponse:
    """Say what is wrong with the report's number, beside its field."""
    report, _acting = _reached(request, pk)
    words = WordsForm(
        {
            "number": report.number,
            "issued_on": report.issued_on.isoformat() if report.issued_on else "",
            **{f"words_{key}": text for key, text in report.narrative.items()},
        },
        report=report,
    )
    if words.is_valid():
        said = (
            taken_words(refused)
            if isinstance(refused, NumberTaken)
            else _("Write the number alone, as 412 or 412a; the symbol is added.")
        )
        words.add_error("number" if "number" in words.fields else None, said)
    return report_page(request, report, status=422, words=words)


@require_POST
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a submitted report back."""
    return _simple(request, pk, moving.withdraw_report, _("Taken back."))


@require_POST
def accept(request: StaffRequest, pk: int) -> HttpResponse:
    """Accept a report."""
    told = _("Accepted. Its figures stay as they are.")
    return _simple(request, pk, moving.accept_report, told)


@require_POST
def send_back(request: StaffRequest, pk: int) -> HttpResponse:
    """Return a report with the remarks made."""
    report, acting = _reached(request, pk)
    try:
        moving.return_report(report=report, actor=request.user, acting=acting, at=now())
    except services.Moved as moved:
        return _lost(request, moved)
    except moving.RemarkMissing:
        report.refresh_from_db()
        form = RemarkForm({"text": ""})
        form.add_error(
            "text", _("Say what is to be mended before you return the report.")
        )
        return report_page(request, report, status=422, remark=form)
    messages.success(request, _("Returned with remarks."))
    return redirect("reports:detail", pk)


@require_POST
def remark(request: StaffRequest, pk: int) -> HttpResponse:
    """Add a remark that will go back with the report."""
    report, acting = _reached(request, pk)
    policies.require(policies.can_receive(acting, report, on=today()))
    form = RemarkForm(request.POST)
    if not form.is_valid():
        return report_page(request, report, status=422, remark=form)
    try:
        with transaction.atomic():
            once.claim(once.key_from(request), request.user.pk, now())
            moving.add_remark(
                report=report,
                text=form.cleaned_data["text"],
                figure=request.POST.get("figure", "")[:120],
                actor=request.user,
                acting=acting,
                at=now(),
            )
    except once.AlreadyDone:
        return redirect("reports:detail", pk)
    messages.success(request, _("Noted. It goes back with the report."))
    return redirect("reports:detail", pk)


def _simple(
    request: StaffRequest, pk: int, move: Callable[..., Report], told: str
) -> HttpResponse:
    report, acting = _reached(request, pk)
    try:
        move(report=report, actor=request.user, acting=acting, at=now())
    except services.Moved as moved:
        return _lost(request, moved)
    messages.success(request, told)
    return redirect("reports:detail", pk)


def _lost(request: StaffRequest, moved: services.Moved) -> HttpResponse:
    """Say how the report stands to the one who came second."""
    messages.warning(request, STANDS[Report.Status(moved.report.status)])
    return redirect("reports:detail", moved.report.pk)
