"""An overseer decides on a body's own plan, above what Loa sees by itself."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import F
from django.urls import reverse

from loa.common import once
from loa.common.figures import local_day
from loa.documents.models import Document, Status
from loa.documents.policies import can_see_document
from loa.notices import services as notices
from loa.orgs.models import Body
from loa.orgs.selectors import Acting
from loa.programmes import policies
from loa.programmes.cascade import plan_duties
from loa.programmes.models import Directive, Exemption, PlanDecision, Task
from loa.programmes.services.exceptions import BadPeriod
from loa.programmes.services.log import log
from loa.programmes.signals import plan_decided

if TYPE_CHECKING:
    from loa.accounts.models import User

Kind = PlanDecision.Kind
LENGTH: Final = 500


class BadPlan(ValueError):
    """The document cannot count as the body's plan; ``code`` says why.

    "missing", "not_its_own", "itself", "unconfirmed", "no_day", "day_ahead".
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class NoReason(ValueError):
    """A decision gives its reason, in at most 500 signs."""


class NothingToUndo(ValueError):
    """No decision on the body's plan stands."""


class PlanDecidedMeanwhile(Exception):
    """Somebody else decided since the page was opened; nothing was stored."""

    def __init__(self, decision: PlanDecision) -> None:
        super().__init__(decision.pk)
        self.decision = decision


@transaction.atomic
def decide_own_plan(
    *,
    directive: Directive,
    body: Body,
    kind: str,
    reason: str,
    document: Document | None = None,
    counts_on: date | None = None,
    by_document: str = "",
    seen: int | None = None,
    actor: "User",
    acting: Acting | None,
    at: datetime,
    once_key: str = "",
) -> PlanDecision:
    """Decide that a body need not issue its own plan, or that a document counts as it.

    "As seen" takes the decision back: what Loa sees by itself holds again. Each closes
    the one before, and all stay on record.

    :param document: what counts as the plan: issued or held by the body, and confirmed
    :param counts_on: the day on which it counts as issued; its own day when it has one
    :param seen: the decision that stood when the page was opened (0 for none); None
        without a page
    :raises PermissionDenied: to who does not oversee the body from above
    :raises BadPeriod: if the body owes no own plan by the directive
    :raises NoReason: without a reason, or with one too long
    :raises BadPlan: if the document cannot count
    :raises NothingToUndo: if nothing is to be taken back
    :raises PlanDecidedMeanwhile: if somebody decided since the page was opened
    """
    on = local_day(at)
    seat = policies.require_decide_exceptions(acting, body.pk, on=on)
    chosen, reason = Kind(kind), reason.strip()
    if not reason or len(reason) > LENGTH:
        raise NoReason
    once.claim(once_key, actor.pk, at)
    # An UPDATE is a lock that SQLite and PostgreSQL both honour.
    Directive.objects.filter(pk=directive.pk).update(judged_from=F("judged_from"))
    before = standing_decision(directive, body.pk)
    if seen is not None and before is not None and before.pk != seen:
        raise PlanDecidedMeanwhile(before)
    duties = plan_duties(directive, body.pk, on=on)
    if not duties:
        raise BadPeriod(None)
    if chosen == Kind.AS_SEEN and (before is None or before.kind == Kind.AS_SEEN):
        raise NothingToUndo
    if chosen == Kind.COUNTS_AS:
        counts_on = _require_plan(document, counts_on, directive, body, acting, on)
    else:
        document = counts_on = None
    if before is not None:
        _close(before, at)
    row = PlanDecision.objects.create(
        directive=directive,
        body=body,
        kind=chosen,
        document=document,
        counts_on=counts_on,
        reason=reason,
        by_document=by_document.strip()[:200],
        decided_by=actor,
        decided_for_id=seat.body_id,
        recorded_at=at,
    )
    if before is not None:
        PlanDecision.objects.filter(pk=before.pk).update(closed_by=row)
    if chosen == Kind.NOT_NEEDED:
        row.exemptions.set(_exempt(row, duties))
    plan_decided.send(
        sender=PlanDecision,
        decision=row,
        closed=before,
        actor=actor,
        acting=seat,
        at=at,
    )
    detail = {"body": body.pk, "kind": chosen.value, "reason": reason}
    if document is not None:
        detail["plan"] = document.pk
    log("plan.decided", directive, actor=actor, acting=seat, at=at, detail=detail)
    notices.notify(
        bodies=[body.pk],
        kind=f"programmes.plan.{chosen.value}",
        params={
            "document": str(directive.document),
            "plan": str(document or ""),
            "reason": reason,
        },
        url=reverse("programmes:directive", args=[directive.pk]),
        key=f"programmes.plan.decided:{row.pk}",
        at=at,
    )
    return row


def standing_decision(directive: Directive, body_id: int) -> PlanDecision | None:
    """Return the decision on a body's plan that holds now."""
    rows = PlanDecision.objects.known().filter(directive=directive, body_id=body_id)
    return rows.first()


def _require_plan(
    document: Document | None,
    counts_on: date | None,
    directive: Directive,
    body: Body,
    acting: Acting | None,
    on: date,
) -> date:
    if document is None or not can_see_document(acting, document, on=on):
        raise BadPlan("missing")
    if document.pk == directive.document_id:
        raise BadPlan("itself")
    if body.pk not in (document.issuer_id, document.held_by_id):
        raise BadPlan("not_its_own")
    if document.status != Status.CONFIRMED:
        raise BadPlan("unconfirmed")
    day = document.issued_on or counts_on
    if day is None:
        raise BadPlan("no_day")
    if day > on:
        raise BadPlan("day_ahead")
    return day


def _close(row: PlanDecision, at: datetime) -> None:
    PlanDecision.objects.filter(pk=row.pk).update(closed_at=at)
    given = row.exemptions.values_list("pk", flat=True)
    Exemption.objects.known().filter(pk__in=list(given)).update(closed_at=at)


def _exempt(row: PlanDecision, tasks: Sequence[Task]) -> list[Exemption]:
    """Exempt the body from each such task from which it is not yet."""
    held = Exemption.objects.known().filter(
        task__in=tasks, body=row.body, period_start=None
    )
    exempt = set(held.values_list("task_id", flat=True))
    return [
        Exemption.objects.create(
            task=task,
            body=row.body,
            reason=row.reason,
            by_document=row.by_document,
            decided_by=row.decided_by,
            recorded_at=row.recorded_at,
        )
        for task in tasks
        if task.pk not in exempt
    ]
