"""Reads over bodies: as of a day, below a body, members of a group, rights."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from loa.orgs.models import (
    Appointment,
    Body,
    BodyGroup,
    BodyVersion,
    Grant,
    GroupMember,
    GroupRule,
)

if TYPE_CHECKING:
    from loa.accounts.models import User


LARGEST_ID = 2**63 - 1


def in_force(on: date, start: str = "valid_from", end: str = "valid_to") -> Q:
    """The condition "holds on that day" over a half-open span of two columns."""
    return Q(**{f"{start}__lte": on}) & (Q(**{end: None}) | Q(**{f"{end}__gt": on}))


def granted(on: date) -> Q:
    """The condition "holds on that day" for rows with from_on and until_on."""
    return in_force(on, "from_on", "until_on")


def version_of(body: Body | int, on: date) -> BodyVersion | None:
    """Return what a body was called on a day; None before its first or after its last."""
    pk = body if isinstance(body, int) else body.pk
    if pk > LARGEST_ID:  # from an address: SQLite cannot even be asked
        return None
    return BodyVersion.objects.filter(in_force(on), body_id=pk).first()


def versions_of(bodies: Collection[int], on: date) -> dict[int, BodyVersion]:
    """Return the versions of many bodies on a day, by body id, in one query."""
    rows = BodyVersion.objects.filter(in_force(on), body_id__in=bodies)
    return {row.body_id: row for row in rows}


def within(path: str) -> Q:
    """The condition "this body and all below", one range on both databases."""
    # Path segments are digits; "a" sorts after every digit under any collation.
    return Q(path__gte=path) & Q(path__lt=path + "a")


def versions_below(
    body: Body | int, on: date, *, itself: bool = False
) -> QuerySet[BodyVersion]:
    """Return the versions of all bodies below a body on a day, ordered by path."""
    version = version_of(body, on)
    if version is None:
        return BodyVersion.objects.none()
    rows = BodyVersion.objects.filter(within(version.path), in_force(on))
    return (rows if itself else rows.exclude(body_id=version.body_id)).order_by("path")


def province_of(body: Body | int, on: date) -> int | None:
    """Return the id of the province's body above (or equal to) a body on a day."""
    version = version_of(body, on)
    if version is None:
        return None
    above = [int(version.path[i : i + 6]) for i in range(0, len(version.path), 6)]
    row = (
        BodyVersion.objects.filter(in_force(on), body_id__in=above, level="province")
        .order_by("path")
        .first()
    )
    return row.body_id if row else None


class Provinces:
    """The provinces of very many bodies: as :func:`province_of`, in one query for all."""

    def __init__(self) -> None:
        rows = BodyVersion.objects.order_by("body_id", "valid_from").values_list(
            "body_id", "path", "level", "valid_from", "valid_to"
        )
        self._versions: dict[int, list[tuple[str, str, date, date | None]]] = {}
        for body_id, path, level, start, end in rows.iterator():
            self._versions.setdefault(body_id, []).append((path, level, start, end))
        self._found: dict[tuple[int, date], int | None] = {}

    def of(self, body_id: int, on: date) -> int | None:
        """Return the id of the province's body above (or equal to) a body on a day."""
        key = (body_id, on)
        if key not in self._found:
            self._found[key] = self._find(body_id, on)
        return self._found[key]

    def _find(self, body_id: int, on: date) -> int | None:
        path, _level = self._on(body_id, on)
        above = [int(path[i : i + 6]) for i in range(0, len(path), 6)]
        return next((pk for pk in above if self._on(pk, on)[1] == "province"), None)

    def _on(self, body_id: int, on: date) -> tuple[str, str]:
        for path, level, start, end in self._versions.get(body_id, ()):
            if start <= on and (end is None or on < end):
                return path, level
        return "", ""


def members(group: BodyGroup, on: date) -> list[BodyVersion]:
    """Return who belongs to a group on a day, ordered by name.

    Listed members and rules that hold on that day are taken together.
    """
    condition = Q(
        body_id__in=GroupMember.objects.known()
        .filter(granted(on), group=group)
        .values("body_id")
    )
    for rule in GroupRule.objects.known().filter(granted(on), group=group):
        under = version_of(rule.under_id, on)
        if under is None:
            continue
        part = within(under.path) & ~Q(body_id=rule.under_id)
        if rule.direct_only:
            part &= Q(parent_id=rule.under_id)
        if rule.kinds:
            part &= Q(kind__in=rule.kinds)
        if rule.levels:
            part &= Q(level__in=rule.levels)
        if rule.unit_types:
            part &= Q(unit_type__in=rule.unit_types)
        condition |= part
    return list(
        BodyVersion.objects.filter(condition, in_force(on)).order_by("name", "pk")
    )


