"""One photograph or two: cut, lightened, made smaller, saved anew."""

from __future__ import annotations

import io
from random import Random

import pytest
from PIL import Image, ImageEnhance

from loa.domain.proof.pictures import NotAPicture, greys_of, is_same
from tests.corpus.pages.pictures import logo, photo

ONE = photo(Random("one"))


def changed(way: str) -> bytes:
    """The photograph, changed."""
    picture = Image.open(io.BytesIO(ONE)).convert("RGB")
    wide, high = picture.size
    if way == "cut":
        picture = picture.crop((wide // 20, 0, wide, high - high // 18))
    elif way == "lighter":
        picture = ImageEnhance.Brightness(picture).enhance(1.3)
    elif way == "smaller":
        picture = picture.resize((wide // 2, high // 2 + 30))
    made = io.BytesIO()
    picture.save(made, "PNG" if way == "png" else "JPEG", quality=40)
    return made.getvalue()


@pytest.mark.parametrize("way", ["cut", "lighter", "smaller", "png", "worse"])
def test_a_changed_photograph_is_the_same(way):
    assert is_same(greys_of(ONE), greys_of(changed(way)))
    assert is_same(greys_of(changed(way)), greys_of(ONE))


def test_two_photographs_are_two():
    others = [greys_of(photo(Random(f"other {at}"))) for at in range(12)]

    assert not any(is_same(greys_of(ONE), other) for other in others)


def test_a_badge_stands_anywhere():
    badge = greys_of(logo(Random(1)))

    assert not is_same(badge, badge)


def test_a_plain_area_is_like_nothing():
    made = io.BytesIO()
    Image.new("RGB", (300, 200), (90, 90, 90)).save(made, "PNG")

    assert not is_same(greys_of(made.getvalue()), greys_of(ONE))


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"<html>", ONE[:60]])
def test_what_is_no_picture_is_said(content):
    with pytest.raises(NotAPicture):
        greys_of(content)
