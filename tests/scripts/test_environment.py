"""What `make setup` does before there is an environment."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import environment

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(environment, "BIN", tmp_path / ".venv/bin")
    (tmp_path / "requirements").mkdir()
    for name in ("base", "dev", "tools"):
        (tmp_path / f"requirements/{name}.txt").write_text(f"{name}==1\n")
    (tmp_path / "pyproject.toml").write_text("")
    (tmp_path / ".venv/bin").mkdir(parents=True)
    (tmp_path / ".venv/bin/loa").touch()
    return tmp_path


def note_installed(name):
    environment.stamp(name).write_text(environment.digest_of(name))


def test_nothing_is_installed_before_the_first_time(place):
    assert not environment.is_installed("base")


def test_the_second_time_has_nothing_to_do(place):
    note_installed("base")

    assert environment.is_installed("base")
    assert not environment.is_installed("dev")


def test_the_list_for_tests_holds_the_list_for_running(place):
    note_installed("dev")

    assert environment.is_installed("base")


def test_a_changed_list_is_installed_again(place):
    note_installed("base")
    (place / "requirements/base.txt").write_text("base==2\n")

    assert not environment.is_installed("base")


def test_a_development_machine_has_its_own_key_that_only_its_owner_reads(place):
    environment.mark_development()
    path = place / "var/development.env"
    first = path.read_text()

    environment.mark_development()

    assert "LOA_DEVELOPMENT=1\n" in first
    assert len(first.split("LOA_SECRET_KEY=")[1].strip()) >= 50
    assert path.read_text() == first
    assert path.stat().st_mode & 0o077 == 0


def test_an_unknown_list_is_refused():
    done = subprocess.run(
        [sys.executable, "scripts/environment.py", "everything"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "there are: base, dev" in done.stderr


def test_make_alone_tells_what_there_is():
    done = subprocess.run(
        ["make"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": os.environ["PATH"]},
    )

    promised = (
        "setup run demo worker test verify release check lint bench accuracy help"
    )
    assert all(f"make {word} " in done.stdout for word in promised.split())
