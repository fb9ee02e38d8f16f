"""The fixed wording of documents: numbers, dates, points, lines of a signature."""

from datetime import date

import pytest

from loa.domain.writing import (
    Delegation,
    NotDelegated,
    Signature,
    SigningMode,
    body_lines,
    decimal,
    format_number,
    grouped,
    number_line,
    place_date,
    point_letters,
    roman,
)


# R-60, domain-facts R1.2
@pytest.mark.parametrize(
    ("parts", "printed"),
    [
        ((5, "KH", "UBND"), "05/KH-UBND"),
        ((5, None, "UBND", "NV"), "05/UBND-NV"),
        ((123, "BC", "SNV"), "123/BC-SNV"),
        ((10, "TTr", "UBND"), "10/TTr-UBND"),
        (("9", "QĐ", "UBND"), "09/QĐ-UBND"),
        (("12a", "BC", "UBND"), "12a/BC-UBND"),
        ((None, "BC", "UBND"), "/BC-UBND"),
    ],
)
def test_number_and_symbol_are_joined_without_spaces(parts, printed):
    assert format_number(*parts) == printed


def test_a_missing_number_leaves_room_to_write_it():
    assert number_line(None, "BC-UBND") == "Số:        /BC-UBND"
    assert number_line(7, "BC-UBND") == "Số: 07/BC-UBND"


# domain-facts R1.3
@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (date(2026, 2, 5), "An Nhơn, ngày 05 tháng 02 năm 2026"),
        (date(2026, 3, 15), "An Nhơn, ngày 15 tháng 3 năm 2026"),
        (date(2026, 1, 31), "An Nhơn, ngày 31 tháng 01 năm 2026"),
        (date(2026, 10, 9), "An Nhơn, ngày 09 tháng 10 năm 2026"),
        (date(2026, 3, 3), "An Nhơn, ngày 03 tháng 3 năm 2026"),
    ],
)
def test_only_days_to_nine_and_months_one_and_two_get_a_zero(day, printed):
    assert place_date("An Nhơn", day) == printed


def test_a_missing_day_is_left_blank():
    drafted = place_date("Bến Lam", None, date(2026, 12, 3))
    assert drafted == "Bến Lam, ngày     tháng 12 năm 2026"
    unknown = place_date("Bến Lam", None)
    assert not any(mark.isdigit() for mark in unknown)


# domain-facts R1.5
def test_points_follow_the_vietnamese_alphabet():
    wanted = [
        "a",
        "b",
        "c",
        "d",
        "đ",
        "e",
        "g",
        "h",
        "i",
        "k",
        "l",
        "m",
        "n",
        "o",
        "p",
        "q",
        "r",
        "s",
        "t",
        "u",
        "v",
        "x",
        "y",
    ]
    assert list(point_letters(23)) == wanted


def test_a_clause_has_no_more_points_than_letters():
    with pytest.raises(ValueError, match="23"):
        point_letters(24)


def test_roman_numerals():
    printed = [roman(number) for number in (1, 4, 9, 14, 40, 99, 2026)]
    assert printed == ["I", "IV", "IX", "XIV", "XL", "XCIX", "MMXXVI"]


def test_figures_print_dots_for_thousands_and_a_comma_for_decimals():
    assert [grouped(number) for number in (7, 1204, 1234567)] == [
        "7",
        "1.204",
        "1.234.567",
    ]
    assert [decimal(number) for number in (93.0, 1204.25)] == ["93,0", "1.204,2"]


@pytest.mark.parametrize(
    ("signature", "lines"),
    [
        (Signature("Giám đốc"), ("GIÁM ĐỐC",)),
        (
            Signature("Giám đốc", SigningMode.FOR_HEAD, post="Phó Giám đốc"),
            ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
        ),
        (
            Signature("Chủ tịch", collective="Ủy ban nhân dân"),
            ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        ),
        (
            Signature(
                "Chủ tịch",
                SigningMode.FOR_HEAD,
                collective="Ủy ban nhân dân",
                post="Phó Chủ tịch",
            ),
            ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        ),
        (Signature("Giám đốc", SigningMode.ACTING), ("Q. GIÁM ĐỐC",)),
        (
            Signature(
                "Chủ tịch",
                SigningMode.BY_ORDER,
                collective="Ủy ban nhân dân",
                post="Phó Chánh Văn phòng",
                unit_head_post="Chánh Văn phòng",
            ),
            ("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"),
        ),
        (
            Signature(
                "Giám đốc", SigningMode.UNDER_AUTHORIZATION, post="Trưởng phòng CCHC"
            ),
            ("TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG CCHC"),
        ),
    ],
)
def test_lines_above_a_signature(signature, lines):
    assert signature.lines == lines


# domain-facts R1.7
def test_signing_under_authorization_wants_a_delegation_in_force_that_day():
    held = Delegation("12/GUQ-SNV", date(2026, 1, 1), date(2026, 6, 30))
    mode = SigningMode.UNDER_AUTHORIZATION
    with_one = Signature("Giám đốc", mode, post="Trưởng phòng", delegation=held)
    without = Signature("Giám đốc", mode, post="Trưởng phòng")

    with_one.require_authority(date(2026, 6, 30))
    with pytest.raises(NotDelegated):
        with_one.require_authority(date(2026, 7, 1))
    with pytest.raises(NotDelegated):
        without.require_authority(date(2026, 3, 1))


def test_a_committee_stands_on_two_lines():
    assert body_lines("Ủy ban nhân dân xã Đồng Vàng") == (
        "Ủy ban nhân dân",
        "xã Đồng Vàng",
    )
    assert body_lines("Sở Nội vụ") == ("Sở Nội vụ",)
