"""A board as a spreadsheet: the map as seen, and every cell with its columns apart."""

from datetime import datetime

from django.utils.translation import gettext as _

from loa.common import figures
from loa.common.states import sign_of
from loa.domain.quotas import COLUMN_NAMES
from loa.domain.writing import Sheet, SheetColumn, workbook_bytes
from loa.oversight.board import Line
from loa.oversight.labels import line_name, period_head, period_name
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
        rows.append([_name(line), *words])
    return Sheet(
        _("Board"),
        tuple(columns),
        tuple(tuple(row) for row in rows),
        heading=_tree(page),
    )


def _name(line: Line) -> str:
    if line.why:
        return line_name(line)
    if not line.of:
        return line.version.name
    return f"{line.version.name} ({_('with')} {', '.join(line.of)})"


def _tree(page: BoardPage) -> tuple[str, ...]:
    """By which tree the lines stand, where that makes a difference."""
    if page.filters.tree_of_now and page.tree_day:
        return (
            _("By the tree of now (%(day)s)") % {"day": figures.day(page.tree_day)},
        )
    return (_("By the tree of then"),) if page.has_ended else ()


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
    placed = page.board.judged_of
    for number, one in enumerate(page.board.judged):
        cell = one.cell
        bodies = [names[pk] for pk in cell.body_ids if pk in names]
        if placed:
            bodies = [placed[number]]
        rows.append(
            (
                "; ".join(bodies), cell.task.document_label, cell.task.title,
                period_name(cell.window.period), cell.window.due_on,
                str(sign_of(one.state).word), cell.target, sum(one.columns), *one.columns,
                one.late,
            )
        )  # fmt: skip
    return Sheet(_("Cells"), columns, tuple(rows), heading=_tree(page))
