"""The two columns on top of a first page: issuer on the left, motto on the right.

They stand so close that lines of both are taken for one. Here the white between them is
looked for, so that each column can be read by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image

# Looked at in small: dots per inch, and what is ink there.
_DPI = 60
_INK = 150
_LEFT, _RIGHT = 0.3, 0.7  # the part of the width in which the gap may lie
_NARROWEST = 0.07  # inches
_DEEPEST = 0.4  # of the page's height
_LEAST = 0.5  # inches: less is no letterhead


@dataclass(frozen=True, slots=True)
class Gap:
    """A white strip between two columns at the head of a page, in its own pixels."""

    x: int
    bottom: int


def gap_of(page: Image.Image, dpi: int) -> Gap | None:
    """Where two columns at the head of a page (mode L, straight) part; None if none.

    Going down, the columns of points that had no ink so far become fewer; where none
    is left the text runs over the whole width.
    """
    factor = max(1, round(dpi / _DPI))
    small = page.reduce(factor)
    width, height = small.size
    first, end = round(width * _LEFT), round(width * _RIGHT)
    deepest = round(height * _DEEPEST)
    rows = small.crop((0, 0, width, deepest)).tobytes()
    white = [True] * (end - first)
    inked = [False, False]
    best: Gap | None = None
    begun: int | None = None
    for y in range(deepest):
        row = rows[y * width : (y + 1) * width]
        for x in range(first, end):
            if row[x] < _INK:
                white[x - first] = False
        run = _widest(white)
        if run is None or (run[1] - run[0]) * factor < _NARROWEST * dpi:
            break
        middle = first + (run[0] + run[1]) // 2
        inked[0] |= min(row[:middle]) < _INK
        inked[1] |= min(row[middle:]) < _INK
        if begun is None and any(inked):
            begun = y
        if all(inked) and min(row) >= _INK:
            # Cut between lines, never through one.
            best = Gap(middle * factor, y * factor)
    if best is None or begun is None or best.bottom - begun * factor < _LEAST * dpi:
        return None
    return best


def _widest(white: list[bool]) -> tuple[int, int] | None:
    best: tuple[int, int] | None = None
    start: int | None = None
    for at, blank in enumerate([*white, False]):
        if blank and start is None:
            start = at
        elif not blank and start is not None:
            if best is None or at - start > best[1] - best[0]:
                best = (start, at)
            start = None
    return best
