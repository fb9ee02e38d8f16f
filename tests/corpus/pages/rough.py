"""Mutations of mark-up that change nothing for a reader."""

from __future__ import annotations

import re
from random import Random

_TAG = re.compile(r"<(/?)(div|p|ul|li|span|td|tr|table|h[1-4])\b([^<>]*)>")
_CLASS = re.compile(r'class="([a-z][\w -]*)"')


def rough(page: str, rng: Random) -> str:
    """The page with tags in capitals, boxes in boxes, notes, white space, new classes."""
    scripts = re.split(r"(<script.*?</script>)", page, flags=re.DOTALL)
    ways = [_capitals, _spaced, _noted, _renamed, _boxed]
    for way in rng.sample(ways, rng.randrange(1, len(ways))):
        scripts = [
            part if part.startswith("<script") else way(part, rng) for part in scripts
        ]
    return "".join(scripts)


def _capitals(page: str, rng: Random) -> str:
    return _TAG.sub(lambda m: f"<{m[1]}{m[2].upper()}{m[3]}>", page)


def _spaced(page: str, rng: Random) -> str:
    gap = rng.choice(("\n", "\r\n\t", "  \n  "))
    return re.sub(r"(</(?:div|p|li|td)>)", rf"\1{gap}", page)


def _noted(page: str, rng: Random) -> str:
    note = f"<!-- {rng.choice(('BEGIN: main', 'cache 01/01/2015', '[if lt IE 9]'))} -->"
    return page.replace("<div", f"{note}<div", rng.randrange(1, 4))


def _renamed(page: str, rng: Random) -> str:
    mark = f"{rng.getrandbits(20):x}"
    return _CLASS.sub(lambda m: f'class="c{mark}-{len(m[1])} {m[1]}"', page)


def _boxed(page: str, rng: Random) -> str:
    return re.sub(r"(<p\b[^<>]*>)(.*?)(</p>)", r"<div><div>\1\2\3</div></div>", page)
