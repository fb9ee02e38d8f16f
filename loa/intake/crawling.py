"""A body's own column walked back, page by page, and its items recorded in one move."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse

from loa.accounts.models import User
from loa.audit import services as audit
from loa.channels.models import Channel
from loa.channels.selectors import channel_for
from loa.common import once
from loa.domain.pages.offers import Item, Offer
from loa.domain.periods import vn_date
from loa.domain.proof import BadAddress, address_key
from loa.fetching.models import Visit
from loa.fetching.services import want, web_address
from loa.intake.models import Crawl, FoundItem
from loa.intake.reading import column_in, numbers_in
from loa.intake.settling import (
    Lists,
    State,
    record_item,
    settle,
    want_item,
    writer,
)
from loa.orgs.models import Body
from loa.orgs.policies import require_write_for
from loa.orgs.selectors import Acting
from loa.reference.models import Area, CommunicationForm

CRAWL = "intake.crawl"
MOST_PAGES = 60
MOST_ITEMS = 1500
# A column is not always in order of days: it goes on past so many older items in a row.
OLDER_IN_A_ROW = 5


class NotOwn(ValueError):
    """The address stands on no channel of the body."""


class Confirmed(Exception):
    """It was confirmed, dropped, or is still being walked."""


def begin_crawl(
    *,
    channel: Channel,
    address: str,
    form: CommunicationForm,
    area: Area | None,
    takes: str,
    since: date,
    once_key: str = "",
    actor: User,
    acting: Acting,
    at: datetime,
) -> Crawl:
    """Walk back through a column until a day. Nothing is recorded before it is confirmed.

    :raises BadAddress: if it is no address of a web page
    :raises NotOwn: if it is not on the channel
    :raises AlreadyDone: if a form with this key was carried out
    :raises PermissionDenied: to who may not write for the body
    """
    require_write_for(acting, channel.owner_id)
    asked = web_address(address)
    whose = channel_for(asked, on=vn_date(at), body_id=channel.owner_id)
    if whose is None or whose.owner_id != channel.owner_id:
        raise NotOwn
    with transaction.atomic():
        claim = once.claim(once_key, actor.pk, at)
        crawl = Crawl.objects.create(
            channel=channel,
            address=asked,
            form=form,
            area=area,
            takes=takes,
            since=since,
            begun_at=at,
            begun_by=actor,
            seen=[address_key(asked)],
        )
        _want_page(crawl, asked, 1, at)
        write_down("begun", crawl, actor, at, since=since.isoformat())
        claim.done(reverse("intake:crawl", args=[crawl.pk]))
    return crawl


def _want_page(crawl: Crawl, address: str, number: int, at: datetime) -> None:
    want(address=address, purpose=CRAWL, key=f"{CRAWL}.{crawl.pk}.{number}", at=at)


def write_down(
    done: str, crawl: Crawl, actor: User, at: datetime, **detail: object
) -> None:
    """Write down one thing done with a walk."""
    audit.record(
        actor=actor,
        action=f"intake.crawl.{done}",
        at=at,
        target=crawl.channel,
        body=Body(pk=crawl.channel.owner_id),
        detail={"address": crawl.address} | detail,
    )


def read_crawl(visit_id: int, *, at: datetime) -> bool:
    """Keep what a page of a column lists, and go on. Safe to run again."""
    visit = Visit.objects.select_related("copy__warc").get(pk=visit_id)
    pk, number = numbers_in(visit)
    offer = column_in(visit, number)
    with transaction.atomic():
        crawl = (
            Crawl.objects.select_for_update(of=("self",))
            .select_related("channel")
            .get(pk=pk)
        )
        if crawl.ended_at or number != crawl.page_count + 1:
            return False
        if offer is None or offer.fault:
            reason = f"reach_{visit.outcome}" if offer is None else "unreadable"
            _end(crawl, reason, at)
            return True
        crawl.page_count = number
        kept = _keep(crawl, offer, at)
        _go_on(crawl, offer, kept, at)
    return True


def _keep(crawl: Crawl, offer: Offer, at: datetime) -> tuple[int, bool]:
    """Keep the items of a page; return how many were new, and whether all are too old."""
    known = set(crawl.items.values_list("address_key", flat=True))
    lists, new, older, newest = Lists.of(vn_date(at)), 0, 0, False
    for offered in offer.items:
        key = _key(offered)
        if not key or key in known or key in crawl.seen or len(known) >= MOST_ITEMS:
            continue
        known.add(key)
        day = offered.day
        if day and crawl.since and day < crawl.since:
            older += offered.is_main
            continue
        newest = newest or (offered.is_main and day is not None)
        item = FoundItem(
            body_id=crawl.channel.owner_id,
            crawl=crawl,
            address=offered.address,
            address_key=key,
            title=offered.title,
            said_on=day,
            is_main=offered.is_main,
            state=State.READING,
            found_at=at,
        )
        what = settle(item, crawl, lists)
        if what == "elsewhere":
            # A link to another part of the site, as every page has them: no item.
            continue
        if what == "record":
            item.state, item.settled_at = State.WAITING, at
        item.save()
        if what == "read":
            want_item(item, at)
        new += 1
    return new, older >= OLDER_IN_A_ROW and not newest


def _key(offered: Item) -> str:
    try:
        return address_key(offered.address)
    except BadAddress:
        return ""


def _go_on(crawl: Crawl, offer: Offer, kept: tuple[int, bool], at: datetime) -> None:
    new, is_old = kept
    onward = next(iter(offer.more), "")
    if is_old:
        _end(crawl, "since", at)
    elif not new:
        _end(crawl, "nothing_new", at)
    elif not onward:
        _end(crawl, "script_pager" if offer.has_script_pager else "last", at)
    elif crawl.page_count >= MOST_PAGES:
        _end(crawl, "many_pages", at)
    elif crawl.items.count() >= MOST_ITEMS:
        _end(crawl, "many_items", at)
    elif (key := address_key(onward)) in crawl.seen:
        _end(crawl, "ring", at)
    else:
        crawl.seen = [*crawl.seen, key]
        crawl.save()
        _want_page(crawl, onward, crawl.page_count + 1, at)


def _end(crawl: Crawl, reason: str, at: datetime) -> None:
    crawl.end, crawl.ended_at = reason[:30], at
    crawl.save()


def drop_crawl(*, crawl: Crawl, actor: User, acting: Acting, at: datetime) -> None:
    """Walk no further and record nothing of it.

    :raises Confirmed: when it was confirmed
    :raises PermissionDenied: to who may not write for the body
    """
    require_write_for(acting, crawl.channel.owner_id)
    with transaction.atomic():
        changed = Crawl.objects.filter(
            pk=crawl.pk, confirmed_at=None, dropped_at=None
        ).update(dropped_at=at)
        if not changed:
            raise Confirmed
        Crawl.objects.filter(pk=crawl.pk, ended_at=None).update(
            ended_at=at, end="dropped"
        )
        write_down("dropped", crawl, actor, at)


def record_confirmed(pk: int, *, at: datetime) -> int:
    """Record the ticked items, each in a transaction of its own; return how many.

    Who goes on after a killed worker doubles nothing and loses nothing.
    """
    crawl = Crawl.objects.select_related("channel", "confirmed_by").get(pk=pk)
    acting = writer(crawl.confirmed_by, crawl.channel.owner_id, vn_date(at))
    done = 0
    rows = crawl.items.filter(state=State.TAKEN).order_by("said_on", "pk")
    for item in rows.select_related("crawl", "file"):
        if acting is None or crawl.confirmed_by is None:
            item.state, item.reason = State.WAITING, "nobody"
            item.save(update_fields=["state", "reason"])
            continue
        record_item(item, actor=crawl.confirmed_by, acting=acting, at=at)
        done += 1
    return done


def first_day_of(on: date) -> date:
    """Return the first day of the year so far: on 1 January that of the year before."""
    return (on - timedelta(days=1)).replace(month=1, day=1)
