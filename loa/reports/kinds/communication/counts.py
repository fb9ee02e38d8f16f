"""What the communication report counts, and the data around the figures.

Keys: ``all.*``, ``form.<code>.*``, ``area.<code>.*`` and ``body.<id>.*`` count in the
columns claimed and its six parts; ``cells.*``, ``task.<id>.*`` and ``body.<id>.*``
duties that ended; ``proven.*`` how the activities are proven; ``standing.*``; ``reporters.*``; ``joint.claimed``. Forms are
counted in their unit, all others in activities.
"""

from collections.abc import Iterable
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from loa.documents.models import Document
from loa.documents.outgoing.frames import issuer_of
from loa.domain.periods import Period, vn_date
from loa.domain.quotas import COLUMN_NAMES, StandingState, State
from loa.domain.writing import date_words, format_number
from loa.reference.models import Area, CommunicationForm
from loa.reports.counting import (
    DUE_STATES,
    NO_AREA,
    PROVEN,
    CellFact,
    RecordFact,
    duties_ended,
    records_done,
    records_joined,
    sentences_of,
)
from loa.reports.models import Report
from loa.reports.reporters import reporters_of
from loa.reports.scopes import Scope, short_name
from loa.reports.taking import Figures, Taken

SCHEMA = "loa.report.communication/1"
COLUMNS = ("claimed", *COLUMN_NAMES)
DUTIES = (
    "due", "met", "met_late", "met_unproven", "open", "overdue", "missed", "exempt",
    "invited",
)  # fmt: skip
# What has not been said yet is open until the grace has passed.
STANDING = {
    StandingState.SHOWN: "shown",
    StandingState.STATED: "stated",
    StandingState.SILENT: "silent",
    StandingState.NOT_YET: "open",
}


def take(scope: Scope, report: Report, at: datetime) -> Taken:
    """Count a report's figures as they stand now."""
    period, on = scope.period, vn_date(at)
    records = records_done(scope.body_ids, period)
    cells = duties_ended(scope.body_ids, period, on)
    figures = Figures()
    _count_records(figures, records, scope)
    _count_duties(figures, cells, scope)
    for record in records_joined(scope.body_ids, period):
        figures.add("joint.claimed", 1, [record.behind])
    reporters = None
    if not scope.is_own:
        reporters = reporters_of(report, scope, on)
        figures.add("reporters.asked", len(scope.bodies))
        figures.add("reporters.submitted", len(reporters["submitted"]))
        figures.add("reporters.missing", len(reporters["missing"]))
    return Taken(figures, _data(scope, report, records, cells, reporters))


def _count_records(
    figures: Figures, records: Iterable[RecordFact], scope: Scope
) -> None:
    _begin(figures, "all")
    for name in (*PROVEN, "all", "confirmed"):
        figures.add(f"proven.{name}", 0)
    for body in () if scope.is_own else scope.bodies:
        _begin(figures, f"body.{body.body_id}")
    for record in records:
        families = [("all", 1), (f"area.{record.area or NO_AREA}", 1)]
        families.append((f"form.{record.form}", record.quantity))
        if not scope.is_own:
            families.append((f"body.{record.body_id}", 1))
        figures.add(f"proven.{record.proven}", 1, [record.behind])
        figures.add("proven.all", 1, [record.behind])
        if record.is_confirmed:
            figures.add("proven.confirmed", 1, [record.behind])
        for family, amount in families:
            _begin(figures, family)
            for column in ("claimed", record.standing):
                figures.add(f"{family}.{column}", amount, [record.behind])


def _begin(figures: Figures, family: str) -> None:
    """Give a family all its columns: one in which nothing is counted is nought."""
    if f"{family}.claimed" not in figures.values:
        for column in COLUMNS:
            figures.add(f"{family}.{column}", 0)


def _count_duties(figures: Figures, cells: list[CellFact], scope: Scope) -> None:
    timed = [cell for cell in cells if not cell.task.is_standing]
    _begin_duties(figures, timed, scope)
    for cell in [cell for cell in cells if cell.task.is_standing]:
        if stands := STANDING.get(StandingState(cell.state)):
            figures.add(f"standing.{stands}", 1, cell.behind)
    for cell in timed:
        families = ["cells", f"task.{cell.task.id}"]
        if not scope.is_own:
            families.append(f"body.{_bearer(cell, scope)}")
        for name in _duty_names(cell.state):
            for family in families:
                figures.add(f"{family}.{name}", 1, cell.behind)
    met, due = figures.values["cells.met"], figures.values["cells.due"]
    if due:
        share = (met * 100 / due).quantize(Decimal("0.1"), ROUND_HALF_UP)
        figures.put("share.met", share, like="cells.met")


