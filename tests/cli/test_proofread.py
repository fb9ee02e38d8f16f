"""`loa proofread`: remarks on files, in words or as JSON."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from loa.cli.proofread import command
from tests.corpus.layout import docx_from_text

TEXT = """\
ỦY BAN NHÂN DÂN
THỊ XÃ BÌNH AN

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số:     /KH-UBND

Bình An, ngày 12 tháng 01 năm 2026

KẾ HOẠCH

Tuyên truyền cải cách hành chính năm 2026

1. Gửi kèm Kế hoạch Kế hoạch số 01/KH-UBND ngày 02/01/2026 của thị xã Bình Ân.
"""


@pytest.fixture
def run(monkeypatch):
    monkeypatch.delenv("LANG", raising=False)
    return lambda *arguments, **more: CliRunner().invoke(
        command, list(map(str, arguments)), **more
    )


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "kế hoạch.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_each_remark_has_rule_place_reason_and_suggestion(run, plan):
    result = run(plan, "--jsonl")

    found = json.loads(result.stdout)
    assert result.exit_code == 0
    assert found["file"] == str(plan)
    assert [one["rule"] for one in found["remarks"]] == [
        "number.missing",
        "words.doubled",
        "place.two-ways",
    ]
    doubled = found["remarks"][1]
    assert doubled["words"] == "Kế hoạch Kế hoạch"
    assert doubled["span"][1] - doubled["span"][0] == len(doubled["words"])
    assert doubled["reason"] == "Các từ “Kế hoạch” viết hai lần liền nhau."
    assert doubled["suggestion"] == "Bỏ một lần: “Kế hoạch”."
    assert doubled["replacement"] == "Kế hoạch"
    # What only the office can know is never invented.
    assert found["remarks"][0]["replacement"] is None


def test_remarks_are_told_in_words_with_their_place(run, plan):
    vietnamese, english = run(plan).stdout, run(plan, "--lang", "en").stdout

    assert vietnamese.startswith(f"# {plan}: 3\n")
    assert "- Lặp từ  [words.doubled]" in vietnamese
    assert "Gửi kèm [Kế hoạch Kế hoạch] số 01" in vietnamese
    assert "- Doubled words  [words.doubled]" in english


def test_a_word_file_is_looked_at_in_its_form_too(run, tmp_path):
    path = tmp_path / "kế hoạch.docx"
    path.write_bytes(docx_from_text(TEXT))

    rules = [one["rule"] for one in json.loads(run(path, "--jsonl").stdout)["remarks"]]

    assert {"form.margins", "words.doubled"} <= set(rules)


def test_a_file_that_cannot_be_opened_is_named_and_the_others_are_proofread(
    run, plan, tmp_path
):
    empty = tmp_path / "trống.docx"
    empty.write_bytes(b"")

    result = run(empty, plan)

    assert result.exit_code == 1
    assert "Tệp trống" in result.stderr
    assert "words.doubled" in result.stdout


def test_text_comes_from_standard_input(run):
    result = run(
        "-", input="Kế hoạch triển khai trên trên địa bàn các xã của tỉnh.".encode()
    )

    assert "[words.doubled]" in result.stdout


def test_it_waits_for_no_django():
    code = "import sys, loa.cli.proofread; sys.exit('django' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
