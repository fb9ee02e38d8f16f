"""What an address lets one guess, and what it does not."""

from datetime import date

import pytest

from loa.evidence.guesses import day_in_address, guess_area, words_of
from loa.reference.models import Area

ON = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://a.vn/2026/11/16/tin", date(2026, 11, 16)),
        ("https://a.vn/2026/1/6/tin", date(2026, 1, 6)),
        ("https://a.vn/tin-20261116.html", date(2026, 11, 16)),
        ("https://a.vn/tin-20261116083000123.html", None),
        ("https://a.vn/tin-202611160830.html", date(2026, 11, 16)),
        ("https://a.vn/tin-16-11-2026", date(2026, 11, 16)),
        ("https://a.vn/tin?ngay=2026-11-16", date(2026, 11, 16)),
        ("a.vn/2026/11/16/", date(2026, 11, 16)),
        ("https://a.vn/2026/02/31/tin", None),
        ("https://a.vn/2026/12/31/tin", None),
        ("https://a.vn/2010/11/16/tin", None),
        ("https://a.vn/2026/11/16/tin-ngay-15-11-2026", None),
        ("https://a.vn/2026/11/16/tin-20261116", date(2026, 11, 16)),
        ("https://a.vn/tin-1234567890", None),
        ("https://20261116.vn/tin", None),
        ("https://a.vn/tin", None),
    ],
)
def test_a_day_is_guessed_only_where_the_address_names_one(address, day):
    assert day_in_address(address, on=ON) == day


def test_the_words_of_an_address_are_folded():
    address = "https://a.vn/12-th%E1%BB%A7-t%E1%BB%A5c.html?x=1"
    assert words_of(address) == "12 thu tuc html"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("12 thủ tục hộ tịch ở bộ phận một cửa", "procedures"),
        ("chuyen doi so va dich vu cong truc tuyen", "digital"),
        ("Sắp xếp, sáp nhập thôn", "organisation"),
        ("hội thi văn nghệ", None),
        ("sap xep ngan sach", None),
    ],
)
def test_an_area_is_guessed_by_its_terms_unless_two_tie(text, code):
    found = guess_area(Area.objects.all(), text)

    assert (found.code if found else None) == code
