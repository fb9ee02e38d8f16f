"""A channel's feed is found, switched on by a person, and its items record themselves."""

import gzip
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from loa.evidence.models import Record
from loa.fetching.models import Copy, Visit
from loa.intake.models import Feed, FeedSearch, FoundItem
from loa.intake.polling import FEED, LONGEST, poll_due, read_poll
from loa.notices.models import Notice
from loa.orgs.models import Grant
from tests.factories import make_channel
from tests.fetching.servers import page
from tests.intake.conftest import article, rss, rss_item

pytestmark = pytest.mark.django_db

XML = "application/rss+xml; charset=utf-8"
MONDAY = "Mon, 16 Nov 2026 08:00:00 +0700"
ITEM = rss_item("/tin/1", "Xã nhận hồ sơ hộ tịch qua dịch vụ công", MONDAY)


def front(head: str = "") -> bytes:
    return page(f"<!doctype html><title>Xã</title>{head}<body><p>Trang chủ".encode())


@pytest.fixture
def feed(portal):
    """A feed of the commune's channel, found and not switched on."""
    return Feed.objects.create(
        channel=portal.work.channel,
        address=portal.at("/rss.xml"),
        address_key=portal.at("/rss.xml"),
        make="rss",
        title="Cải cách hành chính",
        found_at=timezone.now(),
    )


def switch_on(portal, feed, *, who="clerk", **given):
    url = reverse("intake:feed", args=[feed.pk])
    shown = portal.client(who).get(url).context["form"].initial
    sent = {
        "takes": "subject",
        "form": shown["form"],
        "area": "",
        "since": "01/01/2026",
    } | given
    return portal.client(who).post(url, sent)


def poll(portal, feed, *answers, kind=XML):
    """Let the feed answer so, one poll after the other."""
    for answer in answers:
        portal.server.pages["/rss.xml"] = (
            page(answer, kind=kind) if answer[:4] != b"HTTP" else answer
        )
        Feed.objects.filter(pk=feed.pk).update(next_at=timezone.now())
        poll_due(timezone.now())
        portal.run()
    feed.refresh_from_db()


def test_a_feed_that_the_front_page_names_is_found_and_offered(portal):
    portal.server.pages |= {
        "/": front("<link rel=alternate type=application/rss+xml href=/tin/rss>"),
        "/tin/rss": page(rss(ITEM), kind=XML),
        "/rss.xml": page(b"none", status="404 Not Found"),
    }
    client = portal.client()
    portal.work.channel.refresh_from_db()
    made = client.post(
        reverse("intake:search"),
        {"channel": portal.work.channel.pk, "address": portal.at("/")},
        follow=True,
    )
    assert "<title>" in made.content.decode()

    portal.run()

    found = Feed.objects.get()
    assert (found.address, found.title, found.make) == (
        portal.at("/tin/rss"),
        "Cải cách hành chính",
        "rss",
    )
    assert found.sample[0][1] == "2026-11-16"
    html = client.get(reverse("intake:found", args=[FeedSearch.objects.get().pk]))
    assert reverse("intake:feed", args=[found.pk]) in html.content.decode()
    # Found is not switched on: nothing is asked for again, nothing recorded.
    assert poll_due(timezone.now() + timedelta(days=9)) == 0
    assert not Record.objects.exists()


def test_the_usual_places_and_the_site_maps_of_robots_txt_are_asked(
    portal, monkeypatch
):
    monkeypatch.setattr("loa.intake.searching.front_of", lambda _: portal.at("/"))
    urls = f"<urlset><url><loc>{portal.at('/tin/1')}</loc></url></urlset>"
    portal.server.pages |= {
        "/": front(),
        "/robots.txt": page(
            f"User-agent: *\nSitemap: {portal.at('/ban-do.xml')}".encode(),
            kind="text/plain",
        ),
        "/ban-do.xml": page(urls.encode(), kind="text/xml"),
        "/feed": page(rss(ITEM), kind=XML),
    }

    portal.client().post(reverse("intake:search"), {"channel": portal.work.channel.pk})
    portal.run()

    assert sorted(Feed.objects.values_list("make", flat=True)) == ["rss", "sitemap"]
    assert portal.server.asked("/sitemap.xml") == 1


