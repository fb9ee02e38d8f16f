"""Background work on what comes in. Each job may run twice without harm."""

from django_tasks import task

from loa.common.dates import now
from loa.intake import crawling, dropbox, polling, searching, settling


@task()
def read_search(visit_id: int) -> bool:
    """Look at what a search for feeds brought."""
    return searching.read_found(visit_id, at=now())


@task()
def read_feed(visit_id: int) -> int:
    """Settle the items that a poll of a feed brought."""
    return polling.read_poll(visit_id, at=now())


@task()
def read_item(visit_id: int) -> bool:
    """Take from an item's page what its list left open."""
    return settling.read_item(visit_id, at=now())


@task()
def read_crawl(visit_id: int) -> bool:
    """Keep what a page of a column lists, and go on to the next."""
    return crawling.read_crawl(visit_id, at=now())


@task()
def record_crawl(crawl: int) -> int:
    """Record the items of a column that a person ticked."""
    return crawling.record_confirmed(crawl, at=now())


@task()
def empty_box() -> int:
    """Take in what waits in the mail box."""
    return dropbox.take_in(at=now())
