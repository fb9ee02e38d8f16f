"""Which of some bodies existed, and belonged to a group, on a day.

Everything is loaded once for all bodies asked about; the questions themselves, many
per task and period, are answered without the database.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Q

from loa.orgs.models import (
    PATH_SEGMENT,
    BodyVersion,
    GroupMember,
    GroupRule,
    Kind,
)
from loa.orgs.selectors import within

FEW = 40
_VERSION = ("body_id", "path", "kind", "level", "unit_type", "parent_id")
DEPARTMENT = "department"
"""The level by which due days of departments may differ (``DueRule.level_offsets``)."""
_DEPARTMENT_KINDS = frozenset({Kind.DEPARTMENT, Kind.OFFICE, Kind.VERTICAL})


class _Version(NamedTuple):
    body_id: int
    path: str
    kind: str
    level: str
    unit_type: str
    parent_id: int | None
    start: date
    end: date | None


class _Rule(NamedTuple):
    under_id: int
    kinds: list[str]
    levels: list[str]
    unit_types: list[str]
    direct_only: bool
    start: date
    end: date | None

    def takes(self, version: _Version, under: str) -> bool:
        return (
            version.path.startswith(under)
            and version.path != under
            and (not self.direct_only or version.parent_id == self.under_id)
            and (not self.kinds or version.kind in self.kinds)
            and (not self.levels or version.level in self.levels)
            and (not self.unit_types or version.unit_type in self.unit_types)
        )


class Membership:
    """The bodies asked about, and the groups that any of them may be in (4 queries).

    Which bodies there were is asked of their versions, as they are known now; whom a
    group's rules and lists name, as it was held to be at ``known_at`` (None: now).
    """

    def __init__(
        self, body_ids: Collection[int], known_at: datetime | None = None
    ) -> None:
        self.asked = frozenset(body_ids)
        self.known_at = known_at
        self._versions: dict[int, list[_Version]] = defaultdict(list)
        above: set[int] = set()
        for version in _load_versions(self.asked):
            self._versions[version.body_id].append(version)
            above.update(_segments(version.path))
        self._rules: dict[int, list[_Rule]] = defaultdict(list)
        rules = GroupRule.objects.known(known_at).filter(under_id__in=above)
        for group_id, *rule in rules.values_list(
            "group_id",
            "under_id",
            "kinds",
            "levels",
            "unit_types",
            "direct_only",
            "from_on",
            "until_on",
        ):
            self._rules[group_id].append(_Rule(*rule))
        self._listed: dict[int, list[tuple[int, date, date | None]]] = defaultdict(list)
        self.near = self._near()
        listed = GroupMember.objects.known(known_at).filter(self.near)
        for group_id, body_id, start, end in listed.values_list(
            "group_id", "body_id", "from_on", "until_on"
        ):
            self._listed[group_id].append((body_id, start, end))
        self._above: dict[int, list[_Version]] = defaultdict(list)
        under = {rule.under_id for held in self._rules.values() for rule in held}
        for version in _load_versions(under):
            self._above[version.body_id].append(version)
        self._ends: dict[int, date] | None = None
        self._days: dict[date, list[_Version]] = {}
        self._members: dict[tuple[int, date], tuple[int, ...]] = {}

    def _near(self) -> Q:
        """The condition "of the bodies asked about" on a row with a body, or a wider one.

        A long list of ids costs more to send than the rows of a whole subtree.
        """
        paths = [each.path for of_body in self._versions.values() for each in of_body]
        above = _above_all(paths)
        if len(self.asked) <= FEW or not above:
            return Q(body_id__in=self.asked)
        return Q(
            body_id__in=BodyVersion.objects.filter(within(above)).values("body_id")
        )

    @property
    def group_ids(self) -> set[int]:
        """The groups that any of the bodies may be in on some day."""
        return {*self._rules, *self._listed}

    def add(self, body_ids: Iterable[int]) -> None:
        """Load further bodies, for the question whether they exist (one query)."""
        for version in _load_versions(frozenset(body_ids) - self.asked):
            self._versions[version.body_id].append(version)
        self._ends = None

    def exists(self, body_id: int, on: date) -> bool:
        """Whether a body that was asked about or added is there on a day."""
        return any(
            version.start <= on and (version.end is None or on < version.end)
            for version in self._versions.get(body_id, ())
        )

    @property
    def ends(self) -> dict[int, date]:
        """The first day without them, of the bodies whose end is known."""
        ends = self._ends
        if ends is None:
            ends = self._ends = {}
            for pk, versions in self._versions.items():
                last = [version.end for version in versions]
                if all(last):
                    ends[pk] = max(day for day in last if day)
        return ends

    def level(self, body_id: int, on: date) -> str:
        """Return the level of a body by which due days may differ; "" without one."""
        for version in self._versions.get(body_id, ()):
            if version.start <= on and (version.end is None or on < version.end):
                return (
                    DEPARTMENT if version.kind in _DEPARTMENT_KINDS else version.level
                )
        return ""

    def members(self, group_id: int, on: date) -> tuple[int, ...]:
        """Return which of the bodies asked about are in a group on a day, by path."""
        key = (group_id, on)
        found = self._members.get(key)
        if found is None:
            found = self._members[key] = self._find(group_id, on)
        return found

    def _find(self, group_id: int, on: date) -> tuple[int, ...]:
        present = self._present(on)
        listed = {
            body_id
            for body_id, start, end in self._listed.get(group_id, ())
            if start <= on and (end is None or on < end)
        }
        rules = []
        for rule in self._rules.get(group_id, ()):
            if not (rule.start <= on and (rule.end is None or on < rule.end)):
                continue
            for above in self._above[rule.under_id]:
                if above.start <= on and (above.end is None or on < above.end):
                    rules.append((rule, above.path))
        return tuple(
            version.body_id
            for version in present
            if version.body_id in listed
            or any(rule.takes(version, under) for rule, under in rules)
        )

    def _present(self, on: date) -> list[_Version]:
        found = self._days.get(on)
        if found is None:
            found = sorted(
                (
                    version
                    for body_id in self.asked
                    for version in self._versions.get(body_id, ())
                    if version.start <= on and (version.end is None or on < version.end)
                ),
                key=lambda version: version.path,
            )
            self._days[on] = found
        return found


def _load_versions(body_ids: Collection[int]) -> list[_Version]:
    rows = BodyVersion.objects.filter(body_id__in=body_ids).order_by()
    return list(
        map(_Version._make, rows.values_list(*_VERSION, "valid_from", "valid_to"))
    )


def _segments(path: str) -> list[int]:
    step = PATH_SEGMENT
    return [int(path[at : at + step]) for at in range(0, len(path), step)]


def _above_all(paths: list[str]) -> str:
    """The longest path that all of them begin with; "" when they have none."""
    if not paths:
        return ""
    # Of sorted paths the first and the last differ the most.
    low, high = min(paths), max(paths)
    at = 0
    while low[at : at + PATH_SEGMENT] and (
        low[at : at + PATH_SEGMENT] == high[at : at + PATH_SEGMENT]
    ):
        at += PATH_SEGMENT
    return low[:at]
