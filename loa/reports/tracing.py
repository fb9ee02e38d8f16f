"""The trace of a figure: what it means, what it adds up from, the records behind it."""

from collections import Counter, defaultdict
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
        addends=_addends(data, family, column, ids),
        is_proven=row.ids_digest == digest_of(behind_now(ids, snapshot.taken_at)),
    )


def _addends(
    data: dict[str, Any], family: str, column: str, ids: list[int]
) -> list[tuple[str, int]]:
    """What a sum over bodies adds up from, the largest first."""
    if data["coverage"] == "own" or family.startswith("body."):
        return []
    figures = data["figures"]
    if family in ("all", "cells"):
        amounts = {
            body["id"]: figures.get(f"body.{body['id']}.{column}", 0)
            for body in data["bodies"]
        }
    elif column in _COUNTED:
        amounts = _by_body(ids, in_units=family.startswith("form."))
    else:
        return []
    rows = [
        (body["short"], amounts[body["id"]])
        for body in data["bodies"]
        if amounts.get(body["id"])
    ]
    return sorted(rows, key=lambda row: (-row[1], row[0]))


def _by_body(ids: list[int], *, in_units: bool) -> Counter[int]:
    """How much each body has of some records: in the form's unit, or in activities."""
    found: Counter[int] = Counter()
    for part in _parts(ids):
        rows = Record.objects.filter(pk__in=part).values_list("body_id", "quantity")
        for body_id, quantity in rows:
            found[body_id] += quantity if in_units else 1
    return found


# Fewer than SQLite takes in one statement (32,766).
_AT_ONCE = 10_000


def _parts(ids: list[int]) -> list[list[int]]:
    return [ids[at : at + _AT_ONCE] for at in range(0, len(ids), _AT_ONCE)]


def behind_now(ids: list[int], at: datetime) -> list[Behind]:
    """Return what records were worth at a moment, from what is stored today."""
    found = []
    for part in _parts(ids):
        standings = _standings(part, at)
        rows = Record.objects.filter(pk__in=part).values_list(
            "pk", "quantity", "done_on"
        )
        found += [
            Behind(pk, standings[pk], quantity, done_on.isoformat())
            for pk, quantity, done_on in rows
            if pk in standings
        ]
    return found


def _standings(ids: list[int], at: datetime) -> dict[int, str]:
    """What was decided of records at a moment: verdicts are closed, never changed."""
    verdicts = Verdict.objects.filter(record_id__in=ids, recorded_at__lte=at).filter(
        Q(closed_at=None) | Q(closed_at__gt=at)
    )
    return dict(verdicts.order_by("pk").values_list("record_id", "standing"))


def traced_records(
    ids: list[int], taken_at: datetime, limit: int | None = None
) -> list[TracedRecord]:
    """Return records with what they were worth then and now, newest first.

    :param limit: only so many, of the last 10,000 recorded
    """
    chosen = Record.objects.filter(pk__in=ids[-_AT_ONCE:]).select_related("form")
    rows = list(chosen.order_by("-done_on", "-pk")[:limit])
    ids = [row.pk for row in rows]
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