@dataclass(frozen=True, slots=True)
class Acting:
    """The body in which somebody acts, and what she may do there."""

    body_id: int
    name: str
    path: str
    level: str
    roles: frozenset[str]
    # (role, path): grants that reach below, over whichever body they stand
    reaches: tuple[tuple[str, str], ...]

    def has(self, *roles: str) -> bool:
        """Whether she holds one of the roles in this very body."""
        return not self.roles.isdisjoint(roles)

    def reaches_body(self, path: str, *roles: str) -> bool:
        """Whether a grant with one of the roles covers the body at ``path``."""
        return any(
            path.startswith(above) and (not roles or role in roles)
            for role, above in self.reaches
        )


def bodies_to_act_in(user: "User", on: date) -> list[BodyVersion]:
    """Return the bodies that a person holds a grant or a post in, by name."""
    ids = Grant.objects.filter(granted(on), user=user).values("body_id")
    return list(
        BodyVersion.objects.filter(in_force(on), body_id__in=ids).order_by("name", "pk")
    )


def acting(user: "User", *, chosen: int | None, on: date) -> Acting | None:
    """Return the body that a person acts in, with her roles; None without a grant.

    The body chosen wins when she (still) has a grant in it. Three queries at most.
    """
    grants = list(
        Grant.objects.filter(granted(on), user=user).order_by("with_below", "pk")
    )
    if not grants:
        return None
    versions = versions_of({grant.body_id for grant in grants}, on)
    held = [grant for grant in grants if grant.body_id in versions]
    if not held:
        return None
    mine = {grant.body_id for grant in held}
    body_id = chosen if chosen in mine else held[0].body_id
    version = versions[body_id]
    return Acting(
        body_id=body_id,
        name=version.name,
        path=version.path,
        level=version.level,
        roles=frozenset(g.role for g in held if g.body_id == body_id),
        reaches=tuple(
            (grant.role, versions[grant.body_id].path)
            for grant in held
            if grant.with_below
        ),
    )


def acting_in_former(user: "User", body_id: int, *, on: date) -> Acting | None:
    """Return her acting in a body that has ended, to write down what it did before.

    Only in who had a role there on its last day, and only that body: nothing reaches
    below. None if the body is there, never was, or she had no role in it.
    """
    last = (
        BodyVersion.objects.filter(body_id=body_id, valid_from__lte=on)
        .order_by("-valid_from")
        .first()
    )
    if last is None or last.valid_to is None or last.valid_to > on:
        return None
    last_day = last.valid_to - timedelta(days=1)
    grants = Grant.objects.filter(
        granted(last_day), granted(on), user=user, body_id=body_id
    )
    roles = frozenset(grants.values_list("role", flat=True))
    if not roles:
        return None
    return Acting(body_id, last.name, last.path, last.level, roles, ())


def former_of(user: "User", on: date) -> list[BodyVersion]:
    """Return the ended bodies in which a person had a role on their last day, newest first."""
    rows = BodyVersion.objects.filter(
        body__grants__user=user, valid_to__lte=on
    ).distinct()
    there = set(versions_of({row.body_id for row in rows}, on))
    newest: dict[int, BodyVersion] = {}
    for row in rows.order_by("valid_from"):
        if row.body_id not in there:
            newest[row.body_id] = row
    found = [
        row for row in newest.values() if acting_in_former(user, row.body_id, on=on)
    ]
    return sorted(found, key=lambda row: (row.valid_to or on, row.pk), reverse=True)


def people_of(body_id: int, on: date) -> list[Grant]:
    """Return the roles held in a body on a day, with their people, by name."""
    rows = Grant.objects.filter(granted(on), body_id=body_id).select_related("user")
    return list(rows.order_by("user__full_name", "role", "pk"))


def groups_of(body_id: int) -> list[BodyGroup]:
    """Return the groups that a body owns, by name."""
    return list(BodyGroup.objects.filter(owner_id=body_id))


def posts_of(body_id: int, on: date) -> dict[int, list[str]]:
    """Return the posts held in a body on a day, by user id."""
    rows = Appointment.objects.filter(granted(on), post__body_id=body_id)
    held: dict[int, list[str]] = {}
    for user_id, name in rows.order_by("post__name").values_list(
        "user_id", "post__name"
    ):
        held.setdefault(user_id, []).append(name)
    return held
