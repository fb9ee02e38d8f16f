"""The promise of the checks of pages, on the labelled set."""

from __future__ import annotations

import secrets

import pytest

from tests.corpus.pages.cases import SEED, faulty, honest, mutated, whole
from tests.corpus.pages.score import score
from tests.domain.pages.judge import judge


def test_a_sample_is_judged_rightly():
    result = score(judge, whole(honest(SEED, 28), faulty(SEED, 1)))

    assert result.disputed == result.unseen == result.wronged == ()
    assert result.detection >= 0.95, result.table()


@pytest.mark.verify
def test_the_whole_set_is_judged_as_promised():
    result = score(judge)

    assert result.holds(overall=0.99, each=0.93, disputed=0), result.table()
    assert result.unseen == result.wronged == ()


@pytest.mark.verify
def test_a_set_drawn_anew_is_judged_as_promised():
    seed = secrets.randbelow(10**9)

    result = score(judge, whole(*mutated(seed)))

    assert result.holds(), f"seed {seed}\n{result.table()}"
    assert not result.wronged, f"seed {seed}\n{result.table()}"
