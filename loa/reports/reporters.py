"""Who below has reported in the same regime and period, and who has not."""

from datetime import date
from typing import Any

from loa.reports.models import Report, Snapshot
from loa.reports.scopes import Scope, due_on

REPORTED = (Report.Status.SUBMITTED, Report.Status.ACCEPTED)


def reporters_of(report: Report, scope: Scope, on: date) -> dict[str, Any]:
    """Return who submitted, with what was said, and who is missing, by name.

    Days late are counted from the day on which the body's own report was due; none
    before that day.
    """
    ids = scope.body_ids
    own = Report.objects.filter(
        regime__code=report.regime.code,
        period_start=report.period_start,
        coverage=Report.Coverage.OWN,
        body_id__in=ids,
        status__in=REPORTED,
    )
    sent = {row.body_id: row for row in own}
    latest: dict[int, Snapshot] = {}
    for snapshot in Snapshot.objects.filter(report__in=sent.values()).order_by(
        "version"
    ):
        latest[snapshot.report_id] = snapshot
    submitted, missing = [], []
    for body in scope.bodies:
        mine = sent.get(body.body_id)
        if mine and mine.pk in latest:
            submitted.append(_submitted(mine, latest[mine.pk]))
            continue
        due = due_on(report.regime, scope.period, body.level)
        days = (on - due).days if due else 0
        missing.append({"body": body.body_id, "days_late": max(days, 0)})
    return {"submitted": submitted, "missing": missing}


def _submitted(report: Report, snapshot: Snapshot) -> dict[str, Any]:
    figures = snapshot.data["figures"]
    return {
        "body": report.body_id,
        "report": report.pk,
        "version": snapshot.version,
        "digest": snapshot.digest,
        "claimed": figures.get("all.claimed", 0),
        "counted": figures.get("all.verified", 0) + figures.get("all.unobjected", 0),
    }
