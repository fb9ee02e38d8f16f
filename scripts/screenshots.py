"""Walk every page as people see it, and keep a picture of each.

    .venv/bin/python scripts/screenshots.py [--out build/screenshots] [PAGE…]

It makes an installation of its own in a temporary folder, fills it with the demo
province, serves it on a free port, and walks `tests/browser/pages.py` at 1440 and 390
pixels, light and dark, in Vietnamese and English. Faults are printed; any makes it end
with 1. With --look 1440-light-vi only that look of each page is taken.
"""

import argparse
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import sync_playwright  # noqa: E402

from tests.browser import walk  # noqa: E402
from tests.browser.installation import Site, running  # noqa: E402
from tests.browser.pages import PAGES  # noqa: E402


def walk_all(site: Site, out: Path, names: list[str], wanted: str) -> int:
    """Walk the pages; print the faults and return how many there were."""
    looks = [look for look in walk.EVERY_LOOK if wanted in {"", str(look)}]
    count = 0
    with sync_playwright() as playwright:
        browser = walk.start(playwright)
        for walked in PAGES:
            if names and walked.name not in names:
                continue
            where = site.addresses[walked.name]
            if where is None:
                print(f"{walked.name}: nothing to show")
                count += 1
                continue
            for look in looks:
                session = site.sessions[walked.who]
                with walk.context(browser, site.url, look, session) as context:
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
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as var,
        running(Path(var), chosen.fill) as site,
    ):
        count = walk_all(site, chosen.out, chosen.pages, chosen.look)
    print(f"{count} faults; pictures in {chosen.out}")
    return min(count, 1)


if __name__ == "__main__":
    raise SystemExit(main())
