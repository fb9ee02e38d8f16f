"""Two texts side by side."""

from hypothesis import given
from hypothesis import strategies as st

from loa.domain.text.differences import (
    Change,
    count_changes,
    figures_apart,
    side_by_side,
    words_apart,
)

words = st.lists(
    st.sampled_from(["tin", "bài", "02", "03", "xã", "phường"]), max_size=6
)
texts = st.lists(words.map(" ".join), max_size=8)


def said(pieces):
    return " ".join(piece.text for piece in pieces)


def test_a_changed_word_is_marked_in_its_paragraph():
    (same, pair) = side_by_side(
        ["Mục đích", "Có ít nhất 02 tin, bài"], ["Mục đích", "Có ít nhất 03 tin, bài"]
    )
    assert same.change is Change.SAME
    assert pair.change is Change.CHANGED
    assert [p.text for p in pair.before if p.is_changed] == ["02"]
    assert [p.text for p in pair.after if p.is_changed] == ["03"]
    assert figures_apart(pair) == (("02", "03"),)


def test_blanks_are_no_difference():
    assert count_changes(side_by_side(["a  b "], ["a b"])) == 0


def test_what_has_nothing_alike_was_taken_out_and_put_in():
    changes = [p.change for p in side_by_side(["một hai ba"], ["bốn năm sáu"])]
    assert changes == [Change.REMOVED, Change.ADDED]


def test_many_changed_paragraphs_do_not_take_long():
    old = [f"đoạn {n} cũ x{n}" for n in range(400)]
    new = [f"đoạn {n} mới y{n}" for n in range(400)]
    assert count_changes(side_by_side(old, new)) == 800


@given(texts, texts)
def test_no_word_is_lost_on_either_side(before, after):
    pairs = side_by_side(before, after)
    assert " ".join(said(p.before) for p in pairs).split() == " ".join(before).split()
    assert " ".join(said(p.after) for p in pairs).split() == " ".join(after).split()


@given(words, words)
def test_what_is_not_marked_is_on_both_sides(before, after):
    pair = words_apart(" ".join(before), " ".join(after))
    kept = [
        " ".join(p.text for p in side if not p.is_changed)
        for side in (pair.before, pair.after)
    ]
    assert kept[0] == kept[1]
