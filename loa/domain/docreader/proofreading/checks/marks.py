"""Punctuation: spaces, doubled marks, brackets and quotation marks without their other half."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loa.domain.docreader.findings import Span
from loa.domain.docreader.layout import Line
from loa.domain.docreader.proofreading.checks.registry import check
from loa.domain.docreader.proofreading.remark import Hit, hit
from loa.domain.docreader.proofreading.sheet import Sheet

_SPACE_BEFORE = re.compile(r"(?<=[\w”)])\s+(?P<mark>[,;.])(?=\s|$)(?!\s*\.)")
_NO_SPACE = re.compile(r"[,;.](?=[^\W\d_])")
_WORD_BEFORE = re.compile(r"(?<![\w@/.])[a-zà-ỹđ]{2,}$")
_WORD_AFTER = re.compile(r"[a-zà-ỹđA-ZĐÀ-Ỹ][a-zà-ỹđ]+")
_GOES_ON = re.compile(r"[\w.]*\.\w")
_DOUBLED = re.compile(
    r"[,;:]\s?[,;:](?=\s|$)|[,;:]\s?\.(?![./])(?=\s|$)|(?<![.…])\.\.(?![./…])(?=\s|$)"
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
            start = _word_start(line.text, match.start())
            word = line.text[start : match.start()]
            if len(word) > 1:
                yield hit(line.span(start, match.end()), word + match["mark"])


@check("space.after")
def space_after(sheet: Sheet) -> Iterator[Hit]:
    """No space after a comma, semicolon or full stop between words."""
    for line in sheet.lines:
        for match in _NO_SPACE.finditer(line.text):
            one = _WORD_BEFORE.search(
                line.text, _word_start(line.text, match.start()), match.start()
            )
            two = _WORD_AFTER.match(line.text, match.end())
            if one is None or two is None or (one[0].isascii() and two[0].isascii()):
                continue
            ends = match[0] == "."
            if ends and (two[0][0].islower() or _GOES_ON.match(line.text, two.end())):
                continue
            yield hit(line.span(one.start(), two.end()), f"{one[0]}{match[0]} {two[0]}")


@check("mark.doubled")
def mark_doubled(sheet: Sheet) -> Iterator[Hit]:
    """Two marks where one belongs: ",,", ";,", ";."."""
    for line in sheet.lines:
        for match in _DOUBLED.finditer(line.text):
            place = len(line.text[: match.start()].rstrip())
            start = _word_start(line.text, place)
            if start == place or not (
                line.text[place - 1].isalnum() or line.text[place - 1] in ")”"
            ):
                continue
            marks = re.sub(r"\s", "", match[0])
            right = line.text[start:place] + ("." if "." in marks else marks[-1])
            yield hit(line.span(start, match.end()), right)


def _word_start(text: str, end: int) -> int:
    """Where the word begins that ends at a place."""
    return text.rfind(" ", 0, end) + 1


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
