"""The table tells a judge that helps from one that lets all pass or wrongs everybody."""

import pytest

from tests.corpus.pages import cases
from tests.corpus.pages.case import Case
from tests.corpus.pages.faults import FAULTS
from tests.corpus.pages.makes import MAKES
from tests.corpus.pages.score import score


@pytest.fixture(scope="module")
def sample() -> list[Case]:
    """An honest page of each make and a case of each kind."""
    return cases.whole(cases.honest(count=len(MAKES)), cases.faulty(each=1))


def test_a_judge_that_lets_all_pass_finds_nothing_and_wrongs_nobody(sample):
    result = score(lambda case: "fine", sample)
    assert result.detection == 0
    assert result.disputed == ()
    assert not result.holds()


def test_a_judge_that_disputes_all_finds_all_and_wrongs_everybody(sample):
    result = score(lambda case: "dispute", sample)
    assert result.detection == 1
    assert len(result.disputed) == result.honest == len(MAKES)
    assert len(result.wronged) == 4
    assert result.weakest == 0
    assert not result.holds()


def test_a_judge_that_knows_the_label_keeps_the_promise(sample):
    result = score(lambda case: case.expect, sample)
    assert result.holds()
    assert result.table().count("\n") == len(FAULTS) + 1


def test_a_judge_must_answer_in_one_of_three_words(sample):
    with pytest.raises(ValueError, match="say one of"):
        score(lambda case: "perhaps", sample)


def test_a_missed_case_is_named_and_lowers_its_kind(sample):
    missed = next(case for case in sample if case.kind == "home_page")
    result = score(lambda c: "fine" if c is missed else c.expect, sample)
    kind = next(kind for kind in result.kinds if kind.kind == "home_page")
    assert kind.missed == ((missed.name, "fine"),)
    assert kind.share == result.weakest == 0
    assert 0.9 < result.detection < 1
