"""The marks that begin a numbered or listed paragraph, and their depth."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_MARK = re.compile(
    r"""\s*(?:
    (?P<part>(?:PHẦN|Phần|CHƯƠNG|Chương|MỤC|Mục)\s+(?:[IVX]+|\d{1,2}|thứ\s\w+)\b[.:]?)
  | (?P<article>Điều\s+\d{1,3}\s?[.:])
  | (?P<roman>[IVX]{1,5})\s?[.\-–)](?=\s|[^\W\d_])
  | (?P<deep>\d{1,2}(?:\.\d{1,2}){1,3})(?:[.)](?=\s|[^\W\d_])|(?=\s+[^\W\d_]))
  | (?P<number>\d{1,2})(?:\s?[.)](?=\s|[^\W\d_])|-(?=\s?[^\W\d_]+[\s,]))
  | \((?P<paren>\d{1,2}|[a-zđ])\)(?=\s)
  | (?P<letter>[a-zđ])\s?[.)](?=\s|[A-ZĐ])
  | (?P<dash>[-–—•●▪◦])(?!\s?\d{4}\b)(?=\s|[^\W\d_])
  | (?P<plus>[+*])\s?(?=[^\W\d_])
    )\s*""",
    re.VERBOSE,
)
# No mark with what must follow it is longer.
_LONGEST = 60
_LEVELS = {
    "part": 1,
    "article": 2,
    "roman": 2,
    "number": 3,
    "letter": 5,
    "paren": 6,
    "dash": 7,
    "plus": 8,
}


@dataclass(frozen=True, slots=True)
class Marker:
    """A mark: its kind, its depth (1 outermost), its label, where the words begin."""

    kind: str
    level: int
    label: str
    end: int


@lru_cache(maxsize=4096)
def _mark(text: str) -> Marker | None:
    match = _MARK.match(text)
    if match is None:
        return None
    kind = match.lastgroup or "dash"
    level = 4 if kind == "deep" else _LEVELS[kind]
    return Marker(kind, level, match[kind].strip(), match.end())


def marker_of(text: str) -> Marker | None:
    """The mark at the start of a paragraph, or None."""
    mark = _mark(text[:_LONGEST])
    if mark and mark.kind == "letter" and mark.end == len(text):
        return None
    return mark
