"""The tables and annexes of the communication report."""

from collections.abc import Sequence
from typing import Any

from loa.domain.quotas import COLUMN_NAMES
from loa.domain.writing import (
    Align,
    Block,
    Column,
    Note,
    Row,
    Run,
    Table,
    plain,
)
from loa.reports.counting import NO_AREA, PROVEN
from loa.reports.wording import Numbers

COLUMNS = ("claimed", *COLUMN_NAMES)
TASK_COLUMNS = ("due", "met", "met_late", "met_unproven", "overdue", "missed")
_Cells = tuple[tuple[Run, ...], ...]


def of_tasks(data: dict[str, Any], numbers: Numbers, say: dict[str, Any]) -> Table:
    """The duties that ended, a row for each task that has any."""
    words = say["tables"]
    columns = (
        Column(words["number"], 0.7, Align.CENTRE),
        Column(words["task"], 4.2),
        *(Column(words[name], 1.3, Align.CENTRE) for name in TASK_COLUMNS),
    )
    tasks = [
        task
        for task in data["tasks"]
        if not task["is_standing"] and numbers.of(f"task.{task['id']}.due")
    ]
    rows = tuple(
        Row(
            (
                plain(str(place)),
                plain(f"{task['title']} ({task['document']})"),
                *_figures(numbers, f"task.{task['id']}", TASK_COLUMNS),
            )
        )
        for place, task in enumerate(tasks, start=1)
    )
    return Table(columns, rows)


def annexes(
    data: dict[str, Any], numbers: Numbers, say: dict[str, Any]
) -> list[tuple[str, tuple[Block, ...]]]:
    """Annexes by form, by area and by proof; by body too when it is over bodies below."""
    words = say["tables"]
    note = Note(plain(words["note"]))
    found: list[tuple[str, tuple[Block, ...]]] = [
        (words["forms"], (of_forms(data, numbers, say), note)),
        (words["areas"], (of_areas(data, numbers, say), note)),
    ]
    if data["coverage"] != "own":
        found.append((words["bodies"], (of_bodies(data, numbers, say), note)))
    # A snapshot of before does not say how its figures were proven.
    if "proven.all" in data["figures"]:
        how = Note(plain(words["proven_note"]))
        found.append((words["proven"], (of_proof(numbers, say), how)))
    return found


def of_proof(numbers: Numbers, say: dict[str, Any]) -> Table:
    """How the activities are proven: by a check, by a person, by nobody's objection."""
    words = say["tables"]
    columns = (
        Column(words["number"], 0.7, Align.CENTRE),
        Column(words["proven_how"], 6.0),
        Column(words["activities"], 1.5, Align.CENTRE),
    )
    rows = [
        Row((plain(str(place)), plain(say["proven"][name]), _figure(numbers, name)))
        for place, name in enumerate(PROVEN, start=1)
    ]
    total = (plain(""), plain(words["total"]), _figure(numbers, "all"))
    confirmed = (plain(""), plain(words["confirmed"]), _figure(numbers, "confirmed"))
    return Table(columns, (*rows, Row(total, is_total=True), Row(confirmed)))


def _figure(numbers: Numbers, name: str) -> tuple[Run, ...]:
    return (numbers.figure(f"proven.{name}"),)


def of_forms(data: dict[str, Any], numbers: Numbers, say: dict[str, Any]) -> Table:
    """By form, each in its own unit: there is no sum of unlike units."""
    words = say["tables"]
    columns = (*_first(words["number"], words["form"]), Column(words["unit"], 1.2))
    rows = [
        (
            plain(str(place)),
            plain(form["name"]),
            plain(form["unit"]),
            *_figures(numbers, f"form.{form['code']}", COLUMNS),
        )
        for place, form in enumerate(data["forms"], start=1)
    ]
    return Table((*columns, *_counts(say)), tuple(Row(cells) for cells in rows))


def of_areas(data: dict[str, Any], numbers: Numbers, say: dict[str, Any]) -> Table:
    """By area, in activities; the sum is the number of activities (R4.1)."""
    words = say["tables"]
    rows = [
        (
            plain(str(place)),
            plain(row["name"]),
            *_figures(numbers, f"area.{row['code']}", COLUMNS),
        )
        for place, row in enumerate(area_rows(data, words), start=1)
    ]
    return _summed(_first(words["number"], words["area"]), rows, numbers, say)


def of_bodies(data: dict[str, Any], numbers: Numbers, say: dict[str, Any]) -> Table:
    """By body, in activities, with its duties and whether it has reported."""
    words = say["tables"]
    missing = {row["body"] for row in data["reporters"]["missing"]}
    extra = (
        *(
            Column(words[n], 1, Align.CENTRE)
            for n in ("due", "met", "overdue", "missed")
        ),
        Column(words["reported"], 1, Align.CENTRE),
    )
    rows = []
    for place, body in enumerate(data["bodies"], start=1):
        key = f"body.{body['id']}"
        told = words["is_missing" if body["id"] in missing else "is_reported"]
        duties = _figures(numbers, key, ("due", "met", "overdue", "missed"))
        counts = _figures(numbers, key, COLUMNS)
        rows.append(
            (plain(str(place)), plain(body["short"]), *counts, *duties, plain(told))
        )
    first = _first(words["number"], words["body"])
    total = (
        *_total_cells(numbers, say),
        *_figures(numbers, "cells", ("due", "met", "overdue", "missed")),
        plain(""),
    )
    return Table(
        (*first, *_counts(say), *extra),
        (*(Row(cells) for cells in rows), Row(total, is_total=True)),
    )


def area_rows(data: dict[str, Any], words: dict[str, str]) -> list[dict[str, str]]:
    """The areas that have a figure, what has no area last."""
    found = list(data["areas"])
    if data["figures"].get(f"area.{NO_AREA}.claimed"):
        found.append({"code": NO_AREA, "name": words["no_area"]})
    return found


def _summed(
    first: tuple[Column, ...],
    rows: Sequence[_Cells],
    numbers: Numbers,
    say: dict[str, Any],
) -> Table:
    total = Row(_total_cells(numbers, say), is_total=True)
    return Table((*first, *_counts(say)), (*(Row(cells) for cells in rows), total))


def _first(number: str, name: str) -> tuple[Column, ...]:
    return (Column(number, 0.7, Align.CENTRE), Column(name, 3.0))


def _counts(say: dict[str, Any]) -> tuple[Column, ...]:
    return tuple(Column(say["columns"][name], 1, Align.CENTRE) for name in COLUMNS)


def _total_cells(numbers: Numbers, say: dict[str, Any]) -> _Cells:
    return (
        plain(""),
        plain(say["tables"]["total"]),
        *_figures(numbers, "all", COLUMNS),
    )


def _figures(numbers: Numbers, key: str, names: Sequence[str]) -> _Cells:
    return tuple((numbers.figure(f"{key}.{name}"),) for name in names)
