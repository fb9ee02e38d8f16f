"""Words set in fonts that stand for a coding from before Unicode."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from loa.domain.text import legacy

_MODERN = re.compile("[\u1ea0-\u1ef9đĐơưƠƯ]")


def words(runs: Iterable[tuple[str, str]]) -> str:
    """The text of runs, each with the name of its font, in Unicode.

    A letter and its mark may stand in two runs of one font.
    """
    coded = [(text, font if legacy.coding_of_font(font) else "") for text, font in runs]
    # Unicode typed into such a paragraph only bears the font's name.
    if any(font and _MODERN.search(text) for text, font in coded):
        return "".join(text for text, _ in coded)
    return "".join(
        legacy.decode_run("".join(text for text, _ in group), font)
        for font, group in groupby(coded, key=lambda run: run[1])
    )
