"""What comes of asking for a page, each in its own word."""

import gzip
import zlib

import pytest

from loa.fetching.guard import Guard, networks
from loa.fetching.models import Host, Visit
from loa.fetching.warc import body_of
from loa.files.storage import path_of
from tests.fetching.conftest import SMALL, TO_US
from tests.fetching.servers import page, redirect

BODY = "<title>Tin</title><p>Cải cách hành chính</p>".encode()


def kept(visit):
    return body_of(path_of(visit.copy.warc.sha256).read_bytes())


def test_a_page_comes_and_is_kept_as_it_was(server, visit):
    server.pages["/tin"] = page(BODY)

    found = visit(server.at("/tin"))

    assert (found.state, found.outcome) == ("ended", "came")
    assert found.copy.status == 200
    assert (found.copy.media_type, found.copy.charset) == ("text/html", "utf-8")
    assert kept(found) == BODY


def test_a_packed_page_is_kept_packed_and_read_unpacked(server, visit):
    raw = zlib.compressobj(wbits=-15)
    bare = raw.compress(BODY) + raw.flush()
    for name, coding, body in (
        ("gzip", "gzip", gzip.compress(BODY)),
        ("zlib", "deflate", zlib.compress(BODY)),
        ("bare", "deflate", bare),
    ):
        server.pages[f"/{name}"] = page(body, more=(f"Content-Encoding: {coding}",))
        found = visit(server.at(f"/{name}"), key=name)
        assert found.outcome == "came", name
        assert kept(found) == BODY, name


def test_a_page_that_redirects_is_followed_in_turns(server, visit):
    server.pages["/a"] = redirect("/b?x=1#here")
    server.pages["/b?x=1"] = redirect(server.at("/c", host="hai.portal.test"))
    server.pages["/c"] = page(BODY)

    found = visit(server.at("/a"))

    assert found.outcome == "came"
    assert found.hops == [server.at("/a"), server.at("/b?x=1")]
    assert found.copy.address == server.at("/c", host="hai.portal.test")
    assert Host.objects.count() == 2


def endless(writer):
    async def send():
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            writer.write(b"x" * 65536)
            await writer.drain()

    return send()


def drop_by_drop(writer):
    import asyncio

    async def send():
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            writer.write(b".")
            await writer.drain()
            await asyncio.sleep(0.2)

    return send()


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (page(b"", status="404 Not Found"), "missing"),
        (page(b"", status="410 Gone"), "missing"),
        (page(b"", status="401 Unauthorized"), "login"),
        (page(b"", status="403 Forbidden"), "login"),
        (page(b"", status="418 Teapot"), "refused"),
        (redirect("/odd"), "ring"),
        (redirect("ftp://tin.portal.test/"), "nowhere"),
        (redirect("javascript:alert(1)"), "nowhere"),
        (page(b"short", length=5000), "broken"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "broken"),
        (page(b"not gzip", more=("Content-Encoding: gzip",)), "broken"),
        (page(b"what", more=("Content-Encoding: br",)), "broken"),
        (
            page(gzip.compress(bytes(50_000_000)), more=("Content-Encoding: gzip",)),
            "bomb",
        ),
    ],
    ids=[
        "404",
        "410",
        "401",
        "403",
        "418",
        "ring",
        "ftp",
        "script",
        "short",
        "ssh",
        "badly",
        "br",
        "bomb",
    ],
)
def test_what_is_no_page_ends_in_its_own_word(server, visit, answer, outcome):
    server.pages["/odd"] = answer

    found = visit(server.at("/odd"))

    assert (found.state, found.outcome) == ("ended", outcome)


def test_an_endless_page_is_cut_and_says_so(server, visit):
    server.pages["/10gb"] = endless

    found = visit(server.at("/10gb"))

    assert found.outcome == "came"
    assert found.copy.is_cut
    assert found.copy.size == SMALL.on_line
    assert kept(found) == b"x" * SMALL.on_line


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (page(b"", status="500 Oops"), "server"),
        (page(b"", status="429 Slow down"), "busy"),
        (drop_by_drop, "too_slow"),
    ],
    ids=["500", "429", "slow"],
)
def test_what_may_pass_is_asked_again_later(server, visit, answer, outcome):
    server.pages["/odd"] = answer

    found = visit(server.at("/odd"))

    assert (found.state, found.outcome, found.failures) == ("waiting", "", 1)
    assert found.due_at > found.wanted_at
    for turn in (2, 3):
        Visit.objects.update(due_at=found.wanted_at)
        Host.objects.update(next_at=found.wanted_at)
        found = visit(server.at("/odd"))
        assert found.failures == turn
    assert (found.state, found.outcome) == ("ended", outcome)


def test_a_long_way_round_is_not_followed_to_its_end(server, visit):
    for step in range(12):
        server.pages[f"/{step}"] = redirect(f"/{step + 1}")

    found = visit(server.at("/0"))

    assert found.outcome == "too_far"
    assert len(server.paths()) == 6


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://10.0.0.8/",
        "http://192.168.1.1:8080/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://0.0.0.0/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://[::127.0.0.1]/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://224.0.0.1/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://trong.portal.test/",
    ],
)
def test_no_address_within_a_network_is_asked(visit, address):
    guard = Guard(fixed=(("trong.portal.test", "10.1.1.1"),))

    found = visit(address, guard=guard)

    assert found.outcome == "forbidden"


def test_a_redirect_does_not_lead_behind_the_wall(server, visit):
    inside = f"http://127.0.0.9:{server.port}/admin"
    server.pages["/a"] = redirect(inside)
    server.pages["/admin"] = page(BODY)
    only = Guard(allowed=networks(["127.0.0.1/32"]), fixed=TO_US.fixed)

    found = visit(server.at("/a"), guard=only)

    assert (found.outcome, found.at_address) == ("forbidden", inside)
    assert server.paths() == ["/a"]


def test_our_own_server_and_odd_ports_are_not_asked():
    guard = Guard(own=frozenset({"loa.tinh.gov.vn"}))

    for host, port in (("loa.tinh.gov.vn", 443), ("tinh.gov.vn", 22)):
        with pytest.raises(Exception, match=r"own|port"):
            guard.require(host, port, "203.162.0.181")
    guard.require("tinh.gov.vn", 443, "203.162.0.181")


def test_a_name_that_leads_elsewhere_the_second_time_gains_nothing(
    server, visit, monkeypatch
):
    asked = []

    async def look_up(self, host, port):
        asked.append(host)
        return ["127.0.0.1"] if len(asked) < 3 else ["10.0.0.1"]

    monkeypatch.setattr(Guard, "_addresses", look_up)
    server.pages["/a"] = page(BODY)

    found = visit(server.at("/a"))

    # Once for robots.txt, once for the page: what was looked at is what is connected to.
    assert (found.outcome, len(asked)) == ("came", 2)


def test_a_name_or_a_server_that_is_not_there(visit, quick):
    gone = Guard(allowed=TO_US.allowed, fixed=(("*.portal.test", "127.0.0.1"),))

    found = visit("http://tin.portal.test:9/", guard=gone)
    assert (found.state, found.failures) == ("waiting", 1)
    found = visit("http://khong-co.invalid/", key="two", guard=gone)
    assert (found.state, found.failures) == ("waiting", 1)
