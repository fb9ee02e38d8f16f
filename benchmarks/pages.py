"""How well the checks of pages judge the labelled pages: what they find, whom they wrong."""

from __future__ import annotations

import secrets
import sys

from benchmarks import Row, at_least, at_most
from tests.corpus.pages.cases import SEED, faulty, honest, mutated, whole
from tests.corpus.pages.score import Score, score
from tests.domain.pages.judge import judge

TARGET = "accuracy"
HONEST, EACH = 500, 12
# Of 700 honest pages at most three may be disputed; of fewer, no greater a share.
MOST_DISPUTED = 3 * HONEST // 700


def rows() -> list[Row]:
    """The promise, on the set as it is and on one drawn anew, its mark-up made rough."""
    fresh = secrets.randbelow(10**9)
    as_it_is = score(judge, whole(honest(SEED, HONEST), faulty(SEED, EACH)))
    anew = score(judge, whole(*mutated(fresh, HONEST, EACH)))
    found = []
    for name, result in ((f"seed {SEED}", as_it_is), (f"fresh seed {fresh}", anew)):
        print(f"\n{name}\n{result.table()}", file=sys.stderr)
        found += _rows(name, result)
    return found


def _rows(name: str, result: Score) -> list[Row]:
    return [
        at_least(f"pages to dispute found, {name}", result.detection, "share", 0.95),
        at_least(f"weakest kind of page, {name}", result.weakest, "share", 0.80),
        at_most(
            f"of {result.honest} honest pages disputed, {name}",
            len(result.disputed),
            "pages",
            MOST_DISPUTED,
        ),
        at_most(
            f"pages that nobody can check disputed, {name}",
            len(result.wronged),
            "pages",
            0,
        ),
    ]
