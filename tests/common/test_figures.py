from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from loa.common import figures
from loa.common.forms import CountField, DayField


@pytest.mark.parametrize(
    ("value", "places", "vietnamese", "english"),
    [
        (0, None, "0", "0"),
        (1234567, None, "1.234.567", "1,234,567"),
        (93.0, 1, "93,0", "93.0"),
        (Decimal("1234.5"), None, "1.234,5", "1,234.5"),
        (-1234, None, "-1.234", "-1,234"),
        (0.05, 1, "0,1", "0.1"),
        (2.675, 2, "2,68", "2.68"),
    ],
)
def test_a_number_is_written_in_the_readers_language(
    value, places, vietnamese, english
):
    with translation.override("vi"):
        assert figures.number(value, places) == vietnamese
    with translation.override("en"):
        assert figures.number(value, places) == english


def test_a_share_of_nothing_is_a_dash():
    with translation.override("vi"):
        assert figures.percent(3, 0) == "–"
        assert figures.percent(146, 157) == "93,0 %"


def test_a_moment_is_told_by_the_clock_of_vietnam():
    late = datetime(2026, 12, 15, 18, 5, tzinfo=UTC)

    assert figures.moment(late) == "01:05, 16/12/2026"
    assert figures.day(late) == "16/12/2026"


def test_the_year_is_left_out_only_when_it_is_this_one():
    assert figures.short_day(date(2026, 12, 20), year=2026) == "20/12"
    assert figures.short_day(date(2027, 1, 15), year=2026) == "15/01/2027"


@pytest.mark.parametrize(
    "text", ["16/12/2026", "16-12-2026", "16.12.2026", "2026-12-16", " 16 / 12 / 2026 "]
)
def test_a_day_is_read_as_people_write_it(text):
    assert DayField().clean(text) == date(2026, 12, 16)


@pytest.mark.parametrize(
    "text", ["31/02/2026", "12/16/2026", "mai", "16/12", "0/1/2026"]
)
def test_what_is_no_day_is_named_and_a_way_to_write_it_given(text):
    with pytest.raises(ValidationError, match="16/12/2026") as caught:
        DayField().clean(text)

    assert text in str(caught.value)


@pytest.mark.parametrize(
    ("text", "value"),
    [("45", 45), ("1.234", 1234), ("1,234,567", 1234567), ("1 234", 1234)],
)
def test_a_count_is_read_with_its_thousands_apart(text, value):
    assert CountField().clean(text) == value


@pytest.mark.parametrize("text", ["1.5", "bốn lăm", "12.34", "1e3", "--1", "9" * 40])
def test_what_is_no_whole_number_is_refused(text):
    with pytest.raises(ValidationError):
        CountField().clean(text)


def test_a_count_below_the_least_is_refused():
    with pytest.raises(ValidationError):
        CountField(least=1).clean("0")


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "0 B"), (1023, "1.023 B"), (18432, "18,0 KB"), (52428800, "50,0 MB")],
)
def test_a_size_is_told_in_a_unit_that_fits(count, text):
    with translation.override("vi"):
        assert figures.size(count) == text
