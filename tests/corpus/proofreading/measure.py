"""How many planted faults the proofreader finds, by kind of fault."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from loa.domain.docreader import read
from loa.domain.docreader.proofreading import Remark, proofread
from tests.corpus.proofreading.faults import FAULTS, Planted
from tests.corpus.proofreading.papers import Paper, paper


@dataclass(slots=True)
class Recall:
    """How often each fault was planted and found; what was missed, for a person to see."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[str, str]] = field(default_factory=list)

    @property
    def share(self) -> float:
        """Found of all planted, 0 to 1."""
        return self.found.total() / max(1, self.planted.total())

    def by_kind(self) -> dict[str, float]:
        """The share found of each fault, the worst first."""
        shares = {name: self.found[name] / n for name, n in self.planted.items()}
        return dict(sorted(shares.items(), key=lambda item: item[1]))


def recall(seed: int, rounds: int, own: Sequence[Paper] = ()) -> Recall:
    """Plant every fault once in each of `rounds` papers made (or drawn from `own`)."""
    rng = random.Random(seed)
    result = Recall()
    for _ in range(rounds):
        clean = rng.choice(own) if own else paper(rng)
        before = Counter((r.rule, r.words) for r in proofread(read(clean.text)))
        for name, plant in FAULTS.items():
            planted = plant(clean, rng)
            if planted is None:
                continue
            result.planted[name] += 1
            if is_found(planted, before):
                result.found[name] += 1
            else:
                result.missed.append((name, planted.words))
    return result


def is_found(planted: Planted, before: Counter[tuple[str, str]]) -> bool:
    """Whether a remark that the clean text did not get is on the planted words."""
    document = read(planted.text)
    remarks = proofread(document)
    new = Counter((r.rule, r.words) for r in remarks)
    new.subtract(before)
    return any(
        remark.rule in planted.expects
        and new[remark.rule, remark.words] > 0
        and _is_on(remark, planted.words, document.text)
        for remark in remarks
    )


def _is_on(remark: Remark, words: str, text: str) -> bool:
    if not words or remark.span is None:
        return True
    at = text.find(words)
    while at >= 0:
        if remark.span.start < at + len(words) and at < remark.span.end:
            return True
        at = text.find(words, at + 1)
    return False
