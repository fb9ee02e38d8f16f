"""Copies asked for among many texts: which are found, and what is said beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from random import Random

from tests.corpus.likeness.edits import HARD, SINGLE, combined
from tests.corpus.likeness.texts import text_of

Finder = Callable[[str], Collection[int]]
"""A text → the numbers of the texts that it is said to be a copy of."""

NEW = "new"
COMBINED = "combined"


@dataclass(frozen=True, slots=True)
class Query:
    """A text to ask about; `source` is the number of what it copies, None for a new one."""

    kind: str
    text: str
    source: int | None


@dataclass(slots=True)
class Score:
    """Of each kind how many were asked and found; and how many were named wrongly."""

    asked: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    wrong: int = 0

    def recall(self, kinds: Collection[str]) -> float:
        """Found of asked, over kinds."""
        asked = sum(self.asked[kind] for kind in kinds)
        return sum(self.found[kind] for kind in kinds) / asked if asked else 0.0

    @property
    def single(self) -> float:
        """Found of the copies with one edit."""
        return self.recall(SINGLE)

    @property
    def weakest(self) -> float:
        """Found of the kind of single edit that hides best."""
        return min(self.recall([kind]) for kind in SINGLE)

    @property
    def combined(self) -> float:
        """Found of the copies with three or four edits."""
        return self.recall([COMBINED])

    @property
    def hard(self) -> float:
        """Found of the copies of which half or less is left."""
        return self.recall(HARD)

    @property
    def wrong_each(self) -> float:
        """Texts named that were no source, for each text asked about."""
        return self.wrong / max(1, sum(self.asked.values()))

    def table(self) -> str:
        """A line for each kind."""
        return "\n".join(
            f"{kind:26} {self.found[kind]:5} of {asked:5}"
            for kind, asked in sorted(self.asked.items())
        )


def queries(seed: int, among: int, each: int) -> Iterator[Query]:
    """Copies of each kind of texts `0 … among - 1`, and as many texts that are new.

    Edits together are a third of the copies with one: as many as four kinds.
    """
    rng = Random(seed)
    fresh = among
    for kind, edit in {**SINGLE, COMBINED: combined, **HARD}.items():
        for _ in range(each * 4 if kind == COMBINED else each):
            source = rng.randrange(among)
            fresh += 1
            text = edit(rng, text_of(seed, source), text_of(seed, fresh))
            yield Query(kind, text, source)
    for _ in range(each * len(SINGLE)):
        fresh += 1
        yield Query(NEW, text_of(seed, fresh), None)


def score(finder: Finder, asked: Iterator[Query]) -> Score:
    """Ask about each and count."""
    result = Score()
    for query in asked:
        named = set(finder(query.text))
        result.asked[query.kind] += 1
        result.found[query.kind] += query.source in named
        result.wrong += len(named - {query.source})
    return result
