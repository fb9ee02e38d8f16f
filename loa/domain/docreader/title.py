"""The kind of a document and its subject."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loa.domain.docreader.findings import Certainty, Finding, Span
from loa.domain.docreader.layout import Line, is_letterhead, is_upper
from loa.domain.docreader.regions import ABOUT, Regions, title_of, title_with_subject
from loa.domain.docreader.vocabulary import TYPE_BY_SHORT, TYPES
from loa.domain.text import squash

_OPENS = re.compile(
    r"(?:-\s*)?(?:Căn cứ|Thực hiện|Xét|Theo|Để|Nhằm|Ngày|Sau khi|Trong|Thời gian|Ban hành kèm|\(Kèm|\(Ban hành|Luật|Kính gửi)\b"
)


def read_type(
    lines: Sequence[Line], regions: Regions, symbol: str | None
) -> Finding | None:
    """The kind: as the title says it, else as the symbol does, else a letter."""
    if regions.title is not None:
        line = lines[regions.title]
        if match := title_with_subject(line):
            span = line.span(match.start("kind"), match.end("kind"))
            return Finding("type", TYPES[match["kind"]], span, "title.printed")
        name = TYPES[title_of(line.text) or ""]
        return Finding("type", name, Span(line.start, line.end), "title.printed")
    symbol_line = next(
        (
            line
            for line in lines[: len(regions.header)]
            if symbol and symbol in line.text
        ),
        None,
    )
    if symbol and symbol_line:
        short = re.split(r"[-/]", symbol)[0].casefold()
        if short in TYPE_BY_SHORT and regions.addressed is None:
            at = symbol_line.text.find(symbol)
            span = symbol_line.span(at, at + len(short))
            return Finding(
                "type", TYPE_BY_SHORT[short], span, "title.symbol", Certainty.LIKELY
            )
    if regions.addressed is not None:
        line = lines[regions.addressed]
        return Finding("type", "Công văn", Span(line.start, line.end), "title.letter")
    if symbol_line:  # only a letter has its subject under its number
        for line in lines[: len(regions.header)]:
            if ABOUT.match(line.text):
                span = Span(line.start, line.end)
                return Finding(
                    "type", "Công văn", span, "title.letter", Certainty.LIKELY
                )
    return None


def read_subject(lines: Sequence[Line], regions: Regions) -> Finding | None:
    """The words that say what the document is about, as printed."""
    if regions.title is not None:
        return _under_title(lines, regions)
    for line in lines[: regions.header.stop]:
        if ABOUT.match(line.text) and len(line.text) < 500:
            return _finding([line], "subject.about")
    return None


def subject_end(lines: Sequence[Line], regions: Regions) -> int:
    """The first line after the subject."""
    if regions.title is None:
        return regions.header.stop
    return regions.title + 1 + len(_subject_lines(lines, regions))


def _under_title(lines: Sequence[Line], regions: Regions) -> Finding | None:
    line = lines[regions.title or 0]
    if match := title_with_subject(line):
        span = line.span(match.start("subject"), match.end("subject"))
        return Finding("subject", match["subject"], span, "subject.under-title")
    taken = _subject_lines(lines, regions)
    return _finding(taken, "subject.under-title") if taken else None


def _subject_lines(lines: Sequence[Line], regions: Regions) -> list[Line]:
    taken: list[Line] = []
    if regions.title is None or title_with_subject(lines[regions.title]):
        return taken
    for line in lines[regions.title + 1 : regions.title + 8]:
        if line.cell or (line.marker and line.marker.kind != "dash"):
            break
        if taken and not _goes_on(taken[-1], line):
            break
        if not taken and (
            (_OPENS.match(line.text) and line.text[-1:] in ";.:") or is_office(line)
        ):
            break
        taken.append(line)
    return taken


def _goes_on(last: Line, line: Line) -> bool:
    if is_upper(last.text):
        return is_upper(line.text) and not is_letterhead(line.text)
    short = len(last.text) < 110 and len(line.text) < 110
    same_look = last.is_centred == line.is_centred and last.is_bold == line.is_bold
    looks = last.is_centred or last.is_bold
    if last.is_bold == line.is_bold and line.is_centred and last.text[-1:] not in ".;:":
        # A line as wide as the page does not show that it is centred.
        same_look = looks = True
    return (
        short
        and same_look
        and looks
        and not is_upper(line.text)
        and not _OPENS.match(line.text)
    )


def is_office(line: Line) -> bool:
    """Whether a line only names the body or office that decides."""
    return is_letterhead(line.text) and len(line.text) < 70


def _finding(lines: Sequence[Line], rule: str) -> Finding:
    value = squash(" ".join(line.text for line in lines))
    return Finding("subject", value, Span(lines[0].start, lines[-1].end), rule)
