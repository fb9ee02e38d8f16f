"""Count the counters again from credits and verdicts, and name what differs.

Three things can go wrong under the services' feet (raw SQL, a restore, a fault): a
counter that is not the sum of its credits; a credit that is gone; a record whose day
was moved after it was counted. Each is named in words. Counters can be mended by
counting; what is gone or moved needs a person, with the audit log beside her.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Sum, When
from django.utils.translation import gettext as _

from loa.evidence.crediting import seal_of
from loa.evidence.models import Credit, ProvinceTally, Record, Tally, Verdict
from loa.evidence.tallies import COUNTED, COUNTERS, Key
from loa.orgs.selectors import Provinces

Counts = tuple[int, ...]
NOTHING: Counts = (0,) * len(COUNTERS)
# How many rows are fetched, and written, at a time.
PART = 5000


class Compared(NamedTuple):
    """One cell: its row (None: there is none), what it says, what its credits say."""

    key: Key
    pk: int | None
    stored: Counts
    counted: Counts


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
    """Return every difference, records first. Writes nothing.

    Rows are read once each, in order, and compared as they come by.
    """
    return [*_records(), *_counters()]


@transaction.atomic
def mend() -> int:
    """Write every counter anew from credits and verdicts; return how many rows changed.

    What is lost or moved is not brought back by it, and is still named afterwards.
    """
    changed = 0
    for model, field, cells in _compared():
        wrong = [cell for cell in cells if cell.stored != cell.counted]
        names = ("task_id", field, "period_start", *COUNTERS)
        missing = (
            model(**dict(zip(names, (*cell.key, *cell.counted), strict=True)))
            for cell in wrong
            if cell.pk is None
        )
        model._default_manager.bulk_create(missing, batch_size=PART)
        for cell in wrong:
            if cell.pk is not None:
                values = dict(zip(COUNTERS, cell.counted, strict=True))
                model._default_manager.filter(pk=cell.pk).update(**values)
        changed += len(wrong)
    return changed


def _counters() -> Iterator[Difference]:
    for model, _field, cells in _compared():
        kind = "counter" if model is Tally else "province_counter"
        for cell in cells:
            if cell.stored != cell.counted:
                both = zip(COUNTERS, cell.stored, cell.counted, strict=True)
                for column, is_, should in both:
                    if is_ != should:
                        yield _counter_differs(kind, cell.key, column, is_, should)


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


def _compared() -> Iterator[tuple[type[Any], str, Iterator[Compared]]]:
    """The counters beside what is counted: the cells, then the provinces.

    The cells must be gone through first: the provinces are summed up meanwhile.
    """
    provinces: dict[Key, list[int]] = defaultdict(lambda: [0] * len(COUNTERS))
    counted = _summed(_counted(), provinces)
    yield Tally, "body_id", _side_by_side(_stored(Tally, "body_id"), counted)
    totals = ((key, tuple(provinces[key])) for key in sorted(provinces))
    stored = _stored(ProvinceTally, "province_id")
    yield ProvinceTally, "province_id", _side_by_side(stored, totals)


def _summed(
    cells: Iterator[tuple[Key, Counts]], provinces: dict[Key, list[int]]
) -> Iterator[tuple[Key, Counts]]:
    """Pass cells on, and add each to the province of its period's first day."""
    above = Provinces()
    for key, counts in cells:
        task_id, body_id, start = key
        if province := above.of(body_id, start):
            total = provinces[task_id, province, start]
            for place, amount in enumerate(counts):
                total[place] += amount
        yield key, counts


def _counted() -> Iterator[tuple[Key, Counts]]:
    """Sum open credits by task, body and period, in that order, a column each."""
    standing = "record__verdicts__standing"
    columns: dict[str, Any] = {name: Q(**{standing: name}) for name in COUNTERS[:-1]}
    columns["late"] = Q(**{f"{standing}__in": COUNTED}, is_late=True)
    key = ("task_id", "body_id", "period_start")
    rows = (
        Credit.objects.filter(closed_at=None, record__verdicts__closed_at=None)
        .values(*key)
        .annotate(
            **{
                name: Sum(Case(When(condition, then=F("quantity")), default=0))
                for name, condition in columns.items()
            }
        )
        .order_by(*key)
        .values_list(*key, *COUNTERS)
    )
    for row in rows.iterator(PART):
        yield row[:3], row[3:]


def _stored(model: type[Any], field: str) -> Iterator[tuple[int, Key, Counts]]:
    rows: QuerySet[Any] = model._default_manager.order_by(
        "task_id", field, "period_start"
    )
    names = ("pk", "task_id", field, "period_start", *COUNTERS)
    for row in rows.values_list(*names).iterator(PART):
        yield row[0], row[1:4], row[4:]


def _side_by_side(
    stored: Iterator[tuple[int, Key, Counts]], counted: Iterator[tuple[Key, Counts]]
) -> Iterator[Compared]:
    """Go through two ordered streams at once; what one of them lacks is nothing."""
    there, due = next(stored, None), next(counted, None)
    while there or due:
        if there and (due is None or there[1] < due[0]):
            yield Compared(there[1], there[0], there[2], NOTHING)
            there = next(stored, None)
        elif due and (there is None or due[0] < there[1]):
            if any(due[1]):
                yield Compared(due[0], None, NOTHING, due[1])
            due = next(counted, None)
        elif there and due:
            yield Compared(there[1], there[0], there[2], due[1])
            there, due = next(stored, None), next(counted, None)


class _Credit(NamedTuple):
    """An open credit, as far as its record's seal goes."""

    record_id: int
    task_id: int
    body_id: int
    period_start: date
    done_on: date
    quantity: int
    is_late: bool


class _Record(NamedTuple):
    pk: int
    body_id: int
    title: str
    done_on: date
    withdrawn_at: datetime | None
    credit_seal: str


def _records() -> Iterator[Difference]:
    yield from _without_verdict()
    rows = Credit.objects.filter(closed_at=None).order_by("record_id", "pk")
    opened = map(_Credit._make, rows.values_list(*_Credit._fields).iterator(PART))
    by_record = groupby(opened, attrgetter("record_id"))
    pk, credits = next(by_record, (None, iter(())))
    for values in (
        Record.objects.order_by("pk").values_list(*_Record._fields).iterator(PART)
    ):
        record = _Record._make(values)
        own: list[_Credit] = []
        if record.pk == pk:
            own = list(credits)
            pk, credits = next(by_record, (None, iter(())))
        yield from _about_record(record, own)


def _without_verdict() -> Iterator[Difference]:
    # That there is never more than one is the database's own rule.
    opened = Verdict.objects.filter(record=OuterRef("pk"), closed_at=None)
    rows = Record.objects.filter(~Exists(opened)).order_by("pk")
    for record in map(_Record._make, rows.values_list(*_Record._fields)):
        words = _("no verdict is open, so it counts in no column")
        yield Difference("no_verdict", _where(record), "", "0", "1", words)


def _about_record(record: _Record, credits: list[_Credit]) -> Iterable[Difference]:
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


def _where(record: _Record) -> str:
    names = {"pk": record.pk, "title": record.title, "body": record.body_id}
    return _("record %(pk)s of body %(body)s, “%(title)s”") % names
