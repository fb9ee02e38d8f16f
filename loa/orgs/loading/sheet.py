"""Bodies from a spreadsheet: every bad row is told, and nothing is written if any is."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from loa.domain.text import fold
from loa.orgs.loading.differences import BodyRow
from loa.orgs.models import Body, Kind, Level

MAX_ROWS = 100_000
# Column of a BodyRow by its folded heading, Vietnamese or English.
HEADINGS = {
    "ma": "code", "ma co quan": "code", "code": "code",
    "ten": "name", "ten co quan": "name", "name": "name",
    "ten ngan": "short_name", "short name": "short_name",
    "loai": "kind", "loai co quan": "kind", "kind": "kind",
    "cap": "level", "level": "level",
    "ma cap tren": "parent_code", "ma co quan cap tren": "parent_code",
    "cap tren": "parent_code", "parent": "parent_code",
    "don vi hanh chinh": "unit_type", "unit type": "unit_type",
    "ky hieu": "symbol", "symbol": "symbol",
    "dia danh": "place", "place": "place",
    "ma dinh danh": "official_code", "official code": "official_code",
    "vi do": "latitude", "latitude": "latitude",
    "kinh do": "longitude", "longitude": "longitude",
}  # fmt: skip
REQUIRED = ("code", "name", "kind", "level")
KINDS = {
    "ubnd": Kind.PEOPLES_COMMITTEE, "uy ban nhan dan": Kind.PEOPLES_COMMITTEE,
    "hdnd": Kind.PEOPLES_COUNCIL, "hoi dong nhan dan": Kind.PEOPLES_COUNCIL,
    "chinh phu": Kind.GOVERNMENT, "bo": Kind.MINISTRY, "so": Kind.DEPARTMENT,
    "phong": Kind.DIVISION, "ban": Kind.DIVISION, "van phong": Kind.OFFICE,
    "trung tam": Kind.CENTRE, "don vi su nghiep": Kind.SERVICE_UNIT,
    "nganh doc": Kind.VERTICAL, "dang": Kind.PARTY, "mat tran": Kind.FRONT,
    "mat tran, doan the": Kind.FRONT, "doanh nghiep": Kind.ENTERPRISE, "khac": Kind.OTHER,
} | {kind.value: kind for kind in Kind}  # fmt: skip
LEVELS = {
    "trung uong": Level.NATION, "tinh": Level.PROVINCE, "huyen": Level.DISTRICT,
    "xa": Level.COMMUNE, "phuong": Level.COMMUNE, "dac khu": Level.COMMUNE,
} | {level.value: level for level in Level}  # fmt: skip


@dataclass(frozen=True, slots=True)
class BadRow:
    """Why a row cannot be taken, in the reader's language."""

    sheet: str
    row: int  # as the spreadsheet numbers it; 0 = the sheet as a whole
    reason: str


class BadSheet(ValueError):
    """The spreadsheet has rows that cannot be taken; ``rows`` says which and why."""

    def __init__(self, rows: list[BadRow]) -> None:
        super().__init__(f"{len(rows)} bad rows")
        self.rows = rows


def sheet_rows(content: bytes) -> list[BodyRow]:
    """Return the bodies of the first sheet.

    The first row holds headings (``HEADINGS``); "Mã", "Tên", "Loại" and "Cấp" are needed.

    :raises BadSheet: with every bad row by sheet, row and reason
    """
    title, grid = read_grid(content)
    bad: list[BadRow] = []
    columns = _columns(title, next(grid, (0, ()))[1], bad)
    if bad:
        raise BadSheet(bad)
    rows: list[tuple[int, BodyRow]] = []
    for number, cells in grid:
        values = {
            name: _text(cells[i]) for i, name in columns.items() if i < len(cells)
        }
        if any(values.values()):
            _take(title, number, values, rows, bad)
    if not rows and not bad:
        bad.append(BadRow(title, 0, _("The sheet has headings but no rows.")))
    _check_together(title, rows, bad)
    if bad:
        raise BadSheet(sorted(bad, key=lambda one: one.row))
    return [row for _number, row in rows]


