"""What answers to a sample say of the whole: a share with its interval, and agreement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

Z95 = 1.959964
"""Of a normal distribution: 95 of 100 lie within so many deviations."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share of the whole, between 0 and 1, and where it lies 95 times of 100."""

    share: float
    low: float
    high: float
    # how many were looked at, and how many by simple chance would tell as much
    looked: int
    effective: float


def share_of(
    answers: Sequence[tuple[float, bool]], *, is_whole: bool = False
) -> Estimate:
    """Estimate the share of the whole that is so, from a weighted sample.

    Each answer counts as many times as units of the whole it stands for. The interval is
    Wilson's, for the effective size (Kish: the square of the weights' sum over the sum of
    their squares), without a correction for a finite whole: rather too wide than too
    narrow. It is also good where none or all are so.

    :param answers: (weight, whether it is so)
    :param is_whole: every unit was looked at: then nothing is left to chance
    :raises ValueError: without an answer, or for a weight that is not above nought
    """
    if not answers or any(weight <= 0 for weight, _is_so in answers):
        raise ValueError("answers with weights above nought are needed")
    total = sum(weight for weight, _is_so in answers)
    share = sum(weight for weight, is_so in answers if is_so) / total
    effective = total**2 / sum(weight**2 for weight, _is_so in answers)
    low, high = (share, share) if is_whole else wilson(share, effective)
    return Estimate(share, low, high, len(answers), effective)


def wilson(share: float, size: float) -> tuple[float, float]:
    """Return Wilson's interval (95 %) of a share seen in a sample of a size."""
    square = Z95**2
    middle = (share + square / (2 * size)) / (1 + square / size)
    half = (
        Z95
        * sqrt(share * (1 - share) / size + square / (4 * size**2))
        / (1 + square / size)
    )
    return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often two reviewers said the same.

    ``kappa`` is Cohen's: 0 for what chance alone would give, 1 for always. None where
    both gave one and the same answer throughout: then chance explains all.
    """

    pairs: int
    same: int
    kappa: float | None

    @property
    def share(self) -> float:
        """The plain share of the pairs in which both said the same."""
        return self.same / self.pairs if self.pairs else 0.0


def agreement(pairs: Sequence[tuple[str, str]]) -> Agreement:
    """Compare two reviewers' answers to the same questions."""
    same = sum(one == other for one, other in pairs)
    if not pairs:
        return Agreement(0, 0, None)
    count = len(pairs)
    first = Counter(one for one, _other in pairs)
    second = Counter(other for _one, other in pairs)
    by_chance = sum(first[answer] * second[answer] for answer in first) / count**2
    if by_chance == 1:
        return Agreement(count, same, None)
    return Agreement(count, same, (same / count - by_chance) / (1 - by_chance))
