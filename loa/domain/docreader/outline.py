"""The build of a document: its sections down to the points, and what is attached."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from loa.domain.docreader.document import Attachment, Section, SectionRole
from loa.domain.docreader.findings import Span
from loa.domain.docreader.layout import Line, is_upper
from loa.domain.docreader.regions import Regions, is_title
from loa.domain.docreader.vocabulary import words
from loa.domain.text import fold, roman

# The points of an article in their order: đ after d; no f, j, w, z (Decree 30/2020).
POINTS = "abcdđeghiklmnopqrstuvxy"
_LONGEST_TITLE = 250
_FINISHED = re.compile(r"[.;]$|\./\.?$")
_ATTACHED = re.compile(r"(?:PHỤ LỤC|BIỂU MẪU|BIỂU SỐ|MẪU SỐ|MẪU|ĐỀ CƯƠNG|DANH MỤC)\b")
_ATTACHED_WORDS = re.compile(
    r"(?:Phụ lục|Biểu mẫu|Biểu số|Mẫu số)(?:\s+(?:[IVX]+|\d{1,2})\b|\s*$)"
)


_ROLES = [
    (SectionRole(role), entry)
    for role, entries in words("roles").items()
    for entry in entries
]


def role_of(heading: str) -> SectionRole | None:
    """What a heading announces; the role named first, the longer words of two."""
    key = fold(heading)
    found = [
        (key.index(entry), -len(entry), role) for role, entry in _ROLES if entry in key
    ]
    return min(found)[2] if found else None


def read_sections(lines: Sequence[Line], regions: Regions) -> tuple[Section, ...]:
    """The sections of the document's own body, then of what is attached."""
    own = _sections(lines[regions.body.start : regions.body.stop], 0)
    attached = lines[regions.rest.start : regions.rest.stop]
    return (*own, *_sections(attached, len(own)))


def _sections(lines: Sequence[Line], before: int) -> tuple[Section, ...]:
    """The sections of a run of lines; `before` others come first."""
    heads = [line for line in lines if _is_section(line)]
    end = lines[-1].end if lines else 0
    open_: list[tuple[int, int]] = []  # level and place of those not yet closed
    found: list[Section] = []
    ends: dict[int, int] = {}
    for place, line in enumerate(heads):
        level = line.marker.level if line.marker else 1
        while open_ and open_[-1][0] >= level:
            ends[open_.pop()[1]] = line.start - 1
        parent = open_[-1][1] + before if open_ else None
        open_.append((level, place))
        found.append(_section(line, level, parent))
    return tuple(
        _until(section, ends.get(place, end)) for place, section in enumerate(found)
    )


def _is_section(line: Line) -> bool:
    if line.cell:
        return False
    if line.marker:
        return line.marker.level <= 6 and line.marker.kind not in ("dash", "plus")
    return is_upper(line.text) and 6 < len(line.text) <= _LONGEST_TITLE


def _section(line: Line, level: int, parent: int | None) -> Section:
    title = line.body.strip(" :") if _is_heading(line) else ""
    label = line.marker.label if line.marker else ""
    span = Span(line.start, line.end)
    role = role_of(title) if title else None
    return Section(label, ordinal_of(label), title, level, span, span, role, parent)


def _is_heading(line: Line) -> bool:
    text = line.body
    if len(text) > _LONGEST_TITLE:
        return False
    short = len(text) < 40 and line.level <= 3
    return is_upper(text) or short or _FINISHED.search(text) is None


def _until(section: Section, end: int) -> Section:
    whole = Span(section.heading.start, max(end, section.heading.end))
    return replace(section, span=whole)


def ordinal_of(label: str) -> int | None:
    """The place of a printed number in its order: II is 2, 1.3 is 3, đ is 5."""
    bare = label.split()[-1].strip(".:)( ") if label.split() else ""
    last = bare.split(".")[-1]
    if last.isdigit():
        return int(last)
    if len(last) == 1 and last in POINTS:
        return POINTS.index(last) + 1
    return roman(last.upper()) or None


def read_attachments(lines: Sequence[Line], regions: Regions) -> tuple[Attachment, ...]:
    """What stands behind the signature, each with its title."""
    rest = lines[regions.rest.start : regions.rest.stop]
    starts = [at for at, line in enumerate(rest) if _begins_attachment(rest, at, line)]
    found = []
    for at, then in itertools.pairwise([*starts, len(rest)]):
        first = rest[at]
        heading = [first]
        for line in rest[at + 1 : min(at + 4, then)]:
            if line.cell or line.marker or not is_upper(line.text):
                break
            heading.append(line)
        found.append(
            Attachment(
                " ".join(line.text for line in heading),
                Span(first.start, heading[-1].end),
                Span(first.start, rest[then - 1].end),
            )
        )
    return tuple(found)


def _begins_attachment(rest: Sequence[Line], at: int, line: Line) -> bool:
    if line.cell or line.marker or len(line.text) > _LONGEST_TITLE:
        return False
    if at and _begins_title(rest[at - 1]) and not line.text.startswith("PHỤ LỤC"):
        return False  # the second line of one heading
    return _begins_title(line)


def _begins_title(line: Line) -> bool:
    text = line.text
    return bool(
        is_title(line)
        or (is_upper(text) and _ATTACHED.match(text))
        or _ATTACHED_WORDS.match(text)
    )
