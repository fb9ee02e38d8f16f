"""The units of before a reorganisation of the country, and what became of them.

Committees of provinces, districts and communes as bodies that end on the day, each with
its successors. A unit that goes on alone under its name is the same body with an earlier
version. What became of a district is not in any list: it is derived from its communes
and marked so. No share is known, and none is made up.
"""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from loa.audit.services import Actor, record
from loa.domain.text import fold
from loa.orgs.loading.country import DATA, ROOT_CODE, check_digest
from loa.orgs.loading.load import BATCH, DemoBeside
from loa.orgs.models import PATH_SEGMENT, Body, BodyVersion, Kind, Level, Succession
from loa.orgs.selectors import in_force

Told = Callable[[str, int], None]


class NoCountry(RuntimeError):
    """The units of today are not here; ``codes`` names some that are missing."""

    def __init__(self, codes: list[str]) -> None:
        super().__init__(", ".join(codes[:5]))
        self.codes = codes


class NoSuchDay(ValueError):
    """There is no table of units of before that day; ``days`` lists those there are."""

    def __init__(self, days: list[str]) -> None:
        super().__init__(", ".join(days))
        self.days = days


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load wrote."""

    bodies: int
    versions: int
    successions: int
    derived: int

    @property
    def is_empty(self) -> bool:
        return not (self.bodies or self.versions or self.successions or self.derived)


def days_known() -> list[str]:
    """The days of reorganisations for which there are tables, as ISO dates."""
    return sorted(
        path.stem.removeprefix("former-") for path in DATA.glob("former-*.csv")
    )


def no_words(_words: str, _count: int) -> None:
    """Tell nobody how far a load is."""


@transaction.atomic
def load_former(
    before: date, *, actor: Actor, at: datetime, tell: Told = no_words
) -> Loaded:
    """Bring in the units of before a day and their successions, whole or not at all.

    Again it writes only what is not there yet.

    :param tell: called with a word and a number as each part begins
    :raises NoSuchDay: if no table ends on that day
    :raises NoCountry: if the units of today were not loaded
    :raises DemoBeside: if this database holds demo bodies
    """
    if before.isoformat() not in days_known():
        raise NoSuchDay(days_known())
    if Body.objects.filter(is_demo=True).exists():
        raise DemoBeside
    units, noted = _table("former", before)
    links, _ = _table("successions", before)
    load = _Load(before, noted["known_from"], units)
    tell("bodies", len(units))
    bodies = load.add_bodies()
    tell("versions", len(units))
    versions = load.add_versions()
    tell("successions", len(links))
    direct = [(row["old"], row["new"], row["kind"]) for row in links]
    successions = load.add_successions(direct, source=noted["source"])
    derived_links = list(load.of_districts(direct))
    tell("derived", len(derived_links))
    derived = load.add_successions(
        derived_links, source=f"{noted['source']}: communes", is_derived=True
    )
    loaded = Loaded(bodies, versions, successions, derived)
    if not loaded.is_empty:
        detail = {
            "before": before.isoformat(),
            "added": loaded.bodies,
            "successions": successions + derived,
        }
        record(actor=actor, action="orgs.bodies.loaded", at=at, detail=detail)
    return loaded


def _table(stem: str, day: date) -> tuple[list[dict[str, str]], dict[str, Any]]:
    path = DATA / f"{stem}-{day.isoformat()}.csv"
    noted = check_digest(path)
    return list(_rows(path)), noted


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


class _Load:
    """One load: the table of units with the ids of their bodies."""

    def __init__(
        self, before: date, known_from: date, units: list[dict[str, str]]
    ) -> None:
        self.before, self.known_from = before, known_from
        self.units = {row["code"]: row for row in units}
        held = BodyVersion.objects.filter(in_force(before))
        self.today = dict(held.values_list("body__code", "body"))
        wanted = {f"{ROOT_CODE}.{row['continues']}" for row in units}
        wanted = {code for code in wanted if code != f"{ROOT_CODE}."} | {ROOT_CODE}
        if missing := sorted(wanted - self.today.keys()):
            raise NoCountry(missing)
        self.ids: dict[str, int] = {}

    def code_of(self, unit: str) -> str:
        """The permanent code of a unit's body: of today's where it goes on."""
        if goes_on := self.units[unit]["continues"]:
            return f"{ROOT_CODE}.{goes_on}"
        return f"{ROOT_CODE}.before-{self.before.isoformat()}.{unit}"

    def add_bodies(self) -> int:
        codes = {self.code_of(unit): unit for unit in self.units}
        rows = Body.objects.filter(code__startswith=f"{ROOT_CODE}.")
        held = dict(rows.values_list("code", "pk"))
        made = Body.objects.bulk_create(
            [Body(code=code) for code in codes if code not in held], batch_size=BATCH
        )
        held |= {body.code: body.pk for body in made}
        self.ids = {unit: held[code] for code, unit in codes.items()}
        return len(made)

    def add_versions(self) -> int:
        earlier = BodyVersion.objects.filter(valid_from__lt=self.before)
        has = set(earlier.values_list("body_id", flat=True))
        root_id = self.today[ROOT_CODE]
        made = []
        if root_id not in has:
            made.append(self._earlier_root(root_id))
        paths = {"": f"{root_id:0{PATH_SEGMENT}d}"}
        for unit, row in self.units.items():  # superiors first, as in the table
            pk = self.ids[unit]
            paths[unit] = f"{paths[row['parent']]}{pk:0{PATH_SEGMENT}d}"
            if pk not in has:
                parent = self.ids[row["parent"]] if row["parent"] else root_id
                made.append(self._version(row, pk, parent, paths[unit]))
        BodyVersion.objects.bulk_create(made, batch_size=BATCH)
        return len(made)

    def _earlier_root(self, root_id: int) -> BodyVersion:
        root = BodyVersion.objects.get(in_force(self.before), body_id=root_id)
        root.pk, root._state.adding = None, True
        root.valid_from, root.valid_to = self.known_from, self.before
        return root

    def _version(
        self, row: dict[str, str], pk: int, parent: int, path: str
    ) -> BodyVersion:
        kind, place = row["unit_type"], row["name"]
        name = f"Ủy ban nhân dân {kind} {place}"
        return BodyVersion(
            body_id=pk,
            name=name,
            short_name=f"{kind[:1].upper()}{kind[1:]} {place}",
            folded=fold(name),
            symbol="UBND",
            kind=Kind.PEOPLES_COMMITTEE,
            level=Level(row["level"]),
            unit_type=kind,
            place=place,
            official_code=row["code"].rsplit(".", 1)[-1],
            parent_id=parent,
            path=path,
            latitude=float(row["latitude"]) if row["latitude"] else None,
            longitude=float(row["longitude"]) if row["longitude"] else None,
            valid_from=self.known_from,
            valid_to=self.before,
        )

    def of_districts(
        self, direct: list[tuple[str, str, str]]
    ) -> Iterator[tuple[str, str, str]]:
        """What became of each district: all that its communes became part of."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        told = {old for old, _new, _kind in direct}
        for old, new, _kind in direct:
            if self.units[old]["level"] == Level.COMMUNE:
                found[self.units[old]["parent"]][new] = None
        for row in self.units.values():
            if row["level"] == Level.COMMUNE and row["continues"]:
                found[row["parent"]][row["continues"]] = None
        for district, parts in found.items():
            if district not in told:
                kind = "split" if len(parts) > 1 else "merge"
                yield from ((district, new, kind) for new in parts)

    def add_successions(
        self,
        links: list[tuple[str, str, str]],
        *,
        source: str,
        is_derived: bool = False,
    ) -> int:
        codes = {f"{ROOT_CODE}.{new}" for _old, new, _kind in links}
        if missing := sorted(codes - self.today.keys()):
            raise NoCountry(missing)
        rows = Succession.objects.filter(on=self.before)
        held = set(rows.values_list("from_body_id", "to_body_id"))
        made = [
            Succession(
                from_body_id=self.ids[old],
                to_body_id=self.today[f"{ROOT_CODE}.{new}"],
                kind=kind,
                on=self.before,
                source=source,
                is_derived=is_derived,
            )
            for old, new, kind in links
            if (self.ids[old], self.today[f"{ROOT_CODE}.{new}"]) not in held
        ]
        Succession.objects.bulk_create(made, batch_size=BATCH)
        return len(made)
