"""The trace of a figure: what it means, what it adds up from, the records behind it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q

from loa.domain.quotas import COLUMN_NAMES
from loa.evidence.models import Record, Verdict
from loa.orgs.models import BodyVersion
from loa.reports.canonical import Behind, digest, digest_of
from loa.reports.models import Snapshot, SnapshotFigure

_COUNTED = ("claimed", *COLUMN_NAMES)


@dataclass(frozen=True, slots=True)
class TracedRecord:
    """A record as it was when the figures were taken, and what became of it since."""

    record: Record
    body_name: str
    standing: str
    standing_now: str
    is_withdrawn: bool

    @property
    def has_changed(self) -> bool:
        """Whether it is worth something else today."""
        return self.is_withdrawn or self.standing != self.standing_now


@dataclass(frozen=True, slots=True)
class Trace:
    """One figure with all that the panel beside a report says of it."""

    key: str
    value: Decimal
    family: str
    column: str
    columns: tuple[int, ...] | None
    record_ids: list[int]
    addends: list[tuple[str, int]]
    is_proven: bool


def trace(snapshot: Snapshot, key: str) -> Trace | None:
    """Return what stands behind a figure; None when the snapshot has none such."""
    row = SnapshotFigure.objects.filter(snapshot=snapshot, key=key).first()
    if row is None:
        return None
    data = snapshot.data
    family, _, column = key.rpartition(".")
    columns = None
    if column in _COUNTED and f"{family}.claimed" in data["figures"]:
        columns = tuple(data["figures"].get(f"{family}.{n}", 0) for n in COLUMN_NAMES)
    ids = list(row.record_ids)
    return Trace(
        key=key,
        value=row.value,
        family=family,
        column=column,
        columns=columns,
        record_ids=ids,
        addends=_addends(data, family, column),
        is_proven=row.ids_digest == digest_of(behind_now(ids, snapshot.taken_at)),
    )


def _addends(data: dict[str, Any], family: str, column: str) -> list[tuple[str, int]]:
    """What a sum over bodies adds up from, the largest first."""
    if family not in ("all", "cells") or data["coverage"] == "own":
        return []
    figures = data["figures"]
    rows = [
        (body["short"], figures.get(f"body.{body['id']}.{column}", 0))
        for body in data["bodies"]
    ]
    return sorted(rows, key=lambda row: (-row[1], row[0]))


def behind_now(ids: list[int], at: datetime) -> list[Behind]:
    """Return what records were worth at a moment, from what is stored today."""
    rows = Record.objects.in_bulk(ids)
    standings = _standings(ids, at)
    return [
        Behind(pk, standings[pk], rows[pk].quantity, rows[pk].done_on.isoformat())
        for pk in ids
        if pk in rows and pk in standings
    ]


def _standings(ids: list[int], at: datetime) -> dict[int, str]:
    """What was decided of records at a moment: verdicts are closed, never changed."""
    verdicts = Verdict.objects.filter(record_id__in=ids, recorded_at__lte=at).filter(
        Q(closed_at=None) | Q(closed_at__gt=at)
    )
    return dict(verdicts.order_by("pk").values_list("record_id", "standing"))


def traced_records(ids: list[int], taken_at: datetime) -> list[TracedRecord]:
    """Return records with what they were worth then and now, newest first."""
    rows = Record.objects.filter(pk__in=ids).select_related("form", "area")
    rows = rows.order_by("-done_on", "-pk")
    then = _standings(ids, taken_at)
    open_now = Verdict.objects.filter(record_id__in=ids, closed_at=None)
    now = dict(open_now.values_list("record_id", "standing"))
    names = _names(rows)
    return [
        TracedRecord(
            record=row,
            body_name=names.get((row.body_id, row.done_on), ""),
            standing=then.get(row.pk, ""),
            standing_now=now.get(row.pk, ""),
            is_withdrawn=row.withdrawn_at is not None,
        )
        for row in rows
    ]


def _names(rows: Iterable[Record]) -> dict[tuple[int, date], str]:
    """Names of the records' bodies as of the day each was done (R6.3). One query."""
    wanted = {(row.body_id, row.done_on) for row in rows}
    versions = BodyVersion.objects.filter(body_id__in={pk for pk, _ in wanted})
    held: dict[int, list[BodyVersion]] = defaultdict(list)
    for version in versions.order_by("valid_from"):
        held[version.body_id].append(version)
    return {
        (pk, day): version.short_name or version.name
        for pk, day in wanted
        for version in held[pk]
        if version.valid_from <= day
        and (version.valid_to is None or day < version.valid_to)
    }


def is_intact(snapshot: Snapshot) -> bool:
    """Whether the stored figures still have the digest they were stored with."""
    return digest(snapshot.figures) == snapshot.digest
