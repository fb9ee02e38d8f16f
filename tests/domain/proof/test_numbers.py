"""Numbers that cannot be so."""

from datetime import date

from loa.domain.proof.numbers import all_alike, is_rush, too_many

LAST = date(2026, 3, 31)


def test_more_people_than_live_there():
    assert too_many(5001, 5000)
    assert not too_many(5000, 5000)
    assert not too_many(5001, 0)
    assert not too_many(None, 5000)


def test_six_classes_of_one_size_and_no_fewer():
    assert all_alike([40] * 6)
    assert not all_alike([40] * 5)
    assert not all_alike([40] * 7 + [39])


def test_ten_others_of_the_last_day_handed_in_together_are_a_rush():
    heap = [(LAST, LAST)] * 10

    assert is_rush(LAST, LAST, LAST, heap)
    assert not is_rush(LAST, LAST, LAST, heap[1:])
    assert not is_rush(LAST, date(2026, 4, 2), LAST, heap)
    assert not is_rush(date(2026, 3, 30), LAST, LAST, heap)
