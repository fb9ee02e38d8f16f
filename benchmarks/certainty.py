"""How far the reader's own certainty can be trusted, finding by finding.

A finding is held against the annotation of its field. "Certain" promises that a person
who looks will agree; it is worth little if it is rare, so both are measured.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from benchmarks import CannotMeasure, Row, at_least
from benchmarks.reading import (
    GOLD,
    MORE,
    SCORER,
    SECOND,
    TEXTS,
    load_scorer,
    with_words,
)
from loa.domain.docreader import Certainty, OfficialDocument, as_json, read

TARGET = "accuracy"
_RIGHT, _SHARE = 0.98, 0.70
_HEADER = ("number", "symbol", "type", "issuer", "place", "issued_on", "subject")
# What a field of the scorer's measures covers, where only some are annotated.
_MEASURES = {
    "number": "header",
    "symbol": "header",
    "type": "header",
    "issuer": "header",
    "place": "header",
    "issued_on": "header",
    "subject": "subject",
    "bases": "bases",
    "addressees": "to",
    "recipients": "cc",
    "signer.name": "signer",
}

Judged = tuple[str, Certainty, bool]


def rows() -> list[Row]:
    """Of all findings that can be judged: how many are certain, how many of those right."""
    found: list[Row] = []
    for group, judged in (("dev", judge_all()), ("second", judge_second())):
        sure = [one for one in judged if one[1] == Certainty.CERTAIN]
        right = sum(one[2] for one in sure) / len(sure)
        found.append(at_least(f"certain, {group}: right", right, "share", _RIGHT))
        share = len(sure) / len(judged)
        found.append(at_least(f"certain, {group}: share", share, "share", _SHARE))
        _tell(group, judged)
    return found


def judge_all() -> list[Judged]:
    """Every finding of the annotated documents: field, certainty, right or not."""
    scorer = load_scorer()
    judged: list[Judged] = []
    for path in sorted(GOLD.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        document = read((TEXTS / f"{path.stem}.txt").read_bytes())
        judged.extend(judge(document, gold, scorer))
    return judged


def judge_second() -> list[Judged]:
    """The same of the second set."""
    if not (MORE.is_dir() and SCORER.is_file()):
        raise CannotMeasure(f"no documents in {MORE}")
    scorer = load_scorer()
    judged: list[Judged] = []
    for path in sorted(SECOND.glob("*.json")):
        raw = (MORE / f"{path.stem}.txt").read_bytes()
        gold = with_words(path, scorer.plain(raw.decode("utf-8")))
        judged.extend(judge(read(raw), gold, scorer))
    return judged


def judge(
    document: OfficialDocument, gold: dict[str, Any], scorer: ModuleType
) -> Iterator[Judged]:
    """Every finding of a document that its annotation can judge."""
    measured = gold.get("measured")
    pairs = _pairs(document, gold, scorer)
    for finding in document.findings:
        field = re.sub(r"\[\d+\]", "", finding.field)
        if measured and _MEASURES.get(field) not in measured:
            continue
        right = _is_right(finding.field, field, finding.value, gold, pairs, scorer)
        if right is not None:
            yield field, finding.certainty, right


def _pairs(
    document: OfficialDocument, gold: dict[str, Any], scorer: ModuleType
) -> dict[int, dict[str, Any]]:
    """The annotated task that each task found is paired with."""
    meant, found = gold.get("tasks") or [], as_json(document)["tasks"]

    def likeness(one: dict[str, Any], other: dict[str, Any]) -> float:
        text = scorer.opening(one.get("text"), other.get("text"))
        bodies: float = scorer.list_f1(one.get("lead"), other.get("lead"))
        like: float = scorer.similar(one.get("text"), text)
        return like + 0.05 * bodies

    matched = scorer.pair(meant, found, likeness, 0.65)
    return {place: meant[at] for at, place in matched}


def _is_right(
    full: str,
    field: str,
    value: str,
    gold: dict[str, Any],
    pairs: dict[int, dict[str, Any]],
    scorer: ModuleType,
) -> bool | None:
    """Whether an annotation bears a finding out; None where it says nothing of it."""
    if field in _HEADER:
        meant = gold.get({"issued_on": "date"}.get(field, field))
        if field == "subject":
            return bool(scorer.similar(meant, value) >= 0.95)
        same = (
            scorer.code if field in ("number", "symbol", "issued_on") else scorer.norm
        )
        return bool(same(meant) == same(value))
    if field == "bases":
        numbers = {scorer.code(base.get("number")) for base in gold["legal_bases"]}
        return scorer.code(value) in numbers if "/" in value or "-" in value else None
    if field in ("addressees", "recipients"):
        key = "recipients_to" if field == "addressees" else "recipients_cc"
        return any(scorer.similar(one, value) >= 0.8 for one in gold[key] or [])
    if field == "signer.name":
        return bool(scorer.norm(gold["signer"]["name"]) == scorer.norm(value))
    if field.startswith("tasks."):
        place = int(re.findall(r"\d+", full)[0])
        return _task_is_right(field[6:], value, pairs.get(place), scorer)
    return None


def _task_is_right(
    field: str, value: str, meant: dict[str, Any] | None, scorer: ModuleType
) -> bool | None:
    if field == "text":
        return meant is not None
    if field not in ("lead", "coordinate", "deadline", "recurrence", "quota"):
        return None
    if meant is None:
        return False
    if field in ("lead", "coordinate"):
        return any(scorer.similar(one, value) >= 0.8 for one in meant[field] or [])
    if field == "quota":
        quota = scorer.quota(meant)
        return bool(
            quota and value.startswith(f"{quota[0]} ") and value.endswith(quota[1])
        )
    return bool((meant.get(field) or "") == value)


def _tell(group: str, judged: list[Judged]) -> None:
    """The fields one by one, for whoever mends a rule."""
    count: Counter[str] = Counter()
    sure: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for field, certainty, is_right in judged:
        count[field] += 1
        sure[field] += certainty == Certainty.CERTAIN
        right[field] += certainty == Certainty.CERTAIN and is_right
    for field in sorted(count):
        of = f"{right[field]} of {sure[field]} certain right, {count[field]} in all"
        print(f"  {group} {field}: {of}", file=sys.stderr)
