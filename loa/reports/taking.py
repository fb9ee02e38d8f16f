"""Taking a snapshot: the figures of a report, each with the records behind it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from loa.reports.canonical import Behind, canonical, digest, digest_of
from loa.reports.models import Report, Snapshot, SnapshotFigure


@dataclass(slots=True)
class Figures:
    """Figures by key, in the order in which they were counted."""

    values: dict[str, Decimal] = field(default_factory=dict)
    behind: dict[str, dict[int, Behind]] = field(
        default_factory=lambda: defaultdict(dict)
    )

    def add(self, key: str, amount: int, records: Iterable[Behind] = ()) -> None:
        """Count ``amount`` more under a key, with the records that it stands for."""
        self.values[key] = self.values.get(key, Decimal(0)) + amount
        self.behind[key].update((row.id, row) for row in records)

    def put(self, key: str, value: Decimal, like: str) -> None:
        """Set a figure worked out from another, with that one's records."""
        self.values[key] = value
        self.behind[key] = dict(self.behind[like])


@dataclass(frozen=True, slots=True)
class Taken:
    """What a kind of report counts: the figures, and the data around them."""

    figures: Figures
    data: dict[str, Any]


def plain_number(value: Decimal) -> int | str:
    """Give a figure as JSON holds it: whole numbers as such, others as text."""
    whole = value.to_integral_value()
    return int(value) if value == whole else str(value.normalize())


def store_snapshot(report: Report, taken: Taken, at: datetime) -> Snapshot:
    """Keep figures as the next version of a report's snapshot.

    The caller holds the report's row, so that no two versions have one number.
    """
    figures = taken.figures
    data = taken.data | {
        "taken_at": at.astimezone(UTC).isoformat(),
        "figures": {key: plain_number(value) for key, value in figures.values.items()},
        "digests": {key: digest_of(rows.values()) for key, rows in _with_rows(figures)},
    }
    text = canonical(data)
    last = report.snapshots.order_by("-version").first()
    snapshot = Snapshot.objects.create(
        report=report,
        version=last.version + 1 if last else 1,
        taken_at=at,
        figures=text,
        digest=digest(text),
    )
    SnapshotFigure.objects.bulk_create(
        [
            SnapshotFigure(
                snapshot=snapshot,
                key=key,
                value=value,
                record_ids=sorted(figures.behind[key]),
                ids_digest=digest_of(figures.behind[key].values()),
            )
            for key, value in figures.values.items()
        ]
    )
    return snapshot


def _with_rows(figures: Figures) -> Iterable[tuple[str, dict[int, Behind]]]:
    return ((key, figures.behind[key]) for key in figures.values)
