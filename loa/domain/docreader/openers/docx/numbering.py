"""Automatic list numbers of a .docx, as Word prints them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from loa.domain.docreader.openers.labels import bullet, numeral

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST = 9
_FORMATS = {
    "upperRoman": "I",
    "lowerRoman": "i",
    "upperLetter": "A",
    "lowerLetter": "a",
    "decimalZero": "01",
    "none": "",
}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list.

    `format` is "1", "01", "I", "i", "A", "a", "" (nothing) or "bullet"; `pattern` what
    is printed, with %1 … for the counts; `restart` the level (from 1) that begins the
    counting anew, None for any above, 0 for never; `style` a paragraph style that
    stands on it.
    """

    format: str
    pattern: str
    start: int = 1
    restart: int | None = None
    is_legal: bool = False
    style: str = ""


Levels = dict[int, Level]


@dataclass(frozen=True, slots=True)
class _List:
    """A list in use: whose counts it shares, its levels, what it starts anew."""

    shared: str
    levels: Levels
    starts: dict[int, int]


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted."""

    lists: dict[str, _List] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, root: etree._Element | None) -> Numbering:
        """The lists that numbering.xml defines; none without one."""
        if root is None:
            return cls()
        abstract = _abstract(root)
        lists = {}
        for number in root.findall(f"{W}num"):
            link = _attribute(number, "abstractNumId")
            levels = dict(abstract.get(link, {}))
            starts: dict[int, int] = {}
            for override in number.findall(f"{W}lvlOverride"):
                depth = _count(override.get(f"{W}ilvl"), 0)
                for level in override.findall(f"{W}lvl"):
                    levels[depth] = _level(level)
                if start := _attribute(override, "startOverride"):
                    starts[depth] = _count(start, 1)
            lists[number.get(f"{W}numId", "")] = _List(link, levels, starts)
        return cls(lists)

    def level_of_style(self, number: str, style: str) -> int:
        """The level of a list on which a paragraph style stands; 0 if none says so."""
        known = self.lists.get(number)
        levels = known.levels if known else {}
        return next((at for at, one in levels.items() if one.style == style), 0)

    def label(self, number: str, level: int) -> str:
        """The printed number of the next paragraph of a list; empty without one."""
        known = self.lists.get(number)
        if known is None or level not in known.levels:
            return ""
        counts = self.counts.setdefault(known.shared, {})
        if level in known.starts and (number, level) not in self._begun:
            self._begun.add((number, level))
            counts[level] = known.starts[level]
        else:
            counts[level] = counts.get(level, known.levels[level].start - 1) + 1
        for deeper in [key for key in counts if key > level]:
            restart = known.levels[deeper].restart if deeper in known.levels else None
            if restart is None or level < restart:
                del counts[deeper]
        return _print(known.levels, level, counts)


def _print(known: Levels, level: int, counts: dict[int, int]) -> str:
    shape = known[level]
    if shape.format == "bullet":
        return bullet(shape.pattern, level)

    def counted(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        one = known.get(at)
        count = counts.get(at, one.start if one else 1)
        kind = one.format if one else "1"
        return numeral(count, "1" if shape.is_legal and kind else kind)

    return re.sub(r"%(\d)", counted, shape.pattern).strip()


def _abstract(root: etree._Element) -> dict[str, Levels]:
    found: dict[str, Levels] = {}
    styled: dict[str, Levels] = {}
    linked: dict[str, str] = {}
    for element in root.findall(f"{W}abstractNum"):
        key = element.get(f"{W}abstractNumId", "")
        found[key] = dict(_levels(element))
        if name := _attribute(element, "styleLink"):
            styled[name] = found[key]
        if name := _attribute(element, "numStyleLink"):
            linked[key] = name
    for key, name in linked.items():
        found[key] = styled.get(name, found[key])
    return found


def _levels(element: etree._Element) -> Iterator[tuple[int, Level]]:
    for level in element.findall(f"{W}lvl"):
        depth = _count(level.get(f"{W}ilvl"), 0)
        if depth < _DEEPEST:
            yield depth, _level(level)


def _level(element: etree._Element) -> Level:
    kind = _attribute(element, "numFmt")
    found = Level(
        "bullet" if kind == "bullet" else _FORMATS.get(kind, "1"),
        _attribute(element, "lvlText"),
        _count(_attribute(element, "start"), 1),
        is_legal=element.find(f"{W}isLgl") is not None,
        style=_attribute(element, "pStyle"),
    )
    restart = _attribute(element, "lvlRestart")
    return replace(found, restart=_count(restart, 0)) if restart else found


def _attribute(element: etree._Element, name: str) -> str:
    child = element.find(f"{W}{name}")
    return (child.get(f"{W}val") or "") if child is not None else ""


def _count(value: str | None, default: int) -> int:
    return int(value) if value and value.isdecimal() and len(value) < 5 else default
