"""A document laid out for proofreading: its lines, its regions, its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from loa.domain.docreader.again import lines_of
from loa.domain.docreader.document import Caution, Language, OfficialDocument
from loa.domain.docreader.findings import Span
from loa.domain.docreader.header import has_motto
from loa.domain.docreader.layout import Line
from loa.domain.docreader.proofreading.citing import Cited, cited_in
from loa.domain.docreader.proofreading.remark import data, decree_30
from loa.domain.docreader.regions import Regions, find_regions
from loa.domain.text import fold

_WORD = re.compile(r"[^\W\d_]+")
_PARTY = re.compile(
    r"ĐẢNG CỘNG SẢN|\b(?:TỈNH|THÀNH|HUYỆN|THỊ|QUẬN|ĐẢNG) [ỦU][ỶYÝ]\b|BAN CHẤP HÀNH"
)
_PARTY_SYMBOL = re.compile(r"/(?:TU|TW|HU|ThU|ĐU|BTCTU|BTGTU|UBKTTU|ĐUK)\b|[-–]\w+/\w+")
_LEGAL = re.compile(r"^\d+/\d{4}/|QH\d")
_LEGAL_TYPES = frozenset(
    {"Luật", "Nghị định", "Thông tư", "Thông tư liên tịch", "Pháp lệnh"}
)
_HEAD_LINE = re.compile(r"\bSố\s*:|\bngày[\s\d.…]*tháng[\s\d.…]*năm", re.IGNORECASE)

# "hoà" and "hóa": the tone on the second or on the first vowel.
_LISTS = data("set_phrases")["lists"]
_NEW_TO_OLD = dict(
    zip(_LISTS["tones_behind"].split(), _LISTS["tones_before"].split(), strict=True)
)


@lru_cache(maxsize=20_000)
def plain(word: str) -> str:
    """A syllable in lower case, its tone as in "hóa", "thủy"."""
    low = word.lower()
    other = _NEW_TO_OLD.get(low[-2:])
    return low[:-2] + other if other and not low.startswith("qu") else low


@lru_cache(maxsize=20_000)
def bare(word: str) -> str:
    """A syllable in lower case without any mark."""
    return fold(word)


class Word(NamedTuple):
    """One word: as printed, in one spelling, without marks, and its place.

    `joined` is True where nothing but a space stands between it and the word before.
    """

    text: str
    plain: str
    bare: str
    start: int
    end: int
    joined: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document with what every check needs of it.

    `official` is False for what is no official document (a news article); `ruled` is
    True where Decree 30/2020 holds: an administrative document of its time. `runs` are
    words of a line that follow each other with nothing but a space.
    """

    document: OfficialDocument
    lines: tuple[Line, ...]
    regions: Regions
    words: tuple[tuple[Word, ...], ...]
    runs: tuple[tuple[Word, ...], ...]
    cited: tuple[Cited, ...]
    official: bool
    ruled: bool
    has_head: bool

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text

    def part(self, where: range) -> tuple[Line, ...]:
        """The lines of a region."""
        return self.lines[where.start : where.stop]

    @property
    def header(self) -> tuple[Line, ...]:
        """The lines of the letterhead down to title or addressees."""
        return self.part(self.regions.header)

    @property
    def prose(self) -> tuple[Line, ...]:
        """The lines of opening and body."""
        return self.lines[self.regions.opening.start : self.regions.body.stop]

    @property
    def closing(self) -> tuple[Line, ...]:
        """The lines of recipients and signature."""
        return self.part(self.regions.closing)


def sheet_of(document: OfficialDocument) -> Sheet:
    """Lay a document out again, from its text and blocks."""
    lines = tuple(lines_of(document.text, document.blocks))
    regions = find_regions(lines)
    official = bool(lines) and Caution.NOT_OFFICIAL not in document.warnings
    official = official and document.language == Language.VIETNAMESE
    head = lines[:20]
    has_head = official and (
        has_motto(head)
        or any(
            _HEAD_LINE.search(line.text) for line in lines[:8] if len(line.text) < 120
        )
    )
    words = tuple(tuple(_words(line)) for line in lines)
    return Sheet(
        document,
        lines,
        regions,
        words,
        tuple(_runs(words)),
        tuple(cited_in(lines, regions)),
        official,
        official and _is_ruled(document, head),
        has_head,
    )


def _words(line: Line) -> Iterator[Word]:
    last = -1
    for match in _WORD.finditer(line.text):
        start, end = match.span()
        text = match.group()
        joined = start == last + 1 and line.text[last] == " "
        yield Word(
            text, plain(text), bare(text), line.start + start, line.start + end, joined
        )
        last = end


def _runs(lines: tuple[tuple[Word, ...], ...]) -> Iterator[tuple[Word, ...]]:
    """The words of each line that follow each other with nothing but a space."""
    for words in lines:
        begin = 0
        for at in range(1, len(words) + 1):
            if at == len(words) or not words[at].joined:
                if at > begin:
                    yield words[begin:at]
                begin = at


def _is_ruled(document: OfficialDocument, head: tuple[Line, ...]) -> bool:
    number = document.number or document.symbol or ""
    issuer = document.issuer or ""
    if document.type in _LEGAL_TYPES or _LEGAL.search(number):
        return False
    if _PARTY_SYMBOL.search(number) or _PARTY.search(issuer):
        return False
    if any("ĐẢNG CỘNG SẢN VIỆT NAM" in line.text for line in head):
        return False
    return document.issued_on is None or decree_30().holds(document.issued_on)


def over(words: tuple[Word, ...]) -> Span:
    """The span of words that follow each other."""
    return Span(words[0].start, words[-1].end)
