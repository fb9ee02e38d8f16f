"""Noting a call, and bringing its promise back on its day."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse

from loa.audit import services as audit
from loa.common import figures, once
from loa.common.figures import local_day
from loa.notices import services as notices
from loa.orgs import selectors as orgs
from loa.orgs.models import Body, BodyVersion
from loa.orgs.selectors import Acting
from loa.oversight import policies
from loa.oversight.calls.promises import PromiseState, promises
from loa.oversight.models import Call, CallAbout
from loa.oversight.watching import watch

if TYPE_CHECKING:
    from loa.accounts.models import User

LONGEST = timedelta(days=92)
# A promise whose day passed while no worker ran is still told.
TOLD_AFTER = timedelta(days=3)

Key = tuple[int, date]


class BadPromise(ValueError):
    """The day promised is past, too far away, or nothing is promised for it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class NotOwed(ValueError):
    """The body owes nothing such that it could be called about now."""


@transaction.atomic
def record_call(
    *,
    over: BodyVersion,
    body: BodyVersion,
    post: str,
    note: str,
    about: Collection[Key],
    actor: "User",
    acting: Acting | None,
    at: datetime,
    promised_on: date | None = None,
    once_key: str = "",
) -> Call:
    """Note that a body was called about some of its duties; never changed afterwards.

    :param about: (task, first day of the period) of what was spoken about
    :raises PermissionDenied: to who does not watch over the body, or acts in it
    :raises BadPromise: "past", "far", or "about" when nothing is promised for the day
    :raises NotOwed: for what the body does not owe now
    :raises loa.common.once.AlreadyDone: when the same form was sent before
    """
    on = local_day(at)
    policies.access_watched(acting, body.body_id, on=on)
    acting = policies.require_watch(acting, over)
    claim = once.claim(once_key, actor.pk, at)
    if promised_on is not None:
        if promised_on < on:
            raise BadPromise("past")
        if promised_on > on + LONGEST:
            raise BadPromise("far")
        if not about:
            raise BadPromise("about")
    owed = {
        (one.judged.cell.task.id, one.judged.cell.window.period.start)
        for one in watch([body.body_id], on=on).expected
        if one.body_id == body.body_id
    }
    if not set(about) <= owed:
        raise NotOwed
    call = Call.objects.create(
        over_id=over.body_id,
        body_id=body.body_id,
        made_in_id=acting.body_id,
        post=post,
        note=note,
        promised_on=promised_on,
        called_by=actor,
        recorded_at=at,
    )
    CallAbout.objects.bulk_create(
        CallAbout(call=call, task_id=task, period_start=start)
        for task, start in sorted(set(about))
    )
    audit.record(
        actor=actor,
        action="oversight.call.made",
        at=at,
        target=call,
        body=Body.objects.get(pk=acting.body_id),
        detail={"called": body.body_id, "promised": str(promised_on or "")},
    )
    claim.done(reverse("oversight:calls"))
    return call


def tell_promises(at: datetime) -> int:
    """Put the promises of the day into the callers' inboxes; return how many were new.

    What is kept already is not told. Safe to run again and side by side.
    """
    on = local_day(at)
    rows = Call.objects.filter(promised_on__lte=on, promised_on__gte=on - TOLD_AFTER)
    calls = list(rows.prefetch_related("about__task"))
    told = promises(calls, on=on)
    names = orgs.versions_of({call.body_id for call in calls}, on)
    count = 0
    for call in calls:
        promise = told.get(call.pk)
        if promise is None or promise.state not in (
            PromiseState.DUE,
            PromiseState.BROKEN,
        ):
            continue
        version = names.get(call.body_id)
        count += notices.notify(
            bodies=[call.made_in_id],
            kind="oversight.call.promised",
            params={
                "body": (version.short_name or version.name) if version else "",
                "day": figures.day(call.promised_on or on),
            },
            url=reverse("oversight:call", args=[call.body_id]),
            key=f"oversight.call.promised:{call.pk}",
            at=at,
        )
    return count
