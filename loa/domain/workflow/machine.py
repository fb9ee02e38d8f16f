"""States and moves as a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class BadMove(ValueError):
    """The table has no such move from this state."""

    def __init__(self, machine: str, state: str, move: str) -> None:
        super().__init__(f"{machine}: no move {move!r} from {state!r}")
        self.machine, self.state, self.move = machine, state, move


@dataclass(frozen=True, slots=True)
class Move:
    """A move from any of `sources` to `target`. `by` says whose move it is."""

    name: str
    sources: tuple[str, ...]
    target: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Machine:
    """A named table of moves that begins at `start`.

    :raises ValueError: if two moves of one name leave one state, a move has no source,
        or a state cannot be reached
    """

    name: str
    start: str
    moves: tuple[Move, ...]

    def __post_init__(self) -> None:
        seen: set[tuple[str, str]] = set()
        for move in self.moves:
            if not move.sources:
                raise ValueError(f"{self.name}: {move.name!r} leaves no state")
            for source in move.sources:
                if (source, move.name) in seen:
                    raise ValueError(
                        f"{self.name}: two moves {move.name!r} from {source!r}"
                    )
                seen.add((source, move.name))
        if lost := set(self.states) - self._reachable():
            raise ValueError(
                f"{self.name}: cannot be reached: {', '.join(sorted(lost))}"
            )

    def _reachable(self) -> set[str]:
        reached: set[str] = set()
        todo = [self.start]
        while todo:
            state = todo.pop()
            if state not in reached:
                reached.add(state)
                todo += [move.target for move in self.moves_from(state)]
        return reached

    @property
    def states(self) -> tuple[str, ...]:
        """Every state, in the order in which the table first names it."""
        named: list[str] = [self.start]
        for move in self.moves:
            named += [*move.sources, move.target]
        return tuple(dict.fromkeys(named))

    def moves_from(self, state: str, by: Iterable[str] | None = None) -> list[Move]:
        """The moves that leave `state`, in table order; only those of `by` if given."""
        allowed = None if by is None else set(by)
        return [
            move
            for move in self.moves
            if state in move.sources and (allowed is None or move.by in allowed)
        ]

    def can(self, state: str, move: str) -> bool:
        """Does the table have `move` from `state`?"""
        return any(each.name == move for each in self.moves_from(state))

    def after(self, state: str, move: str) -> str:
        """The state that `move` leads to from `state`.

        :raises BadMove: if the table has no such move
        """
        for each in self.moves_from(state):
            if each.name == move:
                return each.target
        raise BadMove(self.name, state, move)

    def sources_of(self, move: str) -> tuple[str, ...]:
        """The states that `move` may leave: what a conditional UPDATE asks for."""
        found = [
            source
            for each in self.moves
            if each.name == move
            for source in each.sources
        ]
        return tuple(dict.fromkeys(found))

    def is_final(self, state: str) -> bool:
        """Does no move leave `state`?"""
        return not self.moves_from(state)
