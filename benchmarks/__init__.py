"""What `make bench` and `make accuracy` measure.

Each module here has `rows() -> list[Row]`; one that measures how well and not how fast
says `TARGET = "accuracy"`. A row that cannot be measured on this machine is left out
and the module says why by raising :class:`CannotMeasure`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"


class CannotMeasure(Exception):
    """This machine lacks what the measurement needs; the text says what."""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure.

    `reference` is what the value is compared with, in the same unit, measured in the
    same run; `goal` is the promise in words ("≤ 150"); `holds` is whether it is kept,
    or None where nothing was promised.
    """

    name: str
    value: float
    unit: str
    reference: float | None = None
    goal: str | None = None
    holds: bool | None = None


def at_most(name: str, value: float, unit: str, limit: float) -> Row:
    """A figure that may not be above `limit`."""
    return Row(name, value, unit, goal=f"≤ {limit:g}", holds=value <= limit)


def at_least(name: str, value: float, unit: str, limit: float) -> Row:
    """A figure that may not be below `limit`."""
    return Row(name, value, unit, goal=f"≥ {limit:g}", holds=value >= limit)


def _figure(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"


def as_table(rows: Iterable[Row]) -> str:
    """The rows for people, a line each."""
    said = {True: "yes", False: "NO", None: ""}
    lines = [("name", "value", "unit", "reference", "goal", "holds")]
    lines += [
        (
            row.name,
            _figure(row.value),
            row.unit,
            _figure(row.reference),
            row.goal or "",
            said[row.holds],
        )
        for row in rows
    ]
    widths = [max(len(line[column]) for line in lines) for column in range(6)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        for line in lines
    )


def tell(target: str, rows: list[Row]) -> bool:
    """Print the table, write `build/<target>.json`; whether every promise holds."""
    print(as_table(rows))
    BUILD.mkdir(exist_ok=True)
    path = BUILD / f"{target}.json"
    text = json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")
    print(f"\nwritten to {path.relative_to(ROOT)}")
    return all(row.holds is not False for row in rows)
