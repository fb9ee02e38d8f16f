"""Tasks under a body's heading, and in paragraphs in which a body is told to act.

The walk goes down the lines with a stack of scopes: each heading opens one, and a scope
may name the bodies that the lines below it bind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from loa.domain.docreader.bodies import is_body_list, name_end, order_end, split_bodies
from loa.domain.docreader.document import Mention, Recurrence
from loa.domain.docreader.findings import Certainty
from loa.domain.docreader.layout import Line, is_upper
from loa.domain.docreader.tasks.blocks import Blocks, label_of, said_behind_label
from loa.domain.docreader.tasks.draft import Draft, coordinating
from loa.domain.docreader.tasks.found import Found, bodies_of
from loa.domain.docreader.tasks.patterns import (
    BY_ROLE,
    COUNTED,
    DO_THESE,
    ENTRUSTS,
    ISSUES,
    JOINS_ALL,
    JOINT,
    LIMITS,
    NOTE,
    REQUESTS,
    RULES,
    SHARE,
    WATCHES,
)
from loa.domain.docreader.tasks.scopes import Scope, Scopes
from loa.domain.docreader.tasks.sentences import (
    Subject,
    find_subject,
    is_formula,
    ordered_bodies,
    sentences,
    tells_when,
)
from loa.domain.docreader.timing import label_timing, sentence_timing
from loa.domain.docreader.vocabulary import (
    PROPER,
    REQUEST,
    section_kind,
    starts_with_act,
)


class Walk:
    """One pass over the lines of a body."""

    def __init__(
        self,
        lines: Sequence[Line],
        blocks: Blocks,
        year: int | None,
        *,
        duties_only: bool = False,
    ) -> None:
        self.lines = lines
        self.blocks = blocks
        self.year = year
        self.scopes = Scopes()
        self.found = Found(self.scopes, year, duties_only=duties_only)

    def run(self, closing: range) -> list[Draft]:
        """Every task of the lines; those in `closing` are the closing paragraphs."""
        for place, line in enumerate(self.lines):
            if line.cell:
                continue
            if line.marker:
                self.scopes.leave(line.marker.level)
            for draft in self.blocks.drafts.get(place, ()):
                self.found.add(draft, says_so=True)
            if place in self.blocks.used:
                if line.marker and line.marker.level <= 6:
                    self.scopes.open(line, self._section(line))
                continue
            if place in closing:
                self._closing(line)
            else:
                self._line(place, line)
        return self.found.drafts

    def lead_in(self, line: Line) -> None:
        """The opening's last words may order, or only request, all that follows."""
        text = line.text.rstrip()
        if not text.endswith(":"):
            return
        self.scopes.base.is_request = REQUESTS.search(text) is not None
        if found := ordered_bodies(text):
            self.scopes.base.lead = bodies_of(text, line.start, found)
            self.scopes.base.is_request = found.is_request

    def _line(self, place: int, line: Line) -> None:
        text = line.body
        kind = self._section(line)
        if said_behind_label(text) is not None and self._run_on(line, kind):
            return
        if (
            is_formula(text)
            or NOTE.match(text)
            or (kind and (line.level <= 4 or is_upper(text)))
        ):
            self.scopes.open(line, kind)
        elif label := label_of(line):
            if label.kind == "time" and label.value:
                self.found.give_time(label_timing(label.value, label.start, self.year))
            self.scopes.open(line, kind)
        elif self.scopes.in_aims():
            self._target(line)
            if not (DO_THESE.search(line.body) and self._lead_in(line)):
                self.scopes.open(line, kind)
        else:
            self._duty(place, line)

    def _duty(self, place: int, line: Line) -> None:
        """A line outside aims and targets: heading, run-on, act or topic."""
        if LIMITS.search(line.body):
            self.scopes.open(line, None)
            return
        if (
            self._joint_heading(place, line)
            or self._body_heading(place, line)
            or self._lead_in(line)
        ):
            return
        if self._run_on(line):
            return
        if self.found.takes_time(line):
            return
        scope = self.scopes.leading()
        deeper = self._has_deeper(place)
        if scope and not (line.text.rstrip().endswith(":") and self._announces(place)):
            heading = scope.is_heading and (
                line.level > scope.level if not scope.is_unmarked else line.level < 9
            )
            topic = deeper and len(line.body) < 150 and line.text[-1:] not in ".;"
            acts = starts_with_act(line.body) or (
                heading and not RULES.match(line.body)
            )
            if acts and not topic and len(line.body) > 25:
                self.found.emit(
                    line.body,
                    line.body_start,
                    scope.lead,
                    "task.under-body",
                    scope.is_request,
                    scope.coordinate,
                    Certainty.CERTAIN
                    if scope.is_heading and starts_with_act(line.body)
                    else Certainty.LIKELY,
                )
                self.scopes.open(line, None)
                return
        self.scopes.open(line, None)

    # --- what a line can be -----------------------------------------------------------

    def _joint_heading(self, place: int, line: Line) -> bool:
        """ "2. Sở X chủ trì, phối hợp với Sở Y", and what they do on the lines below."""
        text = line.body.rstrip(" :")
        if not line.marker or text[-1:] in ".;" or len(text) > 300:
            return False
        if not (self._has_deeper(place) or line.text.endswith(":")):
            return False
        begin = order_end(text)
        if joint := JOINT.match(text, begin):
            lead = split_bodies(joint["lead"], line.body_start + joint.start("lead"))
            joining = split_bodies(
                joint["joining"], line.body_start + joint.start("joining")
            )
            whole = is_body_list(joint["lead"]) and is_body_list(joint["joining"])
        else:
            whole = bool(BY_ROLE.match(text)) and text == line.body.rstrip(" ")
            lead, joining = split_bodies(text, line.body_start), ()
        if not whole:
            return False
        self.scopes.enter(
            Scope(
                line.level,
                line.body,
                None,
                lead,
                self.found.requests(text, REQUEST.match(text) is not None),
                is_heading=True,
                coordinate=joining,
            )
        )
        return True

    def _body_heading(self, place: int, line: Line) -> bool:
        """ "3. UBND các xã, phường", or the same with its task behind a colon."""
        head, colon, rest = line.body.partition(":")
        rest_start = line.body_start + len(head) + 1 + len(rest) - len(rest.lstrip())
        rest = rest.strip()
        named = head if colon else line.body
        if not is_body_list(named):
            return False
        bare = COUNTED.sub("", rest)
        if rest and not (
            bare[:1].isupper()
            and (starts_with_act(bare) or tells_when(rest) or find_subject(rest))
        ):
            return False
        if not colon and line.text[-1:] in ".;" and not line.marker:
            return False
        begin = order_end(named)
        lead = split_bodies(named[begin:].rstrip(" :."), line.body_start + begin)
        scope = Scope(
            line.level,
            line.body,
            None,
            lead,
            self.found.requests(named, REQUEST.match(named) is not None),
            # "Đối với …" opens rules as well as duties: only its acts are tasks.
            is_heading=not named.startswith("Đối với"),
        )
        self.scopes.enter(scope)
        if rest and not (rest.endswith(":") and self._announces(place)):
            self.found.emit(
                rest, rest_start, lead, "task.behind-body", scope.is_request
            )
        return True

    def _lead_in(self, line: Line) -> bool:
        """A line that ends in a colon and tells bodies to do what follows."""
        text = line.body.rstrip()
        if not text.endswith(":") or len(text) < 20:
            return False
        subject = find_subject(text)
        if subject is None or ISSUES.match(text, subject.end):
            subject = ordered_bodies(text)
        if subject is None:
            return False
        lead = split_bodies(
            text[subject.begin : subject.end], line.body_start + subject.begin
        )
        if not lead:
            return False
        if line.marker:
            self.scopes.open(line, None)
        top = self.scopes.top
        top.lead, top.is_request = lead, subject.is_request
        if line.marker:
            top.is_heading = True
            if JOINS_ALL.search(text, subject.end):
                top.coordinate = coordinating(text, line.body_start)
        return True

    def _run_on(self, line: Line, kind: str | None = None) -> bool:
        """A paragraph in which a body is told to act, from its start or behind a colon.

        `kind` is what its label announces as a heading.
        """
        found = self._first_subject(line)
        if found is None:
            return False
        offset, subject = found
        text, start = line.body[offset:], line.body_start + offset
        lead = split_bodies(text[subject.begin : subject.end], start + subject.begin)
        if not lead or (
            line.marker and line.marker.kind == "article" and "chịu trách nhiệm" in text
        ):
            return False
        rule = "task.run-on" if subject.begin == 0 else "task.ordered"
        is_request = self.found.requests(text, subject.is_request)
        self.found.emit(text, start, lead, rule, is_request)
        if line.marker:
            self.scopes.open(line, kind)
        top = self.scopes.top
        if line.marker or not top.lead or top.is_passing:
            top.lead, top.is_request = lead, is_request
            top.is_passing = line.marker is None
        return True

    def _first_subject(self, line: Line) -> tuple[int, Subject] | None:
        behind = said_behind_label(line.body)
        if behind is not None and (subject := find_subject(line.body[behind:])):
            return behind, subject
        if subject := find_subject(line.body):
            return 0, subject
        if self.scopes.leading() is not None and starts_with_act(line.body):
            return None
        for offset, text in sentences(line.body, colons=True)[1:]:
            subject = find_subject(text)
            if subject and subject.begin in (0, order_end(text)):
                return offset, subject
        return None

    def _target(self, line: Line) -> None:
        """A target that lays a number or a period on bodies is a task (else it is none)."""
        head, colon, rest = line.body.partition(":")
        offset = (
            len(head) + 1 + len(rest) - len(rest.lstrip())
            if colon and len(head) < 30
            else 0
        )
        text = line.body[offset:]
        timing = sentence_timing(text, line.body_start + offset, self.year)
        often = timing.recurrence in (Recurrence.MONTHLY, Recurrence.QUARTERLY)
        share = SHARE.search(text)
        if not (share and (timing.quota or often)):
            return
        end = name_end(text, share.end())
        has = text.find(" có ", share.end(), end)
        end = has if has > 0 else end
        lead = split_bodies(
            text[share.end() : end], line.body_start + offset + share.end()
        )
        if lead:
            self.found.add(
                Draft(
                    text,
                    line.body_start + offset,
                    lead,
                    "task.target",
                    timing=timing,
                    certainty=Certainty.LIKELY,
                )
            )

    def _closing(self, line: Line) -> None:
        """Of the closing formulas only a reporting duty with a time is a task."""
        lead: tuple[Mention, ...] = ()
        is_request = False
        for offset, text in sentences(line.body):
            start = line.body_start + offset
            subject = find_subject(text) or ordered_bodies(text)
            if subject:
                lead = split_bodies(
                    text[subject.begin : subject.end], start + subject.begin
                )
                is_request = subject.is_request
                if text.startswith("Trên đây"):  # the formula, then the order
                    skipped = text.rfind(", ", 0, subject.begin) + 2
                    text, start = text[skipped:], start + skipped
            timing = sentence_timing(text, start, self.year)
            reports = timing.span and re.search(r"báo cáo|gửi", text, re.IGNORECASE)
            entrusted = (
                subject
                and ENTRUSTS.search(text[: subject.begin])
                and len(lead) == 1
                and PROPER.match(lead[0].name)
                and WATCHES.search(text, subject.end)
            )
            if (reports or entrusted) and lead and not is_formula(text):
                self.found.emit(text, start, lead, "task.closing-report", is_request)

    # --- the scopes -------------------------------------------------------------------

    def _section(self, line: Line) -> str | None:
        """What a heading announces; a long or finished sentence is no heading."""
        text = line.body
        if is_body_list(text):
            return None
        if is_upper(text) or (line.level <= 2 and len(text) < 160):
            return section_kind(text)
        if line.level <= 4 and len(text) < 80 and text[-1:] not in ".;":
            return section_kind(text)
        return None

    def _has_deeper(self, place: int) -> bool:
        after = self.lines[place + 1] if place + 1 < len(self.lines) else None
        here = self.lines[place]
        if after is None or after.cell:
            return False
        return (after.level > here.level and after.level < 9) or (
            after.level == 9 and here.level < 7
        )

    def _announces(self, place: int) -> bool:
        """Whether the lines below are what a line that ends in a colon announces."""
        after = self.lines[place + 1] if place + 1 < len(self.lines) else None
        if after is None or after.cell:
            return False
        return self._has_deeper(place) or (
            after.marker is not None and self.lines[place].level == 9
        )
