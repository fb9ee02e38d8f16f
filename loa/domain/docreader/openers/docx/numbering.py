"""The lists that a .docx defines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from loa.domain.docreader.openers.lists import Level, Levels, ListInUse, Numbering

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


def numbering_of(root: etree._Element | None) -> Numbering:
    """The lists that numbering.xml defines; none without one."""
    if root is None:
        return Numbering()
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
        lists[number.get(f"{W}numId", "")] = ListInUse(link, levels, starts)
    return Numbering(lists)


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
