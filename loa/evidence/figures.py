"""Figures for reports: how many of what, each column apart, by the day it was done.

Every figure is the sum over :func:`loa.evidence.selectors.records_in` with the same
filter, so the list behind it shows exactly what it counts.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import Count, F, FilteredRelation, Q, Sum

from loa.domain.quotas import Columns
from loa.evidence.models import Record

By = Literal["form", "area", "body", "channel_kind", "all"]
_FIELDS: dict[str, str] = {
    "form": "form__code",
    "area": "area__code",
    "body": "body_id",
    "channel_kind": "channel__kind",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """Quantities in the six columns, and the records they stand for, likewise.

    ``columns`` sums quantities, each in its form's unit: over several forms only
    ``records`` says something.
    """

    columns: Columns
    records: Columns


def figures_by(
    by: By,
    *,
    body_ids: Collection[int],
    first: date,
    end: date,
    form: str = "",
    area: str | None = None,
) -> dict[str | int, Figure]:
    """Count what bodies did from ``first`` until before ``end``, in one query.

    Keys are codes of forms, areas or channel kinds ("" for what has none), ids of
    bodies, or "all". Groups without a record are left out.
    """
    rows = Record.objects.filter(
        body_id__in=body_ids, done_on__gte=first, done_on__lt=end, withdrawn_at=None
    )
    if form:
        rows = rows.filter(form__code=form)
    if area is not None:
        rows = rows.filter(area__code=area) if area else rows.filter(area=None)
    grouped = (
        rows.annotate(
            _now=FilteredRelation("verdicts", condition=Q(verdicts__closed_at=None)),
            standing=F("_now__standing"),
        )
        .values_list(*([_FIELDS[by]] if by != "all" else []), "standing")
        .annotate(total=Sum("quantity"), count=Count("pk"))
        .order_by()
    )
    columns: dict[str | int, dict[str, int]] = defaultdict(dict)
    records: dict[str | int, dict[str, int]] = defaultdict(dict)
    for row in grouped:
        *group, standing, total, count = row
        key = (group[0] or "") if group else "all"
        columns[key][standing] = total
        records[key][standing] = count
    return {
        key: Figure(Columns.of(sums), Columns.of(records[key]))
        for key, sums in columns.items()
    }
