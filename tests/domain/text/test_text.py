"""One form, a search key, alphabetical order and numerals for Vietnamese."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loa.domain.text import collation_key, fold, normalise, numeral, roman, squash


def test_decomposed_and_composed_letters_become_one_form():
    composed = "Ủy ban nhân dân"

    assert normalise(unicodedata.normalize("NFD", composed)) == composed


def test_invisible_letters_and_odd_spaces_go_and_line_ends_stay():
    assert normalise("Sở\u200b Nội\u00a0vụ\ufeff\nA\tB") == "Sở Nội vụ\nA\tB"


def test_squash_leaves_one_space_between_words():
    assert squash("  Kế \n hoạch\t số ") == "Kế hoạch số"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Ủy ban  nhân dân thị xã Đức Phổ", "uy ban nhan dan thi xa duc pho"),
        ("Đắk Lắk", "dak lak"),
        ("CẢI CÁCH", "cai cach"),
        ("hoà bình", "hoa binh"),
        ("", ""),
    ],
)
def test_fold_drops_marks_and_case(text, key):
    assert fold(text) == key


@given(st.text(max_size=60))
@settings(max_examples=80, deadline=None)
def test_folding_a_key_again_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=60))
@settings(max_examples=80, deadline=None)
def test_normalising_again_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)


def test_names_sort_by_the_vietnamese_alphabet():
    names = ["Đà Nẵng", "Dương", "Đắk Lắk", "An", "Ân", "Ăn", "Bà", "Ba", "Bá", "Bả"]

    assert sorted(names, key=collation_key) == [
        *("An", "Ăn", "Ân", "Ba", "Bà", "Bả", "Bá", "Dương", "Đà Nẵng", "Đắk Lắk")
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("02", 2),
        ("III", 3),
        ("ba mươi lăm", 35),
        ("mười hai", 12),
        ("hai mươi", 20),
        ("một trăm linh năm", 105),
        ("năm", 5),
        ("không", 0),
        ("", None),
        ("tin", None),
        ("9" * 40, None),
    ],
)
def test_numerals_are_read_in_digits_letters_and_words(text, value):
    assert numeral(text) == value


@pytest.mark.parametrize(
    ("text", "value"), [("IV", 4), ("IX", 9), ("XXI", 21), ("IIII", None), ("", None)]
)
def test_roman_numerals_are_read_and_odd_ones_refused(text, value):
    assert roman(text) == value
