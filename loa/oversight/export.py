"""A board as a spreadsheet: the map as seen, and every cell with its columns apart."""

from datetime import datetime

from django.utils.translation import gettext as _

from loa.common.states import sign_of
from loa.domain.quotas import COLUMN_NAMES
from loa.domain.writing import Sheet, SheetColumn, workbook_bytes
from loa.oversight.labels import period_head, period_name
from loa.oversight.reading import BoardPage


def board_workbook(page: BoardPage, *, at: datetime) -> bytes:
    """Return the .xlsx of a board: sheet 1 the map, sheet 2 a row for each cell."""
    return workbook_bytes([_map_sheet(page), _cells_sheet(page)], at=at)


def _map_sheet(page: BoardPage) -> Sheet:
    heads = [
        period_head(column.period)
        if column.period
        else column.task.title
        if column.task
        else ""
        for column in page.board.columns
    ]
    columns = [SheetColumn(_("Body"), 40), *(SheetColumn(head, 16) for head in heads)]
    rows = []
    for line in page.board.lines:
        words = [
            f"{sign_of(cell.state).word}: {cell.counted}" if cell else ""
            for cell in line.cells
        ]
        rows.append([line.version.name, *words])
    return Sheet(_("Board"), tuple(columns), tuple(tuple(row) for row in rows))


def _cells_sheet(page: BoardPage) -> Sheet:
    names = {line.version.body_id: line.version.name for line in page.board.lines}
    columns = (
        SheetColumn(_("Body"), 40), SheetColumn(_("Document"), 24),
        SheetColumn(_("Task"), 50), SheetColumn(_("Period"), 18),
        SheetColumn(_("Due"), 12), SheetColumn(_("State"), 22),
        SheetColumn(_("Target"), 10), SheetColumn(_("Claimed"), 10),
        *(SheetColumn(str(sign_of(name).word), 14) for name in COLUMN_NAMES),
        SheetColumn(_("Of these late"), 12),
    )  # fmt: skip
    rows = []
    for one in page.board.judged:
        cell = one.cell
        bodies = [names[pk] for pk in cell.body_ids if pk in names]
        rows.append(
            (
                "; ".join(bodies), cell.task.document_label, cell.task.title,
                period_name(cell.window.period), cell.window.due_on,
                str(sign_of(one.state).word), cell.target, sum(one.columns), *one.columns,
                one.late,
            )
        )  # fmt: skip
    return Sheet(_("Cells"), columns, tuple(rows))
