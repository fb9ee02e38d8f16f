"""From how much a fact is proposed, on a day, for the bodies under one."""

import tomllib
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, Final

from loa.orgs.models import BodyVersion
from loa.oversight.praising.models import PraiseRules

CODES: Final = ("all_met", "proven", "first", "missed", "late", "rejected")
FIELDS: Final = (
    "reply_days", "all_met", "proven", "proven_least", "first", "missed", "late",
    "rejected",
)  # fmt: skip

Thresholds = dict[str, int]


@cache
def _shipped() -> tuple[tuple[date, Thresholds], ...]:
    data = resources.files("loa.oversight.praising") / "data" / "rules.toml"
    rows: list[dict[str, Any]] = tomllib.loads(data.read_text(encoding="utf-8"))[
        "version"
    ]
    found = [
        (row["from_on"], {name: int(row[name]) for name in FIELDS}) for row in rows
    ]
    return tuple(sorted(found, key=lambda one: one[0]))


def shipped(on: date) -> Thresholds:
    """Return the thresholds that come with the product; the first before their day."""
    rows = _shipped()
    held = [row for day, row in rows if day <= on] or [rows[0][1]]
    return dict(held[-1])


def own_rules(over: BodyVersion, on: date) -> PraiseRules | None:
    """Return what was set for a body, or for the nearest one above it."""
    ids = [int(over.path[at - 6 : at]) for at in range(len(over.path), 0, -6)]
    rows = PraiseRules.objects.filter(over_id__in=ids, from_on__lte=on)
    found = {}
    for row in rows.order_by("from_on", "recorded_at", "pk"):
        found[row.over_id] = row
    return next((found[pk] for pk in ids if pk in found), None)


def thresholds_of(over: BodyVersion, on: date) -> Thresholds:
    """Return the thresholds that hold for the bodies under one on a day."""
    row = own_rules(over, on)
    return shipped(on) | dict(row.thresholds) if row else shipped(on)