def test_new_items_record_themselves_and_are_checked_as_if_typed(portal, feed):
    portal.server.pages["/tin/1"] = article(title="Xã nhận hồ sơ hộ tịch")
    assert switch_on(portal, feed).status_code == 302

    poll(portal, feed, rss(ITEM))

    record = Record.objects.get()
    assert (record.origin, record.recorded_by) == ("feed", portal.work.cast.clerk)
    assert record.done_on.isoformat() == "2026-11-16"
    assert record.channel == portal.work.channel
    # Seen in a feed is not seen to be so: it waits for its page to be looked at.
    assert record.verdicts.get(closed_at=None).standing == "pending"
    assert portal.work.columns() == {"pending": 1}
    assert Visit.objects.filter(purpose="evidence.proof").count() == 1
    html = portal.client().get(reverse("evidence:detail", args=[record.pk]))
    assert "nguồn tin" in html.content.decode()


def test_an_item_is_recorded_once_however_often_it_is_offered(portal, feed):
    typed = portal.work.record(portal.at("/tin/2"), title="Tin đã ghi bằng tay").record
    switch_on(portal, feed)
    known = rss_item("/tin/2/?utm_source=rss", "Tin cải cách hành chính", MONDAY)

    poll(portal, feed, rss(ITEM, known), rss(known, ITEM), rss(ITEM, ITEM))

    assert Record.objects.count() == 2
    assert portal.items()["/tin/2/?utm_source=rss"] == ("known", "")
    assert FoundItem.objects.get(state="known").record == typed


def test_what_a_person_withdrew_does_not_come_back(portal, feed):
    switch_on(portal, feed)
    poll(portal, feed, rss(ITEM))
    portal.work.withdraw(Record.objects.get())
    again = Feed.objects.create(
        channel=feed.channel, address=portal.at("/rss2"), address_key="b", make="rss",
        found_at=timezone.now(),
    )  # fmt: skip
    portal.server.pages["/rss2"] = page(rss(ITEM), kind=XML)
    switch_on(portal, again)

    poll(portal, feed, rss(ITEM))
    poll_due(timezone.now())
    portal.run()

    assert Record.objects.count() == 1


def test_a_job_that_runs_twice_records_once(portal, feed):
    switch_on(portal, feed)
    poll(portal, feed, rss(ITEM))

    read_poll(Visit.objects.get(purpose=FEED).pk, at=timezone.now())

    assert Record.objects.count() == 1


def test_what_a_killed_worker_left_is_recorded_by_who_goes_on(
    portal, feed, monkeypatch
):
    switch_on(portal, feed)
    with monkeypatch.context() as killed:
        killed.setattr("loa.intake.polling._record_taken", lambda *_: 0)
        poll(portal, feed, rss(ITEM))
    assert not Record.objects.exists()

    read_poll(Visit.objects.get(purpose=FEED).pk, at=timezone.now())

    assert Record.objects.count() == 1


def test_it_is_asked_only_whether_it_changed(portal, feed):
    switch_on(portal, feed)
    headers = ('ETag: "v7"', "Last-Modified: Mon, 16 Nov 2026 01:00:00 GMT")
    poll(portal, feed, page(rss(ITEM), kind=XML, more=headers))
    assert (feed.etag, feed.fault) == ('"v7"', "")

    poll(portal, feed, page(b"", status="304 Not Modified"))

    head = portal.server.heads[-1]
    assert 'If-None-Match: "v7"' in head
    assert "If-Modified-Since: Mon, 16 Nov 2026 01:00:00 GMT" in head
    assert Copy.objects.filter(visit__purpose=FEED).count() == 1
    assert (feed.etag, feed.fault, feed.failures) == ('"v7"', "", 0)


