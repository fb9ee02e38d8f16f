"""Where a search's words stand in a text: marked, with a little around them."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice
from typing import Final

from loa.documents.codes import asked_pieces
from loa.domain.text import fold

Piece = tuple[str, bool]
"""Some words, and whether they are to be marked."""

AROUND: Final = 90
MOST_PLACES: Final = 200
_BETWEEN: Final = r"[/.\-–_&\s]{1,3}"


@cache
def _bare(letter: str) -> str:
    # One letter for one letter, so that places stay where they are.
    return fold(letter)[:1] or " "


def pattern_of(query: str) -> re.Pattern[str] | None:
    """Return what finds the words of a query in a text without marks."""
    words = asked_pieces(query)
    if not words:
        return None
    last = len(words) - 1
    found = [
        f"(?P<w{place}>"
        + _BETWEEN.join(map(re.escape, pieces))
        + (r"[^\W_]*)" if place == last else ")")
        for place, pieces in enumerate(words)
    ]
    return re.compile(rf"(?<![^\W_])0*(?:{'|'.join(found)})(?![^\W_])")


def marked(text: str, pattern: re.Pattern[str] | None) -> list[Piece]:
    """Return a text in pieces, those that a search meant marked."""
    if pattern is None or not text:
        return [(text, False)] if text else []
    bare = "".join(map(_bare, text))
    pieces: list[Piece] = []
    end = 0
    for match in pattern.finditer(bare):
        if match.start() > end:
            pieces.append((text[end : match.start()], False))
        pieces.append((text[match.start() : match.end()], True))
        end = match.end()
    if end < len(text):
        pieces.append((text[end:], False))
    return pieces


def snippet(text: str, pattern: re.Pattern[str] | None) -> list[Piece]:
    """Return the place of a text where most of the words stand, and some around it.

    Empty when none of the words stands in it.
    """
    if pattern is None:
        return []
    matches = list(islice(pattern.finditer("".join(map(_bare, text))), MOST_PLACES))
    if not matches:
        return []
    match = max(matches, key=lambda one: (_together(one, matches), -one.start()))
    start = _edge(text, max(0, match.start() - AROUND))
    end = min(len(text), match.end() + AROUND)
    end = text.rfind(" ", match.end(), end) if end < len(text) else end
    words = " ".join(text[start : max(end, match.end())].split())
    return [("… ", False), *marked(words, pattern), (" …", False)]


def _together(first: re.Match[str], matches: Sequence[re.Match[str]]) -> int:
    """Count the different words that stand soon after a match, itself included."""
    return len(
        {
            one.lastgroup
            for one in matches
            if first.start() <= one.start() < first.end() + AROUND // 2
        }
    )


def has_all(text: str, pattern: re.Pattern[str] | None) -> bool:
    """Whether every word that was looked for stands in a text."""
    if pattern is None:
        return True
    found = {one.lastgroup for one in pattern.finditer("".join(map(_bare, text)))}
    return len(found) == pattern.groups


def _edge(text: str, start: int) -> int:
    if start == 0:
        return 0
    space = text.find(" ", start)
    return space + 1 if 0 <= space < start + 30 else start
