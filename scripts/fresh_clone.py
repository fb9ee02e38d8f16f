"""How long it takes from a clone to the first page, with nothing cached."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

PATIENCE = 300.0


class DidNotStart(Exception):
    """`make run` ended, or no page came; the text is what it had printed."""


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as page:  # noqa: S310
            return bool(page.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def seconds_to_first_page(folder: Path, environment: dict[str, str]) -> float:
    """Start `make run` in `folder`, wait for its sign-in page, stop it with Ctrl-C.

    :raises DidNotStart: if there is no page in time, or it does not stop
    """
    port = _free_port()
    log = folder.parent / "run.log"
    with log.open("w") as out:
        begun = time.monotonic()
        process = subprocess.Popen(
            ["make", "run", f"PORT={port}"],
            cwd=folder,
            env=environment,
            stdout=out,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            while not _answers(f"http://127.0.0.1:{port}/"):
                late = time.monotonic() - begun > PATIENCE
                if late or process.poll() is not None:
                    raise DidNotStart(log.read_text()[-4000:])
                time.sleep(0.1)
            return round(time.monotonic() - begun, 1)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGINT)
                process.wait(timeout=30)


def measure_fresh_clone(repository: Path) -> tuple[float, float]:
    """Seconds of the first and of the second start in a clone of `repository`."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "clone"
        clone = ["git", "clone", "-q", "--no-hardlinks", str(repository), str(folder)]
        subprocess.run(clone, check=True)
        # Empty caches: what pip and uv fetched before does not count.
        environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("LOA_", "DATABASE_URL", "VIRTUAL_ENV", "MAKE"))
        }
        environment |= {
            "UV_CACHE_DIR": f"{home}/uv",
            "PIP_CACHE_DIR": f"{home}/pip",
            "PYTHONDONTWRITEBYTECODE": "",
        }
        first = seconds_to_first_page(folder, environment)
        second = seconds_to_first_page(folder, environment)
        return first, second
