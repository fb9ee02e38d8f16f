from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.utils import timezone

from loa.fetching import fetcher
from loa.fetching.guard import Guard, networks
from loa.fetching.models import Visit
from loa.fetching.services import want
from loa.fetching.web import Limits
from tests.fetching.servers import serving

TO_US = Guard(
    allowed=networks(["127.0.0.0/8"]), fixed=(("*.portal.test", "127.0.0.1"),)
)
SMALL = Limits(on_line=200_000, unpacked=400_000, seconds=0.4)


def make_visits(guard=TO_US, limits=SMALL):
    """Make all visits that are due, in a thread: a browser's loop may run in ours."""
    fetching = fetcher.Fetcher(clock=timezone.now, guard=guard, limits=limits)
    with ThreadPoolExecutor(1) as apart:
        apart.submit(fetching.run, batch=True).result()


@pytest.fixture
def server():
    with serving() as found:
        yield found


@pytest.fixture
def quick(settings):
    """A pause so short that a test need not wait for it."""
    settings.LOA_FETCH_PAUSE = 0.01


@pytest.fixture
def one_connection(db, monkeypatch):
    """Let the fetcher's thread write in the test's own transaction: none is emptied."""
    connection = connections["default"]
    connection.inc_thread_sharing()

    def share():
        connections["default"] = connection

    def executor(workers, name):
        return ThreadPoolExecutor(workers, name, initializer=share)

    monkeypatch.setattr(fetcher, "ThreadPoolExecutor", executor)
    monkeypatch.setattr(fetcher, "close_connections", lambda: None)
    yield
    connection.dec_thread_sharing()


@pytest.fixture
def visit(one_connection, quick):
    """Ask for an address and say how it ended."""

    def make(address, *, key="one", guard=TO_US, limits=SMALL):
        want(address=address, purpose="test", key=key, at=timezone.now())
        make_visits(guard, limits)
        return Visit.objects.get(key=key)

    return make
