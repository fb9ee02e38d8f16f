"""The nation by province, from the provinces' roll-ups: never one row of the nation.

It reads as much of a country of 17,000 bodies as of one of 45,000, and of a year with a
million records as of one with a thousand. What is behind a province's figure stands on
its own board.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from loa.domain.quotas import COLUMN_NAMES, Columns
from loa.domain.text import collation_key
from loa.evidence.selectors import NONE_COUNTED, provinces_in
from loa.orgs.models import BodyVersion, Kind, Level
from loa.orgs.selectors import in_force
from loa.oversight.board import tasks_of
from loa.programmes.models import Task


@dataclass(frozen=True, slots=True)
class ProvinceLine:
    """One province: what its bodies claimed, in the six columns, and what came late."""

    version: BodyVersion
    columns: Columns
    late: int

    @property
    def claimed(self) -> int:
        return sum(self.columns.as_tuple())


@dataclass(frozen=True, slots=True)
class Nation:
    """The provinces by name, and the national tasks of the year to choose from."""

    tasks: Sequence[Task]
    task: Task | None
    lines: tuple[ProvinceLine, ...]

    @property
    def total(self) -> Columns:
        sums = [sum(each) for each in zip(*self._tuples, strict=True)]
        return Columns(**dict(zip(COLUMN_NAMES, sums, strict=False)))

    @property
    def _tuples(self) -> list[tuple[int, ...]]:
        return [line.columns.as_tuple() for line in self.lines]

    @property
    def claimed(self) -> int:
        return sum(line.claimed for line in self.lines)

    @property
    def late(self) -> int:
        return sum(line.late for line in self.lines)

    @property
    def largest(self) -> int:
        return max((line.claimed for line in self.lines), default=0)


def read_nation(root: BodyVersion, *, year: int, task: int | None, on: date) -> Nation:
    """Return what was counted by province in the periods that begin in a year.

    :param task: only this national task; None for all tasks, the provinces' own too
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    tasks = tasks_of([root.body_id], root, first, last)
    chosen = next((one for one in tasks if one.pk == task), None)
    counted = provinces_in(
        task_ids=[chosen.pk] if chosen else None, first=first, last=last
    )
    provinces = BodyVersion.objects.filter(
        in_force(min(on, last)),
        parent_id=root.body_id,
        level=Level.PROVINCE,
        kind=Kind.PEOPLES_COMMITTEE,
    )
    lines = [
        ProvinceLine(
            version,
            Columns(**dict(zip(COLUMN_NAMES, found.columns, strict=False))),
            sum(found.late),
        )
        for version in provinces
        for found in [counted.get(version.body_id, NONE_COUNTED)]
    ]
    lines.sort(key=lambda line: collation_key(line.version.place or line.version.name))
    return Nation(tasks, chosen, tuple(lines))
