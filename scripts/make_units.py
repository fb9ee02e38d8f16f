"""Make ``loa/orgs/data/units-2025-07-01.csv`` from the package vietnamadminunits.

The package (MIT) is a development dependency; the product ships only this dated
table, with its source and digest beside it. Run it again when the package moves on.
"""

import csv
import hashlib
import sys
from importlib.metadata import version
from pathlib import Path

from vietnamadminunits.database import get_data

DATA = Path(__file__).resolve().parent.parent / "loa" / "orgs" / "data"
VALID_FROM = "2025-07-01"
COLUMNS = [
    "code",
    "level",
    "unit_type",
    "name",
    "province_code",
    "latitude",
    "longitude",
]


def rows() -> list[list[str]]:
    """Return 34 provinces, then their communes, in the order of their codes."""
    units = get_data()
    provinces = {unit["provinceCode"]: unit for unit in units}
    top = [
        [
            code,
            "province",
            "thành phố" if unit["province"].startswith("Thành phố") else "tỉnh",
            unit["provinceShort"],
            "",
            f"{unit['provinceLat']:.4f}",
            f"{unit['provinceLon']:.4f}",
        ]
        for code, unit in sorted(provinces.items())
    ]
    below = [
        [
            unit["wardCode"],
            "commune",
            unit["wardType"].lower(),
            unit["wardShort"],
            unit["provinceCode"],
            f"{unit['wardLat']:.4f}",
            f"{unit['wardLon']:.4f}",
        ]
        for unit in sorted(units, key=lambda unit: unit["wardCode"])
    ]
    return top + below


def main() -> None:
    target = DATA / f"units-{VALID_FROM}.csv"
    with target.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows())
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    target.with_suffix(".toml").write_text(
        f'valid_from = {VALID_FROM}\nsource = "vietnamadminunits {version("vietnamadminunits")}'
        f' (PyPI, MIT)"\nmade_by = "scripts/make_units.py"\nsha256 = "{digest}"\n',
        encoding="utf-8",
    )
    sys.stdout.write(f"{target.name}: {digest}\n")


if __name__ == "__main__":
    main()
