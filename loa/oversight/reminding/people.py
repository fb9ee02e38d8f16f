"""Who is meant by officer, head, superior: from grants that hold on the day."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from loa.orgs.models import BodyVersion, Grant, Kind, Role
from loa.orgs.selectors import granted, in_force

if TYPE_CHECKING:
    from loa.accounts.models import User

_OFFICES = (Kind.OFFICE, Kind.DIVISION, Kind.CENTRE, Kind.SERVICE_UNIT)
_OFFICERS = (Role.OFFICER, Role.EDITOR)
_HEADS = (Role.HEAD, Role.APPROVER)


class Directory:
    """The people of some bodies and of those who watch over them, asked for once."""

    def __init__(self, on: date) -> None:
        self._on = on

    @cached_property
    def _by_body(self) -> dict[int, list[Grant]]:
        found: dict[int, list[Grant]] = defaultdict(list)
        rows = Grant.objects.filter(granted(self._on), user__is_active=True)
        for row in rows.select_related("user").order_by("pk"):
            found[row.body_id].append(row)
        return found

    @cached_property
    def _inner(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        rows = BodyVersion.objects.filter(in_force(self._on), kind__in=_OFFICES)
        for parent, body in rows.values_list("parent_id", "body_id"):
            found[parent].append(body)
        return found

    @cached_property
    def _overseers(self) -> list[tuple[int, Grant]]:
        rows = (row for rows in self._by_body.values() for row in rows)
        return [
            (row.body_id, row)
            for row in rows
            if row.role == Role.OVERSEER and row.with_below
        ]

    def people(self, version: BodyVersion, who: str) -> list[tuple["User", int]]:
        """Return whom a step tells of a body's duty: (person, her body), each once."""
        pick = {
            "officer": self._officers,
            "head": self._heads,
            "superior_officer": self._watchers,
            "superior_head": self._watchers_heads,
            "committee": self._committee,
        }[who]
        found = {user.pk: (user, body) for user, body in pick(version)}
        return list(found.values())

    def _held(self, body_id: int, roles: Sequence[str]) -> list[tuple["User", int]]:
        rows = self._by_body.get(body_id, [])
        return [(row.user, body_id) for row in rows if row.role in roles]

    def _officers(self, version: BodyVersion) -> list[tuple["User", int]]:
        found = self._held(version.body_id, _OFFICERS)
        # Duties are a People's Committee's; the people who do them sit in its offices.
        for body_id in self._inner.get(version.body_id, []):
            found += [
                (user, version.body_id)
                for user, _office in self._held(body_id, _OFFICERS)
            ]
        return found or self._heads(version)

    def _heads(self, version: BodyVersion) -> list[tuple["User", int]]:
        return self._held(version.body_id, _HEADS)

    def _watchers(self, version: BodyVersion) -> list[tuple["User", int]]:
        above = {int(version.path[i : i + 6]) for i in range(0, len(version.path), 6)}
        found = []
        for over, grant in self._overseers:
            if over in above and over != version.body_id:
                found.append((grant.user, self._seat(grant)))
        return found

    def _seat(self, grant: Grant) -> int:
        """The body that an overseer works in, which is seldom the one watched from."""
        for body_id, rows in self._by_body.items():
            for row in rows:
                if row.user_id == grant.user_id and row.role in _OFFICERS:
                    return body_id
        return grant.body_id

    def _watchers_heads(self, version: BodyVersion) -> list[tuple["User", int]]:
        seats = dict.fromkeys(seat for _user, seat in self._watchers(version))
        return [one for seat in seats for one in self._held(seat, _HEADS)]

    def _committee(self, version: BodyVersion) -> list[tuple["User", int]]:
        # The letter is drafted where the overseer sits; the committee gets the paper.
        return self._watchers(version)
