"""The headings that a line stands under, and whom they bind."""

from __future__ import annotations

from dataclasses import dataclass, field

from loa.domain.docreader.document import Mention, Timing
from loa.domain.docreader.layout import Line


@dataclass(slots=True)
class Scope:
    """What a heading or a numbered line says for all that stands below it."""

    level: float
    heading: str = ""
    kind: str | None = None
    lead: tuple[Mention, ...] = ()
    is_request: bool = False
    is_heading: bool = False  # the lead is the heading itself: all below is a task
    is_passing: bool = False  # named by a paragraph without a mark: until the next one
    is_unmarked: bool = False  # a heading without a mark: lists below belong to it
    coordinate: tuple[Mention, ...] = ()
    timing: Timing | None = None
    drafts: list[int] = field(default_factory=list)


class Scopes:
    """The open scopes, the outermost first; there is always one."""

    def __init__(self) -> None:
        self._open = [Scope(0)]

    @property
    def top(self) -> Scope:
        """The innermost."""
        return self._open[-1]

    @property
    def base(self) -> Scope:
        """The document itself."""
        return self._open[0]

    def leave(self, level: int) -> None:
        """Close what is as deep as `level` or deeper."""
        while len(self._open) > 1 and self._open[-1].level >= level:
            self._open.pop()

    def enter(self, scope: Scope) -> None:
        """Open a scope that names bodies; one without a mark replaces its like."""
        if scope.level == 9:
            self._leave_like()
            scope.is_unmarked = True
            scope.level = self.top.level + 0.5
        self._open.append(scope)

    def _leave_like(self) -> None:
        """Close the unmarked heading above, and the finished items of a list."""
        for place, scope in enumerate(self._open):
            if scope.is_unmarked:
                del self._open[place:]
                break
        while len(self._open) > 1 and self.top.heading.endswith((".", ";")):
            self._open.pop()

    def open(self, line: Line, kind: str | None) -> None:
        """Open the scope of a marked line, or of an unmarked section heading."""
        if line.marker:
            self._open.append(Scope(line.marker.level, line.body, kind))
        elif kind:
            self._open = [self._open[0], Scope(1, line.body, kind)]

    def in_aims(self) -> bool:
        """Whether the nearest word on it says aims, and nobody is told to act."""
        for scope in reversed(self._open):
            if scope.lead:
                return False
            if scope.kind:
                return scope.kind == "aims"
        return False

    def in_duties(self) -> bool:
        """Whether a heading above says that what follows is whose responsibility."""
        return any(
            scope.kind == "implementation" or "trách nhiệm" in scope.heading.casefold()
            for scope in self._open
        )

    def leading(self) -> Scope | None:
        """The innermost scope that names bodies."""
        return next((scope for scope in reversed(self._open) if scope.lead), None)

    def timing(self) -> Timing | None:
        """The time that a block's own line gives."""
        return next(
            (scope.timing for scope in reversed(self._open) if scope.timing), None
        )

    def section(self) -> str:
        """The heading of the section."""
        return next(
            (scope.heading for scope in self._open if scope.level in (1, 2)), ""
        )
