"""A document that a person went through becomes a case to measure the reader with."""

import io
import json
import subprocess
import sys
import zipfile

import pytest

from loa.documents.models import Finding
from loa.documents.services import bring_in_document, correct_finding
from loa.domain.docreader import as_json, read
from tests import machine
from tests.documents.papers import PLAN
from tests.factories import moment

AT = moment(2026, 3, 3)
SCORER = machine.CORPUS.parent / "tools" / "score_reader.py"


def exported(client, document):
    answer = client.get(f"/van-ban/{document.pk}/mau-doc/")
    assert answer.status_code == 200
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    text, gold = sorted(archive.namelist(), reverse=True)
    return archive.read(text).decode(), json.loads(archive.read(gold)), gold


@pytest.fixture
def document(cast):
    return bring_in_document(
        text=PLAN, actor=cast.overseer, acting=cast.acting("overseer"), at=AT
    )


def test_a_case_holds_the_text_and_what_a_person_made_of_it(cast, document):
    lead = Finding.objects.filter(document=document, field="task.lead").first()
    correct_finding(
        finding=lead, value="UBND các xã, phường", actor=cast.overseer,
        acting=cast.acting("overseer"), at=AT,
    )  # fmt: skip

    text, facts, path = exported(cast.client("overseer"), document)

    assert path == "gold/12-kh-ubnd-2026.json"
    assert text == document.text
    assert (facts["number"], facts["date"]) == ("12/KH-UBND", "2026-01-20")
    assert facts["tasks"][0]["lead"] == ["UBND các xã, phường"]
    assert facts["tasks"][1]["quota"] == {
        "count": 2,
        "unit": "tin, bài",
        "per": "month",
    }
    assert "1 corrected" in facts["annotator_note"]


@pytest.mark.skipif(not SCORER.exists(), reason=machine.corpus_reason() or "there")
def test_what_nobody_corrected_scores_as_the_reader_reads(cast, document, tmp_path):
    text, facts, path = exported(cast.client("overseer"), document)
    (tmp_path / path).parent.mkdir()
    (tmp_path / path).write_text(json.dumps(facts), "utf-8")
    found = as_json(read(text)) | {"file": path.removeprefix("gold/")}
    (tmp_path / "found.jsonl").write_text(json.dumps(found) + "\n", "utf-8")

    done = subprocess.run(
        [sys.executable, SCORER, tmp_path / "gold", tmp_path / "found.jsonl", "--json"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    scores = json.loads(done.stdout)
    measured = {k: v for k, v in scores.items() if isinstance(v, float)}
    assert measured, scores
    assert set(measured.values()) == {1.0}, scores
