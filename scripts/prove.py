"""The long proofs: `make verify` and `make release`.

    python scripts/prove.py verify              everything on both databases
    python scripts/prove.py release [PART…]     what takes long; each part runs alone
    python scripts/prove.py keep                newest build/*.json → docs/measured/

A part gives rows; the table is printed and written to `build/<target>.json`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import Row, at_most, tell  # noqa: E402
from tests.machine import POSTGRES_URL, postgres_reason  # noqa: E402

MEASURED = ROOT / "docs" / "measured"
VERIFY_LIMIT = 60 * 60


def run_pytest(name: str, *arguments: str, database: str = "") -> list[Row]:
    """Run pytest in a process of its own; how many passed, failed, were skipped."""
    environment = os.environ | ({"DATABASE_URL": database} if database else {})
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "junit.xml"
        begun = time.monotonic()
        command = [sys.executable, "-m", "pytest", f"--junitxml={report}", *arguments]
        code = subprocess.run(command, cwd=ROOT, env=environment).returncode
        took = time.monotonic() - begun
        if not report.exists():
            return [Row(f"{name}: passed", 0, "tests", goal="≥ 1", holds=False)]
        # Written a second ago by our own pytest.
        suites = list(ElementTree.parse(report).getroot().iter("testsuite"))  # noqa: S314

    def count(key: str) -> int:
        return sum(int(suite.get(key, "0")) for suite in suites)

    bad = count("failures") + count("errors")
    passed = count("tests") - bad - count("skipped")
    return [
        Row(f"{name}: passed", passed, "tests", goal="≥ 1", holds=passed > 0),
        Row(f"{name}: failed", bad, "tests", goal="0", holds=bad == 0 and code == 0),
        Row(f"{name}: skipped", count("skipped"), "tests"),
        Row(f"{name}: time", round(took, 1), "s"),
    ]


def whole_on_sqlite() -> list[Row]:
    """Every test but those of `release`, on SQLite."""
    return run_pytest("SQLite", "-q", "-n", "3", "-m", "not release")


def whole_on_postgres() -> list[Row]:
    """The same on PostgreSQL; a row that does not hold if there is none.

    The pure core knows no database: it was proven in the part before.
    """
    if reason := postgres_reason():
        print(reason)
        return [Row("PostgreSQL: passed", 0, "tests", goal="≥ 1", holds=False)]
    return run_pytest(
        "PostgreSQL",
        *("-q", "-n", "3", "-m", "not release and not browser"),
        "--ignore=tests/domain",
        database=POSTGRES_URL,
    )


def release_tests() -> list[Row]:
    """The tests marked `release`."""
    return run_pytest("release", "-q", "-m", "release")


def fresh_clone() -> list[Row]:
    """From `git clone` to the first page, and the second start."""
    from scripts.fresh_clone import measure_fresh_clone

    first, second = measure_fresh_clone(ROOT)
    return [
        at_most("make run, fresh clone, to the first page", first, "s", 90),
        at_most("make run, second time, to the first page", second, "s", 8),
    ]


def likeness() -> list[Row]:
    """Copies among a million texts."""
    from benchmarks.likeness import measure

    return measure(1_000_000, 60)


def measured(module: str, **environment: str) -> list[Row]:
    """What a module of `make bench` measures, in a process of its own."""
    subprocess.run(
        [sys.executable, "-m", "benchmarks", "bench", module],
        cwd=ROOT,
        env=os.environ | environment,
    )
    text = (ROOT / "build" / "bench.json").read_text(encoding="utf-8")
    return [Row(**row) for row in json.loads(text)]


def country_of_ten_million() -> list[Row]:
    """The ratios of the country with ten million records: hours."""
    return measured("country", LOA_BENCH_RECORDS="10000000")


def ten_minutes_of_writers() -> list[Row]:
    """Eight writers on SQLite, 40 records a second together."""
    return measured("writers", LOA_BENCH_WRITERS="600")


VERIFY: dict[str, Callable[[], list[Row]]] = {
    "sqlite": whole_on_sqlite,
    "postgres": whole_on_postgres,
}
RELEASE: dict[str, Callable[[], list[Row]]] = {
    "fresh-clone": fresh_clone,
    "likeness": likeness,
    "tests": release_tests,
    "writers": ten_minutes_of_writers,
    "country": country_of_ten_million,
}


def prove(target: str, parts: dict[str, Callable[[], list[Row]]]) -> bool:
    """Run the parts, tell the rows; whether every promise holds."""
    begun = time.monotonic()
    rows: list[Row] = []
    for name, part in parts.items():
        print(f"== {target}: {name}", flush=True)
        rows += part()
    if target == "verify":
        took = round(time.monotonic() - begun, 1)
        rows.append(at_most("make verify, all of it", took, "s", VERIFY_LIMIT))
    return tell(target, rows)


def _said_by(*command: str) -> str:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def keep() -> None:
    """Put the newest figures under docs/measured/, with commit, day and machine."""
    machine = {
        "cores": os.cpu_count(),
        "processor": platform.machine(),
        "system": platform.system(),
        "python": platform.python_version(),
    }
    MEASURED.mkdir(parents=True, exist_ok=True)
    for path in sorted((ROOT / "build").glob("*.json")):
        kept = {
            "measured_on": datetime.fromtimestamp(path.stat().st_mtime, UTC)
            .date()
            .isoformat(),
            "commit": _said_by("git", "rev-parse", "HEAD"),
            "tree_is_clean": not _said_by("git", "status", "--porcelain", "-uno"),
            "machine": machine,
            "rows": json.loads(path.read_text(encoding="utf-8")),
        }
        text = json.dumps(kept, ensure_ascii=False, indent=1)
        (MEASURED / path.name).write_text(text + "\n", encoding="utf-8")
        print(f"docs/measured/{path.name}: {len(kept['rows'])} rows")


def main(arguments: list[str] | None = None) -> int:
    """0 if every promise of what was asked holds."""
    parser = argparse.ArgumentParser(prog="prove", description=__doc__)
    parser.add_argument("target", choices=["verify", "release", "keep"])
    parser.add_argument("parts", nargs="*", metavar="PART", help="default: every part")
    asked = parser.parse_args(arguments)
    if asked.target == "keep":
        keep()
        return 0
    known = VERIFY if asked.target == "verify" else RELEASE
    if unknown := sorted(set(asked.parts) - set(known)):
        parser.error(f"no part {', '.join(unknown)}; there are: {', '.join(known)}")
    parts = {name: known[name] for name in asked.parts or known}
    return 0 if prove(asked.target, parts) else 1


if __name__ == "__main__":
    sys.exit(main())
