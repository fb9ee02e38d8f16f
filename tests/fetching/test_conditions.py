"""A page that was asked for before is asked for only if it is another now."""

import pytest
from django.utils import timezone

from loa.fetching.models import Copy, Visit
from loa.fetching.services import want
from tests.fetching.conftest import make_visits
from tests.fetching.servers import page, redirect

SAME = page(b"", status="304 Not Modified", more=('ETag: "v1"',))
SAID = ('ETag: "v1"', "Last-Modified: Mon, 16 Nov 2026 01:00:00 GMT")


def again(address, *, etag='"v1"', modified="Mon, 16 Nov 2026 01:00:00 GMT"):
    at = timezone.now()
    want(
        address=address,
        purpose="test",
        key="again",
        at=at,
        etag=etag,
        modified=modified,
    )
    make_visits()
    return Visit.objects.get(key="again")


def test_what_the_server_said_of_it_is_kept_with_the_copy(server, visit):
    server.pages["/tin"] = page(more=SAID)

    copy = visit(server.at("/tin")).copy

    assert (copy.etag, copy.modified) == ('"v1"', SAID[1].partition(": ")[2])


@pytest.mark.usefixtures("one_connection", "quick")
def test_the_same_page_ends_as_same_and_keeps_no_copy(server):
    server.pages |= {"/tin": redirect("/bai"), "/bai": SAME}

    found = again(server.at("/tin"))

    assert (found.outcome, found.state) == ("same", "ended")
    assert 'If-None-Match: "v1"' in server.heads[-1]
    assert "If-Modified-Since: Mon, 16 Nov 2026 01:00:00 GMT" in server.heads[-1]
    assert not Copy.objects.exists()
    # robots.txt is asked for whole.
    assert not any("robots" in head and "If-None" in head for head in server.heads)


@pytest.mark.usefixtures("one_connection", "quick")
def test_a_page_that_changed_comes_whole(server):
    server.pages["/tin"] = page(b"<p>khac", more=('ETag: "v2"',))

    assert again(server.at("/tin")).outcome == "came"
    assert Copy.objects.get().etag == '"v2"'


def test_same_as_nothing_is_a_refusal(server, visit):
    server.pages["/tin"] = SAME

    found = visit(server.at("/tin"))

    assert found.outcome == "refused"
    assert not Copy.objects.exists()


def test_a_mark_that_cannot_be_kept_whole_is_not_kept(server, visit):
    server.pages["/tin"] = page(more=(f'ETag: "{"x" * 300}"',))

    assert visit(server.at("/tin")).copy.etag == ""
