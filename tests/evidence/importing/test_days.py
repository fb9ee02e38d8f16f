"""Days as people write them: read when certain, asked when not, never guessed."""

from datetime import date

import pytest

from loa.evidence.importing.days import (
    BadDay,
    DayAnswers,
    Order,
    questions,
    settle,
    written_day,
)

APRIL_3 = date(2026, 4, 3)
DAY_FIRST = DayAnswers(order=Order.DAY_FIRST, year=2026)


@pytest.mark.parametrize(
    "cell",
    [
        "3/4/2026", "03/04/2026", "03-04-26", "3.4.2026", "3 / 4 / 2026", "3/4/26", "03,04,2026",
        "2026-04-03", "2026/4/3", "2026-04-03T00:00:00", "2026-04-03 00:00:00", "20260403",
        20260403, 46115, 46115.0, 46115.33, "46115", APRIL_3,
        "ngày 3 tháng 4", "Ngày 03 tháng 04 năm 2026", "ngày 3 tháng 4, 2026", "3 tháng 4/2026",
        "3/4", "03-04", "ngày 3/4", "Thứ Sáu, 3/4/2026", "thứ 6 ngày 03/04/2026", "CN 3/4/2026",
        "3/4/2026 7:30", "7h30 ngày 3/4/2026", "08:00 03/04/2026", "03/04/2026.",
    ],
)  # fmt: skip
def test_the_usual_ways_to_write_a_day_are_read(cell):
    assert settle(written_day(cell), DAY_FIRST) == APRIL_3


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (None, "day_empty"), ("  ", "day_empty"), ("hôm qua", "day_unread"), (12, "day_unread"),
        ("3-5/4/2026", "day_several"), ("3/4, 5/4/2026", "day_several"),
        ("03/4 - 05/4/2026", "day_several"), ("tháng 4/2026", "day_month_only"),
        ("Tháng 4", "day_month_only"), (True, "day_unread"), ("1" * 5000, "day_unread"),
    ],
)  # fmt: skip
def test_what_is_no_day_is_told(cell, code):
    with pytest.raises(BadDay) as bad:
        written_day(cell)

    assert bad.value.code == code


@pytest.mark.parametrize(
    "cell", ["31/02/2026", "30.2.26", "ngày 31 tháng 4 năm 2026", "0/4/2026"]
)
def test_a_day_that_is_in_no_calendar_is_told(cell):
    with pytest.raises(BadDay, match="day_none"):
        settle(written_day(cell), DAY_FIRST)


def test_an_open_day_is_asked_and_the_answer_holds():
    day = written_day("3/4/2026")

    assert questions([day]).order == day
    with pytest.raises(BadDay, match="day_order"):
        settle(day, DayAnswers())
    assert settle(day, DayAnswers(order=Order.MONTH_FIRST)) == date(2026, 3, 4)


def test_another_day_of_the_column_proves_the_order():
    asked = questions(map(written_day, ("3/4/2026", "23/4/2026")))

    assert (asked.order, asked.proven) == (None, Order.DAY_FIRST)


def test_a_column_that_contradicts_itself_is_asked():
    asked = questions(map(written_day, ("3/4/2026", "23/4/2026", "4/23/2026")))

    assert asked.proven is None
    assert asked.order == written_day("3/4/2026")


def test_what_reads_the_same_both_ways_is_not_asked():
    assert questions([written_day("4/4/2026")]).order is None


def test_a_missing_year_is_asked():
    day = written_day("ngày 3 tháng 4")

    assert questions([day]).needs_year
    with pytest.raises(BadDay, match="day_year"):
        settle(day, DayAnswers())


def test_days_that_a_spreadsheet_turned_are_suspected_and_asked():
    # Typed day first into an English Excel: 3/4 became the 4th of March, 23/4 stayed text.
    turned = date(2026, 3, 4)
    asked = questions(map(written_day, (turned, "23/4/2026")))

    assert asked.swapped == written_day(turned)
    with pytest.raises(BadDay, match="day_swapped"):
        settle(written_day(turned), DayAnswers(swapped=None))
    assert settle(written_day(turned), DayAnswers(swapped=True)) == APRIL_3
    assert settle(written_day(turned), DayAnswers(swapped=False)) == turned


def test_days_held_by_the_spreadsheet_alone_are_believed():
    assert (
        questions([written_day(APRIL_3), written_day(date(2026, 4, 23))]).swapped
        is None
    )
