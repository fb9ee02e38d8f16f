"""How well scans are read: the seeds as pictures, clean and as a worn machine leaves them.

The same documents and the same scorer as for their texts (`reading`).
"""

from __future__ import annotations

import json
import os

os.environ.setdefault("OMP_THREAD_LIMIT", "1")

from benchmarks import CannotMeasure, Row
from benchmarks.reading import GOLD, SCORER, TEXTS, load_scorer, means
from loa.domain.docreader import Scans, as_json, can_see, read
from tests.corpus.scans import as_pdf, pictures_of
from tests.corpus.typeset import pdf_from_text

TARGET = "accuracy"
# The fifth seed is an article: it has no letterhead to set in two columns.
SEEDS = ("seed-000", "seed-001", "seed-002", "seed-003")
CLEAN = {"dpi": 300}
WORN = {"dpi": 200, "skew": 1.5, "noise": 1.0}
CLEAN_GOALS = {"header": 0.95, "tasks": 0.95, "due": 0.90}
WORN_GOALS = {"header": 0.90, "tasks": 0.85, "due": 0.80}
MEASURES = ("header", "subject", "bases", "to", "cc", "signer", "tasks", "lead", "due")


def rows() -> list[Row]:
    """A figure for each measure, at 300 dots clean and at 200 askew with specks."""
    if not (GOLD.is_dir() and SCORER.is_file()):
        raise CannotMeasure(f"no annotated documents in {GOLD}")
    if not can_see(Scans()):
        raise CannotMeasure("Tesseract's Vietnamese data are not installed")
    found: list[Row] = []
    looks = (
        ("300 dpi", CLEAN, CLEAN_GOALS),
        ("200 dpi, askew, specks", WORN, WORN_GOALS),
    )
    for look, how, goals in looks:
        scores = {seed: _score(seed, how) for seed in SEEDS}
        group = f"scanned seeds ({len(SEEDS)}), {look}"
        found += means(group, scores, MEASURES, goals)
    return found


def _score(seed: str, how: dict[str, float]) -> dict[str, float]:
    gold = json.loads((GOLD / f"{seed}.json").read_text(encoding="utf-8"))
    text = (TEXTS / f"{seed}.txt").read_text(encoding="utf-8").replace("*", "")
    images = pictures_of(pdf_from_text(text), **how)  # type: ignore[arg-type]
    document = read(as_pdf(images, dpi=int(how["dpi"])))
    score: dict[str, float] = load_scorer().score(gold, as_json(document))
    return score
