"""A host is asked as it wants to be asked, whoever asks and however often we die."""

from collections import defaultdict
from datetime import timedelta
from itertools import pairwise

import pytest
from django.utils import timezone

from loa.fetching import services, turns
from loa.fetching.models import Copy, Host, Visit
from loa.fetching.services import Ended, want
from loa.fetching.web import Answer
from tests.factories import moment
from tests.fetching.conftest import make_visits
from tests.fetching.servers import page

pytestmark = pytest.mark.postgres

NOW = moment(2026, 11, 21)
ANSWER = Answer(200, ((b"Content-Type", b"text/html"),), b"<p>", b"<p>")


def asked_for(*addresses, at=NOW):
    return [
        want(address=address, purpose="test", key=f"test.{number}", at=at)
        for number, address in enumerate(addresses)
    ]


def known(at=NOW):
    """Hosts whose robots.txt is known and lets everybody in."""
    Host.objects.update(robots_at=at, next_at=at)


def test_what_robots_txt_forbids_is_not_asked_for(server, visit):
    server.pages["/robots.txt"] = page(
        b"User-agent: *\nDisallow: /kin", kind="text/plain"
    )
    server.pages["*"] = page()

    assert visit(server.at("/kin/1")).outcome == "robots"
    assert visit(server.at("/mo/1"), key="two").outcome == "came"
    assert server.paths() == ["/mo/1"]
    assert server.asked("/robots.txt") == 1


def test_a_server_whose_robots_txt_fails_is_asked_nothing_else(server, visit):
    server.pages["/robots.txt"] = page(b"", status="503 No")
    server.pages["*"] = page()

    found = visit(server.at("/tin"))

    assert (found.state, found.failures) == ("waiting", 1)
    assert server.paths() == []


def test_a_longer_pause_is_kept_when_a_server_asks_for_it(server, visit):
    server.pages["/robots.txt"] = page(
        b"User-agent: *\nCrawl-delay: 7", kind="text/plain"
    )
    server.pages["*"] = page()

    visit(server.at("/tin"))

    assert Host.objects.get().pause == 7


def test_no_host_is_asked_sooner_than_its_pause(server, one_connection, settings):
    settings.LOA_FETCH_PAUSE = 0.3
    server.pages["*"] = page()
    hosts = [f"h{number}.portal.test" for number in range(6)]
    for number in range(3):
        for host in hosts:
            want(
                address=server.at(f"/{number}", host=host),
                purpose="test",
                key=f"{host}.{number}",
                at=timezone.now(),
            )

    make_visits()

    moments = defaultdict(list)
    for at, host, _ in server.log:
        moments[host].append(at)
    assert {len(found) for found in moments.values()} == {4}
    gaps = [later - at for found in moments.values() for at, later in pairwise(found)]
    assert min(gaps) >= 0.3


@pytest.mark.django_db
def test_two_who_take_turns_never_take_one_host():
    asked_for("http://a.vn/1", "http://a.vn/2", "http://b.vn/1")
    known()

    first, second = turns.take(at=NOW, room=9), turns.take(at=NOW, room=9)

    assert sorted(turn.host for turn in first) == ["a.vn", "b.vn"]
    assert second == []


@pytest.mark.django_db
def test_a_turn_that_ran_out_is_taken_again_and_has_one_end(settings):
    [visit] = asked_for("http://a.vn/1")
    known()
    [lost] = turns.take(at=NOW, room=1)
    later = NOW + turns.LEASE + timedelta(seconds=1)

    assert services.give_up_lost(at=later) == 1
    [mine] = turns.take(at=later, room=1)
    assert services.write_down([Ended(lost, ANSWER, later)]) == 0
    assert services.write_down([Ended(mine, ANSWER, later)]) == 1
    assert services.write_down([Ended(mine, ANSWER, later)]) == 0

    assert Copy.objects.count() == 1
    visit.refresh_from_db()
    assert visit.outcome == "came"


@pytest.mark.django_db
def test_a_page_that_ends_every_worker_is_given_up():
    [visit] = asked_for("http://a.vn/1")
    at = NOW
    for _ in range(turns.TAKEN_AT_MOST):
        known(at)
        assert len(turns.take(at=at, room=1)) == 1
        at += turns.LEASE + timedelta(seconds=1)
        services.give_up_lost(at=at)

    visit.refresh_from_db()
    assert (visit.state, visit.outcome) == ("ended", "lost")


@pytest.mark.django_db
def test_asking_twice_for_one_thing_is_asking_once():
    want(address="http://a.vn/1", purpose="test", key="x", at=NOW)
    want(address="http://a.vn/2", purpose="test", key="x", at=NOW)

    assert Visit.objects.get().address == "http://a.vn/1"


@pytest.mark.django_db
def test_who_wanted_it_is_told_in_the_same_transaction(monkeypatch):
    told = []
    monkeypatch.setitem(services.LISTENERS, "test", told.append)
    [visit] = asked_for("http://a.vn/1")
    known()

    services.write_down([Ended(turns.take(at=NOW, room=1)[0], ANSWER, NOW)])

    assert told == [visit.pk]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("pasted", "asked"),
    [
        ("sonoivu.vn/tin?b=2&a=1#top", "https://sonoivu.vn/tin?b=2&a=1"),
        (
            "HTTP://WWW.Tinh.GOV.vn:80/Tin Tức/",
            "http://www.tinh.gov.vn:80/Tin%20T%E1%BB%A9c/",
        ),
        ("https://đà-nẵng.vn/%C4%91", "https://xn---nng-zna70au54p.vn/%C4%91"),
    ],
)
def test_an_address_is_asked_for_as_it_was_pasted(pasted, asked):
    assert services.web_address(pasted) == asked
