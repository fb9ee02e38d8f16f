"""Task tables: a row is a task, its columns say who and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from loa.domain.docreader.bodies import split_bodies
from loa.domain.docreader.document import Mention, Timing
from loa.domain.docreader.findings import Certainty
from loa.domain.docreader.layout import Line, is_upper
from loa.domain.docreader.markers import marker_of
from loa.domain.docreader.tasks.blocks import lead_of
from loa.domain.docreader.tasks.calendar import (
    Period,
    is_period,
    marked_timing,
    periods_of,
)
from loa.domain.docreader.tasks.draft import Draft
from loa.domain.docreader.tasks.rows import NO_ROW, TableRow, rows_of
from loa.domain.docreader.tasks.targets import (
    Target,
    in_charge,
    is_total,
    target_of,
    target_timing,
)
from loa.domain.docreader.timing import label_timing
from loa.domain.docreader.vocabulary import column_kind
from loa.domain.text import fold, roman

_COUNTED = re.compile(r"\d{1,3}(?:\.\d{1,2})*")
# A heading of these gives way to one that names bodies, or the day of the end.
_GIVES_WAY = re.compile(r"(?:nguoi|ca nhan|lanh dao|can bo|.*\bbat dau\b)")
_MOST_HEADINGS = 3

_Above = tuple[TableRow, tuple[Mention, ...]]


@dataclass(frozen=True, slots=True)
class _Plan:
    """What the headings of a table say of its columns."""

    columns: Mapping[str, int]
    periods: Mapping[int, Period] = field(default_factory=dict)
    target: Target | None = None
    lead: tuple[Mention, ...] = ()

    def column(self, kind: str) -> int | None:
        return self.columns.get(kind)


def read_table(
    lines: Sequence[Line],
    year: int | None,
    section: str,
    before: Sequence[Line] = (),
) -> list[Draft]:
    """The tasks of one table; none when it is no task table.

    `before` are the lines above it: of a table of targets they may say who is in charge.
    """
    rows = [*rows_of(lines)]
    for place, row in enumerate(rows[:3]):
        columns = _columns(row.own)
        target, aim = target_of(row) or (None, None)
        if aim is not None:
            columns.setdefault("content", aim)
        if "content" not in columns:
            continue
        lead = () if "lead" in columns or target is None else in_charge(before)
        end = place + 1
        while end < len(rows) and end < place + _MOST_HEADINGS:
            if not _is_further_heading(rows[end].own, columns):
                break
            end += 1
        columns = _columns(
            {c: v for one in rows[place:end] for c, v in one.own.items()}
        )
        if aim is not None:
            columns.setdefault("content", aim)
        if "lead" not in columns and not lead:
            continue
        periods = periods_of(rows[place:end], year)
        if columns.get("time") in periods:
            del columns["time"]
        plan = _Plan(columns, periods, target, lead)
        return [*_tasks(rows[end:], plan, year, section)]
    return []


def _columns(row: Mapping[int, Sequence[Line]]) -> dict[str, int]:
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


def _is_further_heading(
    row: Mapping[int, Sequence[Line]], columns: Mapping[str, int]
) -> bool:
    """Whether a row parts what the heading above it spans: "Chủ trì | Phối hợp"."""
    if not row or columns["content"] in row or columns.get("order", -1) in row:
        return False
    texts = [" ".join(line.text for line in cell) for cell in row.values()]
    counts = len(texts) > 2 and all(text.strip(" .").isdigit() for text in texts)
    named = counts or any(column_kind(text) or is_period(text) for text in texts)
    return named and all(len(text) < 40 for text in texts)


def _tasks(
    rows: Sequence[TableRow], plan: _Plan, year: int | None, section: str
) -> Iterator[Draft]:
    columns = plan.columns
    time_above: Timing | None = None
    above: _Above | None = None
    for place, row in enumerate(rows):
        if is_total(row.own):
            time_above, above = None, None
            continue
        content = row.cell(columns["content"])
        if (
            len(row.columns) < 2
            or not content
            or _is_numbering(row)
            or not _says_anew(row, plan)
        ):
            continue
        below = rows[place + 1] if place + 1 < len(rows) else NO_ROW
        timing = _timing(row, plan, year)
        found = _who(row, below, above, plan)
        if found is None or (plan.lead and timing is None):
            above = None
            continue
        lead, joining, certainty = found
        above = (row, lead)
        coordinate = _listed(row.cell(plan.column("coordinate")))
        if timing is None and lead and "time" in columns:
            timing = time_above  # a cell that spans several rows is printed once
        elif timing is None or timing.quota is None:
            time_above = timing
        for text, start in _contents(content):
            yield Draft(
                text,
                start,
                lead,
                "task.table-row",
                coordinate + joining if "coordinate" in columns or joining else None,
                timing,
                certainty=certainty,
                section=section,
            )


def _who(
    row: TableRow, below: TableRow, above: _Above | None, plan: _Plan
) -> tuple[tuple[Mention, ...], tuple[Mention, ...], Certainty] | None:
    """Who leads a row and who joins; None of a row that names a group of tasks."""
    if plan.lead:
        return plan.lead, (), Certainty.LIKELY
    if not _is_heading(row, plan):
        return *_bodies(row.cell(plan.column("lead"))), Certainty.CERTAIN
    if above is None or not _goes_on(above[0], row, below, plan.columns):
        return None
    # Who leads several rows is printed once, in a cell that spans them.
    return above[1], (), Certainty.LIKELY


def _says_anew(row: TableRow, plan: _Plan) -> bool:
    """Whether a row has a content of its own, or a lead or a time for the one above."""
    said = {plan.columns["content"], plan.column("lead"), plan.column("time")}
    return bool((said | set(plan.periods)) & set(row.own))


def _timing(row: TableRow, plan: _Plan, year: int | None) -> Timing | None:
    """The time of a row: its target, the marks under months, or its cell's words."""
    if plan.target and (timing := target_timing(row, plan.target, year)):
        return timing
    if timing := marked_timing(row, plan.periods):
        return timing
    cell = row.cell(plan.column("time"))
    return label_timing(cell[0].text, cell[0].start, year) if cell else None


def _goes_on(
    above: TableRow, row: TableRow, below: TableRow, columns: Mapping[str, int]
) -> bool:
    """Whether a row in which nobody leads is the next of those led by the body above."""
    last, order, after = (_number(one, columns) for one in (above, row, below))
    if not last or not order or last[:-1] != order[:-1] or order[-1] != last[-1] + 1:
        return False
    text = row.cell(columns["content"])[0].text
    return not is_upper(text) and after[: len(order)] != order


def _number(row: TableRow, columns: Mapping[str, int]) -> tuple[int, ...]:
    """The number that a row carries in its first column: "1.2" gives (1, 2)."""
    cell = row.cell(columns.get("order"))
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


def _is_numbering(row: TableRow) -> bool:
    """A row that only counts the columns: (1) (2) (3), A B C."""
    texts = [line.text.strip("() .") for line in row.lines]
    return len(texts) >= 2 and (
        all(text.isdigit() and len(text) < 3 for text in texts)
        or all(len(text) == 1 and text.isupper() for text in texts)
    )


def _is_heading(row: TableRow, plan: _Plan) -> bool:
    """A row that names a group of tasks: nobody in charge."""
    if row.cell(plan.column("lead")):
        order = row.cell(plan.column("order"))
        first = order[0].text.strip(". ") if order else ""
        return len(row.columns) <= 2 and roman(first) is not None
    return True
