"""The dispatch list of a directive: who is to get it, by group, as .xlsx."""

from datetime import date, datetime

from loa.domain.writing import Sheet, SheetColumn, workbook_bytes
from loa.orgs.models import BodyVersion
from loa.programmes.carrying_on import addressed_below
from loa.programmes.composing import own_tasks
from loa.programmes.models import Directive

COLUMNS = ("Stt", "Nhóm nơi nhận", "Cơ quan nhận", "Số nhiệm vụ", "Đã nhận trong Loa")


def dispatch_list(
    directive: Directive, body: BodyVersion, on: date
) -> list[list[str | int]]:
    """Return one row for each body that a directive is passed on to, by group.

    Columns are :data:`COLUMNS`; a body of several groups stands in the first of them.
    """
    had = set(directive.document.deliveries.values_list("body_id", flat=True))
    rows: list[list[str | int]] = []
    seen: set[int] = set()
    for group in addressed_below(directive, body, on):
        for version in group.members:
            if version.body_id in seen:
                continue
            seen.add(version.body_id)
            count = len(own_tasks(directive, version.body_id, on))
            told = "có" if version.body_id in had else "chưa"
            rows.append([len(rows) + 1, group.name, version.name, count, told])
    return rows


def dispatch_workbook(
    directive: Directive, body: BodyVersion, *, on: date, at: datetime
) -> bytes:
    """Give the dispatch list as .xlsx."""
    rows = dispatch_list(directive, body, on)
    sheet = Sheet(
        name="Nơi nhận",
        columns=tuple(SheetColumn(title) for title in COLUMNS),
        rows=rows,
        heading=("Danh sách nơi nhận", str(directive.document), body.name),
    )
    return workbook_bytes([sheet], at=at, title="Danh sách nơi nhận", author=body.name)
