"""Joint documents ("liên tịch", "liên ngành"): several bodies issue them together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from loa.domain.docreader.findings import Finding, Span
from loa.domain.docreader.layout import Line, is_upper
from loa.domain.docreader.vocabulary import BODY_HEADS
from loa.domain.text import fold

_SAID = re.compile(r"\bLIÊN (?:TỊCH|NGÀNH)\b")
_TOGETHER = re.compile(r"\bPHỐI HỢP\b")
# The type of a symbol: "KHLT-…", "HDLN-…"; "LN-…" and "LT-…" alone.
_SYMBOL = re.compile(r"[^\W\d_]*(?:LT|LN)[-/]")
_AND = re.compile(r"\s+(?:[-–]\s*|VÀ\s+)|\s*[;,]\s+")
_FIRST = re.compile(r"(?:VÀ|LIÊN (?:NGÀNH|TỊCH|SỞ)\s*:?)\s+")
# Words that a symbol takes over as they are: "UBND TỈNH" is UBND, not U.
_SHORT = {"ubnd", "hdnd", "mttq", "tncs", "ubmttq", "ubmttqvn"}


@dataclass(frozen=True, slots=True)
class Printed:
    """A body that a letterhead prints: its name, and where it stands."""

    name: str
    span: Span
    pieces: tuple[tuple[str, Span], ...] = ()

    def with_rest(self, rest: Printed) -> Printed:
        """The name with the line below that goes on with it."""
        return Printed(
            f"{self.name} {rest.name}",
            Span(self.span.start, rest.span.end),
            (*self.lines, *rest.lines),
        )

    @property
    def lines(self) -> tuple[tuple[str, Span], ...]:
        """The printed lines of the name, each with its place."""
        return self.pieces or ((self.name, self.span),)


def names_body(text: str) -> bool:
    """Whether a line names a body, with or without an "and" before it."""
    begin = _FIRST.match(text)
    return BODY_HEADS.match(text, begin.end() if begin else 0) is not None


def is_joint(header: Iterable[Line], symbol: str | None) -> bool:
    """Whether the title, the letterhead or the symbol says that several issue it."""
    if symbol and _SYMBOL.match(symbol):
        return True
    together = len(_codes(symbol)) > 1
    return any(
        is_upper(line.text)
        and (_SAID.search(line.text) or (together and _TOGETHER.search(line.text)))
        for line in header
    )


def apart(bodies: Iterable[Printed]) -> list[Printed]:
    """Each body for itself: "SỞ TƯ PHÁP - SỞ NỘI VỤ" is two."""
    found: list[Printed] = []
    for body in bodies:
        for name, span, begins in _pieces(body):
            if begins or not found:
                found.append(Printed(name, span))
            else:
                found[-1] = found[-1].with_rest(Printed(name, span))
    return found


def issuing(
    printed: Sequence[Printed], symbol: str | None, *, joint: bool
) -> list[Finding]:
    """The bodies that issue together, the first one first; none if it is only one.

    Where the symbol has their letters, they are those that it names: "KHLT-STP-SNV".
    """
    bodies = apart(printed)
    codes = _codes(symbol)
    named = [at for at, one in enumerate(bodies) if _is_named(one.name, codes)]
    if len(named) < 2:
        if not joint:
            return []
        named = [*range(len(bodies))]
        if len(named) > 2 and len(printed) > 1 and len(apart(printed[:1])) == 1:
            rest = apart(printed[1:])
            if len(rest) > len(printed) - 1:
                named = named[1:]  # whose both are stands alone above the two
    if len(named) < 2:
        return []
    found = []
    for place, at in enumerate(named):
        name, span = bodies[at].name, bodies[at].span
        if place == 0 and at > 0:
            name = f"{name} ({bodies[at - 1].name})"
            span = Span(bodies[at - 1].span.start, span.end)
        field = "issuer" if place == 0 else f"co_issuers[{place - 1}]"
        rule = "header.issuer" if place == 0 else "header.co-issuer"
        found.append(Finding(field, name, span, rule))
    return found


def _pieces(body: Printed) -> Iterator[tuple[str, Span, bool]]:
    """The pieces of a name, where each stands, and whether it begins a body."""
    for number, (text, span) in enumerate(body.lines):
        first = _FIRST.match(text)
        begin = first.end() if first and BODY_HEADS.match(text, first.end()) else 0
        begins = number == 0 or begin > 0
        for mark in [*_AND.finditer(text, begin), None]:
            if mark and not BODY_HEADS.match(text, mark.end()):
                continue
            end = mark.start() if mark else len(text)
            if text[begin:end]:
                place = Span(span.start + begin, span.start + end)
                yield text[begin:end], place, begins
            begin, begins = (mark.end() if mark else end), True


def _codes(symbol: str | None) -> list[str]:
    """The letters of the bodies in a symbol, behind those of the type."""
    return [fold(code) for code in re.split(r"[-/&]", symbol or "")[1:] if code]


def _is_named(name: str, codes: Iterable[str]) -> bool:
    """Whether one of the codes is made of the first letters of a body's words."""
    words = re.findall(r"\w+", fold(name))
    letters = "".join(word if word in _SHORT else word[:1] for word in words)
    return any(
        (code[0] == letters[:1] and _in_order(code, letters))
        or (len(code) > 2 and code in letters)
        for code in codes
    )


def _in_order(code: str, letters: str) -> bool:
    rest = iter(letters)
    return all(letter in rest for letter in code)
