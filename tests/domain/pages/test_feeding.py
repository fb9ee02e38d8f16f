"""Feeds and site maps are read as far as they can be, and refused with a reason."""

import gzip
import io
import zipfile
from datetime import date

import pytest

from loa.domain.pages.feeding import MOST_UNPACKED, read_feed
from loa.domain.pages.offers import MOST_ITEMS, Fault, Make, Offer

AT = "https://xa.tinh.gov.vn/rss/cai-cach-hanh-chinh.rss"


def rss(*items: str, head: str = '<?xml version="1.0" encoding="utf-8"?>') -> str:
    return (
        f'{head}<rss version="2.0"><channel><title>Cải cách hành chính</title>'
        f"{''.join(items)}</channel></rss>"
    )


def item(
    number: int = 1,
    day: str = "Mon, 16 Nov 2026 18:30:00 GMT",
    title: str = "Xã nhận hồ sơ qua mạng",
    more: str = "",
) -> str:
    return (
        f"<item><title>{title}</title><link>/tin/{number}</link>"
        f"<pubDate>{day}</pubDate>{more}</item>"
    )


def test_rss_gives_title_address_day_in_vietnam_and_words():
    more = "<description>&lt;p&gt;Bộ phận &lt;b&gt;một cửa&lt;/b&gt;&lt;/p&gt;</description>"

    found = read_feed(rss(item(more=more)).encode(), address=AT)

    assert (found.make, found.title) == (Make.RSS, "Cải cách hành chính")
    (one,) = found.items
    assert one.address == "https://xa.tinh.gov.vn/tin/1"
    # 18:30 in Greenwich is the next morning in Vietnam.
    assert one.day == date(2026, 11, 17)
    assert one.summary == "Bộ phận một cửa"


def test_atom_is_read_with_its_own_link():
    raw = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Tin</title><entry>
    <title type="html">&lt;b&gt;Một cửa&lt;/b&gt; hẹn trả qua tin nhắn</title>
    <link rel="edit" href="/sua/1"/><link href="/tin/1"/><id>tag:x,1</id>
    <published>2026-11-16T23:59:00+07:00</published></entry></feed>"""

    (one,) = read_feed(raw.encode(), address=AT).items

    assert (one.title, one.address) == (
        "Một cửa hẹn trả qua tin nhắn",
        "https://xa.tinh.gov.vn/tin/1",
    )
    assert one.day == date(2026, 11, 16)


def test_a_site_map_gives_addresses_and_an_index_names_the_newest_first():
    urls = "<url><loc>https://xa.tinh.gov.vn/tin/1</loc><lastmod>2026-11-16</lastmod></url>"
    found = read_feed(f"<urlset>{urls}</urlset>".encode(), address=AT)
    index = read_feed(
        b"<sitemapindex><sitemap><loc>/a.xml</loc><lastmod>2026-01-01</lastmod></sitemap>"
        b"<sitemap><loc>/b.xml</loc><lastmod>2026-11-01</lastmod></sitemap></sitemapindex>",
        address=AT,
    )

    assert (found.make, found.items[0].title) == (Make.SITEMAP, "")
    assert index.make is Make.INDEX
    assert index.more == (
        "https://xa.tinh.gov.vn/b.xml",
        "https://xa.tinh.gov.vn/a.xml",
    )


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "cp1258"])
def test_a_lie_about_the_charset_is_seen_through(charset):
    text = rss(item(title="Phuong Hoa Khe tra ket qua som"), head="")

    (one,) = read_feed(
        text.encode(charset, "ignore"), declared="koi8-r", address=AT
    ).items

    assert one.title == "Phuong Hoa Khe tra ket qua som"


def test_utf8_that_is_called_latin_is_read_as_it_is():
    raw = rss(item(), head='<?xml version="1.0" encoding="iso-8859-1"?>').encode()

    (one,) = read_feed(raw, declared="iso-8859-1", address=AT).items

    assert one.title == "Xã nhận hồ sơ qua mạng"


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">'
    + "".join(
        f'<!ENTITY lol{n} "{f"&lol{n - 1 or str()};" * 10}">' for n in range(1, 10)
    )
    + "]><rss><channel><title>&lol9;</title></channel></rss>"
)


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("feed.xml", rss(item()))
    return out.getvalue()


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (BOMB.encode(), Fault.ENTITIES),
        (
            b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss>&x;</rss>',
            Fault.ENTITIES,
        ),
        (BOMB.encode("utf-16"), Fault.ENTITIES),
        (gzip.compress(b"<rss>" + b" " * (MOST_UNPACKED + 1)), Fault.BOMB),
        (gzip.compress(gzip.compress(rss(item()).encode())), Fault.PACKED),
        (zipped(), Fault.PACKED),
        (b"\x1f\x8bnot gzip", Fault.BROKEN),
        (b"<!doctype html><html><body><p>Trang chu</p></body></html>", Fault.NOT_A_FEED),
        (b"\x89PNG\r\n\x1a\n", Fault.NOT_A_FEED),
        (b"", Fault.NOT_A_FEED),
    ],
    ids=[
        "laughs", "a file", "laughs in UTF-16", "bomb", "gzip in gzip", "zip",
        "no gzip", "a page", "a picture", "nothing",
    ],
)  # fmt: skip
def test_what_cannot_be_taken_says_why(raw, fault):
    assert read_feed(raw, address=AT).fault is fault


def test_a_feed_that_is_cut_in_the_midst_gives_what_came():
    raw = rss(item(1), item(2)).encode()

    found = read_feed(raw[: raw.rindex(b"<pubDate>")], address=AT)

    assert [one.address[-1] for one in found.items] == ["1", "2"]
    assert found.items[1].day is None


def test_days_that_cannot_be_believed_are_none():
    odd = ["hôm nay", "Mon, 99 Nov 2026", "9999-12-31T23:59:59-12:00", "31/02/2026"]

    found = read_feed(rss(*(item(n, day) for n, day in enumerate(odd))).encode())
    assert not found.items  # no address to see links from
    found = read_feed(
        rss(*(item(n, day) for n, day in enumerate(odd))).encode(), address=AT
    )

    assert [one.day for one in found.items] == [None] * 4


def test_a_feed_that_says_now_of_everything_is_not_believed():
    same = [item(n, "Sun, 22 Nov 2026 02:00:01 GMT") for n in range(4)]

    found = read_feed(rss(*same).encode(), address=AT)

    assert {one.day for one in found.items} == {None}


def test_more_items_than_the_limit_are_counted_and_left_out():
    many = [item(n) for n in range(MOST_ITEMS + 7)]

    found = read_feed(rss(*many).encode(), address=AT)

    assert (len(found.items), found.left_out) == (MOST_ITEMS, 7)


def test_what_leads_nowhere_is_no_item():
    odd = ["javascript:alert(1)", "mailto:a@b.vn", "#top", "http://user@host/"]
    items = [f"<item><title>Tin</title><link>{link}</link></item>" for link in odd]

    assert read_feed(rss(*items).encode(), address=AT).items == ()


def test_an_offer_goes_through_a_pipe_unchanged():
    found = read_feed(rss(item()).encode(), address=AT)

    assert Offer.from_data(found.as_data()) == found