def read_grid(content: bytes) -> tuple[str, Iterator[tuple[int, tuple[object, ...]]]]:
    """Open a spreadsheet and return its first sheet's title and numbered rows.

    :raises BadSheet: if the bytes are no .xlsx
    """
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
    except (
        BadZipFile,
        InvalidFileException,
        KeyError,
        ValueError,
        OSError,
        IndexError,
    ) as error:
        reason = _("The file is no .xlsx spreadsheet. Save it as .xlsx and try again.")
        raise BadSheet([BadRow("", 0, reason)]) from error
    return sheet.title, enumerate(
        sheet.iter_rows(values_only=True, max_row=MAX_ROWS), start=1
    )


def _columns(
    title: str, heading: tuple[object, ...], bad: list[BadRow]
) -> dict[int, str]:
    columns = {
        i: HEADINGS[key]
        for i, cell in enumerate(heading)
        if (key := " ".join(fold(_text(cell)).split())) in HEADINGS
    }
    lacking = [name for name in REQUIRED if name not in columns.values()]
    if lacking:
        names = {"code": "Mã", "name": "Tên", "kind": "Loại", "level": "Cấp"}
        wanted = ", ".join(f"“{names[name]}”" for name in lacking)
        bad.append(BadRow(title, 1, _("The first row lacks the column %s.") % wanted))
    return columns


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else " ".join(str(cell).split())


def _take(
    title: str,
    number: int,
    values: dict[str, str],
    rows: list[tuple[int, BodyRow]],
    bad: list[BadRow],
) -> None:
    reasons = [
        _("the column “%s” is empty") % label
        for name, label in (("code", "Mã"), ("name", "Tên"))
        if not values.get(name)
    ]
    kind = _known(
        values.get("kind", ""), KINDS, _("the kind “%s” is not known"), reasons
    )
    level = _known(
        values.get("level", ""), LEVELS, _("the level “%s” is not known"), reasons
    )
    latitude = _degrees(values.pop("latitude", ""), 90, reasons)
    longitude = _degrees(values.pop("longitude", ""), 180, reasons)
    bad.extend(BadRow(title, number, reason) for reason in reasons)
    if reasons:
        return
    kept = {
        name: value for name, value in values.items() if name not in {"kind", "level"}
    }
    row = BodyRow(
        kind=kind, level=level, latitude=latitude, longitude=longitude, **kept
    )
    rows.append((number, row))


def _known(
    value: str, table: Mapping[str, str], message: str, reasons: list[str]
) -> str:
    found = table.get(value) or table.get(fold(value))
    if found is None:
        reasons.append(message % value)
        return ""
    return str(found)


def _degrees(value: str, limit: int, reasons: list[str]) -> float | None:
    if not value:
        return None
    try:
        degrees = float(value.replace(",", "."))
    except ValueError:
        degrees = limit + 1.0
    if abs(degrees) > limit:
        reasons.append(_("“%s” is no position in degrees") % value)
        return None
    return degrees


def _check_together(
    title: str, rows: list[tuple[int, BodyRow]], bad: list[BadRow]
) -> None:
    seen: dict[str, int] = {}
    for number, row in rows:
        if row.code in seen:
            reason = _("the code “%(code)s” stands in row %(row)s already")
            bad.append(
                BadRow(
                    title, number, reason % {"code": row.code, "row": seen[row.code]}
                )
            )
        seen.setdefault(row.code, number)
    parents = {row.code: row.parent_code for _number, row in rows}
    here = _held({row.parent_code for _number, row in rows} - set(parents))
    for number, row in rows:
        if (
            row.parent_code
            and row.parent_code not in parents
            and row.parent_code not in here
        ):
            reason = _("the superior “%s” is neither in the sheet nor in Loa")
            bad.append(BadRow(title, number, reason % row.parent_code))
        elif _is_ring(row.code, parents.get):
            reason = _("“%s” is above itself")
            bad.append(BadRow(title, number, reason % row.code))


def _held(codes: set[str]) -> set[str]:
    return set(Body.objects.filter(code__in=codes).values_list("code", flat=True))


def _is_ring(code: str, above: Callable[[str], str | None]) -> bool:
    seen, at = {code}, above(code)
    while at:
        if at in seen:
            return at == code
        seen.add(at)
        at = above(at)
    return False