def _begin_duties(figures: Figures, timed: list[CellFact], scope: Scope) -> None:
    # A nought that is printed opens its page too.
    families = ["cells", *dict.fromkeys(f"task.{cell.task.id}" for cell in timed)]
    if not scope.is_own:
        families += [f"body.{body.body_id}" for body in scope.bodies]
    for family in families:
        for name in DUTIES:
            figures.add(f"{family}.{name}", 0)
    for name in STANDING.values():
        figures.add(f"standing.{name}", 0)


def _bearer(cell: CellFact, scope: Scope) -> int:
    """Under whom a duty is counted: a joint one under its first body in the report.

    Each duty stands under one body, so that the bodies' sums make the whole.
    """
    ids = set(scope.body_ids)
    return next(
        (pk for pk in (cell.body_id, *cell.joint_ids) if pk in ids), cell.body_id
    )


def _duty_names(state: str) -> tuple[str, ...]:
    """Name the figures that a duty in this state counts in."""
    if state in (State.EXEMPT, State.INVITED):
        return (state,)
    name = DUE_STATES.get(State(state))
    if name is None:
        return ()
    late = ("met_late",) if state == State.MET_LATE else ()
    return ("due", name, *late)


def _data(
    scope: Scope,
    report: Report,
    records: list[RecordFact],
    cells: list[CellFact],
    reporters: dict[str, Any] | None,
) -> dict[str, Any]:
    tasks = {cell.task.id: cell.task for cell in cells}
    return {
        "schema": SCHEMA,
        "regime": report.regime.code,
        "kind": report.regime.kind,
        "coverage": report.coverage,
        "period": period_data(scope.period),
        "body": {"id": scope.body.body_id, "name": scope.body.name},
        "who": scope.words,
        "bodies": [
            {"id": b.body_id, "name": b.name, "short": short_name(b)}
            for b in scope.bodies
        ],
        "forms": _forms({record.form for record in records}),
        "areas": _areas({record.area for record in records}),
        "documents": _citations({task.document_id for task in tasks.values()}),
        "tasks": [
            {
                "id": task.id,
                "title": task.title,
                "document": task.document_label,
                "is_standing": task.is_standing,
            }
            for task in tasks.values()
        ],
        "cells": [_cell(cell) for cell in cells],
        "statements": [
            {"task": task, "body": body, "sentence": sentence}
            for task, body, sentence in sentences_of(
                [cell for cell in cells if cell.task.is_standing]
            )
        ],
        "reporters": reporters,
    }


def _citations(document_ids: set[int]) -> list[str]:
    """Cite the documents whose tasks were at work, the oldest first.

    Decree 30/2020, appendix I: type, number and symbol, day, issuing body. What the
    document does not have is left out.
    """
    rows = Document.objects.filter(pk__in=document_ids).order_by("issued_on", "pk")
    found = []
    for row in rows.only(
        "doc_type", "number", "symbol", "issued_on", "issuer_name", "issuer_id"
    ):
        parts = [row.doc_type or "văn bản"]
        if row.number:
            parts.append(f"số {format_number(row.number, None, row.symbol)}")
        if row.issued_on:
            parts.append(date_words(row.issued_on))
        # In capitals on the paper itself, not in a sentence.
        if issuer := issuer_of(row):
            parts.append(f"của {issuer}")
        found.append(" ".join(parts))
    return found


def _cell(cell: CellFact) -> dict[str, Any]:
    return {
        "task": cell.task.id,
        "body": cell.body_id,
        "first": cell.period.start.isoformat(),
        "last": cell.period.last_day.isoformat(),
        "state": cell.state,
        "target": cell.target,
        "counted": cell.counted,
    }


def period_data(period: Period) -> dict[str, Any]:
    """Give a period as stored: its first and last day, and its name when it has one."""
    return {
        "first": period.start.isoformat(),
        "last": period.last_day.isoformat(),
        "kind": str(period.kind) if period.name else "",
        "year": period.year if period.name else None,
        "number": period.number if period.name else None,
        "code": period.code if period.name else "",
    }


def _forms(used: set[str]) -> list[dict[str, Any]]:
    rows = CommunicationForm.objects.filter(code__in=used)
    return [{"code": row.code, "name": row.name, "unit": row.unit} for row in rows]


def _areas(used: set[str]) -> list[dict[str, Any]]:
    rows = Area.objects.filter(code__in=used - {""}).order_by("area_set", "order")
    found = {row.code: {"code": row.code, "name": row.name} for row in rows}
    return list(found.values())
