"""What was done, by the tree of then and by the tree of now; both have one total.

By the tree of then a record stands under the body that made it, by its name of that
time. By the tree of now it stands where that body went: a merger moves it whole, a
division only by shares on record; else it has an explicit line. Nothing is shared out by
the number of successors (docs/explanation/reorganisations.md).
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.db.models import QuerySet

from loa.domain.quotas import COLUMN_NAMES, Columns
from loa.domain.text import collation_key
from loa.evidence.models import Record
from loa.evidence.selectors import records_in
from loa.orgs import selectors as orgs
from loa.orgs.models import BodyVersion
from loa.orgs.succession import WHOLE, Place, Tree, divide, predecessor_ids

Name = Literal["then", "now"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a tree: a body, or what cannot be put under any body of now."""

    version: BodyVersion
    # "", "undivided" or "ended", see loa.orgs.succession.Place
    why: str
    columns: Columns
    is_former: bool
    # by the tree of now: the names of the bodies of then whose figures are in it
    of: tuple[str, ...] = ()

    @property
    def claimed(self) -> int:
        return sum(self.columns.as_tuple())


@dataclass(frozen=True, slots=True)
class Figures:
    """The lines of one tree, by name, and their sum."""

    tree: Name
    lines: tuple[Line, ...]

    @property
    def total(self) -> Columns:
        sums = [line.columns.as_tuple() for line in self.lines]
        names = zip(COLUMN_NAMES, zip(*sums, strict=True), strict=False)
        return Columns(**{name: sum(column) for name, column in names})

    @property
    def claimed(self) -> int:
        return sum(line.claimed for line in self.lines)

    @property
    def largest(self) -> int:
        return max((line.claimed for line in self.lines), default=0)


def bodies_of(over: BodyVersion, *, first: date, last: date, now: date) -> set[int]:
    """Return whose figures belong to a tree: below it in the days, or gone into it."""
    found: set[int] = set()
    for day in {first, last, now}:
        rows = orgs.versions_below(over.body_id, day, itself=True)
        found |= set(rows.values_list("body_id", flat=True))
    return found | predecessor_ids(found, now)


def figures(
    *, body_ids: Collection[int], first: date, end: date, tree: Name, now: date
) -> Figures:
    """Return what bodies did from ``first`` until before ``end``, by one of the trees.

    :param now: the day whose tree "now" is
    """
    done: dict[tuple[int, date], Counter[str]] = defaultdict(Counter)
    for body, day, standing, amount in _rows(records_in(body_ids, first, end)):
        done[body, day][standing] += amount
    spans = Tree({body for body, _day in done}, now)
    # Days between the same two changes are one: what is divided is their sum.
    since: dict[tuple[int, date | None], date] = {}
    sums: dict[tuple[int, date | None], Counter[str]] = defaultdict(Counter)
    last_day: dict[int, date] = {}
    for (body, day), counted in done.items():
        key = (body, spans.epoch(body, day) if tree == "now" else None)
        since[key] = min(since.get(key, day), day)
        sums[key].update(counted)
        last_day[body] = max(last_day.get(body, day), day)
    placed: dict[Place, Counter[str]] = defaultdict(Counter)
    origin: dict[Place, set[int]] = defaultdict(set)
    for (body, change), counted in sums.items():
        parts = {Place(body): WHOLE}
        if tree == "now":
            parts = spans.parts(body, since[body, change])
        for column, amount in counted.items():
            for place, part in divide(amount, parts).items():
                placed[place][column] += part
                origin[place].add(body)
    return Figures(tree, _lines(placed, origin, last_day, tree, now))


def _rows(
    records: QuerySet[Record, Any],
) -> Iterable[tuple[int, date, str, int]]:
    columns = ("body_id", "done_on", "standing", "quantity")
    return [tuple(row) for row in records.order_by().values_list(*columns)]


def _lines(
    placed: dict[Place, Counter[str]],
    origin: dict[Place, set[int]],
    last_day: dict[int, date],
    tree: Name,
    now: date,
) -> tuple[Line, ...]:
    there = orgs.versions_of({place.body_id for place in placed}, now)
    lines = []
    for place, counted in placed.items():
        pk = place.body_id
        version = there.get(pk) if tree == "now" else None
        version = version or orgs.version_of(pk, last_day.get(pk, now)) or there.get(pk)
        if version is None:
            continue
        of = sorted(origin[place] - {pk})
        lines.append(
            Line(
                version,
                place.why,
                Columns(**{name: counted[name] for name in COLUMN_NAMES}),
                is_former=pk not in there,
                of=tuple(_names(of, last_day)) if tree == "now" else (),
            )
        )
    return tuple(
        sorted(
            lines,
            key=lambda line: (
                bool(line.why),
                collation_key(line.version.short_name or line.version.name),
            ),
        )
    )


def _names(body_ids: list[int], last_day: dict[int, date]) -> list[str]:
    versions = [orgs.version_of(pk, last_day[pk]) for pk in body_ids]
    return [each.short_name or each.name for each in versions if each]
