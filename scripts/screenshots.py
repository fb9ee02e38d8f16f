"""Walk every page as people see it, and keep a picture of each.

    .venv/bin/python scripts/screenshots.py [--out build/screenshots] [PAGE…]

It makes an installation of its own in a temporary folder, fills it with the demo
province, serves it on a free port, and walks `tests/browser/pages.py` at 1440 and 390
pixels, light and dark, in Vietnamese and English. Faults are printed; any makes it end
with 1. With --look 1440-light-vi only that look of each page is taken.
"""

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_up(address: str) -> bool:
    try:
        urllib.request.urlopen(address, timeout=5)  # noqa: S310
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


@contextmanager
def served(port: int) -> Iterator[str]:
    """Serve this installation until the block ends."""
    address = f"http://127.0.0.1:{port}"
    server = subprocess.Popen(
        [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port),
            "--log-level", "warning", "loa.config.wsgi:application",
        ],
        cwd=ROOT,
    )  # fmt: skip
    try:
        while not is_up(address):
            if server.poll() is not None:
                raise SystemExit("the server did not start")
            time.sleep(0.2)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def fill(source: str) -> None:
    """Migrate, then bring in the demo province (or the scene of the tests)."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    if source == "demo":
        subprocess.run([sys.executable, "-m", "loa", "demo"], check=True, cwd=ROOT)
        return
    from tests.browser.scene import set_scene

    set_scene()


def walk_all(address: str, out: Path, names: list[str], wanted: str) -> int:
    """Walk the pages; print the faults and return how many there were."""
    from playwright.sync_api import sync_playwright

    from tests.browser import walk
    from tests.browser.pages import PAGES
    from tests.browser.people import session_of

    looks = [look for look in walk.EVERY_LOOK if wanted in {"", str(look)}]
    count = 0
    with sync_playwright() as playwright:
        browser = walk.start(playwright)
        for walked in PAGES:
            if names and walked.name not in names:
                continue
            where = walked.address()
            if where is None:
                print(f"{walked.name}: nothing to show")
                count += 1
                continue
            for look in looks:
                session = session_of(walked.who)
                with walk.context(browser, address, look, session) as context:
                    page = context.new_page()
                    faults = walk.visit(page, where, look.language, walked.status)
                    walk.picture(page, out / f"{walked.name}-{look}.png")
                for fault in faults:
                    print(f"{walked.name} {look}: {fault}")
                count += len(faults)
        browser.close()
    return count


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", help="names in tests/browser/pages.py")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "screenshots")
    parser.add_argument("--fill", choices=("demo", "scene"), default="demo")
    parser.add_argument("--look", default="", help="only one, as 390-dark-en")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as var:
        os.environ.update(
            LOA_VAR=var,
            LOA_DEVELOPMENT="1",
            DJANGO_SETTINGS_MODULE="loa.config.settings",
            DJANGO_ALLOW_ASYNC_UNSAFE="true",
        )
        fill(chosen.fill)
        with served(free_port()) as address:
            count = walk_all(address, chosen.out, chosen.pages, chosen.look)
    print(f"{count} faults; pictures in {chosen.out}")
    return min(count, 1)


if __name__ == "__main__":
    raise SystemExit(main())
