"""Counters of the present, changed in the transaction of the credit or verdict.

Records, credits and verdicts are the truth; :mod:`loa.evidence.recount` counts them
again and names every difference.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F, Model

from loa.domain.quotas import COLUMN_NAMES
from loa.evidence.models import Credit, ProvinceTally, Standing, Tally
from loa.orgs.selectors import province_of

COUNTED = (Standing.VERIFIED, Standing.UNOBJECTED)
COUNTERS = (*COLUMN_NAMES, "late")

Key = tuple[int, int, date]
Row = dict[str, int | date]
Deltas = dict[Key, dict[str, int]]


class Moves:
    """What a transaction changes in the counters: gathered first, written once.

    Written last and in one order everywhere, so that two transactions that lock the
    same rows wait for each other and never cross.
    """

    def __init__(self) -> None:
        self._deltas: Deltas = defaultdict(lambda: defaultdict(int))

    def add(
        self,
        credits: Iterable[Credit],
        *,
        away_from: str | None = None,
        to: str | None = None,
    ) -> None:
        """Take credits out of one column, put them into another, or both.

        :param away_from: the standing under which they were counted; None if not
        :param to: the standing under which they count now; None if no longer
        """
        for credit in credits:
            key = (credit.task_id, credit.body_id, credit.period_start)
            if away_from:
                _add(self._deltas[key], credit, away_from, -1)
            if to:
                _add(self._deltas[key], credit, to, +1)

    def write(self) -> None:
        """Change the counters; the last thing before the transaction ends."""
        _write(Tally, "body_id", self._deltas)
        _write(ProvinceTally, "province_id", _by_province(self._deltas))


def _add(delta: dict[str, int], credit: Credit, standing: str, sign: int) -> None:
    delta[standing] += sign * credit.quantity
    if credit.is_late and standing in COUNTED:
        delta["late"] += sign * credit.quantity


def _by_province(deltas: Deltas) -> Deltas:
    found: Deltas = defaultdict(lambda: defaultdict(int))
    provinces: dict[tuple[int, date], int | None] = {}
    for (task_id, body_id, start), delta in deltas.items():
        # Of the period's first day: a merger in its midst moves no count.
        if (body_id, start) not in provinces:
            provinces[body_id, start] = province_of(body_id, start)
        if province := provinces[body_id, start]:
            for column, change in delta.items():
                found[task_id, province, start][column] += change
    return found


def _write(model: type[Model], body_field: str, deltas: Deltas) -> None:
    for (task_id, body_id, start), delta in sorted(deltas.items()):
        changes = {column: change for column, change in delta.items() if change}
        if changes:
            key: Row = {"task_id": task_id, body_field: body_id, "period_start": start}
            _add_to_row(model, key, changes)


def _add_to_row(model: type[Model], key: Row, changes: dict[str, int]) -> None:
    row = model._default_manager.filter(**key)
    added = {column: F(column) + change for column, change in changes.items()}
    if row.update(**added):
        return
    try:
        with transaction.atomic():
            model._default_manager.create(**key, **changes)
    except IntegrityError:
        # Somebody else made the row between our update and our insert.
        row.update(**added)
