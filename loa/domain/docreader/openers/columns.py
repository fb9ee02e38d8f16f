"""Two columns drawn with spaces, as converters of PDF files leave them.

The letterhead and the block of recipients and signature are set side by side; in between
such text runs over the whole width.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from loa.domain.docreader.vocabulary import TYPE_NAMES, any_of, words

# Blanks left for a number or a day ("Số:      /KH-UBND") are no gap between columns.
_HERE = r"(?<=\S)(?<!Số)(?<!Số:)(?<!ngày)(?<!tháng)(?<!năm)"
_WIDE_GAP = re.compile(rf"{_HERE} {{5,}}(?=[^\s/])(?!tháng|năm)")
_GAP = re.compile(rf"{_HERE} {{3,}}(?=[^\s/])(?!tháng|năm)")
_STOPS = re.compile(r"(?:Kính\s*gửi|Căn cứ|Thực hiện|[IVX]+\.|\d{1,2}\.)")
_RECEIVES = re.compile(r"\s*Nơi\s*nhận")
_signing = words("signing")
# Two who sign side by side: "GIÁM ĐỐC SỞ A      KT. GIÁM ĐỐC SỞ B".
_SIGNS = rf"(?:(?:{'|'.join(_signing['modes'])})\.|(?:{any_of(_signing['posts'])})\b)"
_TWO_SIGN = re.compile(rf"\s*{_SIGNS}(?:\S| (?! ))* {{5,}}{_SIGNS}")
# A letterhead stands in the first lines with words.
_TOP = 10
_MOST_BLANKS = 3


def begins_columns(line: str, *, number: int) -> bool:
    """Whether two columns begin with a line, the `number`th with words."""
    if len(_WIDE_GAP.findall(line)) != 1:
        return False
    return number < _TOP or closes(line)


def columns_end(lines: Sequence[str], place: int) -> int:
    """The line after the last one of the columns that begin at `place`."""
    edge = _edge(lines[place]) or 0
    closing = closes(lines[place])
    end, blanks = place + 1, 0
    for at in range(place + 1, len(lines)):
        line = lines[at]
        if not line.strip():
            blanks += 1
            if blanks > _MOST_BLANKS + (6 if closing else 0):
                break
            continue
        if not _belongs(line, edge, closing):
            break
        edge = min(edge, _edge(line) or edge)
        end, blanks = at + 1, 0
    return end


def split_columns(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """The lines of the left and of the right column."""
    edge = min((found for line in lines if (found := _edge(line))), default=0)
    left: list[str] = []
    right: list[str] = []
    for line in lines:
        if not line.strip():
            continue
        gaps = [*_GAP.finditer(line)]
        if len(gaps) == 1:
            left.append(line[: gaps[0].start()].strip())
            right.append(line[gaps[0].end() :].strip())
        elif _indent(line) >= edge - 8:
            right.append(line.strip())
        else:
            left.append(line.strip())
    return left, right


def closes(line: str) -> bool:
    """Whether two columns that begin with a line are those of a closing."""
    return _RECEIVES.match(line) is not None or (
        line.isupper() and _TWO_SIGN.match(line) is not None
    )


def _belongs(line: str, edge: int, closing: bool) -> bool:
    text = line.strip()
    if text in TYPE_NAMES or (_STOPS.match(text) and not closing):
        return False
    gaps = _GAP.findall(line)
    if gaps:
        return len(gaps) == 1
    return _indent(line) >= edge - 8 or len(line) <= edge


def _edge(line: str) -> int | None:
    """Where the right column of a line begins."""
    gaps = [*_GAP.finditer(line)]
    return gaps[0].end() if len(gaps) == 1 else None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
