"""Task tables: a row is a task, its columns say who and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from loa.domain.docreader.bodies import split_bodies
from loa.domain.docreader.document import Mention, Recurrence, Timing
from loa.domain.docreader.findings import Certainty
from loa.domain.docreader.layout import Line, is_upper
from loa.domain.docreader.markers import marker_of
from loa.domain.docreader.tasks.blocks import lead_of
from loa.domain.docreader.tasks.draft import Draft
from loa.domain.docreader.timing import label_timing
from loa.domain.docreader.vocabulary import column_kind
from loa.domain.text import fold, roman

_COUNTED = re.compile(r"\d{1,3}(?:\.\d{1,2})*")
_QUARTER = re.compile(r"quy\s*(?:iv|i{1,3}|[1-4])(?:\s*[/-]?\s*(?:nam\s*)?20\d\d)?")
# A heading of these gives way to one that names bodies, or the day of the end.
_GIVES_WAY = re.compile(r"(?:nguoi|ca nhan|lanh dao|can bo|.*\bbat dau\b)")

Row = Mapping[int, Sequence[Line]]


def read_table(lines: Sequence[Line], year: int | None, section: str) -> list[Draft]:
    """The tasks of one table; none when it is no task table."""
    rows = [*_rows(lines)]
    for place, row in enumerate(rows[:3]):
        columns = _columns(row)
        if "content" not in columns or "lead" not in columns:
            continue
        begin = place + 1
        quarters: dict[int, Line] = {}
        below = rows[begin] if begin < len(rows) else {}
        if _is_second_heading(below, columns):
            quarters = {
                column: cell[0]
                for column, cell in below.items()
                if _QUARTER.fullmatch(fold(cell[0].text))
            }
            columns = _columns({**row, **below})
            begin += 1
        return [*_tasks(rows[begin:], columns, quarters, year, section)]
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
    weak: set[str] = set()
    for column in sorted(row):
        heading = " ".join(line.text for line in row[column])
        kind = column_kind(heading)
        kind = "lead" if kind == "lead_more" else kind
        gives_way = _GIVES_WAY.match(fold(heading)) is not None
        if kind and (kind not in found or (kind in weak and not gives_way)):
            found[kind] = column
            (weak.add if gives_way else weak.discard)(kind)
    return found


def _is_second_heading(row: Row, columns: Mapping[str, int]) -> bool:
    """Whether a row parts what the heading above it spans: "Chủ trì | Phối hợp"."""
    if not row or columns["content"] in row or columns.get("order", -1) in row:
        return False
    texts = [" ".join(line.text for line in cell) for cell in row.values()]
    return any(
        column_kind(text) or _QUARTER.fullmatch(fold(text)) for text in texts
    ) and all(len(text) < 40 for text in texts)


def _tasks(
    rows: Sequence[Row],
    columns: Mapping[str, int],
    quarters: Mapping[int, Line],
    year: int | None,
    section: str,
) -> Iterator[Draft]:
    time_above: Timing | None = None
    above: tuple[Row, tuple[Mention, ...]] | None = None
    for place, row in enumerate(rows):
        content = row.get(columns["content"], ())
        if len(row) < 2 or not content or _is_numbering(row):
            continue
        lead, joining = _bodies(row.get(columns["lead"], ()))
        below = rows[place + 1] if place + 1 < len(rows) else {}
        certainty = Certainty.CERTAIN
        if _is_heading(row, columns):
            if above is None or not _goes_on(above[0], row, below, columns):
                above = None
                continue
            # Who leads several rows is printed once, in a cell that spans them.
            lead, certainty = above[1], Certainty.LIKELY
        above = (row, lead)
        coordinate = _listed(row.get(columns.get("coordinate", -1), ()))
        timing = _timing(row, columns, quarters, year)
        if timing is None and lead and "time" in columns:
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
                timing if ("time" in columns or quarters) and timing else None,
                certainty=certainty,
                section=section,
            )


def _timing(
    row: Row, columns: Mapping[str, int], quarters: Mapping[int, Line], year: int | None
) -> Timing | None:
    """The time of a row: its cell's words, or the quarter in which a mark stands."""
    marked = [column for column in sorted(quarters) if column in row]
    if marked:
        head = quarters[marked[-1]]
        timing = label_timing(head.text, head.start, year)
        if len(marked) == 4:
            return replace(timing, deadline=None, recurrence=Recurrence.QUARTERLY)
        return timing
    cell = row.get(columns.get("time", -1), ())
    return label_timing(cell[0].text, cell[0].start, year) if cell else None


def _goes_on(above: Row, row: Row, below: Row, columns: Mapping[str, int]) -> bool:
    """Whether a row in which nobody leads is the next of those led by the body above."""
    last, order, after = (_number(one, columns) for one in (above, row, below))
    if not last or not order or last[:-1] != order[:-1] or order[-1] != last[-1] + 1:
        return False
    text = row[columns["content"]][0].text
    return not is_upper(text) and after[: len(order)] != order


def _number(row: Row, columns: Mapping[str, int]) -> tuple[int, ...]:
    """The number that a row carries in its first column: "1.2" gives (1, 2)."""
    cell = row.get(columns.get("order", -1), ())
    text = cell[0].text.strip("() .") if cell else ""
    return tuple(map(int, text.split("."))) if _COUNTED.fullmatch(text) else ()


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


def _is_numbering(row: Row) -> bool:
    """A row that only counts the columns: (1) (2) (3), A B C."""
    texts = [line.text.strip("() .") for lines in row.values() for line in lines]
    return len(texts) >= 2 and (
        all(text.isdigit() and len(text) < 3 for text in texts)
        or all(len(text) == 1 and text.isupper() for text in texts)
    )


def _is_heading(row: Row, columns: Mapping[str, int]) -> bool:
    """A row that names a group of tasks: nobody in charge."""
    if row.get(columns["lead"]):
        order = row.get(columns.get("order", -1), ())
        first = order[0].text.strip(". ") if order else ""
        return len(row) <= 2 and roman(first) is not None
    return True
