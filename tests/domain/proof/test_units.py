"""Whether what a record counts is what a quota asks for."""

import pytest

from loa.domain.proof import unit_fits


@pytest.mark.parametrize(
    ("counted", "asked", "fits"),
    [
        ("tin, bài", "tin, bài", True),
        ("tin", "tin, bài", True),
        ("bài", "tin, bài", True),
        ("Tin, Bài", "tin,bài", True),
        ("tin bài", "tin, bài", True),
        ("tin, bài", "tin bài", True),
        ("tin/bài", "tin, bài", True),
        ("tin và bài", "tin hoặc bài", True),
        ("ba\u0300i", "bài", True),
        ("buổi", "buổi phát thanh", True),
        ("buổi phát thanh", "buổi", True),
        ("tin, bài", "bài", False),
        ("tin, video", "tin, bài", False),
        ("buổi", "tin, bài", False),
        ("bài", "bàiviết", False),
        ("người tham dự", "lớp", False),
        ("", "tin, bài", False),
        ("tin", "", False),
        (" , ", "tin", False),
    ],
)
def test_a_unit_fits_when_all_it_names_is_asked_for(counted, asked, fits):
    assert unit_fits(counted, asked) is fits
