"""The command `loa`."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import loa
from loa import cli
from loa.cli import main, run

ROOT = Path(__file__).resolve().parents[2]


def test_each_command_says_what_it_does():
    said = CliRunner().invoke(main, ["--help"]).output
    for name in cli.command_names():
        assert f"  {name}  " in said


def test_the_version_is_told():
    assert loa.__version__ in CliRunner().invoke(main, ["--version"]).output


def test_an_unknown_command_is_refused():
    result = CliRunner().invoke(main, ["lies"])
    assert result.exit_code == 2
    assert "No such command 'lies'" in result.output


def test_help_does_not_wait_for_django():
    code = (
        "import sys; from click.testing import CliRunner; from loa.cli import main; "
        "CliRunner().invoke(main, ['--help']); print('django' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "False"


def test_a_server_without_a_key_does_not_start(tmp_path):
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("LOA_", "DJANGO_"))
    }
    code = (
        "import pathlib, loa.cli as c; c.ROOT = pathlib.Path('/nowhere'); "
        "c.setup_django(); from django.conf import settings; settings.SECRET_KEY"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment | {"LOA_VAR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "SECRET_KEY setting must not be empty" in done.stderr


def test_a_development_machine_is_known_by_its_file(tmp_path, monkeypatch):
    (tmp_path / "var").mkdir()
    (tmp_path / "var/development.env").write_text("HOUSE_A=1\nLOA_SECRET_KEY=k\n")
    monkeypatch.setattr(cli, "ROOT", tmp_path)
    monkeypatch.delenv("LOA_SECRET_KEY", raising=False)
    monkeypatch.setenv("HOUSE_A", "said before")

    cli.read_development_settings()

    assert os.environ.pop("LOA_SECRET_KEY") == "k"
    assert os.environ["HOUSE_A"] == "said before"


def test_a_key_of_the_environment_makes_the_file_silent(tmp_path, monkeypatch):
    (tmp_path / "var").mkdir()
    (tmp_path / "var/development.env").write_text("HOUSE_B=1\n")
    monkeypatch.setattr(cli, "ROOT", tmp_path)
    monkeypatch.setenv("LOA_SECRET_KEY", "a province's own")

    cli.read_development_settings()

    assert "HOUSE_B" not in os.environ


def test_a_port_in_use_is_told_with_another(monkeypatch):
    import socket

    with socket.socket() as door:
        door.bind((run.HOST, 0))
        door.listen()
        port = door.getsockname()[1]
        result = CliRunner().invoke(main, ["run", "--port", str(port)])

    assert result.exit_code == 1
    assert f"Port {port} of 127.0.0.1 is in use" in result.output
    assert "make run PORT=" in result.output


def test_stopping_stops_every_part():
    sleeper = [sys.executable, "-c", "import time; time.sleep(600)"]

    with run.started(sleeper, sleeper) as processes:
        assert all(process.poll() is None for process in processes)

    assert all(process.poll() is not None for process in processes)


def test_a_part_that_ends_ends_the_watch():
    quick = [sys.executable, "-c", ""]
    sleeper = [sys.executable, "-c", "import time; time.sleep(600)"]

    with run.started(quick, sleeper) as processes:
        run.watch(processes)
        assert processes[0].poll() == 0
        assert processes[1].poll() is None


@pytest.mark.parametrize("name", cli.command_names())
def test_each_command_explains_itself(name):
    result = CliRunner().invoke(main, [name, "--help"])
    if name == "manage":  # hands all its words to Django
        return
    assert result.exit_code == 0
    assert "Usage: " in result.output
