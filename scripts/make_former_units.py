"""Make the tables of what was until 30/06/2025 and what became of it.

``former-2025-07-01.csv``: provinces, districts and communes of before, each with the
code of the unit that goes on as the same one, if any. ``successions-2025-07-01.csv``:
old unit → new unit, as the package's converter maps them; of a commune that was divided
every part is a row, and none has a share, for the package has none. From the package
vietnamadminunits (MIT, a development dependency); source and digest stand beside each
table. A name that the converter knows and the list of new units does not is told and
left out: nothing is guessed. Run it again when the package moves on.
"""

import csv
import hashlib
import json
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent.parent / "loa" / "orgs" / "data"
DAY = "2025-07-01"
# The package says what was there before, not since when: Loa knows of them from here.
KNOWN_FROM = "2025-01-01"
FORMER = [
    "code",
    "level",
    "unit_type",
    "name",
    "parent",
    "latitude",
    "longitude",
    "continues",
]
SUCCESSIONS = ["old", "new", "kind"]
Row = list[str]


def main() -> None:
    package = files("vietnamadminunits") / "data"
    converter = json.loads((package / "converter_2025.json").read_text("utf-8"))
    base = sqlite3.connect(f"file:{package / 'dataset.db'}?mode=ro", uri=True)
    base.row_factory = sqlite3.Row
    old = base.execute("SELECT * FROM admin_units_legacy").fetchall()
    new = base.execute("SELECT * FROM admin_units").fetchall()
    links, lost = links_of(converter, old, new)
    kinds = kinds_of(links)
    same = unchanged(kinds, old, new)
    rows = former_rows(old, same)
    told = [[a, b, kind] for (a, b), kind in sorted(kinds.items()) if a not in same]
    _write("former", FORMER, rows, known_from=True)
    _write("successions", SUCCESSIONS, told)
    missing = {row[0] for row in rows if row[1] != "district"}
    missing -= {old_code for old_code, _new in links}
    for word in sorted({*lost, *missing}):
        sys.stderr.write(f"no successor found: {word}\n")


def links_of(
    converter: dict[str, Any], old: list[sqlite3.Row], new: list[sqlite3.Row]
) -> tuple[set[tuple[str, str]], set[str]]:
    """Return (old, new) pairs of codes, and the keys that could not be resolved."""
    by_key = {_old_key(row): _old_code(row) for row in old}
    places = {_old_key(row): _place(row, "districtShort", "wardShort") for row in old}
    provinces = {row["provinceKey"]: row["provinceCode"] for row in new}
    wards: dict[tuple[str, str], list[sqlite3.Row]] = defaultdict(list)
    for row in new:
        for key in {row["wardKey"], *json.loads(row["wardKeywords"] or "[]")}:
            wards[row["provinceKey"], key].append(row)
    links, lost = set(), set()
    for province, parts in converter["DICT_PROVINCE"].items():
        held = {row["provinceKey"]: row["provinceCode"] for row in old}
        links |= {(held[key], provinces[province]) for key in parts}
    pairs = [
        (province, old_key, new_key)
        for province, of_new in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items()
        for new_key, olds in of_new.items()
        for old_key in olds
    ] + [
        (province, old_key, part["newWardKey"])
        for province, of_old in converter["DICT_PROVINCE_WARD_DIVIDED"].items()
        for old_key, parts in of_old.items()
        for part in parts
    ]
    for province, old_key, new_key in pairs:
        found = wards[province, new_key]
        exact = [row for row in found if row["wardKey"] == new_key]
        chosen = exact or found
        if old_key not in by_key or len(chosen) != 1:
            lost.add(f"{old_key} → {province}/{new_key} {places.get(old_key, '')}")
            continue
        target = f"{provinces[province]}.{chosen[0]['wardCode']}"
        links.add((by_key[old_key], target))
    return links, lost


def kinds_of(links: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Say of each link whether it is part of a merger, of a division, or a renaming."""
    onward, back = defaultdict(set), defaultdict(set)
    for old, new in links:
        onward[old].add(new)
        back[new].add(old)
    return {
        (old, new): "split"
        if len(onward[old]) > 1
        else ("merge" if len(back[new]) > 1 else "rename")
        for old, new in sorted(links)
    }


def unchanged(
    kinds: dict[tuple[str, str], str], old: list[sqlite3.Row], new: list[sqlite3.Row]
) -> dict[str, str]:
    """Units that go on alone under their name, type and number: the same body."""
    before = {_old_code(row): (row["ward"], row["wardCode"]) for row in old}
    before |= {row["provinceCode"]: (row["province"], None) for row in old}
    after = {
        f"{row['provinceCode']}.{row['wardCode']}": (row["ward"], row["wardCode"])
        for row in new
    }
    after |= {row["provinceCode"]: (row["province"], None) for row in new}
    return {
        old_code: new_code
        for (old_code, new_code), kind in kinds.items()
        if kind == "rename" and before.get(old_code) == after[new_code]
    }


def former_rows(old: list[sqlite3.Row], same: dict[str, str]) -> list[Row]:
    """Provinces, then districts, then communes, each in the order of their codes."""
    found: dict[str, Row] = {}
    for row in old:
        province, district = (
            row["provinceCode"],
            f"{row['provinceCode']}.{row['districtCode']}",
        )
        city = row["province"].startswith("Thành phố")
        found.setdefault(
            province,
            [province, "province", "thành phố" if city else "tỉnh",
             row["provinceShort"], "", *_position(row, "province"), same.get(province, "")],
        )  # fmt: skip
        found.setdefault(
            district,
            [district, "district", row["districtType"].lower(), row["districtShort"],
             province, *_position(row, "district"), ""],
        )  # fmt: skip
        if row["wardCode"]:
            code = _old_code(row)
            found[code] = [
                code, "commune", row["wardType"].lower(), row["wardShort"], district,
                *_position(row, "ward"), same.get(code, ""),
            ]  # fmt: skip
    return [row for _code, row in sorted(found.items(), key=_order)]


def _order(item: tuple[str, Row]) -> tuple[int, str]:
    return item[0].count("."), item[0]


def _position(row: sqlite3.Row, unit: str) -> list[str]:
    degrees = (row[f"{unit}Lat"], row[f"{unit}Lon"])
    return ["" if one is None else f"{one:.4f}" for one in degrees]


def _old_key(row: sqlite3.Row) -> str:
    return f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}"


def _old_code(row: sqlite3.Row) -> str:
    district = f"{row['provinceCode']}.{row['districtCode']}"
    return f"{district}.{row['wardCode']}" if row["wardCode"] else district


def _place(row: sqlite3.Row, *names: str) -> str:
    return ", ".join(str(row[name]) for name in names)


def _write(
    stem: str, columns: list[str], rows: list[Row], *, known_from: bool = False
) -> None:
    target = DATA / f"{stem}-{DAY}.csv"
    with target.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    known = f"known_from = {KNOWN_FROM}\n" if known_from else ""
    target.with_suffix(".toml").write_text(
        f"until = {DAY}\n{known}"
        f'source = "vietnamadminunits {version("vietnamadminunits")} (PyPI, MIT)"\n'
        f'made_by = "scripts/make_former_units.py"\nsha256 = "{digest}"\n',
        encoding="utf-8",
    )
    sys.stdout.write(f"{target.name}: {len(rows)} rows, {digest}\n")


if __name__ == "__main__":
    main()
