"""What goes on beside a worker: asking for pages, each host in its own time."""

from threading import Event

from loa.common.dates import now
from loa.fetching.fetcher import Fetcher, guard_of_settings


def fetch(until: Event) -> None:
    """Ask for what is due until the event is set."""
    Fetcher(clock=now, guard=guard_of_settings()).run(until=until)
