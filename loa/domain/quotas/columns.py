"""How many are owed, and the six columns in which what was done is counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from loa.domain.periods import PeriodKind


@dataclass(frozen=True, slots=True)
class Quota:
    """At least `count` of `unit` in each period: 2 "tin, bài" a month.

    `per` None is a number over the whole time of the task.

    :raises ValueError: if the count is not above zero. A quota of nothing would be met
        by doing nothing; a duty without a number is a standing task.
    """

    count: int
    unit: str
    per: PeriodKind | None

    def __post_init__(self) -> None:
        if self.count < 1:
            raise ValueError(f"a quota must be above zero, not {self.count}")


COLUMN_NAMES = (
    "verified",
    "unobjected",
    "uncheckable",
    "pending",
    "disputed",
    "rejected",
)

SixCounts = tuple[int, int, int, int, int, int]
NOTHING: SixCounts = (0, 0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Columns:
    """What a body claims, parted by what is known of it. Each is a count of the unit.

    `verified` a check or a person found right; `unobjected` nobody objected to within
    the term; `uncheckable` cannot be seen by a machine; `pending` nobody has looked;
    `disputed` has something against it; `rejected` was found wrong and never counts.
    """

    verified: int = 0
    unobjected: int = 0
    uncheckable: int = 0
    pending: int = 0
    disputed: int = 0
    rejected: int = 0

    @classmethod
    def of(cls, counts: Mapping[str, int]) -> Columns:
        """Columns from a mapping by name; a name left out is zero.

        :raises ValueError: if a name is no column
        """
        if odd := set(counts) - set(COLUMN_NAMES):
            raise ValueError(f"no such column: {', '.join(sorted(odd))}")
        return cls(**counts)

    @property
    def claimed(self) -> int:
        """Everything the body has put forward: the sum of the six."""
        return self.upheld + self.rejected

    @property
    def counted(self) -> int:
        """What counts as proven: verified + unobjected."""
        return self.verified + self.unobjected

    @property
    def upheld(self) -> int:
        """What is not rejected: claimed − rejected."""
        open_ones = self.uncheckable + self.pending + self.disputed
        return self.counted + open_ones

    def as_tuple(self) -> SixCounts:
        """The six counts in the order of `COLUMN_NAMES`."""
        return (
            self.verified,
            self.unobjected,
            self.uncheckable,
            self.pending,
            self.disputed,
            self.rejected,
        )

    def as_data(self) -> dict[str, int]:
        """The six counts by name, as JSON holds them."""
        return dict(zip(COLUMN_NAMES, self.as_tuple(), strict=True))

    def __add__(self, other: Columns) -> Columns:
        mine, theirs = self.as_tuple(), other.as_tuple()
        return Columns(*(a + b for a, b in zip(mine, theirs, strict=True)))

    def __sub__(self, other: Columns) -> Columns:
        mine, theirs = self.as_tuple(), other.as_tuple()
        return Columns(*(a - b for a, b in zip(mine, theirs, strict=True)))

    def __bool__(self) -> bool:
        return any(self.as_tuple())


def sum_columns(parts: Iterable[Columns]) -> Columns:
    """The columns of all parts together; of none, zeros."""
    total = [0] * len(COLUMN_NAMES)
    for part in parts:
        for place, count in enumerate(part.as_tuple()):
            total[place] += count
    return Columns(*total)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which of the named forms or areas are covered, each counted once at most."""

    columns: Columns
    missing: tuple[str, ...]


def coverage_columns(
    required: Iterable[str], by_item: Mapping[str, Columns]
) -> Coverage:
    """Count each required item once, in the best column that it has anything in.

    Items that are not required are left out. `missing` are the required ones, in their
    order, with nothing but rejected claims or none.
    """
    best: list[Columns] = []
    missing = []
    for item in dict.fromkeys(required):
        columns = by_item.get(item, Columns())
        if not columns.upheld:
            missing.append(item)
        for name in COLUMN_NAMES:
            if getattr(columns, name) > 0:
                best.append(Columns.of({name: 1}))
                break
    return Coverage(sum_columns(best), tuple(missing))
