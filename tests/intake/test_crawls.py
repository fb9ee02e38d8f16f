"""A body's own column is walked back to the first day, looked at, and recorded in one move."""

import pytest
from django.urls import reverse
from django.utils import timezone

from loa.evidence.models import Record
from loa.intake.crawling import record_confirmed
from loa.intake.models import Crawl, FoundItem
from tests.fetching.servers import page
from tests.intake.conftest import article

pytestmark = pytest.mark.django_db

COLUMN = "/cai-cach-hanh-chinh"


def listed(*items: tuple[int, str], pager: str = "", aside: str = "") -> bytes:
    rows = "".join(
        f"<li class='tin'><h3><a href='/tin/{number}'>Xã làm cải cách hành chính lần {number}"
        f"</a></h3><span>{day}</span></li>"
        for number, day in items
    )
    return page(
        f"<!doctype html><title>Cải cách hành chính</title><body><ul>{rows}</ul>"
        f"<p>{pager}</p>{aside}".encode()
    )


def years(portal):
    """Three pages of a column: this year, on the edge, and the year before."""
    portal.server.pages |= {
        COLUMN: listed(
            *((n, f"{n:02d}/11/2026") for n in range(1, 6)),
            pager="<a href='?page=2'>2</a>",
        ),
        f"{COLUMN}?page=2": listed(
            *((n, f"{n:02d}/02/2026") for n in range(6, 10)), (10, "30/12/2025"),
            pager="<a href='?page=1'>1</a><a href='?page=3'>3</a>",
        ),
        f"{COLUMN}?page=3": listed(
            *((n, f"{n:02d}/11/2025") for n in range(11, 16)),
            pager="<a href='?page=4'>4</a>",
        ),
    }  # fmt: skip


def begin(portal, path=COLUMN, *, who="clerk", **given):
    url = reverse("intake:crawl_begin")
    client = portal.client(who)
    initial = client.get(url).context["form"].initial
    sent = {
        "channel": portal.work.channel.pk,
        "address": portal.at(path),
        "since": "01/01/2026",
        "takes": "subject",
        "form": initial["form"],
        "area": "",
    } | given
    return client.post(url, sent)


def walked(portal, **given):
    begin(portal, **given)
    portal.run()
    return Crawl.objects.get()


def confirm(portal, crawl, items=None, who="clerk"):
    ticked = [item.pk for item in items or crawl.items.filter(state="waiting")]
    url = reverse("intake:crawl_confirm", args=[crawl.pk])
    answer = portal.client(who).post(url, {"muc": ticked})
    record_confirmed(crawl.pk, at=timezone.now())
    return answer


def test_it_goes_back_to_the_first_day_and_records_nothing_by_itself(portal):
    years(portal)

    crawl = walked(portal)

    assert (crawl.page_count, crawl.end) == (3, "since")
    assert crawl.items.filter(state="waiting").count() == 9
    assert not Record.objects.exists()
    assert portal.server.asked(f"{COLUMN}?page=4") == 0
    # The list said title, day and subject: no item's page was asked for.
    assert not any(path.startswith("/tin/") for path in portal.server.paths())


def test_ticked_items_are_recorded_in_one_move(portal):
    years(portal)
    crawl = walked(portal)
    url = reverse("intake:crawl", args=[crawl.pk])
    html = portal.client().get(url).content.decode()
    assert html.count(" checked>") == 9
    items = list(crawl.items.filter(state="waiting"))[:7]

    confirm(portal, crawl, items)

    records = Record.objects.all()
    assert {record.origin for record in records} == {"column"}
    assert len(records) == 7
    assert {record.recorded_by for record in records} == {portal.work.cast.clerk}
    left = crawl.items.exclude(record__isnull=False)
    assert set(left.values_list("state", "reason")) == {("passed", "unticked")}
    html = portal.client().get(url).content.decode()
    assert reverse("evidence:detail", args=[records[0].pk]) in html


def test_a_double_click_and_a_killed_worker_double_nothing(portal):
    years(portal)
    crawl = walked(portal)

    confirm(portal, crawl)
    confirm(portal, crawl)
    record_confirmed(crawl.pk, at=timezone.now())

    assert Record.objects.count() == 9


def test_what_is_recorded_already_is_said_and_stays(portal):
    years(portal)
    portal.work.record(portal.at("/tin/1"))
    crawl = walked(portal)
    html = portal.client().get(reverse("intake:crawl", args=[crawl.pk]))
    assert html.content.decode().count(" checked>") == 8

    confirm(portal, crawl)

    assert Record.objects.count() == 9
    assert crawl.items.get(address=portal.at("/tin/1")).state == "known"


def test_what_stands_beside_the_list_is_not_ticked(portal):
    aside = "<aside><a href='/tin/99'>Cải cách hành chính đọc nhiều nhất</a> 02/11/2026</aside>"
    items = [(n, "03/11/2026") for n in range(1, 5)]
    portal.server.pages[COLUMN] = listed(*items, aside=aside)

    crawl = walked(portal)

    assert crawl.items.filter(is_main=False).count() == 1
    html = portal.client().get(reverse("intake:crawl", args=[crawl.pk]))
    assert html.content.decode().count(" checked>") == 4


