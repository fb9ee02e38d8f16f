"""The checklist, the year's plan, and the visits that stand in it."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.http import Http404
from django.urls import reverse

from loa.domain.periods import vn_date
from loa.notices.services import notify
from loa.orgs.models import BodyVersion
from loa.orgs.selectors import Acting, version_of
from loa.oversight.inspecting.checklist import Item
from loa.oversight.inspecting.holding import ThereAlready, log, require_watch
from loa.oversight.inspecting.models import (
    ChecklistVersion,
    InspectionPlan,
    PlannedVisit,
)
from loa.oversight.inspecting.selectors import access_plan, bodies_to_visit

if TYPE_CHECKING:
    from loa.accounts.models import User


def set_checklist(
    *,
    over: BodyVersion,
    from_on: date,
    items: tuple[Item, ...],
    basis: str,
    actor: "User",
    acting: Acting | None,
    at: datetime,
) -> ChecklistVersion:
    """Set the checklist for the bodies under one, from a day; visits keep theirs.

    :raises PermissionDenied: to who does not watch over the body
    :raises ValueError: without an item or what it rests on
    """
    require_watch(acting, over)
    if not items or not basis.strip():
        raise ValueError("items")
    with transaction.atomic():
        made = ChecklistVersion.objects.create(
            over_id=over.body_id,
            from_on=from_on,
            items=[item.as_data() for item in items],
            basis=basis.strip(),
            recorded_by=actor,
            recorded_at=at,
        )
        log("checklist.set", made, actor, acting, at, {"items": len(items)})
    return made


def make_plan(
    *,
    over: BodyVersion,
    year: int,
    by_document: str,
    actor: "User",
    acting: Acting | None,
    at: datetime,
) -> InspectionPlan:
    """Begin a year's plan of visits.

    :raises PermissionDenied: to who does not watch over the body
    :raises ThereAlready: when the year has one
    :raises ValueError: without the document
    """
    acting = require_watch(acting, over)
    if not by_document.strip():
        raise ValueError("by_document")
    try:
        with transaction.atomic():
            made = InspectionPlan.objects.create(
                over_id=over.body_id,
                made_in_id=acting.body_id,
                year=year,
                by_document=by_document.strip(),
                recorded_by=actor,
                recorded_at=at,
            )
            log("inspection.planned", made, actor, acting, at, {"year": year})
    except IntegrityError:
        raise ThereAlready from None
    return made


def plan_visit(
    *,
    plan: InspectionPlan,
    body_id: int,
    month: int,
    actor: "User",
    acting: Acting | None,
    at: datetime,
) -> PlannedVisit:
    """Put a visit into a plan, and tell the body.

    :raises Http404: to who sees none of the plan, or for a body that is not under it
    :raises ThereAlready: when the body is planned for that month
    :raises ValueError: for no month
    """
    on = vn_date(at)
    plan = access_plan(acting, plan.pk, on=on)
    over = version_of(plan.over_id, on)
    if acting is None or over is None:
        raise Http404
    names = dict(bodies_to_visit(over, acting, on))
    if body_id not in names:
        raise Http404
    if not 1 <= month <= 12:
        raise ValueError("month")
    try:
        with transaction.atomic():
            made = PlannedVisit.objects.create(
                plan=plan,
                body_id=body_id,
                body_name=names[body_id],
                month=month,
                recorded_at=at,
            )
            notify(
                bodies=[body_id],
                kind="oversight.visit.planned",
                params={
                    "month": f"{month}/{plan.year}",
                    "document": plan.by_document,
                },
                url=reverse("oversight:inspections"),
                key=f"visit:planned:{made.pk}",
                at=at,
            )
            log("visit.planned", made, actor, acting, at, {"month": month})
    except IntegrityError:
        raise ThereAlready from None
    return made


def drop_visit(
    *,
    planned: PlannedVisit,
    reason: str,
    actor: "User",
    acting: Acting | None,
    at: datetime,
) -> None:
    """Take a planned visit out of its plan, and why.

    :raises Http404: to who sees none of the plan
    :raises ValueError: without a reason
    :raises ThereAlready: when the visit was paid
    """
    access_plan(acting, planned.plan_id, on=vn_date(at))
    if not reason.strip():
        raise ValueError("reason")
    with transaction.atomic():
        rows = PlannedVisit.objects.filter(pk=planned.pk, closed_at=None, visit=None)
        if not rows.update(closed_at=at, reason=reason.strip()):
            raise ThereAlready
        log("visit.dropped", planned, actor, acting, at, {})
