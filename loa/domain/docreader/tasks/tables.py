"""Task tables: a row is a task, its columns say who and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from loa.domain.docreader.bodies import split_bodies
from loa.domain.docreader.document import Mention, Timing
from loa.domain.docreader.layout import Line
from loa.domain.docreader.markers import marker_of
from loa.domain.docreader.tasks.blocks import lead_of
from loa.domain.docreader.tasks.draft import Draft
from loa.domain.docreader.timing import label_timing
from loa.domain.docreader.vocabulary import column_kind
from loa.domain.text import roman

_ORDER = re.compile(r"\d{1,3}(?:\.\d{1,2})*\.?|[IVX]+\.?|[a-zđ]\)?|[-+]")

Row = Mapping[int, Sequence[Line]]


def read_table(lines: Sequence[Line], year: int | None, section: str) -> list[Draft]:
    """The tasks of one table; none when it is no task table."""
    rows = [*_rows(lines)]
    for place, row in enumerate(rows[:3]):
        columns = _columns(row)
        if "content" in columns and "lead" in columns:
            return [*_tasks(rows[place + 1 :], columns, year, section)]
    return []


def _rows(lines: Sequence[Line]) -> Iterator[dict[int, list[Line]]]:
    row: dict[int, list[Line]] = {}
    number: int | None = None
    for line in lines:
        if line.cell is None:
            continue
        if number is not None and line.cell.row != number:
            yield row
            row = {}
        number = line.cell.row
        row.setdefault(line.cell.column, []).append(line)
    if row:
        yield row


def _columns(row: Row) -> dict[str, int]:
    """Which column is which, by the words of the heading row."""
    found: dict[str, int] = {}
    for column, lines in row.items():
        kind = column_kind(" ".join(line.text for line in lines))
        kind = "lead" if kind == "lead_more" else kind
        if kind and kind not in found:
            found[kind] = column
    return found


def _tasks(
    rows: Sequence[Row], columns: Mapping[str, int], year: int | None, section: str
) -> Iterator[Draft]:
    width = max(columns.values()) + 1
    time_above: Timing | None = None
    for row in rows:
        content = row.get(columns["content"], ())
        if (
            len(row) < 2
            or not content
            or _is_numbering(row, width)
            or _is_heading(row, columns)
        ):
            continue
        lead, joining = _bodies(row.get(columns["lead"], ()))
        coordinate = _listed(row.get(columns.get("coordinate", -1), ()))
        cell = row.get(columns.get("time", -1), ())
        timing = label_timing(cell[0].text, cell[0].start, year) if cell else None
        if (
            timing is None
            and lead
            and "time" in columns
            and not row.get(columns["time"])
        ):
            timing = time_above  # a cell that spans several rows is printed once
        else:
            time_above = timing
        for text, start in _contents(content):
            yield Draft(
                text,
                start,
                lead,
                "task.table-row",
                coordinate + joining if "coordinate" in columns or joining else None,
                timing if "time" in columns and timing else None,
                section=section,
            )


def _contents(lines: Sequence[Line]) -> Iterator[tuple[str, int]]:
    """One task a cell; one each for several bullets in it."""
    bullets = [
        line for line in lines if line.marker and line.marker.kind in ("dash", "plus")
    ]
    if len(bullets) > 1 and len(bullets) >= len(lines) - 1:
        for line in bullets:
            yield line.body, line.body_start
        return
    first = lines[0]
    mark = marker_of(first.text)
    begin = mark.end if mark and mark.kind in ("dash", "plus") else 0
    yield first.text[begin:], first.start + begin


def _bodies(lines: Sequence[Line]) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    lead: tuple[Mention, ...] = ()
    joining: tuple[Mention, ...] = ()
    for line in lines:
        found, joined = lead_of(line.body, line.body_start)
        lead, joining = lead + found, joining + joined
    return lead, joining


def _listed(lines: Sequence[Line]) -> tuple[Mention, ...]:
    return tuple(
        mention
        for line in lines
        for mention in split_bodies(line.body, line.body_start)
    )


def _is_numbering(row: Row, width: int) -> bool:
    """A row that only counts the columns: (1) (2) (3)."""
    texts = [line.text.strip("() .") for lines in row.values() for line in lines]
    return len(texts) >= 2 and all(text.isdigit() and len(text) < 3 for text in texts)


def _is_heading(row: Row, columns: Mapping[str, int]) -> bool:
    """A row that names a group of tasks: nobody in charge."""
    if row.get(columns["lead"]):
        order = row.get(columns.get("order", -1), ())
        first = order[0].text.strip(". ") if order else ""
        return len(row) <= 2 and roman(first) is not None
    return True
