"""Who sees a report, writes it, and receives it."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404

from loa.orgs import policies as orgs
from loa.orgs.models import BodyVersion, Role
from loa.orgs.policies import WRITING_ROLES
from loa.orgs.selectors import Acting, version_of
from loa.reports.models import Report

WITH_AUTHOR = (Report.Status.DRAFT, Report.Status.RETURNED)


def _version(report: Report, on: date) -> BodyVersion | None:
    return version_of(report.body_id, on) or version_of(
        report.body_id, report.period_start
    )


def is_receiver(acting: Acting | None, report: Report) -> bool:
    """Whether she acts in the body that the report goes to, or through."""
    return acting is not None and acting.body_id in (report.receiver_id, report.via_id)


def can_see_report(acting: Acting | None, report: Report, *, on: date) -> bool:
    """Whether a report may be seen: its body, those above, and once sent its receiver."""
    if acting is None:
        return False
    if report.status != Report.Status.DRAFT and is_receiver(acting, report):
        return True
    version = _version(report, on)
    return version is not None and orgs.can_see_body(acting, version)


def access_report(acting: Acting | None, pk: int, *, on: date) -> Report:
    """Return the report, or "not found" to an outsider."""
    report = Report.objects.select_related("regime", "over_group").filter(pk=pk).first()
    if report is None or not can_see_report(acting, report, on=on):
        raise Http404
    return report


def can_write(acting: Acting | None, report: Report) -> bool:
    """Whether she may change the report now: its body's writers, before it is sent."""
    return report.status in WITH_AUTHOR and orgs.can_write_for(acting, report.body_id)


def can_take_back(acting: Acting | None, report: Report) -> bool:
    """Whether she may take a submitted report back."""
    return report.status == Report.Status.SUBMITTED and orgs.can_write_for(
        acting, report.body_id
    )


def can_receive(acting: Acting | None, report: Report, *, on: date) -> bool:
    """Whether she may return or accept it: its receiver, else who watches over it.

    Nobody receives her own body's report.
    """
    if acting is None or acting.body_id == report.body_id:
        return False
    if report.status != Report.Status.SUBMITTED:
        return False
    if is_receiver(acting, report):
        return acting.has(*WRITING_ROLES, Role.OVERSEER)
    version = _version(report, on)
    return version is not None and orgs.can_oversee(acting, version.path)


def require(allowed: bool) -> None:
    """Refuse an insider.

    :raises PermissionDenied: when it is not allowed
    """
    if not allowed:
        raise PermissionDenied
