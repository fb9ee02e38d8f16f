"""Rows of a reorganisation, typed on the page or read from a spreadsheet."""

import re
from dataclasses import asdict, dataclass
from decimal import Decimal, InvalidOperation
from io import BytesIO
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from openpyxl import Workbook

from loa.domain.text import fold
from loa.orgs.loading.sheet import BadRow, BadSheet, read_grid

MOST = 300
_PLACES = Decimal("0.0001")


class Change(models.TextChoices):
    """What becomes of a body."""

    CREATE = "create", gettext_lazy("is established")
    RENAME = "rename", pgettext_lazy("of a body", "is renamed")
    RETYPE = "retype", gettext_lazy("changes its kind")
    MOVE = "move", gettext_lazy("gets another superior")
    MERGE = "merge", gettext_lazy("is merged into")
    SPLIT = "split", gettext_lazy("is divided, and ends")
    PART = "part", gettext_lazy("gives a part away, and goes on")
    ABOLISH = "abolish", gettext_lazy("is dissolved")


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One row as it was entered; what it means is found by ``make_plan``."""

    number: int  # as the spreadsheet or the page numbers it
    change: str
    old: str = ""  # code or name of the body that there is
    new: str = (
        ""  # code of the one that comes or receives; of one there is, or its name
    )
    name: str = ""  # how it is called from then on
    kind: str = ""  # "phường", "Sở", "Trung tâm": kind or type of unit
    parent: str = ""  # code or name of the superior
    share: str = ""  # "0,25" or "25%"

    def as_data(self) -> dict[str, Any]:
        return asdict(self)


HEADINGS = {
    "thay doi": "change", "loai thay doi": "change", "change": "change",
    "co quan cu": "old", "ma hoac ten cu": "old", "ma cu": "old", "ten cu": "old",
    "old body": "old",
    "ma moi": "new", "co quan moi": "new", "ma hoac ten moi": "new", "new code": "new",
    "ten moi": "name", "new name": "name",
    "loai hinh moi": "kind", "loai hinh": "kind", "new kind": "kind",
    "cap tren moi": "parent", "cap tren": "parent", "superior": "parent",
    "ty le": "share", "share": "share",
}  # fmt: skip
TITLES = (
    "Thay đổi", "Cơ quan cũ", "Mã mới", "Tên mới", "Loại hình mới", "Cấp trên mới", "Tỷ lệ",
)  # fmt: skip
_WORDS = {
    "thanh lap": Change.CREATE, "thanh lap moi": Change.CREATE,
    "doi ten": Change.RENAME,
    "doi loai hinh": Change.RETYPE, "doi loai": Change.RETYPE,
    "chuyen cap tren": Change.MOVE, "doi cap tren": Change.MOVE,
    "sap nhap": Change.MERGE, "hop nhat": Change.MERGE, "nhap vao": Change.MERGE,
    "chia": Change.SPLIT, "chia tach": Change.SPLIT,
    "tach": Change.PART, "tach mot phan": Change.PART,
    "giai the": Change.ABOLISH, "cham dut": Change.ABOLISH,
} | {each.value: each for each in Change}  # fmt: skip
_PRINTED = (
    "Thành lập", "Đổi tên", "Đổi loại hình", "Chuyển cấp trên", "Sáp nhập", "Chia",
    "Tách một phần", "Giải thể",
)  # fmt: skip


def change_rows(content: bytes) -> list[ChangeRow]:
    """Return the rows of the first sheet.

    :raises BadSheet: with every bad row by sheet, row and reason
    """
    title, grid = read_grid(content)
    _number, heading = next(grid, (0, ()))
    columns = {
        at: HEADINGS[key]
        for at, cell in enumerate(heading)
        if (key := " ".join(fold(_text(cell)).split())) in HEADINGS
    }
    if "change" not in columns.values():
        reason = _("The first row lacks the column %s.") % "“Thay đổi”"
        raise BadSheet([BadRow(title, 1, reason)])
    rows: list[ChangeRow] = []
    bad: list[BadRow] = []
    for number, cells in grid:
        values = {
            name: _text(cells[at]) for at, name in columns.items() if at < len(cells)
        }
        if not any(values.values()):
            continue
        said = values.pop("change", "")
        change = _WORDS.get(" ".join(fold(said).split()))
        if change is None:
            reason = _("“%(said)s” is no kind of change. Use one of: %(known)s.")
            told = reason % {"said": said, "known": ", ".join(_PRINTED)}
            bad.append(BadRow(title, number, told))
            continue
        rows.append(ChangeRow(number, change.value, **values))
    if not rows and not bad:
        bad.append(BadRow(title, 0, _("The sheet has headings but no rows.")))
    if len(rows) > MOST:
        reason = _("The sheet has more than %d rows. Split it.")
        bad.append(BadRow(title, 0, reason % MOST))
    if bad:
        raise BadSheet(bad)
    return rows


def _text(cell: object) -> str:
    if isinstance(cell, float):
        cell = int(cell) if cell.is_integer() else f"{cell:.4f}".rstrip("0")
    return "" if cell is None else " ".join(str(cell).split())


def empty_sheet() -> bytes:
    """Return a spreadsheet with the headings, and the words for each kind of change."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Sắp xếp"
    sheet.append(TITLES)
    known = book.create_sheet("Loại thay đổi")
    for word in _PRINTED:
        known.append([word])
    for column, width in zip("ABCDEFG", (18, 40, 16, 40, 18, 40, 10), strict=True):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "A2"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def share_of(text: str) -> Decimal | None:
    """Read "0,25", "0.25" or "25%"; None when nothing is written.

    :raises ValueError: when it is no part between 0 and 1
    """
    if not text:
        return None
    found = re.fullmatch(r"(\d+(?:[.,]\d+)?)\s*(%?)", text.strip())
    try:
        value = Decimal(found[1].replace(",", ".")) if found else Decimal(-1)
    except InvalidOperation as error:  # pragma: no cover  the pattern lets none through
        raise ValueError(text) from error
    if found and found[2]:
        value /= 100
    if not 0 < value < 1:
        raise ValueError(text)
    return value.quantize(_PLACES)
