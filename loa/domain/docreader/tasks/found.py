"""What a walk has found: drafts of tasks, each with what its headings say."""

from __future__ import annotations

from loa.domain.docreader.bodies import split_bodies
from loa.domain.docreader.document import Mention, Timing
from loa.domain.docreader.findings import Certainty
from loa.domain.docreader.layout import Line
from loa.domain.docreader.tasks.draft import Draft, coordinating
from loa.domain.docreader.tasks.patterns import (
    GIVES_TIME,
    JOINS_ON,
    ORDERS,
    PERIODICALLY,
)
from loa.domain.docreader.tasks.scopes import Scopes
from loa.domain.docreader.tasks.sentences import (
    Subject,
    find_subject,
    is_formula,
    sentences,
    shares,
)
from loa.domain.docreader.timing import sentence_timing
from loa.domain.docreader.vocabulary import REQUEST, starts_with_act

# Paragraphs that may tell one body after another to act.
_SHARED = ("task.run-on", "task.ordered", "task.behind-body", "task.closing-report")


class Found:
    """The drafts of a walk, in order; what one leaves open its scopes say.

    :param duties_only: whether a task counts only under a heading of duties
    """

    def __init__(
        self, scopes: Scopes, year: int | None, *, duties_only: bool = False
    ) -> None:
        self.scopes = scopes
        self.year = year
        self.duties_only = duties_only
        self.drafts: list[Draft] = []

    def emit(
        self,
        text: str,
        start: int,
        lead: tuple[Mention, ...],
        rule: str,
        is_request: bool,
        joining: tuple[Mention, ...] = (),
        certainty: Certainty = Certainty.CERTAIN,
    ) -> None:
        """A paragraph's task, and those that its later sentences are."""
        for first, last, whose in self._pieces(text, start, lead, rule):
            words = text[first:last].rstrip()
            if last < len(text):
                words = JOINS_ON.sub("", words)
            named = coordinating(words, start + first)
            self.add(
                Draft(
                    words,
                    start + first,
                    whose,
                    rule,
                    named or joining,
                    is_request=is_request
                    or (first > 0 and REQUEST.match(words) is not None),
                    certainty=certainty if first == 0 else Certainty.LIKELY,
                )
            )

    def _pieces(
        self, text: str, start: int, lead: tuple[Mention, ...], rule: str
    ) -> list[tuple[int, int, tuple[Mention, ...]]]:
        """The parts of a paragraph that are a task each, and whom each binds."""
        begin, pieces = 0, []
        for offset, sentence in sentences(text):
            if offset and is_formula(sentence):
                continue
            own = find_subject(sentence) if offset else None
            own_lead = (
                bodies_of(sentence, start + offset, own)
                if own and own.begin == 0
                else ()
            )
            if offset and (
                _others(own_lead, lead)
                or self._comes_again(text[begin:offset], sentence, start)
            ):
                pieces.append((begin, offset, lead))
                begin, lead = offset, own_lead or lead
            for first, _ in shares(sentence)[1:] if rule in _SHARED else ():
                rest = sentence[first:]
                then = find_subject(rest)
                named = bodies_of(rest, start + offset + first, then) if then else ()
                if _others(named, lead):
                    pieces.append((begin, offset + first, lead))
                    begin, lead = offset + first, named
        return [*pieces, (begin, len(text), lead)]

    def _comes_again(self, before: str, sentence: str, start: int) -> bool:
        """A later sentence with another act and a time of its own."""
        timing = sentence_timing(sentence, start, self.year)
        if timing.span is None:
            return False
        if PERIODICALLY.match(sentence):
            return True
        return starts_with_act(sentence) and bool(
            sentence_timing(before, start, self.year).span
        )

    def add(self, draft: Draft, *, says_so: bool = False) -> None:
        """Keep a draft; one whose own labels say that it is a task stands anywhere."""
        if self.duties_only and not says_so and not self.scopes.in_duties():
            return
        scope = self.scopes.top
        timing = draft.timing
        if timing is None:
            default = self.scopes.timing()
            if (
                default
                and sentence_timing(draft.text, draft.start, self.year).span is None
            ):
                timing = default
        section = self.scopes.section()
        scope.drafts.append(len(self.drafts))
        self.drafts.append(
            Draft(
                draft.text,
                draft.start,
                draft.lead,
                draft.rule,
                draft.coordinate,
                timing,
                draft.is_request,
                draft.certainty,
                draft.section or section,
            )
        )

    def requests(self, text: str, is_request: bool) -> bool:
        """A request said here, or by the opening for all that orders nothing itself."""
        return is_request or (self.scopes.base.is_request and not ORDERS.match(text))

    def takes_time(self, line: Line) -> bool:
        """A paragraph that only says when or where the result of the last task goes."""
        if line.marker or not self.drafts or not GIVES_TIME.match(line.body):
            return False
        timing = sentence_timing(line.body, line.body_start, self.year)
        last = self.drafts[-1]
        if timing.span is None or last.timing is not None:
            return False
        if sentence_timing(last.text, last.start, self.year).span is None:
            self.drafts[-1] = last.with_timing(timing)
        return True

    def give_time(self, timing: Timing) -> None:
        """A time among a block's lines: of the tasks above it, else of those below."""
        scope = self.scopes.top
        open_drafts = [at for at in scope.drafts if self.drafts[at].timing is None]
        if open_drafts:
            for at in open_drafts:
                self.drafts[at] = self.drafts[at].with_timing(timing)
        elif scope.level >= 3:
            scope.timing = timing


def bodies_of(text: str, start: int, subject: Subject) -> tuple[Mention, ...]:
    """The bodies that a subject names."""
    return split_bodies(text[subject.begin : subject.end], start + subject.begin)


def _others(some: tuple[Mention, ...], known: tuple[Mention, ...]) -> bool:
    """Whether one of `some` is not among the bodies known."""
    return bool({m.name.casefold() for m in some} - {m.name.casefold() for m in known})
