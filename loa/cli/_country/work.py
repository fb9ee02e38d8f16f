"""What the country's bodies did: records with proof, verdicts and credits, month by month.

What a record counts toward follows from the product's own obligations, so that matching
it again changes nothing.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from operator import itemgetter
from random import Random
from typing import Any, NamedTuple

from django.db import connection, transaction

from loa.cli._country import filling
from loa.cli._country.bodies import Owing
from loa.cli._country.papers import NATIONAL, PROVINCIAL, Line
from loa.cli._demo.story import TITLES
from loa.cli._demo.story import at as moment_at
from loa.common import bulk
from loa.domain.quotas import Lateness, lateness
from loa.evidence.crediting import MATCHED, seal_of
from loa.evidence.models import (
    ClaimedAddress,
    Credit,
    Proof,
    ProvinceTally,
    Record,
    Standing,
    Tally,
    Verdict,
)
from loa.evidence.tallies import COUNTED, COUNTERS
from loa.programmes.selectors import Cell
from loa.reference.models import Area, CommunicationForm

# How many records are stored in one transaction.
PART = 50_000
# Days until a record is written down, and until somebody looks at it.
DELAYS = (0, 0, 0, 0, 1, 1, 1, 2, 3, 12)
LOOKED_AT_AFTER = (3, 5, 8, 13, 21, 34)
JUDGED = (
    *[Standing.VERIFIED] * 70, *[Standing.UNOBJECTED] * 18, *[Standing.UNCHECKABLE] * 5,
    *[Standing.DISPUTED] * 4, *[Standing.REJECTED] * 3,
)  # fmt: skip
# Asked for by nobody: such a record counts toward nothing.
UNASKED = Line("contest", weight=0.5)

RECORD = (
    "id", "body_id", "done_on", "form_id", "area_id", "topic", "channel_id", "title",
    "quantity", "quantities", "address_key", "note", "origin", "recorded_at",
    "recorded_by_id", "withdrawn_reason", "credit_seal",
)  # fmt: skip
CLAIMED = ("id", "key")
PROOF = ("id", "record_id", "kind", "address", "added_at")
VERDICT = (
    "record_id", "standing", "by_machine", "given_by_id", "given_in_id", "reason_code",
    "reason", "recorded_at", "closed_at",
)  # fmt: skip
CREDIT = (
    "record_id", "task_id", "body_id", "period_start", "done_on", "quantity", "unit",
    "rule", "is_late", "recorded_at",
)  # fmt: skip


class Asked(NamedTuple):
    """One period of one task, and the last day on which work for it is on time."""

    task_id: int
    start: date
    unit: str
    window: Any


@dataclass(slots=True)
class Duties:
    """What bodies of one sort in one province owe, by form, area and day."""

    periods: dict[tuple[str, str], list[Asked]] = field(
        default_factory=lambda: defaultdict(list)
    )
    starts: dict[tuple[str, str], list[date]] = field(default_factory=dict)

    def add(self, cell: Cell) -> None:
        task = cell.task
        key = (task.forms[0], task.areas[0] if task.areas else "")
        start = cell.window.period.start
        self.periods[key].append(Asked(task.id, start, task.unit, cell.window))

    def settle(self) -> None:
        """Put the periods in order; after it they may be asked."""
        for key, periods in self.periods.items():
            periods.sort(key=lambda one: one.start)
            self.starts[key] = [one.start for one in periods]

    def on(self, key: tuple[str, str], day: date) -> Asked | None:
        """Return the period that work of a form and area on a day belongs to."""
        place = bisect_right(self.starts.get(key, []), day)
        found = self.periods[key][place - 1] if place else None
        return found if found and found.window.period.contains(day) else None


def duties_of_sorts(
    cells: Iterable[Cell], bodies: Iterable[Owing]
) -> dict[tuple[int, str], Duties]:
    """Return the duties by province and sort of body, from those of a body of each."""
    sort = {one.body_id: (one.province_id, one.kind) for one in bodies}
    found: dict[tuple[int, str], Duties] = defaultdict(Duties)
    for cell in cells:
        found[sort[cell.body_id]].add(cell)
    for duties in found.values():
        duties.settle()
    return dict(found)


@dataclass(frozen=True, slots=True)
class World:
    """What all records refer to."""

    bodies: list[Owing]
    duties: dict[tuple[int, str], Duties]
    extended: frozenset[tuple[int, int, date]]
    clerks: dict[int, int]
    channels: dict[int, int]
    watcher: int
    watcher_in: int
    on: date


class Happened(NamedTuple):
    """One activity before it is stored."""

    body: Owing
    day: date
    line: Line


def work(
    world: World,
    months: list[tuple[date, date]],
    count: int,
    *,
    draw: Random,
    tell: Callable[[int], None],
) -> None:
    """Store ``count`` records, as many in each month (first and last day of each).

    :param tell: is given how many are stored so far
    """
    writer = _Writer(world, draw)
    stored = 0
    for number, (first, last) in enumerate(months):
        there = [one for one in world.bodies if one.until is None or one.until > last]
        share = count * (number + 1) // len(months) - count * number // len(months)
        for size in _parts(share):
            with transaction.atomic():
                writer.write(_happened(there, first, last, size, draw))
            stored += size
            tell(stored)
    filling.number_on(Record, ClaimedAddress, Proof, Verdict, Credit)


def _parts(count: int) -> Iterator[int]:
    while count > 0:
        yield min(count, PART)
        count -= PART


@cache
def _lines(kind: str) -> tuple[list[Line], list[float]]:
    asked = [*sum(PROVINCIAL.values(), ()), *sum(NATIONAL.values(), ())]
    lines = [line for line in asked if line.of == kind] + [UNASKED]
    return lines, list(accumulate(line.weight for line in lines))


def _happened(
    there: list[Owing], first: date, last: date, count: int, draw: Random
) -> list[Happened]:
    """Draw who did what on which day of a month, in the order of the days."""
    span = (last - first).days + 1
    days = [first + timedelta(days=number) for number in range(span)]
    found = []
    for body in draw.choices(there, k=count):
        lines, weights = _lines(body.kind)
        line = draw.choices(lines, cum_weights=weights)[0]
        found.append(Happened(body, days[int(draw.random() * span)], line))
    found.sort(key=itemgetter(1))
    return found


class _Writer:
    """Stores activities, with the numbers that follow those stored before."""

    def __init__(self, world: World, draw: Random) -> None:
        self.world, self.draw = world, draw
        self.forms = {one.code: one for one in CommunicationForm.objects.all()}
        self.areas = dict(Area.objects.values_list("code", "pk"))
        self.number = 0
        self.titles: dict[str, list[str]] = defaultdict(list)
        for area, title in TITLES:
            self.titles[area].append(title)
            self.titles[""].append(title)
        # The same days, moments and seals come again and again.
        self.day = cache(bulk.day)
        self.moment = cache(lambda day, hour: bulk.moment(moment_at(day, hour)))

    def write(self, happened: list[Happened]) -> None:
        rows: dict[str, list[Any]] = {name: [] for name in _TABLES}
        for one in happened:
            self._add(one, rows)
        for name, (model, columns) in _TABLES.items():
            bulk.write(model, columns, rows[name])

    def _add(self, one: Happened, rows: dict[str, list[Any]]) -> None:
        world, draw = self.world, self.draw
        self.number += 1
        number, body, line = self.number, one.body, one.line
        asked = world.duties[body.province_id, body.kind].on(
            (line.form, line.area), one.day
        )
        delay = DELAYS[int(draw.random() * len(DELAYS))]
        if asked and (asked.task_id, body.body_id, asked.start) in world.extended:
            delay = 0
        recorded_on = min(one.day + timedelta(days=delay), world.on)
        recorded_at = self.moment(recorded_on, 8 + number % 9)
        day, form = self.day(one.day), self.forms[line.form]
        address = f"https://{body.host}{body.prefix}/tin-bai/{number}"
        titles = self.titles.get(line.area) or self.titles[""]
        credit = None
        if asked:
            late = _came(asked.window, one.day, recorded_on)
            credit = Credit(
                task_id=asked.task_id, body_id=body.body_id, period_start=asked.start,
                done_on=one.day, quantity=1, unit=asked.unit, is_late=late,
            )  # fmt: skip
            rows["credit"].append(
                (number, asked.task_id, body.body_id, self.day(asked.start), day, 1,
                 asked.unit, MATCHED, late, recorded_at)
            )  # fmt: skip
        rows["record"].append(
            (number, body.body_id, day, form.pk, self.areas[line.area] if line.area
             else None, "", world.channels[body.body_id],
             f"{titles[number % len(titles)]} ({number})", 1, "{}", address, "", "",
             recorded_at, world.clerks[body.body_id], "",
             seal_of([credit] if credit else []))
        )  # fmt: skip
        rows["claimed"].append((number, address))
        rows["proof"].append((number, number, Proof.Kind.LINK, address, recorded_at))
        self._judge(number, body, recorded_on, recorded_at, rows)

    def _judge(
        self, number: int, body: Owing, recorded_on: date, recorded_at: Any,
        rows: dict[str, list[Any]],
    ) -> None:  # fmt: skip
        """The machine's first verdict, and what was decided after it, if anything was."""
        draw, world = self.draw, self.world
        after = LOOKED_AT_AFTER[int(draw.random() * len(LOOKED_AT_AFTER))]
        looked_on = recorded_on + timedelta(days=after)
        closed_at = self.moment(looked_on, 18) if looked_on <= world.on else None
        add = rows["verdict"].append
        add((number, Standing.PENDING, True, None, None, "waits_for_a_person", "",
             recorded_at, closed_at))  # fmt: skip
        if closed_at is None:
            return
        standing = JUDGED[int(draw.random() * len(JUDGED))]
        if standing == Standing.UNOBJECTED:
            add((number, standing, True, None, None, "nobody_objected", "", closed_at,
                 None))  # fmt: skip
        else:
            add((number, standing, False, world.watcher, world.watcher_in, "",
                 "Đã mở trang xem", closed_at, None))  # fmt: skip


