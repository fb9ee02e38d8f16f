"""Feeds that are switched on: asked politely, read once, each new item settled."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from loa.accounts.models import User
from loa.audit import services as audit
from loa.audit.services import MACHINE, Actor
from loa.domain.pages.offers import Item, Make, Offer
from loa.domain.periods import vn_date
from loa.domain.proof import BadAddress, address_key
from loa.fetching.models import Visit
from loa.fetching.outcomes import Outcome
from loa.fetching.services import want
from loa.intake.models import Feed, FoundItem
from loa.intake.reading import feed_in, numbers_in
from loa.intake.settling import (
    Lists,
    State,
    record_for_feed,
    settle,
    want_item,
    writer,
)
from loa.notices.services import notify
from loa.orgs.models import Body
from loa.orgs.policies import require_write_for
from loa.orgs.selectors import Acting
from loa.programmes.models import Task
from loa.reference.models import Area, CommunicationForm

FEED = "intake.feed"
EVERY = timedelta(hours=2)
LONGEST = timedelta(days=1)
# Failures of the line pass by themselves; after so many somebody is told.
TELL_AFTER = 3
MOST_LISTS = 3


class ChannelClosed(Exception):
    """The channel is the body's no longer: nothing on it is its own."""


def switch_on(
    *,
    feed: Feed,
    form: CommunicationForm,
    area: Area | None,
    takes: str,
    tasks: list[Task],
    since: date,
    actor: User,
    acting: Acting,
    at: datetime,
) -> Feed:
    """Let a feed's items be recorded from now on, for who switches it on.

    :param since: the first day of items that are taken
    :raises ChannelClosed: if the channel is the body's no longer
    :raises PermissionDenied: to who may not write for the body
    """
    require_write_for(acting, feed.channel.owner_id)
    until = feed.channel.until_on
    if until and until <= vn_date(at):
        raise ChannelClosed
    with transaction.atomic():
        feed = Feed.objects.select_for_update(of=("self",)).get(pk=feed.pk)
        feed.form, feed.area, feed.takes, feed.since = form, area, takes, since
        feed.started_at, feed.started_by, feed.stopped_at = at, actor, None
        # Asked whole again: what was passed over under other rules may count now.
        feed.next_at, feed.etag, feed.modified = at, "", ""
        feed.failures, feed.fault = 0, ""
        feed.save()
        feed.tasks.set(tasks)
        _write_down("switched_on", feed, acting.body_id, actor, at)
    return feed


def switch_off(*, feed: Feed, actor: User, acting: Acting, at: datetime) -> Feed:
    """Ask for a feed no more; what it recorded stays.

    :raises PermissionDenied: to who may not write for the body
    """
    require_write_for(acting, feed.channel.owner_id)
    with transaction.atomic():
        changed = Feed.objects.filter(pk=feed.pk, stopped_at=None).update(
            stopped_at=at, next_at=None
        )
        if changed:
            _write_down("switched_off", feed, acting.body_id, actor, at)
    feed.refresh_from_db()
    return feed


def _write_down(
    done: str, feed: Feed, body_id: int, actor: Actor, at: datetime
) -> None:
    audit.record(
        actor=actor,
        action=f"intake.feed.{done}",
        at=at,
        target=feed.channel,
        body=Body(pk=body_id),
        detail={"address": feed.address, "takes": feed.takes},
    )


def poll_due(at: datetime) -> int:
    """Ask for every feed that is due; return how many."""
    if not settings.LOA_FETCH:
        return 0
    due = Feed.objects.filter(next_at__lte=at, stopped_at=None)
    return sum(_poll(pk, at) for pk in due.values_list("pk", flat=True)[:500])


@transaction.atomic
def _poll(pk: int, at: datetime) -> bool:
    feed = (
        Feed.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("channel", "started_by")
        .filter(pk=pk, next_at__lte=at, stopped_at=None)
        .first()
    )
    if feed is None:
        return False
    on = vn_date(at)
    closed = feed.channel.until_on is not None and feed.channel.until_on <= on
    if closed or writer(feed.started_by, feed.channel.owner_id, on) is None:
        _stop(feed, "channel_closed" if closed else "nobody", at)
        return False
    feed.polls += 1
    # Set anew by who reads it; a poll whose reading is lost is made again by then.
    feed.next_at = at + LONGEST
    feed.save(update_fields=["polls", "next_at"])
    want(
        address=feed.address,
        purpose=FEED,
        key=f"{FEED}.{feed.pk}.{feed.polls}",
        at=at,
        etag=feed.etag,
        modified=feed.modified,
    )
    return True


def _stop(feed: Feed, reason: str, at: datetime) -> None:
    feed.stopped_at, feed.next_at, feed.fault = at, None, reason
    feed.save(update_fields=["stopped_at", "next_at", "fault"])
    _write_down("stopped", feed, feed.channel.owner_id, MACHINE, at)
    _tell(feed, at)


