"""What is looked at on a visit: items as data, with days from which they hold."""

import tomllib
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, Final

from loa.orgs.models import BodyVersion
from loa.oversight.inspecting.models import ChecklistVersion, FindingKind

MOST: Final = 60
_PARTS: Final = 4


class BadLine(ValueError):
    """A line that is no item; ``number`` counts from 1."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@dataclass(frozen=True, slots=True)
class Item:
    """One question, how it is checked, and on what it rests where somebody said so."""

    code: str
    question: str
    how: str = ""
    ground: str = ""
    kind: str = FindingKind.OTHER.value

    def as_data(self) -> dict[str, str]:
        """Give it as JSON values."""
        return asdict(self)

    @property
    def kind_label(self) -> str:
        """The word for what a finding under it would be about."""
        return str(FindingKind(self.kind).label)

    @property
    def line(self) -> str:
        """The item as it is typed: "question | how | ground | kind"."""
        return " | ".join((self.question, self.how, self.ground, self.kind_label))


def items_from(rows: list[dict[str, Any]]) -> tuple[Item, ...]:
    """Read items of TOML or of a stored version."""
    return tuple(Item(**row) for row in rows)


def items_typed(text: str) -> tuple[Item, ...]:
    """Read items as they are typed, a line each.

    :raises BadLine: for a line without a question, too long, or of no known kind
    """
    kinds = {"": FindingKind.OTHER.value}
    for one in FindingKind:
        kinds |= {one.value: one.value, str(one.label).casefold(): one.value}
    found: list[Item] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        parts = [part.strip() for part in line.split("|")]
        parts += [""] * (_PARTS - len(parts))
        question, how, ground, kind = parts[:_PARTS]
        known = kinds.get(kind.casefold())
        too_much = len(parts) > _PARTS or len(line) > 1000 or len(found) >= MOST
        if not question or too_much or known is None:
            raise BadLine(number)
        found.append(Item(f"m{len(found) + 1}", question, how, ground, known))
    if not found:
        raise BadLine(1)
    return tuple(found)


@cache
def _shipped() -> tuple[tuple[date, tuple[Item, ...]], ...]:
    data = resources.files("loa.oversight.inspecting") / "data" / "checklist.toml"
    rows = tomllib.loads(data.read_text(encoding="utf-8"))["version"]
    found = [(row["from_on"], items_from(row["item"])) for row in rows]
    return tuple(sorted(found, key=lambda one: one[0]))


def own_version(over: BodyVersion, on: date) -> ChecklistVersion | None:
    """Return what was set for a body, or for the nearest one above it."""
    ids = [int(over.path[at - 6 : at]) for at in range(len(over.path), 0, -6)]
    rows = ChecklistVersion.objects.filter(over_id__in=ids, from_on__lte=on)
    found = {}
    for row in rows.order_by("from_on", "recorded_at", "pk"):
        found[row.over_id] = row
    return next((found[pk] for pk in ids if pk in found), None)


def checklist_of(over: BodyVersion, on: date) -> tuple[Item, ...]:
    """Return the items that hold for the bodies under one on a day."""
    if row := own_version(over, on):
        return items_from(row.items)
    rows = _shipped()
    held = [items for day, items in rows if day <= on] or [rows[0][1]]
    return held[-1]
