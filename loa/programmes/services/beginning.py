"""A body's first day: since when its duties are judged. Decided once, and seen by all."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Min

from loa.domain.periods import vn_date
from loa.orgs import policies as orgs
from loa.orgs.models import BodyVersion, Grant
from loa.orgs.selectors import Acting
from loa.orgs.services import hold
from loa.programmes.models import JudgedFrom
from loa.programmes.services.log import log

if TYPE_CHECKING:
    from loa.accounts.models import User


class TooLate(ValueError):
    """The day is later than the body itself may choose; ``latest`` is the last one."""

    def __init__(self, latest: date) -> None:
        super().__init__(latest.isoformat())
        self.latest = latest


def judging_began(body_id: int) -> JudgedFrom | None:
    """Return since when a body is judged, or None when nobody decided it."""
    found: JudgedFrom | None = JudgedFrom.objects.filter(
        body_id=body_id, closed_at=None
    ).first()
    return found


def latest_day(body_id: int, on: date) -> date:
    """Return the latest day that a body may choose for itself.

    The first of the second month after its first person came: one whole month to
    learn, and no way to put the judging off for ever.
    """
    first = Grant.objects.filter(body_id=body_id).aggregate(day=Min("from_on"))["day"]
    return _months_after(first or on, 2)


def _months_after(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)


def next_month(on: date) -> date:
    """Return the first day of the next month."""
    return _months_after(on, 1)


def begin_judging(
    *,
    version: BodyVersion,
    day: date,
    reason: str = "",
    actor: "User",
    acting: Acting,
    at: datetime,
) -> JudgedFrom:
    """Decide since when a body's duties are judged. The same day again changes nothing.

    The body's own head or administrator chooses a day up to :func:`latest_day`; who
    watches over it may choose any.

    :raises TooLate: for a later day, chosen by the body itself
    :raises PermissionDenied: to who neither administers the body nor watches over it
    """
    oversees = acting.body_id != version.body_id and orgs.can_oversee(
        acting, version.path
    )
    if not oversees and not orgs.can_administer(acting, version):
        raise PermissionDenied
    latest = latest_day(version.body_id, vn_date(at))
    if not oversees and day > latest:
        raise TooLate(latest)
    with transaction.atomic():
        hold(version.body_id)
        before = judging_began(version.body_id)
        if before and before.day == day:
            return before
        if before:
            JudgedFrom.objects.filter(pk=before.pk).update(closed_at=at)
        made = JudgedFrom.objects.create(
            body_id=version.body_id,
            day=day,
            reason=reason[:500],
            decided_by=actor,
            recorded_at=at,
        )
        log(
            "judging.begun",
            version.body,
            actor=actor,
            acting=acting,
            at=at,
            detail={
                "from": before.day.isoformat() if before else "",
                "to": day.isoformat(),
            },
        )
    return made
