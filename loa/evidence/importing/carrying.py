"""Recording the rows of a confirmed log, batch by batch, whoever goes on with it."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import transaction

from loa.common import bulk
from loa.evidence.importing.columns import Line, Log
from loa.evidence.importing.looking import look_into, opened, write_down
from loa.evidence.importing.reading import Entry
from loa.evidence.importing.storing import Kept, store_entries
from loa.evidence.models import ImportedRow, LogImport, Record

# Rows in one transaction: long enough to be quick, short enough that nobody waits.
BATCH = 500
Outcome = ImportedRow.Outcome
ROW = ("log_id", "place", "sheet", "number", "outcome", "record_id", "reason")


def carry_out(log: LogImport, *, at: Callable[[], datetime]) -> int:
    """Record the rest of a confirmed log, batch by batch; return how many rows.

    Each batch is a transaction that says how far it came: who goes on after a killed
    worker doubles nothing and loses nothing, and two at once wait for each other.

    :param at: a function that says the moment, asked for each batch
    """
    rows = opened(log)
    found = look_into(log, at=at(), rows=rows)
    entries = {entry.line.place: entry for entry in found.entries}
    reasons: dict[int, str] = {}
    for trouble in found.troubles:
        reasons.setdefault(trouble.line.place, trouble.code)
    total = 0
    while done := _next_batch(log.pk, rows, entries, reasons, at()):
        total += done
    return total


@transaction.atomic
def _next_batch(
    pk: int,
    rows: Log,
    entries: Mapping[int, Entry],
    reasons: Mapping[int, str],
    at: datetime,
) -> int:
    log = LogImport.objects.select_for_update().get(pk=pk)
    if not log.confirmed_by or log.finished_at or log.undone_at:
        return 0
    first = log.done_through
    lines = rows.lines[first : first + BATCH]
    kept = store_entries(
        body_id=log.body_id,
        entries=[entries[line.place] for line in lines if line.place in entries],
        actor=log.confirmed_by,
        at=at,
    )
    made = [_row_of(log, each) for each in kept]
    made += [
        _row(log, line, Outcome.LEFT_OUT, None, reasons[line.place])
        for line in lines
        if line.place in reasons
    ]
    bulk.insert(ImportedRow, ROW, made)
    log.done_through = first + len(lines)
    if log.done_through >= len(rows.lines):
        log.finished_at = at
    log.save(update_fields=["done_through", "finished_at"])
    write_down(
        "stored",
        log,
        actor=log.confirmed_by,
        at=at,
        places=[first + 1, log.done_through],
        recorded=sum(each.is_new for each in kept),
        known=sum(bool(each.record) and not each.is_new for each in kept),
    )
    return len(lines)


def _row_of(log: LogImport, kept: Kept) -> bulk.Values:
    outcome = Outcome.STORED if kept.is_new else Outcome.KNOWN
    return _row(
        log,
        kept.entry.line,
        outcome if kept.record else Outcome.LEFT_OUT,
        kept.record,
        kept.refused.code if kept.refused else "",
    )


def _row(
    log: LogImport, line: Line, outcome: Outcome, record: Record | None, reason: str
) -> bulk.Values:
    record_id = record.pk if record else None
    sheet = line.sheet[:100]
    return (
        log.pk, line.place, sheet, line.number, outcome.value, record_id, reason,
    )  # fmt: skip
