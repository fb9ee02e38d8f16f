"""A database with every migration applied, made once for all processes of a run.

Applying them takes some seconds; copying the file takes none. The copy is known by what
it is made from, so that a changed migration, list or library makes another.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.machine import ROOT

PLACE = ROOT / "build" / "tests"
KEPT = 4


def put_database(target: Path) -> None:
    """Copy the migrated database to where a Loa looks for its own."""
    shutil.copyfile(_template(), target)


def _template() -> Path:
    path = PLACE / f"{_digest()}.sqlite3"
    if not path.exists():
        with _alone():
            if not path.exists():
                _make(path)
    return path


def _digest() -> str:
    made_from = hashlib.sha256()
    for pattern in (
        "loa/*/migrations/*.py",
        "loa/*/data/**/*",
        "requirements/base.txt",
    ):
        for path in sorted(ROOT.glob(pattern)):
            if path.is_file():
                made_from.update(str(path.relative_to(ROOT)).encode())
                made_from.update(path.read_bytes())
    return made_from.hexdigest()[:24]


@contextmanager
def _alone() -> Iterator[None]:
    PLACE.mkdir(parents=True, exist_ok=True)
    with (PLACE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _make(path: Path) -> None:
    older = sorted(PLACE.glob("*.sqlite3"), key=lambda each: each.stat().st_mtime)
    for gone in older[: 1 - KEPT]:
        gone.unlink()
    with tempfile.TemporaryDirectory(dir=PLACE) as folder:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("LOA_")}
        kept.pop("DATABASE_URL", None)
        installation = {
            "LOA_VAR": folder,
            "LOA_DEVELOPMENT": "1",
            "DJANGO_SETTINGS_MODULE": "loa.config.settings",
        }
        command = [sys.executable, "-W", "ignore", "-m", "loa", "manage", "migrate"]
        subprocess.run(
            [*command, "--verbosity", "0"],
            cwd=ROOT,
            env=kept | installation,
            check=True,
        )
        made = Path(folder) / "loa.sqlite3"
        with sqlite3.connect(f"file:{made}?mode=rw", uri=True) as connection:
            # What stands in the journal beside it would not be copied.
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        made.replace(path)
