"""What a province runs Loa with."""

import configparser
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from loa.cli import command_names

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
SCRIPTS = [*sorted(DEPLOY.glob("*.sh")), ROOT / ".ci/run"]


def unit(path):
    # systemd repeats keys (ExecStartPre); the last one is enough for these questions.
    read = configparser.ConfigParser(strict=False, interpolation=None)
    read.optionxform = str
    read.read(path, encoding="utf-8")
    return read


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_are_bash_stop_at_errors_and_may_be_started(path):
    text = path.read_text(encoding="utf-8")

    assert text.startswith("#!/usr/bin/env bash\n")
    assert re.search(r"^set -e?uo pipefail$", text, re.MULTILINE)
    assert os.access(path, os.X_OK)
    subprocess.run(["bash", "-n", path], check=True)


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_units_start_commands_that_there_are(path):
    text = path.read_text(encoding="utf-8")
    for name in re.findall(r"\.venv/bin/loa (\S+)", text):
        assert name in command_names()
    for script in re.findall(r"/srv/loa/(deploy/\S+)", text):
        assert (ROOT / script).exists()


@pytest.mark.parametrize("name", ["loa-web", "loa-worker", "loa-backup"])
def test_services_run_as_nobody_in_particular_and_see_little(name):
    service = unit(DEPLOY / f"systemd/{name}.service")["Service"]

    assert service["User"] == "loa"
    assert service["NoNewPrivileges"] == "yes"
    assert service["ProtectSystem"] == "strict"
    assert service["EnvironmentFile"] == "/etc/loa/loa.env"


def test_a_worker_is_given_time_to_finish_its_job():
    service = unit(DEPLOY / "systemd/loa-worker.service")["Service"]
    assert int(service["TimeoutStopSec"]) >= 60


def test_containers_start_commands_that_there_are_and_name_no_password():
    text = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")

    for name in re.findall(r"loa (manage|serve|worker|\w+-\w+)\b", text):
        assert name in command_names()
    for name in re.findall(r"\"loa\", \"([\w-]+)\"", text):
        assert name in command_names()
    assert not re.search(r"^\s*\w*PASSWORD: (?!\$)", text, re.MULTILINE)


def test_the_example_of_settings_names_settings_that_there_are():
    text = (DEPLOY / "loa.env.example").read_text(encoding="utf-8")
    named = set(re.findall(r"^([A-Z_]+)=", text, re.MULTILINE))
    reference = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")

    # The database container's own.
    assert named - {"POSTGRES_PASSWORD"} <= set(re.findall(r"`([A-Z_]+)`", reference))
    assert re.search(r"^LOA_SECRET_KEY=$", text, re.MULTILINE)


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash")
def test_a_new_backup_is_made_before_old_ones_go(tmp_path):
    kept = tmp_path / "kept"
    kept.mkdir()
    for day in range(1, 6):
        (kept / f"loa-2026110{day}-023000.tar.gz").touch()
    (kept / "letter.txt").touch()
    loa = tmp_path / "loa"
    loa.write_text('#!/bin/sh\ntouch "$2/loa-20261106-023000.tar.gz"\n')
    loa.chmod(0o755)

    subprocess.run(
        [DEPLOY / "backup.sh", kept, "2"],
        env=os.environ | {"LOA_BIN": str(loa)},
        check=True,
    )

    assert sorted(path.name for path in kept.iterdir()) == [
        "letter.txt",
        "loa-20261105-023000.tar.gz",
        "loa-20261106-023000.tar.gz",
    ]


def test_a_backup_that_fails_removes_nothing(tmp_path):
    for day in range(1, 4):
        (tmp_path / f"loa-2026110{day}-023000.tar.gz").touch()

    done = subprocess.run(
        [DEPLOY / "backup.sh", tmp_path, "1"],
        env=os.environ | {"LOA_BIN": "/bin/false"},
        check=False,
    )

    assert done.returncode != 0
    assert len(list(tmp_path.iterdir())) == 3
