"""A Loa of its own to look at: a folder, a database filled, a server, sessions.

The server is the product's own (granian), apart from the process of the tests, so that
a page is answered as in an office. `python -m tests.browser.installation scene|demo`
fills the installation that `LOA_VAR` names and prints what is in it as JSON.
"""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests import machine, template

PATIENCE = 120  # seconds, on a machine with much else to do


@dataclass(frozen=True, slots=True)
class Site:
    """A running Loa: its address, the sessions of people, the addresses of pages."""

    url: str
    sessions: dict[str, str]
    addresses: dict[str, str | None]


@contextmanager
def running(var: Path, fill: str) -> Iterator[Site]:
    """Make an installation in a folder, fill it, serve it until the block ends."""
    surroundings = {
        **{k: v for k, v in os.environ.items() if not k.startswith("LOA_")},
        "LOA_VAR": str(var),
        "LOA_DEVELOPMENT": "1",
        "DJANGO_SETTINGS_MODULE": "loa.config.settings",
    }
    surroundings.pop("DATABASE_URL", None)
    template.put_database(var / "loa.sqlite3")
    told = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.browser.installation", fill],
        cwd=machine.ROOT,
        env=surroundings,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    known = json.loads(told.stdout.splitlines()[-1])
    port = _free_port()
    server = subprocess.Popen(
        [
            sys.executable, "-W", "ignore", "-m", "granian", "--interface", "wsgi",
            "--port", str(port), "--no-access-log", "--log-level", "error",
            "loa.config.wsgi:application",
        ],
        cwd=machine.ROOT,
        env=surroundings,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_for(url, server)
        yield Site(url, known["sessions"], known["addresses"])
    finally:
        server.terminate()
        server.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if server.poll() is not None:
            raise RuntimeError("the server did not start")
        try:
            urllib.request.urlopen(url, timeout=5)
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(url)


def _fill(source: str) -> None:
    if source == "demo":
        subprocess.run(
            [sys.executable, "-m", "loa", "demo"],
            check=True,
            cwd=machine.ROOT,
            stdout=sys.stderr,
        )
    else:
        from tests.browser.scene import set_scene

        set_scene()


def main() -> None:
    import django

    django.setup()
    _fill(sys.argv[1])
    from tests.browser import pages, people

    known = {
        "sessions": {
            who: people.session_of(who)
            for who in (pages.STRANGER, pages.CLERK, pages.OVERSEER, pages.HEAD)
        },
        "addresses": {walked.name: walked.address() for walked in pages.PAGES},
    }
    sys.stdout.write(json.dumps(known) + "\n")


if __name__ == "__main__":
    main()