def test_a_day_that_the_list_does_not_say_is_read_from_the_page(portal):
    portal.server.pages |= {
        COLUMN: listed((1, ""), (2, ""), (3, "05/11/2026")),
        "/tin/1": article("12/11/2026"),
        "/tin/2": article(day=""),
    }

    crawl = walked(portal)

    found = {item.address[-1]: item for item in crawl.items.all()}
    assert found["1"].said_on.isoformat() == "2026-11-12"
    assert (found["2"].said_on, found["2"].reason) == (None, "day_missing")
    # What has no day cannot be ticked, whatever a form sends.
    confirm(portal, crawl, found.values())
    assert Record.objects.count() == 2


@pytest.mark.parametrize(
    ("pages", "end", "words"),
    [
        ({COLUMN: listed((1, "01/11/2026"))}, "last", "trang cuối"),
        (
            {
                COLUMN: listed(
                    (1, "01/11/2026"), pager="<a href='javascript:p(2)'>2</a>"
                )
            },
            "script_pager",
            "mã lệnh",
        ),
        (
            {
                COLUMN: listed((1, "01/11/2026"), pager="<a href='?page=2'>2</a>"),
                f"{COLUMN}?page=2": listed(
                    (2, "01/11/2026"), pager=f"<a href='{COLUMN}'>trang sau</a>"
                ),
            },
            "ring",
            "dẫn vòng",
        ),
        (
            {
                COLUMN: listed((1, "01/11/2026"), pager="<a href='?page=2'>2</a>"),
                f"{COLUMN}?page=2": listed(
                    (1, "01/11/2026"), pager="<a href='?page=3'>3</a>"
                ),
            },
            "nothing_new",
            "không có mục nào mới",
        ),
        ({}, "reach_missing", ""),
        ({COLUMN: page(b"", status="403 No")}, "reach_login", ""),
    ],
    ids=["last", "script", "ring", "the same again", "missing", "wall"],
)
def test_why_it_went_no_further_is_said(portal, pages, end, words):
    portal.server.pages |= pages

    crawl = walked(portal)

    assert crawl.end == end
    html = portal.client().get(reverse("intake:crawl", args=[crawl.pk]))
    assert words in html.content.decode()


def test_it_stops_at_its_limits(portal, monkeypatch):
    monkeypatch.setattr("loa.intake.crawling.MOST_PAGES", 2)
    for number in range(1, 5):
        path = COLUMN if number == 1 else f"{COLUMN}?page={number}"
        pager = f"<a href='?page={number + 1}'>{number + 1}</a>"
        portal.server.pages[path] = listed((number, "01/11/2026"), pager=pager)

    crawl = walked(portal)

    assert (crawl.page_count, crawl.end) == (2, "many_pages")


def test_progress_is_shown_while_it_goes_and_the_page_reloads_at_its_end(portal):
    years(portal)
    begin(portal)
    crawl = Crawl.objects.get()
    url = reverse("intake:crawl_progress", args=[crawl.pk])
    client = portal.client()

    going = client.get(url, headers={"HX-Request": "true"})
    assert "every 2s" in going.content.decode()
    assert client.get(url).status_code == 302
    early = confirm(portal, crawl, [])
    assert early.status_code == 302
    crawl.refresh_from_db()
    assert crawl.confirmed_at is None
    portal.run()

    ended = client.get(url, headers={"HX-Request": "true"})
    assert ended["HX-Refresh"] == "true"


def test_it_can_be_dropped(portal):
    years(portal)
    begin(portal)
    crawl = Crawl.objects.get()

    portal.client().post(reverse("intake:crawl_drop", args=[crawl.pk]))
    portal.run()
    confirm(portal, crawl)

    assert Crawl.objects.get().end == "dropped"
    assert portal.server.asked(f"{COLUMN}?page=2") == 0
    assert not Record.objects.exists()


@pytest.mark.parametrize(
    "given",
    [
        {"address": "https://khac.tinh.gov.vn/tin"},
        {"address": "javascript:alert(1)"},
        {"address": ""},
        {"since": "31/02/2026"},
        {"since": "01/01/2030"},
        {"channel": "999999"},
    ],
)
def test_bad_input_begins_nothing(portal, given):
    assert begin(portal, **given).status_code == 422

    assert not Crawl.objects.exists()


def test_others_find_nothing_of_it(portal):
    years(portal)
    crawl = walked(portal)
    client = portal.client("outsider")

    assert client.get(reverse("intake:crawl", args=[crawl.pk])).status_code == 404
    for name in ("crawl_confirm", "crawl_drop"):
        url = reverse(f"intake:{name}", args=[crawl.pk])
        assert client.post(url).status_code == 404
        assert portal.client().get(url).status_code == 405
    item = FoundItem.objects.first()
    assert client.get(reverse("intake:item", args=[item.pk])).status_code == 404
    assert not Record.objects.exists()
