"""Vietnamese alphabetical order (TCVN 6909: letters first, then tones)."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from loa.domain.text.normalise import squash

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: rank for rank, letter in enumerate(_LETTERS)}
# ngang, huyền, hỏi, ngã, sắc, nặng: the order of the dictionaries.
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}

CollationKey = tuple[tuple[int, ...], tuple[int, ...], str]


# The names of a country's bodies are sorted again and again.
@lru_cache(maxsize=32_768)
def collation_key(text: str) -> CollationKey:
    """A key to sort names by: letters of the alphabet, then tones, then the text."""
    plain = squash(text).casefold()
    letters: list[int] = []
    tones: list[int] = []
    for character in plain:
        tone, base = _split_tone(character)
        letters.append(_rank(base))
        tones.append(tone)
    return tuple(letters), tuple(tones), plain


def _split_tone(character: str) -> tuple[int, str]:
    parts = unicodedata.normalize("NFD", character)
    tone = next((_TONES[part] for part in parts if part in _TONES), 0)
    base = "".join(part for part in parts if part not in _TONES)
    return tone, unicodedata.normalize("NFC", base)


def _rank(base: str) -> int:
    if base == " ":
        return 0
    if base in _RANK:
        return 1000 + _RANK[base]
    return (
        100 + ord(base[0]) if base.isdigit() else 2000 + (ord(base[0]) if base else 0)
    )
