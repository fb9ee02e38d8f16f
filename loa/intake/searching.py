"""Looking for the feeds of a channel: what its page names, and the places they stand in."""

from datetime import datetime
from urllib.parse import urljoin, urlsplit

from django.db import transaction
from django.db.models import QuerySet

from loa.accounts.models import User
from loa.audit import services as audit
from loa.channels.models import Channel
from loa.common import once
from loa.domain.pages.offers import Make
from loa.domain.proof import BadAddress, address_key
from loa.fetching.models import Host, Visit
from loa.fetching.services import want, web_address
from loa.intake.models import Feed, FeedSearch
from loa.intake.reading import column_in, feed_in, numbers_in
from loa.orgs.models import Body
from loa.orgs.policies import require_write_for
from loa.orgs.selectors import Acting

FIND = "intake.find"
# Where makes of portals put them; asked politely, one after the other.
PLACES = ("/rss.xml", "/rss", "/feed", "/feed/", "/atom.xml", "/sitemap.xml")
MOST_PLACES = 24
SAMPLE = 5


def front_of(channel: Channel) -> str:
    """Return the address at which a channel begins; "" for one that has none."""
    if not channel.host or channel.account:
        return ""
    query = "&".join(f"{key}={value}" for key, value in channel.query_keys.items())
    path = channel.path_prefix or "/"
    return f"https://{channel.host}{path}{'?' + query if query else ''}"


def search_feeds(
    *,
    channel: Channel,
    address: str = "",
    once_key: str = "",
    actor: User,
    acting: Acting,
    at: datetime,
) -> FeedSearch:
    """Look for the feeds of a channel: on its page and in the usual places.

    :param address: of a feed or page that a person names; "" is the channel's first page
    :raises BadAddress: if it is no address of a web page
    :raises AlreadyDone: if a form with this key was carried out
    :raises PermissionDenied: to who may not write for the body
    """
    require_write_for(acting, channel.owner_id)
    first = web_address(address or front_of(channel))
    with transaction.atomic():
        once.claim(once_key, actor.pk, at)
        search = FeedSearch.objects.create(
            channel=channel, address=first, asked_at=at, asked_by=actor
        )
        places = [first]
        if not address:
            places += [urljoin(first, place) for place in PLACES]
            places += _in_robots(first)
        _want(search, places, at)
        audit.record(
            actor=actor,
            action="intake.feed.searched",
            at=at,
            target=channel,
            body=Body(pk=acting.body_id),
            detail={"address": first},
        )
    return search


def _in_robots(address: str) -> list[str]:
    """The site maps that a host's robots.txt names, as it was asked for last."""
    host = Host.objects.filter(name=urlsplit(address).netloc.lower()).first()
    if host is None:
        return []
    return [
        line.partition(":")[2].strip()
        for line in host.robots.splitlines()
        if line.lower().startswith("sitemap:")
    ]


def _want(search: FeedSearch, places: list[str], at: datetime) -> None:
    known = set(visits_of(search).values_list("address", flat=True))
    number = len(known)
    for place in dict.fromkeys(places):
        try:
            asked = web_address(place)
        except BadAddress:
            continue
        if asked in known or number >= MOST_PLACES:
            continue
        want(address=asked, purpose=FIND, key=f"{FIND}.{search.pk}.{number}", at=at)
        known.add(asked)
        number += 1


def visits_of(search: FeedSearch) -> QuerySet[Visit]:
    """Return the visits of a search."""
    return Visit.objects.filter(key__startswith=f"{FIND}.{search.pk}.")


def read_found(visit_id: int, *, at: datetime) -> bool:
    """Keep a visit's feed as found, and look at what its page names. Safe to run again."""
    visit = Visit.objects.select_related("copy__warc").get(pk=visit_id)
    pk, _number = numbers_in(visit)
    search = FeedSearch.objects.select_related("channel").filter(pk=pk).first()
    offer = feed_in(visit)
    if search is None or offer is None:
        return False
    page = column_in(visit) if offer.fault and offer.fault == "not_a_feed" else None
    with transaction.atomic():
        FeedSearch.objects.select_for_update().get(pk=pk)
        if page:
            _want(search, [*page.feeds, *_in_robots(visit.at_address)], at)
        elif not offer.fault and (offer.items or offer.make is Make.INDEX):
            Feed.objects.get_or_create(
                channel=search.channel,
                address_key=address_key(visit.at_address),
                defaults={
                    "address": visit.at_address,
                    "make": offer.make or "",
                    "title": offer.title,
                    "found_at": at,
                    "sample": [
                        [item.title, item.day and item.day.isoformat(), item.address]
                        for item in offer.items[:SAMPLE]
                    ],
                },
            )
    return True
