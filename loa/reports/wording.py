"""Words around figures: a sentence with names in braces becomes runs of a paper."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from loa.domain.writing import Appendix, Block, Figure, Run, Text, decimal, grouped

_NAME = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of the body; ``is_own_words`` when a person wrote it."""

    block: Block
    is_own_words: bool = False


@dataclass(frozen=True, slots=True)
class Worded:
    """What a kind makes of the figures: title, body, annexes, and the short section."""

    subject: str
    pieces: tuple[Piece, ...]
    appendices: tuple[Appendix, ...]
    section: tuple[Piece, ...]
    section_appendices: tuple[Appendix, ...]

    @property
    def body(self) -> tuple[Block, ...]:
        """The blocks of the body."""
        return tuple(piece.block for piece in self.pieces)


class Numbers:
    """The figures of a snapshot by key; one that was not counted is nought."""

    def __init__(self, values: Mapping[str, int | str]) -> None:
        self._values = values

    def of(self, key: str) -> int:
        """Give a whole figure."""
        return int(self._values.get(key, 0))

    def any(self, *keys: str) -> bool:
        """Whether one of the figures is not nought."""
        return any(self.of(key) for key in keys)

    def figure(self, key: str, *, bold: bool = False) -> Figure:
        """Give a figure as it prints."""
        value = self._values.get(key, 0)
        if key.startswith("share."):
            return Figure(key, f"{decimal(float(value))} %", bold=bold)
        return Figure(key, grouped(int(value)), bold=bold)


def runs(
    sentence: str, numbers: Numbers, words: Mapping[str, Any], prefix: str = ""
) -> tuple[Run, ...]:
    """Fill a sentence: ``{who}`` from words, every other name is a figure's key.

    ``{.claimed}`` takes ``prefix`` before it.
    """
    found: list[Run] = []
    place = 0
    for match in _NAME.finditer(sentence):
        if match.start() > place:
            found.append(Text(sentence[place : match.start()]))
        name = match[1]
        if name in words:
            found.append(Text(str(words[name])))
        else:
            found.append(numbers.figure(prefix + name if name[0] == "." else name))
        place = match.end()
    if place < len(sentence):
        found.append(Text(sentence[place:]))
    return tuple(found)
