"""The set: honest pages, and pages with a fault, drawn from a seed."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

from tests.corpus.pages import frauds
from tests.corpus.pages.case import Case
from tests.corpus.pages.draft import Draft
from tests.corpus.pages.faults import FAULTS
from tests.corpus.pages.honest import honest_case

assert frauds  # it enters its kinds into FAULTS when it is imported
SEED = 20261122
"""The seed of the figures that are written down; a fresh one guards against learning
the set by heart."""
HONEST = 700
EACH = 16


def honest(seed: object = SEED, count: int = HONEST) -> list[Case]:
    """Pages that a just judge leaves alone."""
    return [honest_case(seed, number) for number in range(count)]


def faulty(seed: object = SEED, each: int = EACH) -> dict[str, list[Case]]:
    """Kind → its cases, spread over the makes where it can happen."""
    return {kind: _of(seed, kind, each) for kind in FAULTS}


def mutated(
    seed: object, count: int = HONEST, each: int = EACH
) -> tuple[list[Case], dict[str, list[Case]]]:
    """All drawn anew, and the mark-up made rough besides."""
    fresh = f"mutated/{seed}"
    return (
        [honest_case(fresh, number, mutate=True) for number in range(count)],
        {kind: _of(fresh, kind, each, mutate=True) for kind in FAULTS},
    )


def whole(honest: Iterable[Case], faulty: dict[str, list[Case]]) -> list[Case]:
    """Both parts as one list."""
    return [*honest, *(case for cases in faulty.values() for case in cases)]


def planted(seed: object, kind: str, number: int, *, mutate: bool = False) -> Draft:
    """The draft of that number, with its fault."""
    fault = FAULTS[kind]
    first = sum(map(ord, kind))  # a few cases of each kind still meet every make
    make = fault.of[(first + number) % len(fault.of)]
    rng = Random(f"{seed}/{kind}/{number}")
    draft = Draft(rng, make, shared=fault.shared, mutate=mutate)
    fault.plant(draft)
    return draft


def _of(seed: object, kind: str, each: int, *, mutate: bool = False) -> list[Case]:
    fault = FAULTS[kind]
    drafts = [planted(seed, kind, at, mutate=mutate) for at in range(each)]
    return [
        draft.case(f"{kind}-{at:02}-{draft.make.name}", kind, fault.expect, fault.why)
        for at, draft in enumerate(drafts)
    ]
