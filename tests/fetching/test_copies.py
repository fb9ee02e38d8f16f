"""A kept page is read by others' tools, and seen without touching Loa."""

from io import BytesIO

import pytest
from django.core import signing
from django.test import Client, RequestFactory
from warcio.archiveiterator import ArchiveIterator

from loa.fetching import picture
from loa.fetching.models import Copy
from loa.fetching.replay import replay_address
from loa.files import storage
from tests.factories import moment
from tests.fetching.servers import page

NOW = moment(2026, 11, 21)
PAGE = "<title>Tin</title><script>alert(1)</script><p>Cải cách hành chính".encode()
OTHER = "luu.example.test"


@pytest.fixture
def copy(server, visit):
    server.pages["/tin"] = page(PAGE, more=("X-Made-By: portal",))
    return visit(server.at("/tin")).copy


@pytest.fixture
def other_host(settings):
    settings.LOA_REPLAY_HOST = OTHER
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, OTHER, "testserver"]


def test_another_tool_reads_what_was_kept(copy):
    raw = storage.path_of(copy.warc.sha256).read_bytes()
    records = {}
    for record in ArchiveIterator(BytesIO(raw), check_digests="raise"):
        records[record.rec_type] = record
        body = record.content_stream().read()
        if record.rec_type == "response":
            assert body == PAGE
    response = records["response"]
    assert response.rec_headers.get_header("WARC-Target-URI") == copy.address
    assert response.http_headers.get_statuscode() == "200"
    assert response.http_headers.get_header("X-Made-By") == "portal"
    assert set(records) == {"warcinfo", "response", "request"}


def test_it_is_shown_from_the_other_name_without_scripts(copy, other_host):
    address = replay_address(copy, RequestFactory().get("/"))

    shown = Client(headers={"host": OTHER}).get(address)

    assert address.startswith(f"http://{OTHER}/")
    assert shown.content == PAGE
    policy = shown["Content-Security-Policy"]
    assert policy.startswith("sandbox; default-src 'none'")
    assert "frame-ancestors http://testserver" in policy
    assert not shown.cookies


def test_the_other_name_has_nothing_else(copy, other_host, db):
    there = Client(headers={"host": OTHER})

    assert there.get("/").status_code == 404
    assert there.get("/tai-khoan/dang-nhap/").status_code == 404
    assert there.get("/made-up-token").status_code == 404
    path = replay_address(copy, RequestFactory().get("/")).rpartition("/")[2]
    assert there.post(f"/{path}").status_code == 405
    assert there.get(f"/{path}x").status_code == 404
    forged = signing.dumps([copy.pk, "testserver"], salt="another")
    assert there.get(f"/{forged}").status_code == 404


def test_loa_itself_never_shows_it(copy, other_host):
    path = replay_address(copy, RequestFactory().get("/")).rpartition("/")[2]

    assert Client().get(f"/{path}").status_code in (302, 404)


def test_without_another_name_there_is_no_address(copy, settings):
    settings.LOA_REPLAY_HOST = ""

    assert replay_address(copy, RequestFactory().get("/")) == ""


@pytest.mark.skipif(picture.browser() is None, reason="Chromium is not installed")
@pytest.mark.verify
def test_a_browser_draws_it_once(copy):
    picture.take_picture(copy, at=NOW)
    first = copy.picture_id
    picture.take_picture(copy, at=NOW)

    row = Copy.objects.get()
    assert row.picture_id == first is not None
    drawn = storage.path_of(row.picture.sha256).read_bytes()
    assert drawn.startswith(b"\x89PNG")


def test_without_a_browser_it_says_so(copy, monkeypatch):
    monkeypatch.setattr(picture, "browser", lambda: None)

    with pytest.raises(picture.NoPicture):
        picture.take_picture(copy, at=NOW)