def _tell(feed: Feed, at: datetime) -> None:
    notify(
        bodies=[feed.channel.owner_id],
        kind="intake.feed.trouble",
        params={"feed": str(feed), "channel": feed.channel.name},
        url=reverse("intake:feed", args=[feed.pk]),
        key=f"intake.feed.{feed.pk}.{feed.fault}.{vn_date(at).isoformat()}",
        at=at,
    )


def read_poll(visit_id: int, *, at: datetime) -> int:
    """Settle what a poll brought; return how many items were new. Safe to run again."""
    visit = Visit.objects.select_related("copy__warc").get(pk=visit_id)
    pk, number = numbers_in(visit) if visit.key.count(".") == 3 else _of_list(visit)
    offer = feed_in(visit)
    new = 0
    with transaction.atomic():
        feed = (
            Feed.objects.select_for_update(of=("self",))
            .select_related("channel")
            .get(pk=pk)
        )
        is_list = visit.key.count(".") > 3
        if not feed.is_on or (not is_list and number <= feed.read_through):
            offer = None
        elif not is_list:
            _note(feed, visit, offer, number, at)
        if offer and not offer.fault:
            if offer.make is Make.INDEX and not is_list:
                _want_lists(feed, offer, number, at)
            new = _keep_new(feed, offer, at)
    _record_taken(pk, at)
    return new


def _of_list(visit: Visit) -> tuple[int, int]:
    """Of a site map that an index named: "intake.feed.<feed>.<poll>.<list>"."""
    _, _, pk, number, _ = visit.key.split(".")
    return int(pk), int(number)


def _note(
    feed: Feed, visit: Visit, offer: Offer | None, number: int, at: datetime
) -> None:
    feed.read_through, feed.looked_at = number, at
    fault = _fault(visit, offer)
    told = feed.fault
    if not fault:
        feed.failures, feed.fault, feed.came_at = 0, "", at
        feed.left_out = offer.left_out if offer else feed.left_out
        copy = getattr(visit, "copy", None)
        if copy:
            feed.etag, feed.modified = copy.etag, copy.modified
    else:
        feed.failures += 1
        feed.fault = fault
        # Whole again next time: what it was the same as was never taken in.
        feed.etag = feed.modified = ""
    # Set from 2 hours up to a day, each failure twice as long.
    feed.next_at = at + min(LONGEST, EVERY * 2 ** min(feed.failures, 5))
    feed.save()
    is_lasting = bool(offer and offer.fault) and fault != told
    if fault and (is_lasting or feed.failures == TELL_AFTER):
        _tell(feed, at)


def _fault(visit: Visit, offer: Offer | None) -> str:
    if visit.outcome == Outcome.SAME:
        return ""
    if offer is None:
        return f"reach_{visit.outcome}"
    if offer.fault:
        return str(offer.fault.value)
    if visit.copy.is_cut and not offer.items:
        return "too_long"
    return ""


def _want_lists(feed: Feed, offer: Offer, number: int, at: datetime) -> None:
    for place, address in enumerate(offer.more[:MOST_LISTS]):
        try:
            key = f"{FEED}.{feed.pk}.{number}.{place}"
            want(address=address, purpose=FEED, key=key, at=at)
        except BadAddress:
            continue


def _keep_new(feed: Feed, offer: Offer, at: datetime) -> int:
    known = set(feed.items.values_list("address_key", flat=True))
    lists, new = Lists.of(vn_date(at)), 0
    for offered in offer.items:
        key = _key(offered)
        if not key or key in known or _is_old(feed, offered):
            continue
        known.add(key)
        item = FoundItem(
            body_id=feed.channel.owner_id,
            feed=feed,
            address=offered.address,
            address_key=key,
            title=offered.title,
            summary=offered.summary,
            # A site map says when a page was changed: its page says its day.
            said_on=None if feed.make == Make.SITEMAP else offered.day,
            state=State.READING,
            found_at=at,
        )
        what = settle(item, feed, lists)
        if what == "record":
            item.state = State.TAKEN
        elif what != "read":
            item.state, item.reason, item.settled_at = State.PASSED, what, at
        item.save()
        if what == "read":
            want_item(item, at)
        new += 1
    return new


def _is_old(feed: Feed, offered: Item) -> bool:
    """Whether it is from before the first day: such are not even noted down."""
    return bool(offered.day and feed.since and offered.day < feed.since)


def _key(offered: Item) -> str:
    try:
        return address_key(offered.address)
    except BadAddress:
        return ""


def _record_taken(pk: int, at: datetime) -> int:
    """Record what is to be recorded; also what a killed worker left."""
    rows = FoundItem.objects.filter(feed_id=pk, state=State.TAKEN)
    waiting = list(rows.select_related("feed__started_by"))
    for item in waiting:
        record_for_feed(item, at=at)
    return len(waiting)
