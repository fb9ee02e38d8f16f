"""Pieces of text by their places on a page, put together to rows.

Places are in points (1/72 inch), counted from the lower left corner, as in a PDF.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from loa.domain.docreader.openers.marks import is_bare_mark
from loa.domain.docreader.openers.raw import RawWord
from loa.domain.text import squash


@dataclass(slots=True)
class Piece:
    """A run of words; `confidences` has one from 0 to 100 for each word of a scan."""

    left: float
    right: float
    text: str
    confidences: tuple[int, ...] = ()

    def words(self) -> Iterable[RawWord]:
        """Its words with their confidences; None for what was no picture."""
        words = squash(self.text).split()
        if len(words) == len(self.confidences):
            return map(RawWord, words, self.confidences)
        return (RawWord(word, None) for word in words)


@dataclass(slots=True)
class Row:
    """The pieces of text on one line of a page, left to right.

    `column` is the left and right of the column in which it stands, where the page is
    set in two.
    """

    page: int
    top: float
    height: float
    pieces: list[Piece] = field(default_factory=list)
    column: tuple[float, float] | None = None
    _text: str | None = None

    @property
    def left(self) -> float:
        return self.pieces[0].left

    @property
    def right(self) -> float:
        return self.pieces[-1].right

    @property
    def middle(self) -> float:
        return self.top - self.height / 2

    @property
    def text(self) -> str:
        """Its words; ask when all its pieces are there."""
        if self._text is None:
            self._text = squash(" ".join(piece.text for piece in self.pieces))
        return self._text

    def words(self) -> Iterable[RawWord]:
        """The words of all its pieces."""
        return (word for piece in self.pieces for word in piece.words())


def place(rows: list[Row], page: int, top: float, height: float, piece: Piece) -> None:
    """Put a piece on the row at its height, or on a new one."""
    middle = top - height / 2
    for row in reversed(rows[-_LOOKED_BACK:]):
        if abs(row.middle - middle) < max(2.0, min(row.height, height) * 0.45):
            row.pieces.append(piece)
            row.top, row.height = max(row.top, top), max(row.height, height)
            return
    rows.append(Row(page, top, height, [piece]))


# A page with thousands of pieces in odd order must not take the square of their time.
_LOOKED_BACK = 400


def in_order(rows: list[Row], *, after_mark: float = 2.5) -> list[Row]:
    """The rows of a page from its head down, their pieces from left to right."""
    rows.sort(key=lambda row: -row.top)
    for row in rows:
        row.pieces = joined(
            sorted(row.pieces, key=lambda piece: piece.left), row.height, after_mark
        )
    return rows


def joined(
    pieces: Sequence[Piece], height: float, after_mark: float = 2.5
) -> list[Piece]:
    """Pieces with no more than a word's space between them are one."""
    found: list[Piece] = []
    for piece in pieces:
        gap = piece.left - found[-1].right if found else 0.0
        marked = len(found) == 1 and is_bare_mark(found[0].text)
        if found and gap < height * (after_mark if marked else 0.55):
            # A space at a change of style belongs to one of the two.
            spaced = found[-1].text[-1:].isspace() or piece.text[:1].isspace()
            _join(found[-1], piece, apart=spaced or gap > height * 0.12)
        else:
            found.append(Piece(piece.left, piece.right, piece.text, piece.confidences))
    return found


def _join(first: Piece, then: Piece, *, apart: bool) -> None:
    known, more = first.confidences, then.confidences
    if known and more and not apart:
        # What stands without a space between is one word, as sure as its worse half.
        more = (min(known[-1], more[0]), *more[1:])
        known = known[:-1]
    first.text = f"{first.text.rstrip()}{' ' if apart else ''}{then.text.lstrip()}"
    first.confidences = known + more
    first.right = max(first.right, then.right)


def pitch_of(rows: Sequence[Row]) -> float:
    """The usual distance from one line to the next, in points."""
    gaps: dict[int, int] = {}
    for row, then in pairwise(rows):
        gap = round(row.top - then.top)
        if row.page == then.page and 4 < gap < 60:
            gaps[gap] = gaps.get(gap, 0) + 1
    most = max(gaps.values(), default=0)
    often = (gap for gap, count in gaps.items() if count * 3 >= most)
    return float(min(often, default=60))
