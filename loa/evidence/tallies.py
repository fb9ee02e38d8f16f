"""Counters of the present, changed in the transaction of the credit or verdict.

Records, credits and verdicts are the truth; :mod:`loa.evidence.recount` counts them
again and names every difference.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Model

from loa.domain.quotas import COLUMN_NAMES
from loa.evidence.models import Credit, ProvinceTally, Standing, Tally
from loa.orgs.selectors import province_of

COUNTED = (Standing.VERIFIED, Standing.UNOBJECTED)
COUNTERS = (*COLUMN_NAMES, "late")
# Rows of one statement: an older SQLite takes 999 values.
AT_ONCE = 90

Key = tuple[int, int, date]
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
    rows = []
    for (task_id, body_id, start), delta in sorted(deltas.items()):
        changes = [delta.get(column, 0) for column in COUNTERS]
        if any(changes):
            day = connection.ops.adapt_datefield_value(start)
            rows.append((task_id, body_id, day, *changes))
    key = ("task_id", body_field, "period_start")
    for at in range(0, len(rows), AT_ONCE):
        _add_to_rows(model, key, rows[at : at + AT_ONCE])


def _add_to_rows(
    model: type[Model], key: tuple[str, ...], rows: Collection[tuple[Any, ...]]
) -> None:
    """Add to counters, making the rows that are missing: one statement for all of them.

    Both databases know it, and take the rows in the order in which they are given.
    """
    quote, table = connection.ops.quote_name, model._meta.db_table
    names = ", ".join(map(quote, (*key, *COUNTERS)))
    marks = ", ".join(["%s"] * (len(key) + len(COUNTERS)))
    values = ", ".join([f"({marks})"] * len(rows))
    added = ", ".join(
        f"{quote(name)} = {quote(table)}.{quote(name)} + excluded.{quote(name)}"
        for name in COUNTERS
    )
    # Names of tables and columns, no values.
    statement = (
        f"INSERT INTO {quote(table)} ({names}) VALUES {values}"  # noqa: S608
        f" ON CONFLICT ({', '.join(map(quote, key))}) DO UPDATE SET {added}"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for row in rows for value in row])
