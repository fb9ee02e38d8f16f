"""A column's page: what it lists, what stands beside, and where it goes on."""

from datetime import date

import pytest

from loa.domain.pages.columns import read_column

AT = "https://xa.tinh.gov.vn/cai-cach-hanh-chinh"


def row(number: int, day: str = "16/11/2026", css: str = "item") -> str:
    return (
        f"<div class='{css}'><h3><a href='/tin/{number}'>Xã nhận hồ sơ qua mạng số {number}"
        f"</a></h3><span class='date'>{day}</span><p>Hội nghị ngày 01/02/2020.</p></div>"
    )


def column(rows: str, pager: str = "", head: str = "") -> bytes:
    return (
        f"<!doctype html><title>Cải cách hành chính</title>{head}<body>"
        "<nav><a href='/gioi-thieu'>Giới thiệu chung về xã Tam Giai</a></nav>"
        f"<div class='list'>{rows}</div><div class='pager'>{pager}</div>"
        "<aside><ul><li><a href='/tin/99'>Tin đọc nhiều nhất trong tuần này</a></li></ul>"
        "</aside><footer><a href='/lien-he'>Liên hệ với ban biên tập trang</a></footer>"
    ).encode()


def test_items_have_title_address_and_the_day_that_stands_by_itself():
    found = read_column(column("".join(map(row, range(1, 5)))), address=AT)

    main = [item for item in found.items if item.is_main]
    assert [item.address for item in main] == [
        f"https://xa.tinh.gov.vn/tin/{n}" for n in range(1, 5)
    ]
    assert main[0].title == "Xã nhận hồ sơ qua mạng số 1"
    assert {item.day for item in main} == {date(2026, 11, 16)}
    assert [i.address[-2:] for i in found.items if not i.is_main] == ["99"]


def test_a_day_that_is_not_there_is_not_made_up():
    rows = "".join(row(n, day="") for n in range(1, 5))

    assert {item.day for item in read_column(column(rows), address=AT).items} == {None}


def test_other_sites_files_and_menus_are_no_items():
    rows = (
        "<li><a href='https://khac.vn/tin/1'>Một bài của trang khác ở xa</a></li>"
        "<li><a href='/tai-lieu/mau.pdf'>Mẫu đơn đăng ký khai sinh mới</a></li>"
        "<li><a href='/'>Cổng thông tin điện tử của xã</a></li>"
    )

    found = read_column(column(rows), address=AT)

    assert [item.address for item in found.items] == ["https://xa.tinh.gov.vn/tin/99"]


@pytest.mark.parametrize(
    ("pager", "address", "number", "onward"),
    [
        ("<a href='?page=2'>2</a><a href='?page=9'>Cuối</a>", AT, 1, "?page=2"),
        (
            "<a href='?page=1'>1</a><a href='?page=3'>3</a>",
            f"{AT}?page=2",
            2,
            "?page=3",
        ),
        ("<a href='?trang=2'>Trang sau</a>", AT, 1, "?trang=2"),
        ("<a href='/cai-cach-hanh-chinh/trang-2'>»</a>", AT, 1, "/trang-2"),
        ("<a rel='next' href='?start=10'>xem</a>", AT, 1, "?start=10"),
        ("<a href='/tin/2'>2</a>", AT, 1, None),
        ("<a href='https://khac.vn/?page=2'>Trang sau</a>", AT, 1, None),
        ("<a href='#'>Trang sau</a>", AT, 1, None),
        ("", AT, 1, None),
    ],
)
def test_where_a_column_goes_on(pager, address, number, onward):
    found = read_column(
        column("".join(map(row, range(5))), pager), address=address, number=number
    )

    if onward is None:
        assert found.more == ()
    else:
        assert [place.removeprefix(AT) for place in found.more] == [onward]


def test_a_pager_that_works_by_scripts_only_is_told():
    pager = "<a href=\"javascript:__doPostBack('p','2')\">2</a>"

    found = read_column(column(row(1), pager), address=AT)

    assert found.has_script_pager
    assert found.more == ()


def test_feeds_that_a_page_names_are_found():
    head = (
        "<link rel=alternate type='application/rss+xml' href='/rss/tin.rss'>"
        "<link rel=alternate hreflang=en href='/en'>"
    )

    found = read_column(column(row(1), "<a href='/rss'>RSS</a>", head), address=AT)

    assert found.feeds == (
        "https://xa.tinh.gov.vn/rss/tin.rss",
        "https://xa.tinh.gov.vn/rss",
    )


@pytest.mark.parametrize("raw", [b"", b"\x00\xff", b"<a href='http://[' >x y z t</a>"])
def test_odd_bytes_are_an_empty_column(raw):
    assert read_column(raw, address=AT).items == ()
