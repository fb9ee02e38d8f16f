"""The set holds what it says, and a finder that is no good gets no good marks."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from tests.corpus.likeness.edits import HARD, SINGLE, combined
from tests.corpus.likeness.score import Query, queries, score
from tests.corpus.likeness.texts import LONGEST, SHORTEST, text_of

SEED = Random().randrange(10**9)


def shares(text: str, other: str) -> float:
    """Of runs of four words, which share stands in the other; marks count."""

    def runs(of: str) -> Counter[str]:
        split = of.split()
        return Counter(" ".join(split[at : at + 4]) for at in range(len(split) - 3))

    mine, theirs = runs(text), runs(other)
    return (mine & theirs).total() / mine.total()


def test_the_same_number_is_the_same_text_and_another_another():
    assert text_of(SEED, 5) == text_of(SEED, 5)
    assert text_of(SEED, 5) != text_of(SEED, 6)
    assert text_of(SEED, 5) != text_of(SEED + 1, 5)


def test_texts_are_as_long_as_news_and_have_little_in_common():
    drawn = [text_of(SEED, number) for number in range(24)]

    lengths = [len(text.split()) for text in drawn]
    assert SHORTEST * 0.8 < min(lengths) < max(lengths) < LONGEST * 1.5
    common = [shares(a, b) for a in drawn for b in drawn if a is not b]
    assert max(common) < 0.35
    assert sum(share > 0 for share in common) > len(common) / 20  # but not nothing


@pytest.mark.parametrize("kind", [*SINGLE, "combined", *HARD])
def test_an_edit_changes_the_text_and_leaves_it_a_copy(kind):
    rng = Random(SEED)
    edit = {**SINGLE, **HARD, "combined": combined}[kind]
    for number in range(20):
        text, other = text_of(SEED, number), text_of(SEED, number + 1000)
        edited = edit(rng, text, other)
        if kind not in ("as_it_was", "another_year"):
            assert edited != text, f"seed {SEED}"
        if kind not in ("without_marks", "another_dress", "combined"):
            assert max(shares(text, edited), shares(edited, text)) > 0.45


def test_who_finds_nothing_and_who_names_everything_fail():
    asked = [
        Query("as_it_was", "a", 1),
        Query("combined", "b", 2),
        Query("new", "c", None),
    ]

    nothing = score(lambda text: (), iter(asked))
    everything = score(lambda text: (1, 2), iter(asked))

    assert (nothing.recall(["as_it_was"]), nothing.wrong_each) == (0, 0)
    assert (everything.combined, everything.wrong_each) == (1, pytest.approx(4 / 3))


def test_queries_hold_every_kind_and_as_many_new_texts():
    count = Counter(query.kind for query in queries(SEED, 50, 2))

    assert count.pop("new") == 2 * len(SINGLE)
    assert count.pop("combined") == 8
    assert count == dict.fromkeys([*SINGLE, *HARD], 2)
