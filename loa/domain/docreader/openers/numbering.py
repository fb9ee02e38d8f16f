"""Automatic list numbers of a .docx, where they are simple."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from loa.domain.docreader.openers.archive import Archive

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NUMBERING = "word/numbering.xml"
_ROMAN = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
_LETTERS = "abcdđeghiklmnopqrstuvxy"


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    pattern: str
    start: int


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, archive: Archive) -> Numbering:
        """The lists that a document defines; none if it has no such part."""
        if _NUMBERING not in archive.names:
            return cls()
        root = archive.xml(_NUMBERING)
        abstract = {
            element.get(f"{W}abstractNumId", ""): _levels(element)
            for element in root.findall(f"{W}abstractNum")
        }
        levels = {}
        for number in root.findall(f"{W}num"):
            link = number.find(f"{W}abstractNumId")
            key = link.get(f"{W}val", "") if link is not None else ""
            levels[number.get(f"{W}numId", "")] = abstract.get(key, {})
        return cls(levels)

    def label(self, properties: etree._Element | None) -> str:
        """The printed number of a paragraph, counting it; empty without one."""
        found = properties.find(f"{W}numPr") if properties is not None else None
        if found is None:
            return ""
        number = _attribute(found, "numId")
        depth = _attribute(found, "ilvl")
        level = int(depth) if depth.isdigit() and len(depth) == 1 else 0
        known = self.levels.get(number, {})
        if level not in known:
            return ""
        counts = self.counts.setdefault(number, {})
        counts[level] = counts.get(level, known[level].start - 1) + 1
        for deeper in [key for key in counts if key > level]:
            del counts[deeper]
        return self._print(known, level, counts)

    @staticmethod
    def _print(known: dict[int, _Level], level: int, counts: dict[int, int]) -> str:
        shape = known[level]
        if shape.format == "bullet":
            return "-" if level == 0 or shape.pattern != "+" else "+"

        def counted(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            one = known.get(at)
            return _numeral(
                counts.get(at, one.start if one else 1), one.format if one else ""
            )

        return re.sub(r"%(\d)", counted, shape.pattern)


def _levels(element: etree._Element) -> dict[int, _Level]:
    found = {}
    for level in element.findall(f"{W}lvl"):
        depth = level.get(f"{W}ilvl", "0")
        start = _attribute(level, "start")
        if depth.isdigit():
            found[int(depth)] = _Level(
                _attribute(level, "numFmt"),
                _attribute(level, "lvlText"),
                int(start) if start.isdigit() and len(start) < 5 else 1,
            )
    return found


def _attribute(element: etree._Element, name: str) -> str:
    child = element.find(f"{W}{name}")
    return (child.get(f"{W}val") or "") if child is not None else ""


def _numeral(count: int, kind: str) -> str:
    if kind == "upperRoman" and 0 < count < 40:
        return "X" * (count // 10) + _ROMAN[count % 10]
    if kind in ("lowerLetter", "upperLetter") and 0 < count <= len(_LETTERS):
        letter = _LETTERS[count - 1]
        return letter.upper() if kind == "upperLetter" else letter
    return str(count)
