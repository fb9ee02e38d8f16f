"""Figures are told to people and written for machines."""

import json

import pytest

import benchmarks
from benchmarks import Row, as_table, at_least, at_most, tell
from scripts import prove

KEYS = {"name", "value", "unit", "reference", "goal", "holds"}


def test_a_promise_that_is_kept_holds():
    assert at_most("page", 3.0, "s", 8).holds
    assert not at_most("page", 9.0, "s", 8).holds
    assert at_least("header", 0.95, "share", 0.95).holds
    assert not at_least("header", 0.94, "share", 0.95).holds


def test_a_broken_promise_stands_out_in_the_table():
    assert "NO" in as_table([at_most("page", 9.0, "s", 8)])


def test_the_file_holds_every_key_of_every_row(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(benchmarks, "BUILD", tmp_path)
    monkeypatch.setattr(benchmarks, "ROOT", tmp_path)

    holds = tell("bench", [Row("trang đầu", 3.5, "s"), at_most("page", 9.0, "s", 8)])

    rows = json.loads((tmp_path / "bench.json").read_text(encoding="utf-8"))
    assert not holds
    assert [set(row) for row in rows] == [KEYS, KEYS]
    assert rows[1]["holds"] is False
    assert rows[1]["goal"] == "≤ 8"


def test_every_measurement_is_found_and_can_be_called():
    from importlib import import_module

    from benchmarks.__main__ import modules_of

    for target in ("bench", "accuracy"):
        for name in modules_of(target):
            assert callable(import_module(f"benchmarks.{name}").rows)


def test_failed_tests_break_the_promise(tmp_path):
    path = tmp_path / "test_two.py"
    path.write_text("def test_a(): pass\ndef test_b(): assert 0\n")

    rows = prove.run_pytest(
        "two", "-q", "-p", "no:cacheprovider", "-p", "no:django", "-c", "/dev/null",
        "--noconftest", str(path),
    )  # fmt: skip

    found = {row.name: (row.value, row.holds) for row in rows}
    assert found["two: passed"] == (1, True)
    assert found["two: failed"] == (1, False)


def test_a_part_that_is_not_there_is_refused(capsys):
    with pytest.raises(SystemExit):
        prove.main(["release", "nowhere"])
    assert "fresh-clone" in capsys.readouterr().err


def test_the_newest_figures_are_kept_with_commit_day_and_machine(tmp_path, monkeypatch):
    monkeypatch.setattr(prove, "ROOT", tmp_path)
    monkeypatch.setattr(prove, "MEASURED", tmp_path / "docs/measured")
    monkeypatch.setattr(
        prove, "_said_by", lambda *words: "abc123" if "rev-parse" in words else ""
    )
    monkeypatch.setattr(benchmarks, "BUILD", tmp_path / "build")
    monkeypatch.setattr(benchmarks, "ROOT", tmp_path)
    tell("bench", [at_most("page", 3.0, "s", 8)])

    prove.main(["keep"])

    kept = json.loads((tmp_path / "docs/measured/bench.json").read_text("utf-8"))
    assert kept["commit"] == "abc123"
    assert kept["tree_is_clean"]
    assert kept["machine"]["cores"] >= 1
    assert [row["name"] for row in kept["rows"]] == ["page"]
