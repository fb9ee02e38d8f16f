"""What a body says of a standing task in a reporting period."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from loa.common import once
from loa.common.figures import local_day
from loa.orgs.models import Body
from loa.orgs.selectors import Acting
from loa.programmes import policies
from loa.programmes.models import Statement, Task, TaskKind
from loa.programmes.services.exceptions import BadPeriod, cell_of, hold
from loa.programmes.services.log import log

if TYPE_CHECKING:
    from loa.accounts.models import User

LENGTH = 1000


class NothingSaid(ValueError):
    """The sentence is empty, or longer than ``LENGTH``."""


@transaction.atomic
def state_standing(
    *,
    task: Task,
    body: Body,
    period_start: date,
    sentence: str,
    actor: "User",
    acting: Acting | None,
    at: datetime,
    once_key: str = "",
) -> Statement:
    """Say what was done of a standing task in a period, or why nothing.

    Saying it again closes what was said before; both stay.

    :raises PermissionDenied: to who does not write for the body
    :raises NothingSaid: if the sentence is empty or too long
    :raises BadPeriod: if the body has no such standing task in that period, or the
        period has not begun
    """
    acting = policies.require_state(acting, body.pk)
    once.claim(once_key, actor.pk, at)
    said = " ".join(sentence.split())
    if not said or len(said) > LENGTH:
        raise NothingSaid
    on = local_day(at)
    if task.kind != TaskKind.STANDING or period_start > on:
        raise BadPeriod(period_start)
    cell_of(task, body.pk, period_start, on=on)
    hold(task)
    Statement.objects.filter(
        task=task, body=body, period_start=period_start, closed_at=None
    ).update(closed_at=at)
    row = Statement.objects.create(
        task=task,
        body=body,
        period_start=period_start,
        sentence=said,
        stated_by=actor,
        recorded_at=at,
    )
    detail = {"period": str(period_start), "sentence": said}
    log("task.stated", task, actor=actor, acting=acting, at=at, detail=detail)
    return row
