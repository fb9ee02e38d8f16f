"""Photographs that nobody took: light, a wall, a banner, and people as blots."""

from __future__ import annotations

import io
from random import Random

from PIL import Image, ImageDraw, ImageEnhance

_SIZE = (240, 160)


def photo(rng: Random) -> bytes:
    """A JPEG; two draws have nothing in common."""
    small = Image.frombytes("RGB", (7, 5), rng.randbytes(105))
    picture = small.resize(_SIZE, Image.Resampling.BICUBIC)
    pen = ImageDraw.Draw(picture)
    for _ in range(rng.randrange(5, 12)):
        x, y = rng.randrange(-20, 220), rng.randrange(-10, 140)
        box = (x, y, x + rng.randrange(15, 80), y + rng.randrange(20, 90))
        draw = rng.choice((pen.ellipse, pen.rectangle))
        draw(box, fill=tuple(rng.randbytes(3)))
    return _jpeg(picture, 86)


def logo(rng: Random) -> bytes:
    """A small PNG that a portal puts on every page."""
    picture = Image.new("RGB", (48, 48), tuple(rng.randbytes(3)))
    ImageDraw.Draw(picture).ellipse((8, 8, 40, 40), fill=tuple(rng.randbytes(3)))
    made = io.BytesIO()
    picture.save(made, "PNG")
    return made.getvalue()


def altered(rng: Random, content: bytes) -> bytes:
    """The same photograph, cut a little, made lighter, smaller or saved anew."""
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    way = rng.choice(("cut", "lighter", "smaller", "worse", "png"))
    wide, high = picture.size
    if way == "cut":
        left, top = rng.randrange(4, 14), rng.randrange(3, 10)
        picture = picture.crop((left, top, wide - left // 2, high - top // 2))
    elif way == "lighter":
        picture = ImageEnhance.Brightness(picture).enhance(rng.uniform(1.1, 1.3))
    elif way == "smaller":
        picture = picture.resize((wide * 2 // 3, high * 2 // 3))
    elif way == "png":
        made = io.BytesIO()
        picture.save(made, "PNG")
        return made.getvalue()
    return _jpeg(picture, rng.randrange(35, 60))


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    made = io.BytesIO()
    picture.save(made, "JPEG", quality=quality)
    return made.getvalue()
