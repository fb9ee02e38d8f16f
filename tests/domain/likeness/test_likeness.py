"""Runs of words, what texts share of them, and bands that copies have in common."""

from __future__ import annotations

import re
import subprocess
import sys
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.domain.likeness import BANDS, bands_of, runs_of, share_new, share_of
from loa.domain.likeness.runs import words_in
from loa.domain.text import fold
from tests.corpus.likeness.edits import SINGLE
from tests.corpus.likeness.score import NEW, queries, score
from tests.corpus.likeness.texts import text_of

WORDS = (
    "Sáng 16/11/2026, UBND xã Tam Giai hướng dẫn người dân nộp mười hai thủ tục hộ tịch"
    " qua mạng; công chức xã giúp bà con lập tài khoản và theo dõi hồ sơ trên điện thoại."
)
# The bands of WORDS as they are stored: another number here means that what is stored
# has to be made anew.
STORED = (-211788108, -2003693499, -1547609355, 278543375, -1132799803, 1771758149, -39424478, -442013413, -1758839061, 111790114, 1263037762, -1788925644, -2080066073, 630145999, 1216812620, -2082674674, -1389266308, 72682403, 1033998361, -2010315833)  # fmt: skip


def in_common(one: tuple[int, ...] | None, other: tuple[int, ...] | None) -> int:
    """In how many bands two texts agree."""
    return sum(a == b for a, b in zip(one or (), other or (), strict=False))


@given(st.text())
def test_words_are_those_of_the_search_key(text):
    folded = re.sub(r"[^a-z0-9]+", " ", fold(text)).split()
    years = [re.sub(r"^(?:19|20)\d\d$", "nam", word) for word in folded]

    assert words_in(text).split() == years


@pytest.mark.parametrize("edit", ["without_marks", "another_dress", "another_year"])
def test_dress_and_year_change_no_run(edit):
    text = text_of(1, 1)
    edited = SINGLE[edit](Random(1), text, text_of(1, 2))

    assert share_of(runs_of(text), runs_of(edited)) == 1
    assert bands_of(text) == bands_of(edited)


def test_a_number_is_a_word_that_counts():
    one, other = runs_of(WORDS), runs_of(WORDS.replace("mười hai", "mười ba"))

    assert 0.8 < share_of(one, other) < 1


def test_what_is_new_stands_in_none_of_the_others():
    one, two, own = (text_of(1, number) for number in range(3))
    stitched = f"{one}\n{two}\n{own}"
    mine, others = runs_of(stitched), [runs_of(one), runs_of(two)]

    new = share_new(mine, others)

    assert new == pytest.approx(len(own.split()) / len(stitched.split()), abs=0.05)
    assert new < min(1 - share_of(mine, other) for other in others)
    assert share_new(mine, []) == 1


@pytest.mark.parametrize("text", ["", " \n", "— …", "một hai ba", "một"])
def test_hardly_a_word_is_no_error_and_has_no_bands(text):
    runs = runs_of(text)

    assert len(runs) == bool(words_in(text))
    assert (share_of(runs, runs), share_new(runs, [runs])) == (float(len(runs)), 0)
    assert bands_of(text) is None


def test_bands_are_the_same_in_every_process():
    """What one process stored another has to find."""
    program = (
        "import sys; from loa.domain.likeness import bands_of;"
        " print(*bands_of(sys.stdin.read()))"
    )
    told = subprocess.run(
        [sys.executable, "-c", program],
        input=WORDS, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert tuple(map(int, told.stdout.split())) == bands_of(WORDS) == STORED
    assert len(STORED) == BANDS
    assert all(-(2**31) <= band < 2**31 for band in STORED)


def test_a_long_text_is_read_piece_by_piece_and_to_its_end():
    long = "\n".join(text_of(1, number) for number in range(40))

    assert in_common(bands_of(long), bands_of(long + WORDS)) > BANDS / 2
    assert len(runs_of(long)) > 5000


def test_copies_agree_in_a_band_and_others_do_not():
    """The promise at a small size; `make bench` and `make release` hold it at a large."""
    seed, among = Random().randrange(10**9), 400
    stored = [bands_of(text_of(seed, number)) for number in range(among)]

    def find(text: str) -> list[int]:
        mine = bands_of(text)
        return [at for at, bands in enumerate(stored) if in_common(mine, bands)]

    result = score(find, queries(seed, among, 8))

    assert result.single >= 0.98, f"seed {seed}\n{result.table()}"
    assert result.combined >= 0.85, f"seed {seed}\n{result.table()}"
    assert result.wrong_each <= 0.2, f"seed {seed}"
    assert result.asked[NEW]
