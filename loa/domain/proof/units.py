"""Whether what a record counts is what a quota asks for."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_BETWEEN = re.compile(r"[,;/&]|\bvà\b|\bhoặc\b")
# Printed without the comma as often as with it.
_JOINED = {"tin bài": ("tin", "bài"), "tin bài viết": ("tin", "bài viết")}


@lru_cache(maxsize=1024)
def unit_names(unit: str) -> tuple[str, ...]:
    """The single units that a printed one names: "tin, bài" is tin or bài."""
    text = unicodedata.normalize("NFC", unit).casefold()
    names: list[str] = []
    for part in _BETWEEN.split(text):
        name = " ".join(part.split())
        names += _JOINED.get(name, (name,) if name else ())
    return tuple(dict.fromkeys(names))


@lru_cache(maxsize=4096)
def unit_fits(counted: str, asked: str) -> bool:
    """Is everything called `counted` one of what is `asked`?

    A unit fits the longer or shorter form of its name: "buổi" and "buổi phát".
    """
    wanted = unit_names(asked)
    given = unit_names(counted)
    return bool(given) and all(
        any(_same(one, other) for other in wanted) for one in given
    )


def _same(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long == short or long.startswith(short + " ")
