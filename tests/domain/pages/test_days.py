"""Which days of a page are taken for its own."""

from __future__ import annotations

from datetime import date

import pytest

from loa.domain.pages import Source, read_page

TITLE = "Xã Hòa Bắc hướng dẫn nộp hồ sơ qua mạng"
BODY = (
    "<p>Ngày 3/3/2026, Ủy ban nhân dân xã Hòa Bắc mở lớp hướng dẫn cho hơn một trăm người"
    " dân ở ba thôn về cách nộp hồ sơ trên Cổng Dịch vụ công và tra cứu kết quả.</p>"
)
ITS = date(2026, 3, 5)


def days(
    middle: str, *, head: str = "", above: str = "", below: str = ""
) -> list[date]:
    """The days read from a page with that middle under its headline."""
    html = (
        f"<html><head><title>{TITLE}</title>{head}</head><body><div>{above}</div>"
        f"<div><h1>{TITLE}</h1>{middle}{BODY}</div>{below}</body></html>"
    )
    return [said.day for said in read_page(html.encode()).days]


@pytest.mark.parametrize(
    "line",
    [
        "05/03/2026 09:12",
        "Thứ Năm, 05/03/2026, 09:12",
        "Ngày đăng: 5-3-2026",
        "09:12 | 05.03.2026",
        "Ngày 5 tháng 3 năm 2026",
        "5 Tháng 3, 2026",
        "2026-03-05 09:12:00",
        "(05/03/2026 09:12:41 SA)",
        "05/03/2026 - 09:12 (GMT+7)",
    ],
)
def test_a_day_by_itself_under_the_headline_is_the_pages(line):
    assert days(f"<span>{line}</span>") == [ITS]


def test_a_day_beside_the_authors_name_is_the_pages():
    line = "<div>05/03/2026 <span>Tác giả: Lò Thị Mai</span> <span>Lượt xem: 12</span></div>"

    assert days(line) == [ITS]


def test_a_day_of_an_event_is_not():
    assert days("") == []


def test_an_event_in_bold_is_not():
    words = (
        "Chiều <b>ngày 3/3/2026</b>, " + "người dân ba thôn về dự buổi hướng dẫn " * 4
    )

    assert days(f"<p>{words}</p>") == []


def test_the_clock_of_the_page_is_not():
    assert days("", above="<span>Thứ Bảy, 18/04/2026, 10:22</span>") == []
    assert (
        days("", above="<header><time datetime='2026-04-18'>nay</time></header>") == []
    )


@pytest.mark.parametrize(
    "below",
    [
        "<h3>Tin liên quan</h3><ul><li><a href=/1>Hội nghị tổng kết công tác năm</a>"
        " <span>(01/04/2026)</span></li></ul>",
        "<ul><li><a href=/1>Hội nghị tổng kết công tác năm</a>"
        " <span>01/04/2026</span></li></ul>",
        "<h4>Bình luận</h4><ol><li><b>Lan</b> <i>09/04/2026</i><p>Hay!</p></li></ol>",
        "<p>Cơ quan chủ quản: UBND xã. Giấy phép số 12/GP ngày 8/8/2023</p>",
    ],
    ids=["other items", "other items without a heading", "comments", "licence"],
)
def test_days_of_what_stands_behind_the_item_are_not(below):
    assert days("", below=below) == []


@pytest.mark.parametrize(
    "moment",
    ["2026-03-04T18:30:00Z", "2026-03-05T01:30:00+07:00", "2026-03-05T01:30:00"],
)
def test_a_moment_is_a_day_in_vietnam(moment):
    meta = f"<meta property='article:published_time' content='{moment}'>"
    data = f'<script type="application/ld+json">{{"datePublished":"{moment}"}}</script>'

    assert days("", head=meta) == days("", head=data) == [ITS]


def test_the_day_of_a_change_is_not_the_day_of_publication():
    later = "<p>Cập nhật lần cuối: 20/04/2026 08:00</p>"
    updated = '<time class="updated" datetime="2026-04-20">20/04/2026</time>'

    assert days(later) == []
    assert days(f"<span>05/03/2026</span>{updated}") == [ITS]
    assert days("<span>05/03/2026</span><p>Cập nhật: 20/04/2026</p>") == [ITS]


def test_a_change_alone_is_told_as_a_change():
    html = f"<h1>{TITLE}</h1><p>Cập nhật: 20/04/2026</p>{BODY}"

    (said,) = read_page(html.encode()).days

    assert (said.day, said.source) == (date(2026, 4, 20), Source.CHANGED)


def test_a_comments_day_in_the_data_is_not_the_items():
    data = (
        '<script type="application/ld+json">{"@graph":[{"@type":"Comment",'
        '"dateCreated":"2026-04-01"},{"@type":"NewsArticle",'
        '"datePublished":"2026-03-05"}]}</script>'
    )

    assert days("", head=data) == [ITS]
