"""What is done to a copy: the edits of honest reposts and of those who hide one.

A single edit leaves most of the text; three or four together leave at least half of it.
`HARD` leaves less and is measured without a promise.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from random import Random

Edit = Callable[[Random, str, str], str]
"""(chance, the copy, another text to take strange words from) → the copy edited."""

_PLACE = re.compile(r"\b[Xx]ã [A-ZĐÀ-Ỹ]\w* [A-ZĐÀ-Ỹ]\w*")
_YEAR = re.compile(r"\bnăm 20\d\d\b")
_NUMBER = re.compile(r"\b\d{1,3}\b")
_D = str.maketrans({"đ": "d", "Đ": "D"})


def _sentences(text: str) -> list[str]:
    return [s for s in re.split(r"(?<=\.)\s+", text) if s]


def _strange(rng: Random, other: str, count: int) -> list[str]:
    found = other.split()
    return [rng.choice(found) for _ in range(count)]


def as_it_was(rng: Random, text: str, other: str) -> str:
    """Word for word."""
    return text


def another_headline(rng: Random, text: str, other: str) -> str:
    """The body's own headline over it."""
    return "\n".join([other.split("\n")[0], *text.split("\n")[1:]])


def another_place(rng: Random, text: str, other: str) -> str:
    """The own commune's name put in wherever the other's stood."""
    found = _PLACE.search(other)
    return _PLACE.sub(found.group() if found else "xã Ta", text)


def another_year(rng: Random, text: str, other: str) -> str:
    """Last year's item with the year replaced."""
    return _YEAR.sub("năm 2026", text)


def other_numbers(rng: Random, text: str, other: str) -> str:
    """Each number another one."""
    return _NUMBER.sub(lambda match: str(int(match.group()) + rng.randint(1, 9)), text)


def a_sentence_less(rng: Random, text: str, other: str) -> str:
    """One sentence left out."""
    found = _sentences(text)
    del found[rng.randrange(len(found))]
    return "\n".join(found)


def a_sentence_more(rng: Random, text: str, other: str) -> str:
    """One sentence of one's own put in."""
    found = _sentences(text)
    found.insert(rng.randrange(len(found)), rng.choice(_sentences(other)))
    return "\n".join(found)


def a_lead_more(rng: Random, text: str, other: str) -> str:
    """A few words of one's own before it."""
    return f"{' '.join(_strange(rng, other, 18))}.\n{text}"


def paragraphs_changed_about(rng: Random, text: str, other: str) -> str:
    """The paragraphs in another order."""
    headline, *found = text.split("\n")
    before = list(found)
    while found == before and len(set(found)) > 1:
        rng.shuffle(found)
    return "\n".join([headline, *found])


def the_end_cut(rng: Random, text: str, other: str) -> str:
    """The last seventh left out."""
    found = text.split(" ")
    return " ".join(found[: len(found) * 6 // 7])


def words_exchanged(rng: Random, text: str, other: str) -> str:
    """One word in thirty another one."""
    return _exchanged(rng, text, other, 30)


def typing_errors(rng: Random, text: str, other: str) -> str:
    """One word in forty mistyped."""
    found = text.split(" ")
    for at in rng.sample(range(len(found)), max(1, len(found) // 40)):
        found[at] = found[at][:1] + rng.choice("aeiouy") + found[at][1:]
    return " ".join(found)


def without_marks(rng: Random, text: str, other: str) -> str:
    """Typed without tone and vowel marks."""
    bare = unicodedata.normalize("NFD", text.translate(_D))
    return "".join(c for c in bare if not unicodedata.combining(c))


def another_dress(rng: Random, text: str, other: str) -> str:
    """Capitals, other spaces and quotation marks, letters taken apart."""
    dressed = text.upper().replace(" ", "  ").replace(".", " .”")
    return unicodedata.normalize("NFD", dressed)


def half_of_it(rng: Random, text: str, other: str) -> str:
    """Half of the text, from somewhere."""
    found = text.split(" ")
    begin = rng.randrange(len(found) // 2)
    return " ".join(found[begin : begin + len(found) // 2])


def a_tenth_exchanged(rng: Random, text: str, other: str) -> str:
    """One word in ten another one."""
    return _exchanged(rng, text, other, 10)


def within_a_longer_one(rng: Random, text: str, other: str) -> str:
    """Put whole into an item of one's own of the same length."""
    return f"{other}\n{text}"


def _exchanged(rng: Random, text: str, other: str, one_in: int) -> str:
    found = text.split(" ")
    chosen = rng.sample(range(len(found)), max(1, len(found) // one_in))
    for at, word in zip(chosen, _strange(rng, other, len(chosen)), strict=True):
        found[at] = word
    return " ".join(found)


SINGLE: dict[str, Edit] = {
    edit.__name__: edit
    for edit in (
        as_it_was, another_headline, another_place, another_year, other_numbers,
        a_sentence_less, a_sentence_more, a_lead_more, paragraphs_changed_about,
        the_end_cut, words_exchanged, typing_errors, without_marks, another_dress,
    )
}  # fmt: skip
HARD: dict[str, Edit] = {
    edit.__name__: edit for edit in (half_of_it, a_tenth_exchanged, within_a_longer_one)
}
_IN_ORDER = list(SINGLE)


def combined(rng: Random, text: str, other: str) -> str:
    """Three or four single edits, one after the other."""
    chosen = rng.sample(_IN_ORDER[1:], rng.choice((3, 3, 4)))
    # What takes sentences or capitals for its mark comes before what unmakes them.
    for name in sorted(chosen, key=_IN_ORDER.index):
        text = SINGLE[name](rng, text, other)
    return text
