"""What was counted at a past moment: from credits and verdicts, as they stood then.

Tallies are the present only. Here the columns are added up again by the database, from
the credits held at that moment under the verdicts held at that moment.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, FilteredRelation, Sum

from loa.common.decided import known
from loa.evidence.models import Credit
from loa.evidence.tallies import COUNTED, COUNTERS, Key

_PLACES = {column: place for place, column in enumerate(COUNTERS)}
_LATE = _PLACES["late"]


@dataclass(frozen=True, slots=True)
class Then:
    """Which moment is asked about: what was known at it, of what was done by a day.

    ``done_by`` is the last day whose doings count; None for any.
    """

    known_at: datetime
    done_by: date | None = None


def credits_then(then: Then | None, **cells: Any) -> Any:
    """Return the query set of credits with their ``standing``, as of a moment; None for now.

    :param cells: lookups that say of which cells
    """
    at = then.known_at if then else None
    rows: Any = Credit.objects.known(at).filter(**cells)
    if then and then.done_by:
        rows = rows.filter(done_on__lte=then.done_by)
    return rows.alias(
        _then=FilteredRelation(
            "record__verdicts", condition=known(at, "record__verdicts__")
        )
    ).annotate(standing=F("_then__standing"))


def counters_then(
    then: Then,
    *,
    body_ids: Collection[int],
    task_ids: Collection[int],
    first: date,
    last: date,
) -> dict[Key, tuple[int, ...]]:
    """Return the counters (``tallies.COUNTERS``) of cells whose period begins from
    ``first`` to ``last``, by task, body and first day, in one query."""
    rows = credits_then(
        then,
        task_id__in=task_ids,
        body_id__in=body_ids,
        period_start__gte=first,
        period_start__lte=last,
    )
    return _added(
        rows.values_list("task_id", "body_id", "period_start", "standing", "is_late")
        .annotate(total=Sum("quantity"))
        .order_by()
    )


def _added(rows: Iterable[Any]) -> dict[Key, tuple[int, ...]]:
    found: dict[Key, list[int]] = defaultdict(lambda: [0] * len(COUNTERS))
    for task_id, body_id, start, standing, is_late, total in rows:
        if standing is None:
            continue
        counters = found[task_id, body_id, start]
        counters[_PLACES[standing]] += total
        if is_late and standing in COUNTED:
            counters[_LATE] += total
    return {key: tuple(counters) for key, counters in found.items()}
