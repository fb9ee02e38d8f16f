"""`loa read`: JSON and explanations out, clear words about files that fail."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from loa.cli.read import command
from loa.domain.docreader import Reason
from tests.corpus.layout import docx_from_text

TEXT = "Số: 5/KH-UBND\n\nKẾ HOẠCH\n\nTuyên truyền\n\n1. Sở Nội vụ chủ trì tuyên truyền."


@pytest.fixture
def run(monkeypatch):
    monkeypatch.delenv("LANG", raising=False)
    return lambda *arguments, **more: CliRunner().invoke(
        command, list(map(str, arguments)), **more
    )


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "kế hoạch.docx"
    path.write_bytes(docx_from_text(TEXT))
    return path


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "ảnh.docx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))
    return path


def test_a_file_becomes_one_line_of_json(run, plan):
    result = run(plan, plan, "--jsonl")

    first, second = map(json.loads, result.output.splitlines())
    assert first == second
    assert first["file"] == str(plan)
    assert first["number"] == "5/KH-UBND"
    assert first["tasks"][0]["lead"] == ["Sở Nội vụ"]
    assert result.exit_code == 0


def test_the_json_has_the_keys_of_the_annotations(run, plan):
    found = json.loads(run(plan).output)

    keys = "number symbol type issuer place date subject legal_bases recipients_to recipients_cc"
    assert set(keys.split()) | {"file", "signer", "tasks"} <= set(found)
    task = "text lead coordinate deadline recurrence quota time_text"
    assert set(task.split()) <= set(found["tasks"][0])


def test_explain_names_rule_place_and_words(run, plan):
    lines = run(plan, "--explain").output.splitlines()

    assert any(
        "number" in line and "header.number" in line and "“5/KH-UBND”" in line
        for line in lines
    )
    assert any("tasks[0].kind = standing" in line for line in lines)


def test_a_bad_file_is_named_and_the_others_are_read(run, plan, picture, tmp_path):
    result = run(picture, tmp_path / "không có.txt", plan, "--jsonl")

    assert result.exit_code == 1
    assert json.loads(result.stdout)["number"] == "5/KH-UBND"
    assert "bị hỏng" in result.stderr
    assert "Không mở được" in result.stderr


def test_messages_are_english_when_asked(run, picture, monkeypatch):
    assert "is damaged" in run(picture, "--lang", "en").stderr
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert "is damaged" in run(picture).stderr
    assert "bị hỏng" in run(picture, "--lang", "vi").stderr


def test_text_comes_from_standard_input(run):
    assert json.loads(run("-", input=TEXT).output)["number"] == "5/KH-UBND"


def test_every_reason_has_its_message(run):
    from loa.cli._files import MESSAGES

    assert set(MESSAGES) == set(Reason)


def test_reading_does_not_load_django():
    code = "import sys, loa.cli.read; sys.exit('django' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
