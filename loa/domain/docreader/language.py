"""Whether a text is Vietnamese, and whether it kept its marks."""

from __future__ import annotations

import re
import unicodedata

from loa.domain.docreader.document import Language

# Frequent words that hardly any other language has together.
_PLAIN = re.compile(
    r"\b(?:cua|va|cac|trong|cho|theo|nguoi|duoc|hien|cong|nhan|dan|ban|thuc|nam|ngay|thang|so|hanh|quyet|ke|hoach|uy|tinh)\b"
)
_SAMPLE = 8_000


def _is_vietnamese(letter: str) -> bool:
    """A letter with a hook, horn, breve or dot below, or two marks: Vietnamese only."""
    marks = [
        c for c in unicodedata.normalize("NFD", letter) if unicodedata.combining(c)
    ]
    return len(marks) >= 2 or any(c in "\u0309\u031b\u0323" for c in marks)


_OWN = frozenset(
    letter
    for letter in map(chr, (*range(0xC0, 0x250), *range(0x1EA0, 0x1EFA)))
    if _is_vietnamese(letter)
) | set("đĐăĂ")


def language_of(text: str) -> Language:
    """The language of a text by its letters and its small words."""
    sample = text[:_SAMPLE]
    letters = sum(map(str.isalpha, sample))
    if letters < 20:
        return Language.NONE
    marked = sum(map(_OWN.__contains__, sample))
    if marked >= letters * 0.08:
        return Language.VIETNAMESE
    words = re.findall(r"[^\W\d_]+", sample.casefold())
    bare = sum(_PLAIN.fullmatch(word) is not None for word in words)
    if words and bare >= len(words) * 0.12:
        return Language.VIETNAMESE_UNMARKED
    return Language.OTHER
