"""How far a page was laid askew on the glass, and putting it straight.

Seen from the right angle the rows of a text are dark and the gaps between them white:
the sums of ink by row differ most from one to the next. That needs no more than a
small copy of the page.
"""

from __future__ import annotations

from itertools import pairwise

from PIL import Image, ImageOps

_SMALL = 700
_STEEPEST = 8.0
# Tesseract itself copes with less than this.
_WORTH_IT = 0.35
_SLIGHT, _SHARPLY = 0.6, 1.15
_INK = 160


def straight(image: Image.Image) -> Image.Image:
    """The page (mode L) with its rows level; the same picture if they are already."""
    small = _small(image)
    contrast, angle = _best(small)
    upright = small.transpose(Image.Transpose.ROTATE_90)
    if _contrast(upright) > 1.6 * contrast:
        image = image.transpose(Image.Transpose.ROTATE_90)
        angle = _best(upright)[1]
    if abs(angle) < _WORTH_IT:
        return image
    return image.rotate(angle, Image.Resampling.BICUBIC, expand=False, fillcolor=255)


def _small(image: Image.Image) -> Image.Image:
    """A small copy, ink white on black."""
    factor = max(1, max(image.size) // _SMALL)
    return ImageOps.invert(image.reduce(factor).convert("L")).point(
        lambda ink: 255 if ink > 255 - _INK else 0
    )


def _best(small: Image.Image) -> tuple[float, float]:
    """The greatest contrast of rows, and the angle in degrees that has it."""
    level = _contrast(small)
    # Only level rows lose so much by a slight turn either way.
    if level > _SHARPLY * max(_turned(small, _SLIGHT), _turned(small, -_SLIGHT)):
        return level, 0.0
    coarse = [step * 1.0 for step in range(-int(_STEEPEST), int(_STEEPEST) + 1)]
    contrast, angle = max((_turned(small, angle), angle) for angle in coarse)
    fine = [angle + step * 0.2 for step in range(-5, 6)]
    return max((contrast, angle), *((_turned(small, turn), turn) for turn in fine))


def _turned(small: Image.Image, angle: float) -> float:
    return (
        _contrast(small.rotate(angle, Image.Resampling.NEAREST))
        if angle
        else (_contrast(small))
    )


def _contrast(small: Image.Image) -> float:
    rows = small.resize((1, small.height), Image.Resampling.BOX).tobytes()
    return float(sum((a - b) ** 2 for a, b in pairwise(rows)))
