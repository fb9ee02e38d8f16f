"""News drawn by number: the same seed and number give the same text.

What news of communes has in common with each other is drawn in as well: set phrases, a
few of them in every second text, and words of which some are very frequent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, product
from random import Random

from tests.corpus.pages import words

_ONSETS = [
    "b",
    "c",
    "ch",
    "d",
    "đ",
    "g",
    "gi",
    "h",
    "k",
    "kh",
    "l",
    "m",
    "n",
    "nh",
    "ph",
    "qu",
    "r",
    "s",
    "t",
    "th",
    "tr",
    "v",
    "x",
]
_RIMES = [
    "a",
    "á",
    "à",
    "ả",
    "ạ",
    "an",
    "án",
    "ang",
    "áng",
    "anh",
    "ảnh",
    "ao",
    "báo",
    "ai",
    "ay",
    "ăn",
    "ăng",
    "ắt",
    "âm",
    "ân",
    "ấp",
    "âu",
    "ậy",
    "e",
    "em",
    "ên",
    "ếp",
    "i",
    "ich",
    "iên",
    "iết",
    "iểu",
    "in",
    "ình",
    "o",
    "oa",
    "oàn",
    "oi",
    "ong",
    "ô",
    "ôi",
    "ồn",
    "ông",
    "ơ",
    "ới",
    "ơn",
    "u",
    "ua",
    "ui",
    "ung",
    "ư",
    "ưa",
    "ức",
    "ươi",
    "ương",
    "ước",
    "uy",
    "uyên",
    "uyết",
    "y",
]
_CHOICE = re.compile(r"\[([^\[\]|]+)[^\[\]]*\]")
_SLOT = re.compile(r"\{\w+(?::\d+-\d+)?\}")
COMPOUNDS, SHORTEST, LONGEST = 6000, 110, 420
"""Made words of two syllables; the fewest and the most syllables of a text, nearly."""
_PLACES = 3321


@cache
def _set_phrases() -> list[str]:
    """Runs of five to eleven words out of believable sentences."""
    found: set[str] = set()
    sentences = [*words.OPENINGS, *words.COMMON]
    for _, own in words.AREAS.values():
        sentences += own
    for sentence in sentences:
        plain = sentence
        while _CHOICE.search(plain):
            plain = _CHOICE.sub(lambda match: match[1], plain)
        for run in re.split(r"[,.:;]", _SLOT.sub(",", plain)):
            split = run.split()
            if len(split) >= 5:
                found.add(" ".join(split[:11]))
    return sorted(found)


@cache
def _syllables() -> list[str]:
    return ["".join(parts) for parts in product(_ONSETS, _RIMES)]


@cache
def _words() -> tuple[list[str], list[float]]:
    """Made words with how often they are drawn, added up: a few are very frequent."""
    rng = Random(7)
    syllables = _syllables()
    made = [
        f"{rng.choice(syllables)} {rng.choice(syllables)}" for _ in range(COMPOUNDS)
    ]
    return made, list(accumulate(1.0 / (at + 12) for at in range(COMPOUNDS)))


def place_of(number: int) -> str:
    """The commune that the text of that number names."""
    syllables = _syllables()
    drawn = (number * 2654435761) % (len(syllables) ** 2)
    first, second = divmod(drawn % (_PLACES * 379), len(syllables))
    return f"xã {syllables[first % len(syllables)].title()} {syllables[second].title()}"


def text_of(seed: int, number: int) -> str:
    """A headline and paragraphs of a few sentences, a line each."""
    rng = Random(seed * 4_294_967_291 + number)
    made, added_up = _words()
    phrases = _set_phrases()
    length = min(max(int(rng.lognormvariate(5.3, 0.35)), SHORTEST), LONGEST)
    drawn = rng.choices(made, cum_weights=added_up, k=length // 2)
    place = place_of(number)
    # Few words of a text are its place, its numbers, its set phrases.
    for _ in range(4):
        drawn[int(rng.random() * len(drawn))] = place
    for _ in range(6):
        drawn[int(rng.random() * len(drawn))] = str(int(2 + 988 * rng.random()))
    drawn[int(rng.random() * len(drawn))] = f"năm {2024 + number % 3}"
    for _ in range(1 + int(rng.random() * 7)):
        phrase = phrases[int(len(phrases) * rng.random() ** 2)]
        drawn[int(rng.random() * len(drawn))] = phrase
    headline = f"{place[:1].upper()}{place[1:]}: {' '.join(drawn[:4])}"
    return "\n".join([headline, *_laid_out(rng, drawn)])


def _laid_out(rng: Random, drawn: list[str]) -> Iterator[str]:
    """Paragraphs of two sentences."""
    at, paragraph = 4, ""
    while at < len(drawn):
        end = at + 6 + int(7 * rng.random())
        sentence = " ".join(drawn[at:end])
        sentence = f"{sentence[:1].upper()}{sentence[1:]}."
        if paragraph:
            yield f"{paragraph} {sentence}"
        paragraph = "" if paragraph else sentence
        at = end
    if paragraph:
        yield paragraph


def texts(seed: int, count: int) -> Iterator[str]:
    """The texts of the numbers 0, 1, 2 …"""
    return (text_of(seed, number) for number in range(count))
