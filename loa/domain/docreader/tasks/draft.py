"""A task before its kind is decided, and what its own words say."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from loa.domain.docreader.bodies import (
    name_end,
    opens_common,
    split_bodies,
    starts_with_body,
)
from loa.domain.docreader.document import Mention, Task, Timing
from loa.domain.docreader.findings import Certainty, Span
from loa.domain.docreader.tasks.channels import named_channels
from loa.domain.docreader.tasks.kinds import decide_kind
from loa.domain.docreader.timing import sentence_timing, with_quota
from loa.domain.docreader.vocabulary import ACT

_JOIN = re.compile(
    r"\bphối hợp(?:\s+(?:chặt chẽ|tốt|đồng bộ|kịp thời|thường xuyên))?(?:,?\s+(?:với|cùng với|cùng))?\s+",
    re.IGNORECASE,
)
_VIA = re.compile(
    r"\((?:thông\s+)?qua\s+(?P<body>[^(),;]{3,90}(?:,\s+[A-ZĐ][^(),;]{3,60})?)[^()]*\)"
)
_VIA_OPEN = re.compile(r"\bthông qua\s+(?=[A-ZĐ])")
# "các cơ quan phối hợp có trách nhiệm phối hợp": who joins, named by the joining alone.
_JOINING = re.compile(
    r"(?P<name>[Cc]ác cơ quan(?:, đơn vị)? phối hợp)\s+có trách nhiệm"
)
_NOBODY = {"cơ quan", "đơn vị", "các cơ quan chủ trì", "cơ quan chủ trì"}
_LIST_HEAD = re.compile(r"(?:các|Các)\s")


@dataclass(frozen=True, slots=True)
class Draft:
    """What was found of a task: its words and whom they bind.

    `coordinate` and `timing` are None when the block said nothing of them, and then the
    words themselves are asked.
    """

    text: str
    start: int
    lead: tuple[Mention, ...]
    rule: str
    coordinate: tuple[Mention, ...] | None = None
    timing: Timing | None = None
    is_request: bool = False
    certainty: Certainty = Certainty.CERTAIN
    section: str = ""

    @property
    def span(self) -> Span:
        """Where its words stand."""
        return Span(self.start, self.start + len(self.text))

    def with_timing(self, timing: Timing) -> Draft:
        """The same task with a time that another line gives."""
        return replace(self, timing=timing)

    def no_surer_than(self, certainty: Certainty) -> Draft:
        """The same task, trusted at most so far."""
        order = [Certainty.DOUBTFUL, Certainty.LIKELY, Certainty.CERTAIN]
        if order.index(self.certainty) <= order.index(certainty):
            return self
        return replace(self, certainty=certainty)


def finish(draft: Draft, year: int | None) -> Task:
    """The task with what its words say: coordination, time, channels, kind."""
    timing = draft.timing
    if timing is None:
        timing = sentence_timing(draft.text, draft.start, year)
    else:
        timing = with_quota(timing, draft.text, draft.start)
    coordinate = draft.coordinate
    if coordinate is None:
        coordinate = coordinating(draft.text, draft.start)
    leads = {mention.name.casefold() for mention in draft.lead}
    coordinate = tuple(m for m in coordinate if m.name.casefold() not in leads)
    kind, reason = decide_kind(draft.text, draft.span, timing)
    return Task(
        text=draft.text,
        span=draft.span,
        lead=draft.lead,
        coordinate=coordinate,
        timing=timing,
        kind=kind,
        kind_reason=reason,
        rule=draft.rule,
        certainty=draft.certainty,
        via=via(draft.text, draft.start),
        binding=not draft.is_request,
        is_joint=_is_joint(draft.lead),
        channels=named_channels(draft.text, draft.start),
        section=draft.section,
    )


def _is_joint(lead: tuple[Mention, ...]) -> bool | None:
    """Several named bodies act together; a group ("các xã, phường") acts each for itself."""
    if not lead:
        return None
    groups = [
        bool(
            _LIST_HEAD.match(m.name)
            or re.search(r"\b(?:các|cấp xã|xã, phường)\b", m.name)
        )
        for m in lead
    ]
    if any(groups):
        return False
    return True if len(lead) > 1 else None


def coordinating(text: str, start: int) -> tuple[Mention, ...]:
    """Who follows "phối hợp (với)" in the words of a task."""
    found: list[Mention] = []
    if match := _JOINING.search(text):
        span = Span(start + match.start("name"), start + match.end("name"))
        found.append(Mention(match["name"], span))
    for match in _JOIN.finditer(text):
        begin = match.end()
        rest = text[begin:]
        if not (starts_with_body(rest) or (opens_common(rest) and not ACT.match(rest))):
            continue
        end = name_end(text, begin)
        names = {mention.name for mention in found} | _NOBODY
        found.extend(
            mention
            for mention in split_bodies(text[begin:end], start + begin)
            if mention.name not in names
        )
    return tuple(found)


def via(text: str, start: int) -> Mention | None:
    """The body through which a result goes: "(qua Phòng Nội vụ)"."""
    for match in _VIA.finditer(text):
        if starts_with_body(match["body"]) or match["body"].startswith("phòng "):
            name = re.split(r"\s+(?:để|tổng hợp|trước)\b", match["body"])[0].strip()
            at = start + match.start("body")
            return Mention(name, Span(at, at + len(name)))
    for match in _VIA_OPEN.finditer(text):
        if starts_with_body(text[match.end() :]):
            end = name_end(text, match.end())
            name = text[match.end() : end].strip(" ,")
            at = start + match.end()
            return Mention(name, Span(at, at + len(name)))
    return None
