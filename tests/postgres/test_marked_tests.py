"""What is marked `postgres` holds on PostgreSQL too: the same tests, run once more."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.machine import POSTGRES_URL, postgres_reason

ROOT = Path(__file__).resolve().parents[2]


# Where two write at once, or SQL of our own counts; `make verify` goes through everything
# on both databases.
DIFFERS = re.compile(r"races|once|leases|recount")


def files_with_the_mark() -> list[str]:
    """Only these are collected a second time."""
    return [
        str(path)
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        if DIFFERS.search(path.stem)
        and "mark.postgres" in path.read_text(encoding="utf-8")
    ]


@pytest.mark.timeout(600)
@pytest.mark.skipif(
    os.environ.get("DATABASE_URL", "").startswith("postgres"),
    reason="this whole run is on PostgreSQL",
)
@pytest.mark.skipif(bool(postgres_reason()), reason=postgres_reason() or "there")
def test_services_and_races_hold_on_postgresql(tmp_path):
    marks = "postgres and not verify and not release and not browser"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    command += ["-p", "no:xdist", "-m", marks, "--tb=short", *files_with_the_mark()]
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTEST_", "LOA_VAR"))
    }

    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment | {"DATABASE_URL": POSTGRES_URL},
        capture_output=True,
        text=True,
        check=False,
    )

    said = f"{done.stdout[-20000:]}\n{done.stderr[-5000:]}"
    assert done.returncode == 0, said
    passed = re.search(r"(\d+) passed", done.stdout)
    assert passed, said
    assert int(passed[1]) > 0, said
