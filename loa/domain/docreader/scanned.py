"""Findings that rest on words read off a picture are as sure as those words.

Tesseract says of each word how sure it is. A finding with a doubtful word is doubtful;
a number that does not look like an official number is doubtful however sure the eye was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from loa.domain.docreader.document import (
    Caution,
    OfficialDocument,
    ScannedWord,
    Task,
)
from loa.domain.docreader.findings import Certainty, Finding, Span
from loa.domain.docreader.openers.raw import RawWord
from loa.domain.docreader.vocabulary import TYPE_BY_SHORT

DOUBTFUL = 60
"""Below it a word is more often misread than not."""
SURE = 85

_WORD = re.compile(r"\S+")
_AHEAD = 40
# "35/KH-UBND", "12/2025/QĐ-UBND", "07-KH/TU": digits, then a kind and an issuer.
_LETTER = "Công văn"
_NUMBER = re.compile(
    r"\d{1,5}[a-zđ]?(?:/\d{4})?[/-](?P<kind>[A-ZĐ][A-ZĐa-z]{0,7})"
    r"(?:[-/][A-ZĐ][A-ZĐa-zđ&.]*)(?:[-/.&][A-ZĐ][A-ZĐa-zđ&.]*)*"
)
_GRADES = (Certainty.DOUBTFUL, Certainty.LIKELY, Certainty.CERTAIN)


def weigh(document: OfficialDocument, words: Sequence[RawWord]) -> OfficialDocument:
    """The document with each finding no surer than the words it rests on.

    :param words: all words of the document in their order, with their confidences
    """
    scanned = tuple(_found(document.text, words))
    findings = tuple(_weighed(finding, scanned) for finding in document.findings)
    tasks = tuple(_weighed_task(task, scanned) for task in document.tasks)
    warnings = [*document.warnings, Caution.SCANNED]
    if document.number and not is_number(document.number, document.type):
        findings = tuple(_distrusted(finding) for finding in findings)
        warnings.append(Caution.NUMBER_UNCLEAR)
    return replace(
        document,
        findings=findings,
        tasks=tasks,
        warnings=tuple(warnings),
        scanned=scanned,
    )


def is_number(number: str, kind: str | None) -> bool:
    """Whether a number and symbol are formed as those of a kind of document are.

    >>> is_number("35/KH-UBND", "Kế hoạch"), is_number("3S/KH-UBND", "Kế hoạch")
    (True, False)
    >>> is_number("35/KIH-UBND", "Kế hoạch"), is_number("35/UBND-VX", "Công văn")
    (False, True)
    """
    match = _NUMBER.fullmatch(number)
    if match is None:
        return False
    if kind in (None, _LETTER):
        return match["kind"] in TYPE_BY_SHORT or len(match["kind"]) > 1
    return TYPE_BY_SHORT.get(match["kind"].casefold()) is not None


def _found(text: str, words: Sequence[RawWord]) -> Iterator[ScannedWord]:
    """The words of the text that came off a picture: the text has them in order."""
    place = 0
    for match in _WORD.finditer(text):
        at = _next(match[0], words, place)
        if at is None:
            continue
        end = at + 1
        confidence = words[at].confidence
        if words[at].text != match[0]:  # a line's end had cut it in two
            end += 1
            parts = (confidence, words[at + 1].confidence)
            confidence = min((part for part in parts if part is not None), default=None)
        place = end
        if confidence is not None:
            yield ScannedWord(Span(match.start(), match.end()), confidence)


def _next(word: str, words: Sequence[RawWord], place: int) -> int | None:
    for at in range(place, min(place + _AHEAD, len(words))):
        whole = words[at].text == word
        if whole or (
            at + 1 < len(words)
            and word.startswith(words[at].text)
            and words[at].text + words[at + 1].text == word
        ):
            return at
    return None


def _least(span: Span, scanned: Sequence[ScannedWord]) -> int:
    """How sure the eye was of the worst word that a span touches."""
    low, high = 0, len(scanned)
    while low < high:
        middle = (low + high) // 2
        if scanned[middle].span.end <= span.start:
            low = middle + 1
        else:
            high = middle
    least = 100
    while low < len(scanned) and scanned[low].span.start < span.end:
        least = min(least, scanned[low].confidence)
        low += 1
    return least


def _no_surer(certainty: Certainty, least: int) -> Certainty:
    allowed = Certainty.CERTAIN
    if least < DOUBTFUL:
        allowed = Certainty.DOUBTFUL
    elif least < SURE:
        allowed = Certainty.LIKELY
    return min(certainty, allowed, key=_GRADES.index)


def _weighed(finding: Finding, scanned: Sequence[ScannedWord]) -> Finding:
    grade = _no_surer(finding.certainty, _least(finding.span, scanned))
    return replace(finding, certainty=grade)


def _weighed_task(task: Task, scanned: Sequence[ScannedWord]) -> Task:
    return replace(
        task, certainty=_no_surer(task.certainty, _least(task.span, scanned))
    )


def _distrusted(finding: Finding) -> Finding:
    if finding.field not in ("number", "symbol"):
        return finding
    return replace(finding, certainty=Certainty.DOUBTFUL, rule="header.number-unclear")
