"""Odd texts: the reader never raises, always quotes exactly, and is a pure function."""

import random
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loa.domain.docreader import Reason, Unreadable, read
from tests.domain.docreader.odd_texts import WORDS
from tests.domain.docreader.test_corpus import GOLDEN, check_quotes

SOURCES = [path.read_text(encoding="utf-8") for path in GOLDEN]

texts = st.lists(st.sampled_from([*WORDS, "\n", "\n\n"]), max_size=120).map(" ".join)


def hold(text: str) -> None:
    document = read(text)
    check_quotes(document)
    assert read(text) == document


@given(texts)
@settings(max_examples=60, deadline=None)
def test_words_of_the_genre_in_any_order_are_read(text):
    hold(text)


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_text_is_read(text):
    hold(text)


@given(st.binary(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_read_or_refused_with_a_reason(raw):
    try:
        document = read(raw)
    except Unreadable as error:
        assert isinstance(error.reason, Reason)  # noqa: PT017 - refusing is as good
    else:
        check_quotes(document)


def damaged(text: str, chance: random.Random) -> str:
    """A text cut, doubled, shuffled or in the wrong letters."""
    lines = text.splitlines()
    way = chance.randrange(7)
    if way == 0:
        return text[: chance.randrange(len(text))]
    if way == 1:
        return text[chance.randrange(len(text)) :]
    if way == 2:
        chance.shuffle(lines)
        return "\n".join(lines)
    if way == 3:
        return unicodedata.normalize("NFD", text)
    if way == 4:
        return text.encode("utf-8").decode("latin-1")
    if way == 5:
        return " ".join(lines)
    return "\n".join(line for line in lines for _ in range(chance.randrange(3)))


@pytest.mark.parametrize("seed", range(14))
def test_a_damaged_document_is_read(seed):
    chance = random.Random(seed)

    hold(damaged(SOURCES[seed % len(SOURCES)], chance))


@pytest.mark.verify
@pytest.mark.timeout(900)
@given(texts)
@settings(max_examples=3000, deadline=None)
def test_words_of_the_genre_in_any_order_are_read_for_long(text):
    hold(text)


@pytest.mark.verify
@pytest.mark.timeout(900)
def test_damaged_documents_are_read_for_long():
    for seed in range(1500):
        chance = random.Random(1000 + seed)
        text = SOURCES[seed % len(SOURCES)]
        for _ in range(chance.randrange(1, 4)):
            text = damaged(text, chance) or "x"
        check_quotes(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "a" * 40_000,
        "Sở Nội vụ, " * 4_000,
        "- Sở Nội vụ chủ trì.\n" * 1_000,
        "đề nghị Sở Nội vụ và " * 2_000,
        "(" * 10_000,
        "| a " * 4_000,
        "|\n" * 4_000,
        "1. " * 6_000,
        "phối hợp với " * 4_000,
        "trước ngày 1/1/2026 hoàn thành trong " * 1_000,
        "\n".join("x" * 3 for _ in range(12_000)),
        "Căn cứ 1/NQ-CP " * 2_000,
        "A, ngày tháng năm " * 1_000,
        "thực hiện nội dung " * 2_000 + "sau:",
    ],
    ids=range(14),
)
def test_long_monotonous_texts_are_read(text):
    check_quotes(read(text))
