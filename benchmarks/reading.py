"""How well the reader reads, on documents annotated by hand.

The corpus is not part of the project: it is looked for beside it, and without it
nothing is measured. The scorer comes with the corpus.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks import ROOT, CannotMeasure, Row, at_least
from loa.domain.docreader import as_json, read

TARGET = "accuracy"
SHARED = ROOT.parent / "shared"
TEXTS = SHARED / "corpus" / "dev" / "text"
GOLD = SHARED / "corpus" / "dev" / "gold"
SCORER = SHARED / "tools" / "score_reader.py"
# Documents beside the annotated ones, and what they say by tests/corpus/second/README.md.
MORE = SHARED / "corpus" / "dev" / "more"
SECOND = ROOT / "tests" / "corpus" / "second"

# What issue 2 asks of the seeds, and of all; then what the next one asks of all.
SEED_GOALS = {"header": 0.95, "tasks": 0.80, "due": 0.80}
GOALS = {
    "header": 0.97,
    "subject": 0.95,
    "bases": 0.95,
    "to": 0.93,
    "cc": 0.93,
    "signer": 0.97,
    "tasks": 0.88,
    "extent": 0.92,
    "lead": 0.90,
    "coordinate": 0.88,
    "due": 0.85,
}


def rows() -> list[Row]:
    """A figure for each measure, on the seeds and on all annotated documents."""
    scores = score_all()
    second = score_second()
    seeds = {name: one for name, one in scores.items() if name.startswith("seed-")}
    found: list[Row] = []
    for group, chosen, goals in (
        ("seeds", seeds, SEED_GOALS),
        ("all", scores, GOALS),
        ("second", second, GOALS),
    ):
        found += means(f"{group} ({len(chosen)})", chosen, GOALS, goals)
    for name, one in worst({**scores, **second}, 8):
        print(f"  weakest: {name} {one}", file=sys.stderr)
    return found


def score_all() -> dict[str, dict[str, float]]:
    """The scores of every annotated document, by its name."""
    if not (GOLD.is_dir() and SCORER.is_file()):
        raise CannotMeasure(f"no annotated documents in {GOLD}")
    scorer = load_scorer()
    scores: dict[str, dict[str, float]] = {}
    for path in sorted(GOLD.glob("*.json")):
        gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        found = as_json(read((TEXTS / f"{path.stem}.txt").read_bytes()))
        scores[path.stem] = scorer.score(gold, found)
    return scores


def score_second() -> dict[str, dict[str, float]]:
    """The scores on the second set, whose annotations hold places and no words."""
    if not (MORE.is_dir() and SCORER.is_file()):
        raise CannotMeasure(f"no documents in {MORE}")
    scorer = load_scorer()
    scores: dict[str, dict[str, float]] = {}
    for path in sorted(SECOND.glob("*.json")):
        raw = (MORE / f"{path.stem}.txt").read_bytes()
        gold = with_words(path, scorer.plain(raw.decode("utf-8")))
        score = scorer.score(gold, as_json(read(raw)))
        measured = gold.get("measured", list(score))
        scores[path.stem] = {
            key: value for key, value in score.items() if key in measured
        }
    return scores


def with_words(path: Path, text: str) -> dict[str, Any]:
    """An annotation with the words that its places stand for."""
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if gold["subject"]:
        first, end = gold["subject"]
        gold["subject"] = text[first:end]
    for task in gold.get("tasks", ()):
        first, end = task["at"]
        task["text"] = text[first:end]
    return gold


def means(
    group: str,
    scores: dict[str, dict[str, float]],
    measures: Iterable[str],
    goals: Mapping[str, float],
) -> Iterator[Row]:
    """A figure for each measure that the documents have, with its goal."""
    for measure in measures:
        value = mean(scores, measure)
        if value is None:
            continue
        name, goal = f"{group}: {measure}", goals.get(measure)
        if goal is None:
            yield Row(name, value, "share")
        else:
            yield at_least(name, value, "share", goal)


def mean(scores: dict[str, dict[str, float]], measure: str) -> float | None:
    """The mean of a measure, weighted as the scorer weighs it."""
    counted = [
        (one[measure], one.get(f"n_{measure}", 1))
        for one in scores.values()
        if measure in one
    ]
    weight = sum(times for _, times in counted)
    return sum(value * times for value, times in counted) / weight if weight else None


def worst(
    scores: dict[str, dict[str, float]], count: int = 4
) -> list[tuple[str, dict[str, float]]]:
    """The documents with the most to gain, and the measures below 1."""
    below = {
        name: {key: round(one[key], 3) for key in GOALS if one.get(key, 1.0) < 1.0}
        for name, one in scores.items()
    }
    order = sorted(below.items(), key=lambda item: sum(1 - v for v in item[1].values()))
    return [item for item in reversed(order) if item[1]][:count]


def load_scorer() -> ModuleType:
    """The scorer that comes with the corpus."""
    spec = importlib.util.spec_from_file_location("score_reader", SCORER)
    if spec is None or spec.loader is None:
        raise CannotMeasure(f"{SCORER} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
