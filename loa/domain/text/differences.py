"""Two texts side by side: which paragraphs differ, and which words in them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest

# Paragraphs less alike than this are two paragraphs, not one that was changed.
_ALIKE = 0.45
_MANY_WORDS = 4000
# So many paragraphs changed on both sides are not searched for the likeliest pairs.
_MANY_PAIRS = 2500


class Change(StrEnum):
    """What became of a paragraph."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a paragraph; `is_changed` where the other side has others."""

    text: str
    is_changed: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph before and after; a side without one is empty."""

    change: Change
    before: tuple[Piece, ...] = ()
    after: tuple[Piece, ...] = ()


def side_by_side(before: Sequence[str], after: Sequence[str]) -> tuple[Pair, ...]:
    """Pair the paragraphs of two texts in their order.

    Paragraphs that are equal but for blanks are the same.
    """
    old, new = [_squashed(p) for p in before], [_squashed(p) for p in after]
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    found: list[Pair] = []
    for op, i1, i2, j1, j2 in matcher.get_opcodes():
        if op == "equal":
            found += [_same(text) for text in new[j1:j2]]
        else:
            found += _changed(old[i1:i2], new[j1:j2])
    return tuple(found)


def count_changes(pairs: Iterable[Pair]) -> int:
    """Count the paragraphs that are not the same."""
    return sum(pair.change is not Change.SAME for pair in pairs)


def _squashed(text: str) -> str:
    return " ".join(text.split())


def _same(text: str) -> Pair:
    return Pair(Change.SAME, (Piece(text),), (Piece(text),))


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[Pair]:
    """Pair what is alike in its order; what is left was added or removed."""
    if not old or not new:
        yield from _apart(old, new)
        return
    if len(old) * len(new) > _MANY_PAIRS:
        yield from _apart(old, new)
        return
    best = max(
        ((_likeness(a, b), i, j) for i, a in enumerate(old) for j, b in enumerate(new)),
        key=lambda found: (found[0], -abs(found[1] - found[2])),
    )
    likeness, i, j = best
    if likeness < _ALIKE:
        yield from _apart(old, new)
        return
    yield from _changed(old[:i], new[:j])
    yield words_apart(old[i], new[j])
    yield from _changed(old[i + 1 :], new[j + 1 :])


def _apart(old: Sequence[str], new: Sequence[str]) -> Iterator[Pair]:
    for text in old:
        yield Pair(Change.REMOVED, (Piece(text, True),))
    for text in new:
        yield Pair(Change.ADDED, (), (Piece(text, True),))


def _likeness(a: str, b: str) -> float:
    matcher = SequenceMatcher(None, a.split(), b.split(), autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _ALIKE else 0.0


def words_apart(before: str, after: str) -> Pair:
    """Pair two paragraphs word by word."""
    old, new = before.split(), after.split()
    if old == new:
        return _same(after)
    if len(old) + len(new) > _MANY_WORDS:
        whole = (Piece(before, True),), (Piece(after, True),)
        return Pair(Change.CHANGED, *whole)
    left: list[Piece] = []
    right: list[Piece] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for op, i1, i2, j1, j2 in matcher.get_opcodes():
        is_changed = op != "equal"
        if i2 > i1:
            left.append(Piece(" ".join(old[i1:i2]), is_changed))
        if j2 > j1:
            right.append(Piece(" ".join(new[j1:j2]), is_changed))
    return Pair(Change.CHANGED, tuple(left), tuple(right))


def figures_apart(pair: Pair) -> tuple[tuple[str, str], ...]:
    """Give the figures that differ in a pair, before and after; "" where there is none.

    >>> figures_apart(words_apart("có 02 tin, bài", "có 03 tin, bài"))
    (('02', '03'),)
    """
    sides = [
        [
            word.strip(".,;:()")
            for piece in pieces
            if piece.is_changed
            for word in piece.text.split()
            if any(sign.isdigit() for sign in word)
        ]
        for pieces in (pair.before, pair.after)
    ]
    before, after = sides
    return tuple((a, b) for a, b in zip_longest(before, after, fillvalue=""))
