"""Who sees what came in: the body's own people, and nobody else."""

from typing import TypeVar

from django.http import Http404

from loa.intake.models import Crawl, Feed, FeedSearch, FoundItem
from loa.orgs.selectors import Acting

Row = TypeVar("Row")


def access_feed(acting: Acting | None, pk: int) -> Feed:
    """Return a feed of the body acted in, or "not found" to anybody else."""
    rows = Feed.objects.select_related("channel", "started_by", "form", "area")
    return _own(rows.filter(pk=pk, channel__owner_id=_body(acting)).first())


def access_search(acting: Acting | None, pk: int) -> FeedSearch:
    """Return a search of the body acted in, or "not found" to anybody else."""
    rows = FeedSearch.objects.select_related("channel")
    return _own(rows.filter(pk=pk, channel__owner_id=_body(acting)).first())


def access_crawl(acting: Acting | None, pk: int) -> Crawl:
    """Return a walk of the body acted in, or "not found" to anybody else."""
    rows = Crawl.objects.select_related("channel", "begun_by", "confirmed_by", "form")
    return _own(rows.filter(pk=pk, channel__owner_id=_body(acting)).first())


def access_item(acting: Acting | None, pk: int) -> FoundItem:
    """Return a found item of the body acted in, or "not found" to anybody else."""
    rows = FoundItem.objects.select_related("feed__channel", "crawl", "letter", "file")
    return _own(rows.filter(pk=pk, body_id=_body(acting)).first())


def _body(acting: Acting | None) -> int:
    return acting.body_id if acting else 0


def _own(row: Row | None) -> Row:
    if row is None:
        raise Http404
    return row
