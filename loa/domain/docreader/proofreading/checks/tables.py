"""Tables: row numbers that leap, totals that are not the sum of their column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loa.domain.docreader.layout import Line
from loa.domain.docreader.proofreading.checks.registry import check
from loa.domain.docreader.proofreading.remark import Hit, hit
from loa.domain.docreader.proofreading.sheet import Sheet
from loa.domain.text import fold, roman

_NUMBERED = frozenset({"tt", "stt", "so tt", "so thu tu"})
_TOTAL = re.compile(r"(?:tong|cong|tong cong|tong so|cong chung)\s*:?")
_ROW_NUMBER = re.compile(r"\d{1,3}\.?")
# A leap past this is a table that numbers something else.
_LEAP = 5
_FIGURE = re.compile(r"\d{1,3}(?:\.\d{3})+|\d{1,9}")


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table: the line of each cell by its column."""

    rows: tuple[dict[int, Line], ...]


def _tables(sheet: Sheet) -> Iterator[Table]:
    tables: dict[int, dict[int, dict[int, Line]]] = {}
    for line in sheet.lines:
        if cell := line.cell:
            row = tables.setdefault(cell.table, {}).setdefault(cell.row, {})
            row.setdefault(cell.column, line)
    for rows in tables.values():
        if len(rows) > 2:
            yield Table(tuple(rows[number] for number in sorted(rows)))


@check("table.numbering")
def table_numbering(sheet: Sheet) -> Iterator[Hit]:
    """A row number left out or given twice."""
    for table in _tables(sheet):
        head = table.rows[0].get(0)
        if head is None or fold(head.text).strip(" .") not in _NUMBERED:
            continue
        last: int | None = None
        for row in table.rows[1:]:
            cell = row.get(0)
            if cell is None:
                continue
            if not _ROW_NUMBER.fullmatch(cell.text.strip()):
                last = None
                continue
            number = int(cell.text.strip(" ."))
            if last is not None and _leaps(last, number):
                yield hit(
                    cell.span(0, len(cell.text)),
                    str(last + 1),
                    before=last,
                    expected=last + 1,
                )
            last = number


def _leaps(last: int, number: int) -> bool:
    """Whether a number neither follows, nor begins anew, nor counts something else."""
    return number not in (1, last + 1) and last <= number <= last + _LEAP


@check("table.total")
def table_total(sheet: Sheet) -> Iterator[Hit]:
    """A total that is not the sum of the figures above it."""
    for table in _tables(sheet):
        for at, row in enumerate(table.rows):
            if at < 3 or not any(
                _TOTAL.fullmatch(fold(cell.text)) for cell in row.values()
            ):
                continue
            above = table.rows[1:at]
            if any(_is_heading(r) for r in above):
                continue
            for column, cell in row.items():
                total = _figure(cell)
                parts = [_figure(r.get(column)) for r in above]
                if total is None or column == 0 or None in parts:
                    continue
                added = sum(part for part in parts if part is not None)
                if added != total:
                    yield hit(
                        cell.span(0, len(cell.text)),
                        None,
                        total=cell.text.strip(),
                        sum=f"{added:,}".replace(",", "."),
                    )
            break


def _is_heading(row: dict[int, Line]) -> bool:
    """A row that sums up others: numbered I, II or A, B, or itself a total."""
    first = row.get(min(row)) if row else None
    label = first.text.strip(" .") if first else ""
    return bool(
        re.fullmatch(r"[A-ZĐ]", label)
        or (label.isupper() and roman(label))
        or any(_TOTAL.match(fold(cell.text)) for cell in row.values())
    )


def _figure(cell: Line | None) -> int | None:
    text = cell.text.strip() if cell else ""
    return int(text.replace(".", "")) if _FIGURE.fullmatch(text) else None
