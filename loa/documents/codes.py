"""Numbers of documents in one form that can be compared, and what a search looks in."""

import re
from collections.abc import Iterable

from loa.domain.text import code_of, fold

__all__ = [
    "asked_pieces",
    "asked_words",
    "code_of",
    "search_text",
    "search_words",
    "words_of",
]

LONGEST_WORD = 60
MOST_PIECES = 8
MOST_LETTERS = 500_000
"""A tsvector holds 1 MB; the words of a longer paper are cut there, on both alike."""

_WORD = re.compile(r"[^\W_]+")
_ASKED = re.compile(r"[^\W_]+(?:[/.\-–_&][^\W_]+)*")
_RUN = re.compile(r"[^\W_]+(?:[/.\-–_&][^\W_]+)+")


def search_text(*parts: str) -> str:
    """Return what a search looks in: the parts without marks, on one line."""
    return " ".join(folded for part in parts if (folded := fold(part)))


def search_words(query: str) -> list[str]:
    """Return the words of a query, without marks; ten at most."""
    return fold(query).split()[:10]


def words_of(*parts: str) -> str:
    """Return the words of texts as a search keeps them: each once, in order.

    >>> words_of("Kế hoạch 12/KH-UBND")
    '12 12khubnd hoach ke kh khubnd ubnd'
    """
    words: set[str] = set()
    for part in parts:
        folded = fold(part)
        words.update(word[:LONGEST_WORD] for word in _WORD.findall(folded))
        for run in _RUN.findall(folded):
            words.update(_ends(run))
    kept = " ".join(sorted(words))
    if len(kept) <= MOST_LETTERS:
        return kept
    return kept[:MOST_LETTERS].rsplit(" ", 1)[0]


def _ends(run: str) -> Iterable[str]:
    """Return a run of letters and signs joined, from each of its parts on."""
    pieces = _WORD.findall(run)
    for start in range(len(pieces) - 1):
        yield _joined(pieces[start:])
    yield _joined([pieces[0].lstrip("0"), *pieces[1:MOST_PIECES]])


def _joined(pieces: list[str]) -> str:
    return "".join(pieces[:MOST_PIECES])[:LONGEST_WORD]


def asked_words(query: str) -> list[str]:
    """Return the words that a query asks for; ten at most.

    >>> asked_words("Kế hoạch 05/KH-UBND")
    ['ke', 'hoach', '5khubnd']
    """
    return [_joined(pieces) for pieces in asked_pieces(query)]


def asked_pieces(query: str) -> list[list[str]]:
    """Return the words of a query in their pieces: ["5", "kh", "ubnd"]."""
    asked = []
    for found in _ASKED.findall(fold(query))[:10]:
        pieces = _WORD.findall(found)
        if len(pieces) > 1:
            pieces[0] = pieces[0].lstrip("0")
        asked.append(pieces[:MOST_PIECES])
    return asked