_TABLES: dict[str, tuple[Any, tuple[str, ...]]] = {
    "record": (Record, RECORD),
    "claimed": (ClaimedAddress, CLAIMED),
    "proof": (Proof, PROOF),
    "verdict": (Verdict, VERDICT),
    "credit": (Credit, CREDIT),
}


@cache
def _came(window: Any, done_on: date, recorded_on: date) -> bool:
    return lateness(window, done_on, recorded_on) is Lateness.LATE


def count() -> None:
    """Write the tallies, and their roll-up by province, from credits and verdicts."""
    late = ", ".join(f"'{standing}'" for standing in COUNTED)
    sums = [
        f"SUM(CASE WHEN v.standing = '{name}' THEN c.quantity ELSE 0 END)"
        for name in COUNTERS[:-1]
    ] + [
        f"SUM(CASE WHEN c.is_late AND v.standing IN ({late}) THEN c.quantity ELSE 0 END)"
    ]
    names = ", ".join(COUNTERS)
    credit, verdict = Credit._meta.db_table, Verdict._meta.db_table
    tally, province = Tally._meta.db_table, ProvinceTally._meta.db_table
    totals = ", ".join(f"SUM(t.{name})" for name in COUNTERS)
    # Names of tables and columns, no values. All bodies have one path for ever, in
    # which the province comes second.
    statements = (
        f"INSERT INTO {tally} (task_id, body_id, period_start, {names})"  # noqa: S608
        f" SELECT c.task_id, c.body_id, c.period_start, {', '.join(sums)}"
        f" FROM {credit} c JOIN {verdict} v"
        " ON v.record_id = c.record_id AND v.closed_at IS NULL"
        " WHERE c.closed_at IS NULL"
        " GROUP BY c.task_id, c.body_id, c.period_start",
        f"INSERT INTO {province} (task_id, province_id, period_start, {names})"  # noqa: S608
        f" SELECT t.task_id, CAST(SUBSTR(b.path, 7, 6) AS BIGINT), t.period_start, {totals}"
        f" FROM {tally} t JOIN orgs_bodyversion b ON b.body_id = t.body_id"
        " GROUP BY t.task_id, CAST(SUBSTR(b.path, 7, 6) AS BIGINT), t.period_start",
    )
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
