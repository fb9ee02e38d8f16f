"""The six columns, quotas and coverage."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.domain.periods import PeriodKind
from loa.domain.quotas import (
    COLUMN_NAMES,
    Columns,
    Quota,
    coverage_columns,
    sum_columns,
)

columns = st.builds(Columns, *[st.integers(0, 9)] * 6)


@pytest.mark.parametrize("count", [0, -1])
def test_a_quota_of_nothing_is_refused(count):
    with pytest.raises(ValueError, match="above zero"):
        Quota(count, "tin, bài", PeriodKind.MONTH)


def test_claimed_is_the_sum_of_the_six():
    each = Columns(1, 2, 4, 8, 16, 32)

    assert each.claimed == 63
    assert each.counted == 3
    assert each.upheld == 31
    assert each.as_tuple() == (1, 2, 4, 8, 16, 32)


@given(one=columns, other=columns)
def test_columns_add_and_subtract_each_apart(one, other):
    both = one + other

    for name in COLUMN_NAMES:
        assert getattr(both, name) == getattr(one, name) + getattr(other, name)
    assert both - other == one
    assert both.claimed == one.claimed + other.claimed
    assert both.upheld == both.claimed - both.rejected
    assert both.counted <= both.upheld <= both.claimed


@given(parts=st.lists(columns, max_size=5))
def test_a_sum_is_the_parts_one_after_another(parts):
    total = Columns()
    for part in parts:
        total = total + part

    assert sum_columns(parts) == total


@given(each=columns)
def test_columns_come_back_from_their_data(each):
    assert Columns.of(each.as_data()) == each
    assert bool(each) == (each.claimed > 0)


def test_a_name_that_is_no_column_is_refused():
    with pytest.raises(ValueError, match="late"):
        Columns.of({"verified": 1, "late": 1})


def test_coverage_counts_each_item_once_in_its_best_column():
    coverage = coverage_columns(
        ["news", "broadcast", "class", "visual"],
        {
            "news": Columns(verified=3, disputed=2),
            "broadcast": Columns(pending=2, rejected=1),
            "class": Columns(rejected=4),
            "contest": Columns(verified=1),
        },
    )

    assert coverage.columns == Columns(verified=1, pending=1, rejected=1)
    assert coverage.missing == ("class", "visual")


def test_an_item_required_twice_counts_once():
    coverage = coverage_columns(["news", "news"], {"news": Columns(verified=5)})

    assert coverage.columns == Columns(verified=1)
