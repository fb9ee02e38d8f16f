"""What a person says of items that wait: recorded, with what she filled in, or left out."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.db.models import QuerySet

from loa.accounts.models import User
from loa.audit import services as audit
from loa.intake import jobs
from loa.intake.crawling import Confirmed, write_down
from loa.intake.models import Crawl, FoundItem
from loa.intake.settling import State, record_item
from loa.orgs.models import Body
from loa.orgs.policies import require_write_for
from loa.orgs.selectors import Acting
from loa.reference.models import Area, CommunicationForm

MOST_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Done:
    """How many items became records, were known, and still wait."""

    recorded: int
    known: int
    waiting: int


def waiting_of(body_id: int) -> QuerySet[FoundItem]:
    """Return the items of feeds and mails that wait for a person of the body."""
    rows = FoundItem.objects.filter(body_id=body_id, state=State.WAITING, crawl=None)
    return rows.select_related("feed", "letter__sender", "file").order_by("-found_at")


def record_waiting(
    *, items: Collection[FoundItem], actor: User, acting: Acting, at: datetime
) -> Done:
    """Record items that wait, for the person who says so.

    :raises PermissionDenied: to who may not write for the body
    """
    counts = {State.RECORDED: 0, State.KNOWN: 0, State.WAITING: 0}
    for item in items:
        require_write_for(acting, item.body_id)
    for item in items:
        settled = record_item(item, actor=actor, acting=acting, at=at)
        state = State(settled.state)
        if state in counts:
            counts[state] += 1
    _write_down("confirmed", items, actor, acting, at)
    return Done(counts[State.RECORDED], counts[State.KNOWN], counts[State.WAITING])


def fill_in(
    *,
    item: FoundItem,
    title: str,
    done_on: date,
    form: CommunicationForm,
    area: Area | None,
    actor: User,
    acting: Acting,
    at: datetime,
) -> FoundItem:
    """Record an item with what a person filled in.

    :raises PermissionDenied: to who may not write for the body
    """
    require_write_for(acting, item.body_id)
    with transaction.atomic():
        item = FoundItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
        if item.state in (State.RECORDED, State.KNOWN):
            return item
        item.title, item.said_on = title, done_on
        item.save(update_fields=["title", "said_on"])
        _write_down("confirmed", [item], actor, acting, at)
        return record_item(
            item, form=form, area=area, actor=actor, acting=acting, at=at
        )


def leave_out(
    *, items: Collection[FoundItem], actor: User, acting: Acting, at: datetime
) -> int:
    """Pass over items that wait; a list that offers them again does not bring them back.

    :raises PermissionDenied: to who may not write for the body
    """
    for item in items:
        require_write_for(acting, item.body_id)
    with transaction.atomic():
        left = FoundItem.objects.filter(
            pk__in=[item.pk for item in items], state=State.WAITING
        ).update(state=State.PASSED, reason="left_out", settled_at=at, settled_by=actor)
        _write_down("left", items, actor, acting, at)
    return left


def _write_down(
    done: str, items: Collection[FoundItem], actor: User, acting: Acting, at: datetime
) -> None:
    if items:
        audit.record(
            actor=actor,
            action=f"intake.items.{done}",
            at=at,
            target=next(iter(items)),
            body=Body(pk=acting.body_id),
            detail={"items": [item.pk for item in items]},
        )


def confirm_crawl(
    *,
    crawl: Crawl,
    ticked: Collection[int],
    actor: User,
    acting: Acting,
    at: datetime,
) -> int:
    """Let the ticked items be recorded, and pass over the others; return how many.

    :raises Confirmed: when it is too late, or too early
    :raises PermissionDenied: to who may not write for the body
    """
    require_write_for(acting, crawl.channel.owner_id)
    with transaction.atomic():
        changed = Crawl.objects.filter(
            pk=crawl.pk, confirmed_at=None, dropped_at=None, ended_at__isnull=False
        ).update(confirmed_at=at, confirmed_by=actor)
        if not changed:
            raise Confirmed
        waiting = crawl.items.filter(state=State.WAITING).exclude(said_on=None)
        taken = waiting.filter(pk__in=ticked).update(
            state=State.TAKEN, settled_at=at, settled_by=actor
        )
        crawl.items.filter(state__in=[State.WAITING, State.READING]).update(
            state=State.PASSED, reason="unticked", settled_at=at, settled_by=actor
        )
        write_down("confirmed", crawl, actor, at, items=taken)
        transaction.on_commit(partial(jobs.record_crawl.enqueue, crawl.pk))
    return taken
