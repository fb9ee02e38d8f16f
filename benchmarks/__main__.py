"""`python -m benchmarks bench [MODULE…]`: measure, print, write `build/bench.json`."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys

import benchmarks
from benchmarks import CannotMeasure, Row, tell


def modules_of(target: str) -> list[str]:
    """The modules that measure for `target`, in order of name."""
    names = sorted(
        module.name
        for module in pkgutil.iter_modules(benchmarks.__path__)
        if not module.name.startswith("_")
    )
    return [
        name
        for name in names
        if getattr(importlib.import_module(f"benchmarks.{name}"), "TARGET", "bench")
        == target
    ]


def measure(target: str, names: list[str]) -> list[Row]:
    """The rows of every module asked for; what cannot be measured is said aloud."""
    rows: list[Row] = []
    for name in names:
        print(f"… {name}", file=sys.stderr, flush=True)
        try:
            rows += importlib.import_module(f"benchmarks.{name}").rows()
        except CannotMeasure as reason:
            print(f"{name} is not measured: {reason}", file=sys.stderr)
    return rows


def main(arguments: list[str] | None = None) -> int:
    """0 if something was measured and every promise holds."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("target", choices=["bench", "accuracy"])
    parser.add_argument("modules", nargs="*", help="default: all of the target")
    asked = parser.parse_args(arguments)
    there = modules_of(asked.target)
    if unknown := sorted(set(asked.modules) - set(there)):
        parser.error(f"no such measurement: {', '.join(unknown)}")
    rows = measure(asked.target, asked.modules or there)
    return 0 if tell(asked.target, rows) and rows else 1


if __name__ == "__main__":
    sys.exit(main())
