"""The dispatch list of a directive: who is to get it, by group, as .xlsx."""

from collections import defaultdict
from datetime import date, datetime

from loa.domain.writing import Sheet, SheetColumn, workbook_bytes
from loa.orgs.models import BodyVersion
from loa.programmes.carrying_on import addressed_below
from loa.programmes.composing import cells_of
from loa.programmes.models import Directive

COLUMNS = ("Stt", "Nhóm nơi nhận", "Cơ quan nhận", "Số nhiệm vụ", "Đã nhận trong Loa")


def dispatch_list(
    directive: Directive, body: BodyVersion, on: date
) -> list[list[str | int]]:
    """Return one row for each body that a directive is passed on to, by group.

    Columns are :data:`COLUMNS`; a body of several groups stands in the first of them.
    """
    had = set(directive.document.deliveries.values_list("body_id", flat=True))
    groups = addressed_below(directive, body, on)
    meant = {version.body_id for group in groups for version in group.members}
    tasks: dict[int, set[int]] = defaultdict(set)
    for cell in cells_of(directive, meant, on):
        if not cell.exempt:
            for body_id in cell.body_ids:
                tasks[body_id].add(cell.task.id)
    rows: list[list[str | int]] = []
    seen: set[int] = set()
    for group in groups:
        for version in group.members:
            if version.body_id in seen:
                continue
            seen.add(version.body_id)
            count = len(tasks[version.body_id])
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
