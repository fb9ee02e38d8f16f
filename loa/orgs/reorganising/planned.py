"""What a reorganisation does, as it was understood from its rows."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from loa.domain.text import fold
from loa.orgs.loading.sheet import BadRow
from loa.orgs.models import BodyVersion
from loa.orgs.reorganising.rows import Change


class BadRows(ValueError):
    """Rows that cannot be carried out; ``rows`` says which and why."""

    def __init__(self, rows: list[BadRow]) -> None:
        super().__init__(f"{len(rows)} bad rows")
        self.rows = sorted(rows, key=lambda row: row.row)


@dataclass(slots=True)
class Target:
    """A body that receives: one that is there, or one that the reorganisation makes."""

    name: str
    version: BodyVersion | None = None
    code: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    # whose code or id its superior is; None: a body that is there
    parent: "Target | None" = None


@dataclass(slots=True)
class Ending:
    """A body that ends, or gives a part away: to whom, with which share."""

    version: BodyVersion
    change: str
    heirs: list[tuple[Target | None, Decimal | None]] = field(default_factory=list)
    # it stands below a body that ends, and no row says what becomes of it
    is_derived: bool = False

    @property
    def ends(self) -> bool:
        return self.change != Change.PART


@dataclass(slots=True)
class Altered:
    """A body that goes on under another name, kind or superior."""

    version: BodyVersion
    fields: dict[str, Any] = field(default_factory=dict)
    parent: Target | None = None


@dataclass(slots=True)
class Plan:
    """Everything that a reorganisation does, in the order in which it is written."""

    on: date
    created: list[Target] = field(default_factory=list)
    altered: list[Altered] = field(default_factory=list)
    endings: list[Ending] = field(default_factory=list)

    @property
    def body_ids(self) -> set[int]:
        """The bodies that there are and that end, give a part away or change."""
        ended = {row.version.body_id for row in self.endings}
        return ended | {row.version.body_id for row in self.altered}

    @property
    def ending_ids(self) -> set[int]:
        return {row.version.body_id for row in self.endings if row.ends}


def names_of(name: str, unit: str, model: BodyVersion | None) -> dict[str, str]:
    """Return what else follows from a name: folded, short, and the place on papers."""
    found = {"folded": fold(name)}
    _before, sep, place = name.partition(f"{unit} ") if unit else ("", "", "")
    if sep and place:
        found |= {"place": place, "short_name": f"{unit.capitalize()} {place}"}
    elif model is not None:
        found |= {"place": model.place, "short_name": ""}
    return found
