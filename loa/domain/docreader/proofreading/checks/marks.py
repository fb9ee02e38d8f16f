"""Punctuation: spaces, doubled marks, brackets and quotation marks without their other half."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loa.domain.docreader.findings import Span
from loa.domain.docreader.layout import Line
from loa.domain.docreader.proofreading.checks.registry import check
from loa.domain.docreader.proofreading.remark import Hit, hit
from loa.domain.docreader.proofreading.sheet import Sheet

_SPACE_BEFORE = re.compile(r"(?P<word>\w{2,}[”)]?)\s+(?P<mark>[,;.])(?=\s|$)(?!\s*\.)")
_NO_SPACE = re.compile(
    r"(?<![\w@/.])(?P<one>[a-zà-ỹđ]{2,})(?P<mark>[,;])(?P<two>[a-zà-ỹđA-ZĐ][a-zà-ỹđ]+)"
    r"|(?<![\w@/.])(?P<last>[a-zà-ỹđ]{2,})(?P<stop>\.)(?P<first>[A-ZĐÀ-Ỹ][a-zà-ỹđ]+)(?![\w.]*\.\w)"
)
_DOUBLED = re.compile(
    r"(?<=[\w)”])(?P<marks>\s?[,;:]\s?[,;:]|\s?[,;:]\s?\.(?![./])|(?<![.…])\.\.(?![./…]))(?=\s|$)"
)
_ENUMERATOR = re.compile(r"(?:^|[\s:;,(])(?:[a-zđ]|\d{1,2}|[ivx]{1,4})\s?\)")
_PAIRS = {")": "(", "”": "“"}
_SIGN = re.compile(r"[()“”]")
_NEAR = 10


@check("space.before")
def space_before(sheet: Sheet) -> Iterator[Hit]:
    """A space before a comma, semicolon or full stop."""
    for line in sheet.lines:
        for match in _SPACE_BEFORE.finditer(line.text):
            yield hit(
                line.span(match.start(), match.end()), match["word"] + match["mark"]
            )


@check("space.after")
def space_after(sheet: Sheet) -> Iterator[Hit]:
    """No space after a comma, semicolon or full stop between words."""
    for line in sheet.lines:
        for match in _NO_SPACE.finditer(line.text):
            mark = match["mark"] or match["stop"]
            one, two = match["one"] or match["last"], match["two"] or match["first"]
            if "http" in line.text and re.search(
                r"https?:\S*$", line.text[: match.start()]
            ):
                continue
            if one.isascii() and two.isascii():
                continue
            yield hit(line.span(match.start(), match.end()), f"{one}{mark} {two}")


@check("mark.doubled")
def mark_doubled(sheet: Sheet) -> Iterator[Hit]:
    """Two marks where one belongs: ",,", ";,", ";."."""
    for line in sheet.lines:
        for match in _DOUBLED.finditer(line.text):
            marks = re.sub(r"\s", "", match["marks"])
            start = line.text.rfind(" ", 0, match.start()) + 1
            word = line.text[start : match.start()]
            right = word + ("." if "." in marks else marks[-1])
            yield hit(line.span(start, match.end()), right)


@check("bracket.unbalanced")
def bracket_unbalanced(sheet: Sheet) -> Iterator[Hit]:
    """A bracket or quotation mark that is opened and not closed, or closed and not opened."""
    alone = [_alone(line) for line in sheet.lines]
    for at, line in enumerate(sheet.lines):
        for place, sign in alone[at]:
            if _other_half(alone, at, sign) or _is_cut(sheet, at, sign):
                continue
            start, end = _around(line.text, place)
            yield hit(line.span(start, end), None, sign=sign, other=_other(sign))


def _alone(line: Line) -> list[tuple[int, str]]:
    """The signs of a paragraph that lack their other half: place and sign."""
    if not _SIGN.search(line.text):
        return []
    skip = {m.end() - 1 for m in _ENUMERATOR.finditer(line.text)}
    opened: list[tuple[int, str]] = []
    found: list[tuple[int, str]] = []
    for match in _SIGN.finditer(line.text):
        place, sign = match.start(), match.group()
        if sign in "(“":
            opened.append((place, sign))
        elif sign in _PAIRS:
            half = next((o for o in reversed(opened) if o[1] == _PAIRS[sign]), None)
            if half:
                opened.remove(half)
            elif not (sign == ")" and place in skip):
                found.append((place, sign))
    return sorted([*opened, *found])


def _other_half(alone: list[list[tuple[int, str]]], at: int, sign: str) -> bool:
    """Whether a paragraph near by has the other half: what is quoted may be long."""
    near = range(at + 1, at + 1 + _NEAR) if sign in "(“" else range(at - _NEAR, at)
    return any(
        other == _other(sign)
        for n in near
        if 0 <= n < len(alone)
        for _, other in alone[n]
    )


def _is_cut(sheet: Sheet, at: int, sign: str) -> bool:
    """Whether the text itself ends in the middle of what was opened."""
    text = sheet.lines[at].text
    return sign in "(“" and at == len(sheet.lines) - 1 and text[-1:].isalnum()


def _other(sign: str) -> str:
    return {"(": ")", ")": "(", "“": "”", "”": "“"}[sign]


def _around(text: str, place: int) -> tuple[int, int]:
    """A sign with the word it stands at."""
    start, end = place, place + 1
    if text[place] in "(“":
        while end < len(text) and text[end].isalnum():
            end += 1
    else:
        while start > 0 and text[start - 1].isalnum():
            start -= 1
    return Span(start, end).start, end
