"""What a list of bodies would change, before anything is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date

from loa.orgs.models import BodyVersion
from loa.orgs.selectors import in_force


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body as a list wants it on a day."""

    code: str
    name: str
    kind: str
    level: str
    parent_code: str = ""
    short_name: str = ""
    unit_type: str = ""
    symbol: str = ""
    place: str = ""
    official_code: str = ""
    latitude: float | None = None
    longitude: float | None = None


# What makes a new version when it differs; a parent is compared by its code.
COMPARED = tuple(row.name for row in fields(BodyRow) if row.name != "code")


@dataclass(frozen=True, slots=True)
class Change:
    """A body that stands otherwise today: field → (now, wanted)."""

    row: BodyRow
    version: BodyVersion
    changed: Mapping[str, tuple[object, object]]


@dataclass(frozen=True, slots=True)
class Differences:
    """What a load would do."""

    on: date
    added: list[BodyRow] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    same_count: int = 0
    # in force here, of the same tree, and not in the list: told, never ended by a load
    missing: list[BodyVersion] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not self.added and not self.changed


def compare(rows: Iterable[BodyRow], *, on: date) -> Differences:
    """Compare a list with the bodies in force on a day. Writes nothing; two queries."""
    held = {
        version.body.code: version
        for version in BodyVersion.objects.filter(in_force(on)).select_related(
            "body", "parent"
        )
    }
    found = Differences(on=on)
    added, changed, same = found.added, found.changed, 0
    codes = set()
    for row in rows:
        codes.add(row.code)
        version = held.get(row.code)
        if version is None:
            added.append(row)
        elif differing := _differing(row, version):
            changed.append(Change(row, version, differing))
        else:
            same += 1
    missing = [held[code] for code in sorted(held.keys() - codes)]
    return Differences(on, added, changed, same, missing)


def _differing(row: BodyRow, version: BodyVersion) -> dict[str, tuple[object, object]]:
    now: dict[str, object] = {
        name: getattr(version, name) for name in COMPARED if name != "parent_code"
    }
    now["parent_code"] = version.parent.code if version.parent else ""
    return {
        name: (now[name], wanted)
        for name in COMPARED
        if (wanted := getattr(row, name)) != now[name]
    }
