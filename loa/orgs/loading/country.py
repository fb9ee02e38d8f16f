"""The whole country: 34 provinces and 3,321 communes with their usual offices."""

import csv
import hashlib
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from loa.orgs.loading.differences import BodyRow
from loa.orgs.models import Kind, Level

DATA = Path(__file__).resolve().parent.parent / "data"
ROOT_CODE = "vn"


class DataSpoilt(RuntimeError):
    """The table of units is not the one whose digest stands beside it."""


def newest_units() -> Path:
    """Return the table of units with the latest date."""
    return max(DATA.glob("units-*.csv"))


def valid_from(units: Path | None = None) -> date:
    """Return the day from which a table of units holds."""
    return date.fromisoformat((units or newest_units()).stem.removeprefix("units-"))


def country_rows(
    units: Path | None = None, *, with_offices: bool = True
) -> Iterator[BodyRow]:
    """Yield the Government, provinces, communes and their offices, superiors first.

    :raises DataSpoilt: if the table does not have the digest noted beside it
    """
    units = units or newest_units()
    check_digest(units)
    templates = tomllib.loads((DATA / "offices.toml").read_text(encoding="utf-8"))
    yield BodyRow(ROOT_CODE, "Chính phủ", Kind.GOVERNMENT, Level.NATION, symbol="CP")
    yield BodyRow(
        f"{ROOT_CODE}.bnv",
        "Bộ Nội vụ",
        Kind.MINISTRY,
        Level.NATION,
        ROOT_CODE,
        symbol="BNV",
    )
    with units.open(newline="", encoding="utf-8") as lines:
        for unit in csv.DictReader(lines):
            committee = _committee(unit)
            yield committee
            if with_offices:
                yield from _offices(committee, templates[unit["level"]])


def check_digest(table: Path) -> dict[str, Any]:
    """Return what is noted beside a table (its source, its days).

    :raises DataSpoilt: if the table does not have the digest noted beside it
    """
    noted = tomllib.loads(table.with_suffix(".toml").read_text(encoding="utf-8"))
    if hashlib.sha256(table.read_bytes()).hexdigest() != noted["sha256"]:
        raise DataSpoilt(table.name)
    return noted


def _committee(unit: dict[str, str]) -> BodyRow:
    is_province = unit["level"] == Level.PROVINCE
    province = unit["code"] if is_province else unit["province_code"]
    unit_type = unit["unit_type"]
    return BodyRow(
        code=f"{ROOT_CODE}.{province}"
        if is_province
        else f"{ROOT_CODE}.{province}.{unit['code']}",
        name=f"Ủy ban nhân dân {unit_type} {unit['name']}",
        kind=Kind.PEOPLES_COMMITTEE,
        level=unit["level"],
        parent_code=ROOT_CODE if is_province else f"{ROOT_CODE}.{province}",
        short_name=f"{unit_type[:1].upper()}{unit_type[1:]} {unit['name']}",
        unit_type=unit_type,
        symbol="UBND",
        place=unit["name"],
        official_code=unit["code"],
        latitude=float(unit["latitude"]),
        longitude=float(unit["longitude"]),
    )


def _offices(committee: BodyRow, templates: list[dict[str, Any]]) -> Iterator[BodyRow]:
    for office in templates:
        urban = committee.unit_type in {"phường", "đặc khu"} and "name_ward" in office
        name = office["name_ward" if urban else "name"]
        yield BodyRow(
            code=f"{committee.code}.{office['suffix']}",
            name=name.format(unit_type=committee.unit_type, place=committee.place),
            kind=office["kind"],
            level=committee.level,
            parent_code=committee.code,
            symbol=office["symbol"],
            place=committee.place,
        )
