"""Blocks of labels: nhiệm vụ / chủ trì / phối hợp / thời gian.

Bullets, or a line "Nội dung", or else the heading say what to do; the label lines behind
them say who leads, who joins and when, for all of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from loa.domain.docreader.bodies import (
    name_end,
    order_end,
    split_bodies,
    starts_with_body,
)
from loa.domain.docreader.document import Mention, Timing
from loa.domain.docreader.layout import Line
from loa.domain.docreader.tasks.draft import Draft, coordinating
from loa.domain.docreader.tasks.sentences import find_subject
from loa.domain.docreader.timing import label_timing
from loa.domain.docreader.vocabulary import ACT, label_kind, starts_with_act
from loa.domain.text import fold

_LABEL = re.compile(r"(?P<label>[^:]{2,70}?)\s*:\s*")
_LEADS = ("lead", "lead_more")
_ONLY_LEADS = re.compile(
    r"\s*(?:là (?:cơ quan|đơn vị) )?(?:chủ trì|đầu mối|chịu trách nhiệm chính)(?:\s+thực hiện)?\s*(?:$|[.;,]|,?\s*phối hợp)"
)
# Labels behind which a sentence may stand as well as a list of bodies.
_SHARES_OUT = re.compile(r"(?:phan cong|to chuc|trach nhiem|thuc hien|trien khai)\b")
# Who has what part in the matter, and nothing of what is to be done.
_PART = re.compile(
    r"\s*(?:(?:là (?:cơ quan|đơn vị)|chủ trì|đầu mối|tham mưu|phối hợp|tham gia|phụ trách"
    r"|chịu trách nhiệm|tổ chức thực hiện|thực hiện|triển khai)(?:,?\s+|(?=[.;,(])|$))+"
    r"(?:(?:với|cùng)\s+)?(?:(?:nhiệm vụ|nội dung|việc)(?: này)?)?"
)
# What the words behind a body say that only joins.
_JOINS = re.compile(r"(?:cùng )?(?:phối hợp|tham gia)(?: (?:thực hiện|triển khai))?")
_INSIDE = re.compile(
    r"\((?P<labels>[^()]*\b(?:chủ trì|thực hiện|phụ trách)\s*:[^()]*)\)", re.IGNORECASE
)
# A content that only names or describes says not what to do.
_DESCRIBES = re.compile(
    r"(?:quy định|bao gồm|gồm|theo|các nội dung|như)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Label:
    """A label line: its kind, the words behind it and where they begin."""

    kind: str
    value: str
    start: int
    line: Line


@dataclass(slots=True)
class _Block:
    acts: list[tuple[str, int]]
    lead: tuple[Mention, ...] = ()
    coordinate: tuple[Mention, ...] | None = None
    timing: Timing | None = None
    kinds: set[str] = field(default_factory=set)
    extra: list[Draft] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Blocks:
    """The tasks of label blocks by the line they begin at, and every line used up."""

    drafts: dict[int, tuple[Draft, ...]]
    used: frozenset[int]


def label_of(line: Line) -> Label | None:
    """The label that a line begins with, or None."""
    match = _LABEL.match(line.body)
    kind = label_kind(match["label"]) if match else None
    if match is None or kind is None:
        return None
    if (order := order_end(line.body)) and starts_with_body(line.body[order:]):
        return None  # "Yêu cầu Sở Nội vụ: …" orders; "Yêu cầu: …" is a label
    if said_behind_label(line.body) is not None:
        return None
    return Label(kind, line.body[match.end() :], line.body_start + match.end(), line)


def said_behind_label(text: str) -> int | None:
    """Where the sentence begins that stands behind a label of who acts, or None.

    "Tổ chức thực hiện: giao Sở X chủ trì …": the words behind name no list of bodies, they
    tell one to act.
    """
    match = _LABEL.match(text)
    if match is None or label_kind(match["label"]) not in _LEADS:
        return None
    return match.end() if _tells(match["label"], text[match.end() :]) else None


def _tells(label: str, value: str) -> bool:
    """Whether bodies are told what to do, and not only who leads and who joins."""
    if not _SHARES_OUT.match(fold(label)) or _label_first(value):
        return False
    subject = find_subject(value)
    if subject is None:
        return False
    part = _PART.match(value, subject.end)
    if part is None:
        return True
    rest = value[part.end() :].lstrip()
    if rest[:1] in ("", ".", ";", ",", "("):
        return False
    end = name_end(value, part.end())
    return not starts_with_body(rest) or value[end:].strip(" .;") != ""


def _label_first(value: str) -> bool:
    named = _LABEL.match(value)
    return named is not None and label_kind(named["label"]) is not None


def read_blocks(lines: Sequence[Line], year: int | None) -> Blocks:
    """Every block of labels in a run of lines."""
    return _Reading(lines, year).run()


class _Reading:
    """One pass over the lines, keeping what the next label may apply to."""

    def __init__(self, lines: Sequence[Line], year: int | None) -> None:
        self.lines = lines
        self.year = year
        self.heading: int | None = None
        self.acts: list[int] = []
        self.content: list[tuple[str, int]] = []
        self.content_lines: list[int] = []
        self.block: _Block | None = None
        self.drafts: dict[int, tuple[Draft, ...]] = {}
        self.used: set[int] = set()

    def run(self) -> Blocks:
        place = 0
        while place < len(self.lines):
            line = self.lines[place]
            label = None if line.cell else label_of(line)
            if not line.cell and (draft := _with_labels_inside(line, self.year)):
                self._close()
                self.drafts[place] = (draft,)
                self.used.add(place)
                self.heading, self.acts, self.content = None, [], []
                place += 1
            elif label is None:
                self._plain(place, line)
                place += 1
            else:
                place = self._label(place, label)
        self._close()
        return Blocks(self.drafts, frozenset(self.used))

    def _plain(self, place: int, line: Line) -> None:
        self._close()
        if line.cell:
            self.acts, self.heading = [], None
        elif line.marker and line.marker.level <= 6:
            self.heading, self.acts = place, []
            self.content, self.content_lines = [], []
        else:
            self.acts.append(place)

    def _label(self, place: int, label: Label) -> int:
        """Take in a label line and the deeper lines that are its value."""
        below = self._below(place, label)
        if label.kind == "content":
            self._close()
            self._take_content(place, label, below)
        elif label.kind in (*_LEADS, "coordinate", "time"):
            kind = "lead" if label.kind in _LEADS else label.kind
            if not (label.value.strip() or below):
                return place + 1
            self._take(self._open(kind, place), kind, label, below)
        elif self.block:
            self.block.lines.append(place)
        return place + 1 + len(below)

    def _below(self, place: int, label: Label) -> list[int]:
        """The lines that say what a label with nothing behind it announces."""
        if label.value.strip(" .:"):
            return []
        depth = label.line.level
        taken: list[int] = []
        for at in range(place + 1, len(self.lines)):
            line = self.lines[at]
            if line.cell or not line.marker or (line.level <= depth and depth != 9):
                break
            if label_of(line) or line.marker.kind not in ("dash", "plus"):
                break
            taken.append(at)
        return taken

    def _take_content(self, place: int, label: Label, below: list[int]) -> None:
        """A line "Nội dung:" with what to do, or with bullets, or with a description."""
        self.content_lines = [place, *below]
        if below:
            self.content = [
                (self.lines[at].body, self.lines[at].body_start) for at in below
            ]
        elif _says_what(label.value):
            self.content = [(label.value, label.start)]
        else:
            self.content = []
            deeper = self.acts and self.lines[self.acts[-1]].level < label.line.level
            self.acts = self.acts[-1:] if deeper else []

    def _open(self, kind: str, place: int) -> _Block:
        if self.block and kind in self.block.kinds and kind != "coordinate":
            self._close()
        if self.block is None:
            acts = self._what()
            used = [*self.content_lines, *self.acts]
            if not self.content and not self.acts and self.heading is not None:
                used.append(self.heading)
            self.block = _Block(acts, lines=used)
        self.block.kinds.add(kind)
        self.block.lines.append(place)
        return self.block

    def _what(self) -> list[tuple[str, int]]:
        if self.content:
            return self.content
        if self.acts:
            return [
                (self.lines[at].body, self.lines[at].body_start) for at in self.acts
            ]
        if self.heading is not None:
            line = self.lines[self.heading]
            return [(line.body.rstrip(" :"), line.body_start)]
        return []

    def _take(self, block: _Block, kind: str, label: Label, below: list[int]) -> None:
        block.lines.extend(below)
        values = [(self.lines[at].body, self.lines[at].body_start) for at in below]
        if not values:
            values = [(label.value, label.start)]
        for text, start in values:
            if below and _own_task(block, text, start, kind):
                continue
            self._value(block, kind, text, start)

    def _value(self, block: _Block, kind: str, text: str, start: int) -> None:
        if kind == "time":
            block.timing = label_timing(text, start, self.year)
        elif kind == "coordinate":
            joining = split_bodies(text, start)
            block.coordinate = (*(block.coordinate or ()), *joining)
        else:
            lead, joining = lead_of(text, start)
            block.lead += lead
            if joining:
                block.coordinate = (*(block.coordinate or ()), *joining)

    def _close(self) -> None:
        block, self.block = self.block, None
        if block is None:
            return
        if block.lead or block.extra:
            self._emit(block)
        self.acts, self.content, self.content_lines = [], [], []

    def _emit(self, block: _Block) -> None:
        drafts = [
            Draft(
                text,
                start,
                block.lead,
                "task.block",
                block.coordinate if block.coordinate is not None else (),
                block.timing,
            )
            for text, start in block.acts
            if block.lead
        ]
        first = min(block.lines)
        self.drafts[first] = (*self.drafts.get(first, ()), *drafts, *block.extra)
        self.used.update(block.lines)


def _own_task(block: _Block, text: str, start: int, kind: str) -> bool:
    """A line below a label in which another body does another act."""
    begin = order_end(text)
    if not starts_with_body(text[begin:]):
        return False
    end = name_end(text, begin)
    act = text[end:]
    if not ACT.match(act) or (kind == "lead" and _ONLY_LEADS.match(act)):
        return False
    lead = split_bodies(text[begin:end], start + begin)
    block.extra.append(Draft(text, start, lead, "task.block-line"))
    return True


def _with_labels_inside(line: Line, year: int | None) -> Draft | None:
    """ "Tổ chức hội nghị (chủ trì: …; phối hợp: …; hoàn thành: …)": a block on one line."""
    inside = _INSIDE.search(line.body)
    if inside is None:
        return None
    found: dict[str, tuple[str, int]] = {}
    at = line.body_start + inside.start("labels")
    for piece in inside["labels"].split(";"):
        label, colon, value = piece.partition(":")
        kind = label_kind(label.strip()) if colon else None
        if kind:
            found["lead" if kind in _LEADS else kind] = (value, at + len(label) + 1)
        at += len(piece) + 1
    if "lead" not in found:
        return None
    lead, joining = lead_of(*found["lead"])
    if "coordinate" in found:
        joining += split_bodies(*found["coordinate"])
    timing = label_timing(*found["time"], year) if "time" in found else None
    return Draft(line.body, line.body_start, lead, "task.block", joining, timing)


def _says_what(value: str) -> bool:
    names = value.startswith(("Cổng", "Trang"))  # a thing to be made, not who acts
    tells = starts_with_act(value) or (find_subject(value) is not None and not names)
    return tells and _DESCRIBES.match(value) is None


def lead_of(text: str, start: int) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """The bodies in charge that a label's or a column's words name, and who joins them."""
    lead: list[Mention] = []
    joining: list[Mention] = []
    place = 0
    for clause in _clauses(text):
        at = text.find(clause, place)
        place = at + len(clause)
        named = _LABEL.match(clause.lstrip(" -+"))
        kind = label_kind(named["label"]) if named else None
        if named and kind in (*_LEADS, "coordinate"):
            value = clause[clause.index(":") + 1 :]
            found = split_bodies(value, start + at + len(clause) - len(value))
            (joining if kind == "coordinate" else lead).extend(found)
            continue
        skipped = len(clause) - len(clause.lstrip())
        begin = skipped + order_end(clause.lstrip())
        end = name_end(clause, begin)
        act = clause[end:].strip(" ,.")
        if ACT.match(act) and starts_with_body(clause[begin:]):
            bodies = split_bodies(clause[begin:end], start + at + begin)
            (joining if _JOINS.fullmatch(act) else lead).extend(bodies)
            joining.extend(coordinating(clause[end:], start + at + end))
        else:
            lead.extend(split_bodies(clause, start + at))
    return tuple(lead), tuple(joining)


def _clauses(text: str) -> list[str]:
    """Cut at ";" only where the words have an act of their own behind a body."""
    return [clause for clause in text.split(";") if clause.strip(" .")]
