"""How well the proofreader proofreads: false remarks a page, faults found.

Judged are the remarks on the papers beside the project; without them only faults planted
in papers made on the spot are counted. The seed is new each time and is printed.
"""

from __future__ import annotations

import json
import secrets
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from benchmarks import ROOT, Row, at_least, at_most
from benchmarks.reading import SHARED
from loa.domain.docreader import Remark, proofread, read

TARGET = "accuracy"
CHARACTERS_A_PAGE = 2500
JUDGED = ROOT / "tests" / "corpus" / "proofreading" / "judged.jsonl"
PAPERS = SHARED / "corpus" / "dev"
ROUNDS = 15

Key = tuple[str, str, str]


def rows() -> list[Row]:
    """Recall on planted faults, by kind where it is not whole; false remarks a page."""
    from tests.corpus.proofreading.measure import recall

    seed = secrets.randbits(32)
    result = recall(seed, ROUNDS)
    print(f"  faults planted with seed {seed}", file=sys.stderr)
    found = [
        at_least(
            f"planted faults found ({result.planted.total()})",
            result.share,
            "share",
            0.9,
        )
    ]
    found += [
        Row(f"  found: {name}", share, "share")
        for name, share in result.by_kind().items()
        if share < 1
    ]
    return found + _judged_rows()


def _judged_rows() -> list[Row]:
    paths = sorted([*PAPERS.glob("text/*.txt"), *PAPERS.glob("more/*.txt")])
    if not paths:
        print(f"  {PAPERS} is not there: no remark is judged", file=sys.stderr)
        return []
    judged = judged_of(map(json.loads, JUDGED.read_text(encoding="utf-8").splitlines()))
    length, made = 0, list[Key]()
    for path in paths:
        document = read(path.read_bytes())
        length += len(document.text)
        made += [key_of(path.stem, one) for one in proofread(document)]
    pages = length / CHARACTERS_A_PAGE
    false = sum(not judged.get(key, True) for key in made)
    unjudged = sum(key not in judged for key in made)
    name = f"real papers ({len(paths)}, {pages:.0f} pages of {CHARACTERS_A_PAGE} characters)"
    return [
        at_most(f"{name}: false remarks a page", false / pages, "a page", 1),
        Row(f"{name}: remarks a page", len(made) / pages, "a page"),
        at_least(
            f"{name}: true of {len(made)}", 1 - false / max(1, len(made)), "share", 0.9
        ),
        at_most(f"{name}: remarks nobody judged", unjudged, "remarks", 0),
    ]


def judged_of(lines: Iterable[Mapping[str, Any]]) -> dict[Key, bool]:
    """What a person said of each remark: whether it is on a fault."""
    return {
        (row["file"], row["rule"], row["words"]): bool(row["fault"]) for row in lines
    }


def key_of(name: str, remark: Remark) -> Key:
    """A remark as `judged.jsonl` names it: paper, rule, the first words."""
    return name, remark.rule, remark.words[:80]