def test_what_the_list_leaves_open_is_read_from_the_page(portal, feed):
    items = [
        rss_item("/tin/khong-ngay", "Xã nhận hồ sơ hộ tịch qua mạng", ""),
        rss_item(
            "/tin/mai-sau", "Cải cách hành chính", "Fri, 01 Jan 2027 08:00:00 +0700"
        ),
        rss_item("/tin/ngoai-de", "Giải bóng đá thôn", MONDAY),
        rss_item("/tin/an-trong-bai", "Sáng nay ở nhà văn hóa", MONDAY),
        rss_item("/tin/khong-dau", "Cải cách hành chính", ""),
        rss_item("/tin/mat", "Cải cách hành chính", ""),
    ]
    football = "<p>Đội bóng thôn Một thắng đội thôn Hai sau loạt đá luân lưu.</p>" * 12
    portal.server.pages |= {
        "/tin/khong-ngay": article("12/11/2026"),
        "/tin/mai-sau": article("13/11/2026"),
        "/tin/ngoai-de": page(
            f"<h1>Giải bóng đá thôn mừng xuân</h1><div>16/11/2026</div>{football}".encode()
        ),
        "/tin/an-trong-bai": article(title="Sáng nay ở nhà văn hóa thôn"),
        "/tin/khong-dau": article(day=""),
    }
    switch_on(portal, feed)

    poll(portal, feed, rss(*items))

    assert portal.items() == {
        "/tin/khong-ngay": ("recorded", ""),
        "/tin/mai-sau": ("recorded", ""),
        "/tin/ngoai-de": ("passed", "off_subject"),
        "/tin/an-trong-bai": ("recorded", ""),
        "/tin/khong-dau": ("waiting", "day_missing"),
        "/tin/mat": ("waiting", "page_missing"),
    }
    days = set(Record.objects.values_list("done_on", flat=True))
    assert {day.day for day in days} == {12, 13, 16}


def test_a_whole_list_may_be_taken_as_it_is(portal, feed):
    switch_on(portal, feed, takes="all")

    poll(portal, feed, rss(rss_item("/tin/1", "Sáng nay ở nhà văn hóa thôn", MONDAY)))

    assert portal.items() == {"/tin/1": ("recorded", "")}


def test_items_of_others_and_of_before_are_left_alone(portal, feed):
    elsewhere = "https://khac.tinh.gov.vn/tin/9"
    old = rss_item("/tin/0", "Cải cách hành chính", "Mon, 16 Nov 2020 08:00:00 +0700")
    switch_on(portal, feed)

    poll(portal, feed, rss(rss_item(elsewhere, "Cải cách hành chính", MONDAY), old))

    assert portal.items() == {elsewhere: ("passed", "elsewhere")}
    assert not Record.objects.exists()


def test_a_site_map_is_read_page_by_page(portal, feed):
    Feed.objects.update(make="sitemap")
    portal.server.pages |= {"/tin/1": article("12/11/2026")}
    listed = [("/tin/1", "2026-11-20"), ("/tin/cu", "2025-03-01")]
    urls = "".join(
        f"<url><loc>{portal.at(path)}</loc><lastmod>{day}</lastmod></url>"
        for path, day in listed
    )
    feed.refresh_from_db()
    switch_on(portal, feed)

    poll(portal, feed, f"<urlset>{urls}</urlset>".encode(), kind="text/xml")

    record = Record.objects.get()
    # The map says when the page was changed; the page says its day.
    assert (record.done_on.day, record.title) == (12, "Nhận hồ sơ hộ tịch qua mạng")


BOMB = b'<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss>&b;</rss>'


@pytest.mark.parametrize(
    ("answer", "fault", "words"),
    [
        (page(BOMB, kind=XML), "entities", "thực thể"),
        (page(gzip.compress(gzip.compress(b"<rss/>"))), "packed", "tệp nén"),
        (front(), "not_a_feed", "không còn là nguồn tin"),
        (
            page(
                gzip.compress(b"<rss>" + b" " * 2_000_000),
                more=("Content-Encoding: gzip",),
            ),
            "reach_bomb",
            "bung ra",
        ),
        (page(b"x" * 400_000, kind=XML), "not_a_feed", "không còn là nguồn tin"),
        (page(b"", status="403 No"), "reach_login", ""),
    ],
    ids=["entities", "archives", "a page", "bomb", "too long", "wall"],
)
def test_a_hostile_feed_ends_in_words_to_the_clerk(portal, feed, answer, fault, words):
    switch_on(portal, feed)

    poll(portal, feed, answer)

    assert (feed.fault, feed.failures) == (fault, 1)
    assert not FoundItem.objects.exists()
    # Asked again later each time it fails.
    assert feed.next_at > timezone.now() + timedelta(hours=3)
    html = portal.client().get(reverse("intake:feed", args=[feed.pk])).content.decode()
    assert words in html
    told = Notice.objects.filter(kind="intake.feed.trouble").count()
    assert told == (0 if fault.startswith("reach_") else 1)


def test_an_endless_feed_gives_the_items_that_came(portal, feed):
    async def endless(writer):
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n")
        writer.write(rss(ITEM).removesuffix(b"</channel></rss>"))
        for _ in range(400):
            writer.write(b"<!-- " + b"x" * 4000 + b" -->")
            await writer.drain()

    switch_on(portal, feed)
    portal.server.pages["/rss.xml"] = endless
    poll_due(timezone.now())
    portal.run()

    assert portal.items() == {"/tin/1": ("recorded", "")}


