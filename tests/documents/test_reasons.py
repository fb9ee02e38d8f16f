"""Every rule of the reader says in words why it found something."""

from pathlib import Path

import pytest

from loa.documents import apart
from loa.documents.reasons import REASONS, UNKNOWN, reason_of
from loa.documents.wording import FIELDS, KINDS, RECURRENCES, WARNINGS
from loa.domain.docreader import Caution, Recurrence, TaskKind
from tests.documents.papers import PLAN

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "dev" / "text"


def unworded(text: str) -> set[str]:
    rows = apart.read_text(text).rows
    return {row.rule for row in rows if row.rule} - set(REASONS)


def test_every_rule_that_reads_the_plan_has_words():
    assert unworded(PLAN) == set()


@pytest.mark.skipif(
    not CORPUS.exists(), reason="the corpus is not beside the repository"
)
def test_every_rule_that_reads_the_seeds_has_words():
    for path in sorted(CORPUS.glob("seed-*.txt")):
        assert unworded(path.read_text(encoding="utf-8")) == set(), path.name


def test_who_issues_and_signs_a_joint_paper_too_is_kept_as_a_finding():
    rows = apart.read_text(
        "SỞ TƯ PHÁP - SỞ NỘI VỤ\nSố: 12/KHLT-STP-SNV\nKẾ HOẠCH LIÊN TỊCH\n"
        "Tuyên truyền năm 2026\n1. Sở Tư pháp chủ trì tổ chức hội nghị.\n"
        "GIÁM ĐỐC SỞ TƯ PHÁP\nLê Thị Bích\nKT. GIÁM ĐỐC SỞ NỘI VỤ\nPHÓ GIÁM ĐỐC\n"
        "Trần Văn An\nNơi nhận:\n- Lưu: VT.\n"
    ).rows
    found = {row.field: row for row in rows}

    assert found["issuer"].value == "SỞ TƯ PHÁP"
    assert found["co_issuers"].value == "SỞ NỘI VỤ"
    assert found["co_signers"].value == "PHÓ GIÁM ĐỐC, Trần Văn An"
    assert {row.field for row in rows} <= set(FIELDS)
    assert {row.rule for row in rows if row.rule} <= set(REASONS)


def test_an_unknown_rule_asks_to_compare():
    assert reason_of("rule.of.tomorrow") == UNKNOWN


def test_everything_that_is_found_has_a_name():
    assert {row.field for row in apart.read_text(PLAN).rows} <= set(FIELDS)
    assert {code.value for code in Caution} <= set(WARNINGS)
    assert {code.value for code in TaskKind} <= set(KINDS)
    assert {code.value for code in Recurrence} <= set(RECURRENCES)
