"""Who may change a visit, while it may be changed, and what is written of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import models

from loa.audit import services as audit
from loa.domain.periods import vn_date
from loa.orgs import policies as orgs
from loa.orgs.models import Body, BodyVersion
from loa.orgs.selectors import Acting
from loa.oversight.inspecting.models import Visit
from loa.oversight.inspecting.selectors import VisitView, access_visit

if TYPE_CHECKING:
    from loa.accounts.models import User


class ThereAlready(Exception):
    """The year has its plan, the month its visit, or the planned visit was paid."""


class Closed(Exception):
    """The minutes are drafted: nothing of the visit changes while the draft lives."""


class Unanswered(Exception):
    """Items of the checklist are left without an answer."""


class BadStep(ValueError):
    """The step does not follow from the finding's state, or lacks what it needs."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that came with a form."""

    content: bytes
    name: str


def require_watch(acting: Acting | None, over: BodyVersion) -> Acting:
    if acting is None or not orgs.can_oversee(acting, over.path):
        raise PermissionDenied
    return acting


def inspector(visit: Visit, acting: Acting | None, at: datetime) -> VisitView:
    view = access_visit(acting, visit.pk, on=vn_date(at))
    if not view.can_watch:
        raise PermissionDenied
    return view


def hold(visit: Visit, acting: Acting | None, at: datetime) -> VisitView:
    """Hold a visit until the transaction ends, and read it as it stands now."""
    Visit.objects.filter(pk=visit.pk).update(on=models.F("on"))
    view = inspector(visit, acting, at)
    if not view.is_open:
        raise Closed
    return view


def log(
    action: str,
    target: models.Model,
    actor: "User",
    acting: Acting | None,
    at: datetime,
    detail: Mapping[str, object],
) -> None:
    audit.record(
        actor=actor,
        action=f"oversight.{action}",
        at=at,
        target=target,
        body=Body.objects.get(pk=acting.body_id) if acting else None,
        detail=detail,
    )
