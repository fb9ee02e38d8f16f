"""Whether two pictures are one photograph, cut, lightened, made smaller or saved anew.

Their greys are compared cell by cell, freed of brightness and contrast, for a number of
cuts of either; the like of it between -1 and 1. No signature of one number is robust to a
cut, and there are few pictures to compare.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import sqrt

from PIL import Image, ImageOps

SAME = 0.93
LEAST_SIDE = 100
"""A smaller picture is a badge or an icon, and stands anywhere. Pixels."""
MOST_PIXELS = 40_000_000
_SIDE = 96
_CELLS = 12
_CUTS = (0.0, 0.03, 0.06)


class NotAPicture(ValueError):
    """Bytes that cannot be read as a picture, or one too large to read."""


@dataclass(frozen=True, slots=True)
class Greys:
    """A picture as 96 × 96 greys, a byte each, and its true size in pixels."""

    greys: bytes
    width: int
    height: int

    @property
    def is_badge(self) -> bool:
        """Whether it is too small to be a photograph of an event."""
        return min(self.width, self.height) < LEAST_SIDE


def greys_of(content: bytes) -> Greys:
    """Read a picture. NotAPicture for other bytes."""
    try:
        with Image.open(io.BytesIO(content)) as picture:
            width, height = picture.size
            if width * height > MOST_PIXELS:
                raise NotAPicture(f"{width} × {height} pixels")
            small = picture.convert("L").resize((_SIDE, _SIDE), Image.Resampling.BOX)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise NotAPicture(str(error)) from error
    return Greys(small.tobytes(), width, height)


_PUBLISHED = {"JPEG": {"quality": 92}, "PNG": {}, "WEBP": {"quality": 92}}


def public_copy(content: bytes) -> bytes:
    """Return a picture as anyone may have it: without where, when and by whom.

    Turned as its camera says, saved anew without EXIF (the place among it), XMP,
    comments and what is hidden behind its end. The original is the caller's to keep.

    :raises NotAPicture: for other bytes than JPEG, PNG or WebP, or too many pixels
    """
    try:
        with Image.open(io.BytesIO(content)) as picture:
            form = picture.format or ""
            if form not in _PUBLISHED:
                raise NotAPicture(form)
            width, height = picture.size
            if width * height > MOST_PIXELS:
                raise NotAPicture(f"{width} × {height} pixels")
            turned = ImageOps.exif_transpose(picture)
            # A new picture of the pixels alone: nothing of what came with them.
            bare = Image.new(turned.mode, turned.size)
            if turned.mode == "P" and (palette := turned.getpalette()):
                bare.putpalette(palette)
            bare.paste(turned)
            saved = io.BytesIO()
            bare.save(saved, form, **_PUBLISHED[form])
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise NotAPicture(str(error)) from error
    return saved.getvalue()


def likeness(one: Greys, other: Greys) -> float:
    """How like two pictures are, at the best of the cuts: 1 for the same."""
    if one.greys == other.greys:
        return 1.0
    whole_one, whole_other = _cells(one, (0, 0, 1, 1)), _cells(other, (0, 0, 1, 1))
    best = _dot(whole_one, whole_other)
    if best < _WORTH_A_LOOK:
        return best
    for box in _boxes():
        best = max(
            best,
            _dot(_cells(one, box), whole_other),
            _dot(whole_one, _cells(other, box)),
        )
        if best > _SURE:
            break
    return best


def is_same(one: Greys, other: Greys) -> bool:
    """Whether two pictures are one photograph. Badges never are."""
    if one.is_badge or other.is_badge:
        return False
    return likeness(one, other) >= SAME


_WORTH_A_LOOK = 0.3
_SURE = 0.985


def _boxes() -> Iterator[tuple[float, float, float, float]]:
    for left, top, right, low in product(_CUTS, repeat=4):
        yield left, top, 1 - right, 1 - low


def _cells(picture: Greys, box: tuple[float, float, float, float]) -> list[float]:
    """The greys of a cut, few and freed of their mean and spread."""
    whole = Image.frombytes("L", (_SIDE, _SIDE), picture.greys)
    left, top, right, low = (_SIDE * at for at in box)
    small = whole.resize(
        (_CELLS, _CELLS), Image.Resampling.BOX, box=(left, top, right, low)
    )
    values = small.tobytes()
    mean = sum(values) / len(values)
    apart = [value - mean for value in values]
    spread = sqrt(sum(value * value for value in apart))
    return [value / spread for value in apart] if spread else apart


def _dot(one: list[float], other: list[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))
