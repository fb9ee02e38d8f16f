"""The sample is the same for the same seed; the share and kappa are those of the books."""

import random

import pytest

from loa.domain.sampling import agreement, draw, population_digest, share_of
from loa.domain.sampling.weighing import wilson

PEOPLE = {n: 3 if n % 10 == 0 else 2 if n % 3 == 0 else 1 for n in range(1, 201)}


def drawn(seed="a", size=40, population=PEOPLE):
    return {part.level: part for part in draw(population, size=size, seed=seed)}


def test_the_same_seed_draws_the_same_in_any_order():
    shuffled = list(PEOPLE.items())
    random.Random(3).shuffle(shuffled)
    assert drawn() == drawn(population=dict(shuffled))
    assert drawn("b") != drawn()
    assert population_digest(PEOPLE) == population_digest(dict(shuffled))


def test_riskier_ones_are_drawn_more_often_and_stand_for_fewer():
    found = drawn()
    assert sum(len(part.drawn) for part in found.values()) == 40
    assert found[3].weight < found[2].weight < found[1].weight
    for part in found.values():
        assert len(set(part.drawn)) == len(part.drawn)
        assert {PEOPLE[unit] for unit in part.drawn} == {part.level}
    # weights give the whole back
    assert sum(part.weight * len(part.drawn) for part in found.values()) == 200


def test_a_small_whole_is_drawn_whole_and_two_of_each_level():
    few = {1: 1, 2: 1, 3: 3}
    assert sum(len(part.drawn) for part in draw(few, size=40, seed="a")) == 3
    lonely = dict.fromkeys(range(1, 500), 1) | {500: 3, 501: 3, 502: 3}
    assert len(drawn(size=6, population=lonely)[3].drawn) >= 2
    assert draw({}, size=5, seed="a") == ()


def test_a_level_that_is_none_is_refused():
    with pytest.raises(ValueError, match="level"):
        draw({1: 4}, size=1, seed="a")


@pytest.mark.parametrize(
    ("so", "size", "low", "high"),
    # Brown, Cai and DasGupta's kind of table: 0 of 10, 1 of 10, 5 of 10, 50 of 100
    [
        (0, 10, 0.0, 0.2775), (1, 10, 0.0179, 0.4042), (5, 10, 0.2366, 0.7634),
        (50, 100, 0.4038, 0.5962),
    ],
)  # fmt: skip
def test_wilsons_interval(so, size, low, high):
    assert wilson(so / size, size) == pytest.approx((low, high), abs=5e-5)


def test_a_weighted_share_counts_each_for_what_it_stands_for():
    # 2 of 4 of the risky wrong, none of 6 of the others; 8 risky, 60 others
    answers = [(2.0, True)] * 2 + [(2.0, False)] * 2 + [(10.0, False)] * 6
    found = share_of(answers)
    assert found.share == pytest.approx(4 / 68)
    assert found.looked == 10
    assert found.effective == pytest.approx(68**2 / (4 * 4 + 6 * 100))
    assert found.low < found.share < found.high


def test_the_interval_covers_the_truth_about_95_times_of_100():
    chance = random.Random(11)
    wrong = {n for n in PEOPLE if chance.random() < (0.3 if PEOPLE[n] > 1 else 0.05)}
    truth = len(wrong) / len(PEOPLE)
    hits = 0
    for seed in range(300):
        parts = draw(PEOPLE, size=60, seed=str(seed))
        answers = [
            (part.weight, unit in wrong) for part in parts for unit in part.drawn
        ]
        found = share_of(answers)
        hits += found.low <= truth <= found.high
    assert hits / 300 >= 0.93


def test_who_looked_at_all_leaves_nothing_to_chance():
    found = share_of([(1, True), (1, False)], is_whole=True)
    assert (found.low, found.share, found.high) == (0.5, 0.5, 0.5)


@pytest.mark.parametrize("answers", [[], [(0, True)]])
def test_no_answer_gives_no_share(answers):
    with pytest.raises(ValueError, match="answers"):
        share_of(answers)


def test_cohens_kappa_of_the_textbook():
    # 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: 0.70 said the same, 0.40 beyond chance
    pairs = (
        [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10
        + [("no", "no")] * 15
    )  # fmt: skip
    found = agreement(pairs)
    assert found.share == pytest.approx(0.7)
    assert found.kappa == pytest.approx(0.4)


def test_where_all_is_one_answer_kappa_says_nothing():
    assert agreement([("right", "right")] * 5).kappa is None
    assert agreement([]).share == 0
