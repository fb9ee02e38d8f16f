"""Count the counters again from credits and verdicts, and name what differs.

Three things can go wrong under the services' feet (raw SQL, a restore, a fault): a
counter that is not the sum of its credits; a credit that is gone; a record whose day
was moved after it was counted. Each is named in words. Counters can be mended by
counting; what is gone or moved needs a person, with the audit log beside her.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Count, Model, Q, Sum
from django.utils.translation import gettext as _

from loa.evidence.crediting import seal_of
from loa.evidence.models import Credit, ProvinceTally, Record, Tally, Verdict
from loa.evidence.tallies import COUNTED, COUNTERS, Key
from loa.orgs.selectors import province_of

Counts = dict[str, int]
NOTHING: Counts = dict.fromkeys(COUNTERS, 0)


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as the records say.

    ``kind`` is counter, province_counter, lost_credit, moved_day, no_verdict or
    withdrawn_credit; ``where`` names cell or record, ``column`` the counter ("" for
    records); ``can_mend``: counting again puts it right.
    """

    kind: str
    where: str
    column: str
    stored: str
    counted: str
    words: str
    can_mend: bool = False


def check() -> list[Difference]:
    """Return every difference, records first. Writes nothing."""
    return [*_records(), *_counters()]


@transaction.atomic
def mend() -> int:
    """Write every counter anew from credits and verdicts; return how many rows changed.

    What is lost or moved is not brought back by it, and is still named afterwards.
    """
    changed = 0
    for model, field, counted in _counted_rows():
        stored = {_key(row, field): row for row in model._default_manager.all()}
        for key in sorted(stored.keys() | counted.keys()):
            wanted = counted.get(key, NOTHING)
            row = stored.get(key)
            if row is None:
                names = dict(zip(("task_id", field, "period_start"), key, strict=True))
                model._default_manager.create(**names, **wanted)
                changed += 1
            elif _counts(row) != wanted:
                model._default_manager.filter(pk=row.pk).update(**wanted)
                changed += 1
    return changed


def _counters() -> Iterator[Difference]:
    for model, field, counted in _counted_rows():
        stored = {
            _key(row, field): _counts(row) for row in model._default_manager.all()
        }
        kind = "counter" if model is Tally else "province_counter"
        for key in sorted(stored.keys() | counted.keys()):
            is_, should = stored.get(key, NOTHING), counted.get(key, NOTHING)
            for column in COUNTERS:
                if is_[column] != should[column]:
                    yield _counter_differs(
                        kind, key, column, is_[column], should[column]
                    )


def _counter_differs(
    kind: str, key: Key, column: str, stored: int, counted: int
) -> Difference:
    names = {
        "task": key[0],
        "body": key[1],
        "start": key[2].isoformat(),
        "column": column,
        "stored": stored,
        "counted": counted,
    }
    if kind == "counter":
        where = _("task %(task)s, body %(body)s, period from %(start)s") % names
    else:
        where = _("task %(task)s, province %(body)s, period from %(start)s") % names
    words = _("the counter “%(column)s” says %(stored)s, its credits say %(counted)s")
    return Difference(
        kind, where, column, str(stored), str(counted), words % names, can_mend=True
    )


def _counted_rows() -> list[tuple[type[Any], str, dict[Key, Counts]]]:
    by_body = _count(lambda body_id, start: body_id)
    provinces: dict[tuple[int, date], int | None] = {}

    def province(body_id: int, start: date) -> int | None:
        if (body_id, start) not in provinces:
            provinces[body_id, start] = province_of(body_id, start)
        return provinces[body_id, start]

    return [
        (Tally, "body_id", by_body),
        (ProvinceTally, "province_id", _count(province)),
    ]


def _count(whose: Callable[[int, date], int | None]) -> dict[Key, Counts]:
    """Sum open credits by task, body (or its province) and period, per standing."""
    rows = (
        Credit.objects.filter(closed_at=None, record__verdicts__closed_at=None)
        .values_list(
            "task_id",
            "body_id",
            "period_start",
            "record__verdicts__standing",
            "is_late",
        )
        .annotate(total=Sum("quantity"))
        .order_by()
    )
    found: dict[Key, Counts] = defaultdict(lambda: dict(NOTHING))
    for task_id, body_id, start, standing, is_late, total in rows:
        owner = whose(body_id, start)
        if owner is None:
            continue
        found[task_id, owner, start][standing] += total
        if is_late and standing in COUNTED:
            found[task_id, owner, start]["late"] += total
    return dict(found)


def _key(row: Model, field: str) -> Key:
    values: Any = row
    return values.task_id, getattr(row, field), values.period_start


def _counts(row: Model) -> Counts:
    return {column: getattr(row, column) for column in COUNTERS}


def _records() -> Iterator[Difference]:
    yield from _without_verdict()
    credits: dict[int, list[Credit]] = defaultdict(list)
    for credit in Credit.objects.filter(closed_at=None).order_by("pk").iterator():
        credits[credit.record_id].append(credit)
    for record in Record.objects.order_by("pk").iterator():
        yield from _about_record(record, credits.get(record.pk, []))


def _without_verdict() -> Iterator[Difference]:
    opened = Count("verdicts", filter=Q(verdicts__closed_at=None))
    rows = Record.objects.annotate(opened=opened).exclude(opened=1).order_by("pk")
    for record in rows:
        yield Difference(
            "no_verdict",
            _where(record),
            "",
            str(Verdict.objects.filter(record=record, closed_at=None).count()),
            "1",
            _("no verdict is open, so it counts in no column"),
        )


def _about_record(record: Record, credits: list[Credit]) -> Iterable[Difference]:
    moved = {c.done_on for c in credits if c.done_on != record.done_on}
    if moved:
        names = {
            "then": ", ".join(day.isoformat() for day in sorted(moved)),
            "now": record.done_on.isoformat(),
        }
        yield Difference(
            "moved_day",
            _where(record),
            "",
            names["now"],
            names["then"],
            _("its day was moved: counted as of %(then)s, it now says %(now)s") % names,
        )
    if record.withdrawn_at and credits:
        yield Difference(
            "withdrawn_credit",
            _where(record),
            "",
            str(len(credits)),
            "0",
            _("it was withdrawn, yet credits of it are open"),
        )
    # A record that was never counted has no seal, and no credits.
    sealed = record.credit_seal or seal_of([])
    if sealed != seal_of(credits):
        written, there = sealed.split(":")[0], len(credits)
        names = {"written": written, "there": str(there)}
        words = (
            _("a credit is lost: %(written)s were written, %(there)s are there")
            if int(written) > there
            else _(
                "its credits were changed: %(written)s were written, %(there)s differ"
            )
        )
        yield Difference(
            "lost_credit", _where(record), "", str(there), written, words % names
        )


def _where(record: Record) -> str:
    names = {"pk": record.pk, "title": record.title, "body": record.body_id}
    return _("record %(pk)s of body %(body)s, “%(title)s”") % names
