"""Whom a document is addressed to, and who receives it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from loa.domain.docreader.document import Mention
from loa.domain.docreader.findings import Finding, Span
from loa.domain.docreader.layout import Line, is_upper
from loa.domain.docreader.regions import MODE, NO_NAME, POST, TO, Regions

_TRIM = " ;,.:/"
_NAME = re.compile(r"(?:[A-ZĐÀ-Ỹ][^\W\d_]*\s*){2,5}")
# Who drafted and how many copies there are (Decree 30/2020, box 12): PL.(300).
_DRAFTED = re.compile(r"(?:[A-ZĐ]{2,8})?(?:\.?\s?\(\d{1,5}\))?\.?")
_NOTE = re.compile(r"\((?:Đ/c|Địa chỉ|ĐC)\b")


def read_addressees(lines: Sequence[Line], regions: Regions) -> tuple[Mention, ...]:
    """The printed lines behind "Kính gửi"."""
    if regions.addressed is None:
        return ()
    first = lines[regions.addressed]
    pieces: list[tuple[str, int]] = []
    match = TO.match(first.text)
    if match and first.text[match.end() :].strip():
        pieces.extend(_inline(first, match.end()))
    for line in lines[regions.addressed + 1 : regions.opening.start]:
        if _NOTE.match(line.text):
            continue
        pieces.append((line.body, line.body_start))
    return tuple(_mentions(pieces))


def read_recipients(closing: Sequence[Line]) -> tuple[Mention, ...]:
    """The printed lines under "Nơi nhận"."""
    pieces: list[tuple[str, int]] = []
    for line in recipient_lines(closing):
        if match := NO_NAME.match(line.body):
            rest = line.body[match.end() :].lstrip(" :")
            if rest:
                pieces.extend(_inline(line, len(line.text) - len(rest)))
            continue
        dashed = line.marker is not None and line.marker.kind in ("dash", "plus")
        if (
            pieces
            and not dashed
            and pieces[-1][0].startswith("Lưu")
            and _DRAFTED.fullmatch(line.text.strip())
        ):
            continue
        if pieces and not dashed and pieces[-1][0].rstrip()[-1:] not in ";.":
            # The rest of a recipient on a printed line of its own.
            text, start = pieces[-1]
            gap = line.start - (start + len(text))
            pieces[-1] = (text + " " * gap + line.text, start)
            continue
        body_start = line.body_start if dashed else line.start
        pieces.append((line.body if dashed else line.text, body_start))
    return tuple(_mentions(pieces))


def recipient_lines(closing: Sequence[Line]) -> list[Line]:
    """The lines of the block that belong to the recipients, the heading first."""
    start = next(
        (at for at, line in enumerate(closing) if NO_NAME.match(line.body.strip())),
        None,
    )
    if start is None:
        return []
    head, rest = closing[start], closing[start + 1 :]
    if head.cell:
        column = head.cell.column
        return [
            head,
            *(line for line in rest if line.cell and line.cell.column == column),
        ]
    if any(map(_is_dashed, rest)):
        return [head, *_dashed(rest)]
    return [head, *_bare(rest)]


def _is_dashed(line: Line) -> bool:
    return line.marker is not None and line.marker.kind in ("dash", "plus")


def _dashed(lines: Sequence[Line]) -> Iterable[Line]:
    """Dashed entries and their rests; a signature set beside them stands in between."""
    open_entry = False
    for line in lines:
        if _is_dashed(line):
            yield line
            open_entry = line.text.rstrip()[-1:] not in ".;" and "Lưu" not in line.text
        elif open_entry and not is_upper(line.text) and not _NAME.fullmatch(line.text):
            yield line
            open_entry = line.text.rstrip()[-1:] not in ".;"


def _bare(lines: Sequence[Line]) -> Iterable[Line]:
    """Entries without dashes: down to the signature."""
    for line in lines:
        if is_upper(line.text) and (MODE.match(line.text) or POST.match(line.text)):
            return
        yield line


def _inline(line: Line, start: int) -> Iterable[tuple[str, int]]:
    """Entries on the heading's own line: cut only before a dash of their own."""
    rest = line.text[start:]
    begin = 0
    for cut in re.finditer(r"[;.]\s*[-–]\s+|^[-–]\s+", rest):
        if rest[begin : cut.start()].strip():
            yield rest[begin : cut.start()], line.start + start + begin
        begin = cut.end()
    yield rest[begin:], line.start + start + begin


def _mentions(pieces: Iterable[tuple[str, int]]) -> Iterable[Mention]:
    for text, start in pieces:
        begin = len(text) - len(text.lstrip(" -–;,."))
        words = text[begin:].rstrip(_TRIM)
        if any(c.isalnum() for c in words):
            first = start + begin
            yield Mention(" ".join(words.split()), Span(first, first + len(words)))


def findings_of(
    field: str, mentions: Iterable[Mention], rule: str
) -> tuple[Finding, ...]:
    """One finding for each mention."""
    return tuple(
        Finding(f"{field}[{place}]", mention.name, mention.span, rule)
        for place, mention in enumerate(mentions)
    )