def test_a_line_that_fails_is_told_after_the_third_time(portal, feed):
    switch_on(portal, feed)

    for number in range(1, 4):
        poll(portal, feed, page(b"", status="403 No"))
        assert feed.failures == number
        assert Notice.objects.count() == (1 if number == 3 else 0)
    poll(portal, feed, rss(ITEM))

    assert (feed.fault, feed.failures) == ("", 0)
    assert feed.next_at <= timezone.now() + LONGEST


def test_it_stops_when_who_answers_for_it_writes_no_more(portal, feed):
    switch_on(portal, feed)
    Grant.objects.filter(user=portal.work.cast.clerk).update(
        until_on=timezone.localdate() - timedelta(days=1)
    )

    poll(portal, feed, rss(ITEM))

    assert (feed.is_on, feed.fault) == (False, "nobody")
    assert portal.server.asked("/rss.xml") == 0
    assert Notice.objects.get().kind == "intake.feed.trouble"
    # Another writer takes it on in her own name.
    assert switch_on(portal, feed, who="head").status_code == 302
    poll(portal, feed, rss(ITEM))
    assert Record.objects.get().recorded_by == portal.work.cast.head


def test_it_stops_with_its_channel_and_by_hand(portal, feed):
    switch_on(portal, feed)
    portal.client().post(reverse("intake:feed_stop", args=[feed.pk]))
    assert poll_due(timezone.now()) == 0
    switch_on(portal, feed)
    portal.work.channel.until_on = timezone.localdate()
    portal.work.channel.save()

    poll(portal, feed, rss(ITEM))

    assert (feed.is_on, feed.fault) == (False, "channel_closed")
    assert switch_on(portal, feed).status_code == 422


def test_chosen_duties_are_kept(portal, feed):
    task = portal.work.task

    switch_on(portal, feed, tasks=[task.pk], takes="all")

    feed.refresh_from_db()
    assert list(feed.tasks.all()) == [task]


@pytest.mark.parametrize(
    "given",
    [{"since": "40/13/2026"}, {"since": "01/01/2030"}, {"takes": "x"}, {"form": ""}],
)
def test_bad_input_says_why_and_switches_nothing_on(portal, feed, given):
    assert switch_on(portal, feed, **given).status_code == 422

    feed.refresh_from_db()
    assert not feed.is_on


def test_what_waits_is_filled_in_or_left_out(portal, feed):
    switch_on(portal, feed)
    portal.server.pages |= {"/tin/a": article(day=""), "/tin/b": article(day="")}
    title = "Cải cách hành chính ở xã"
    poll(
        portal, feed, rss(rss_item("/tin/a", title, ""), rss_item("/tin/b", title, ""))
    )
    client = portal.client()
    one, two = FoundItem.objects.order_by("address")
    html = client.get(reverse("intake:home")).content.decode()
    assert reverse("intake:item", args=[one.pk]) in html
    url = reverse("intake:item", args=[one.pk])
    sent = client.get(url).context["form"].initial | {
        "area": "",
        "done_on": "14/11/2026",
    }

    filled = client.post(url, sent)
    client.post(reverse("intake:decide"), {"muc": [two.pk], "bo": "1"})

    record = Record.objects.get()
    assert filled.url == reverse("evidence:detail", args=[record.pk])
    assert (record.done_on.day, record.recorded_by) == (14, portal.work.cast.clerk)
    assert portal.items()["/tin/b"] == ("passed", "left_out")
    assert client.get(url).status_code == 302
    assert (
        client.post(reverse("intake:item", args=[two.pk]), {"title": ""}).status_code
        == 422
    )


def test_others_find_nothing_of_it(portal, feed):
    make_channel(portal.work.cast.neighbour, "hoakhe.lamgiang.gov.vn")
    client = portal.client("outsider")

    assert client.get(reverse("intake:feed", args=[feed.pk])).status_code == 404
    assert client.post(reverse("intake:feed_stop", args=[feed.pk])).status_code == 404
    refused = client.post(
        reverse("intake:search"), {"channel": portal.work.channel.pk}, follow=True
    )
    assert not FeedSearch.objects.exists()
    assert refused.status_code == 200
