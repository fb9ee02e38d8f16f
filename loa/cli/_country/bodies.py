"""The bodies of the country, the people who act in them, and their channels."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice

from loa.accounts.models import User
from loa.audit.services import MACHINE
from loa.channels.models import Channel, ChannelKind
from loa.orgs import loading
from loa.orgs.loading.country import ROOT_CODE
from loa.orgs.loading.differences import BodyRow
from loa.orgs.models import (
    Body,
    BodyGroup,
    BodyVersion,
    Grant,
    Kind,
    Level,
    Role,
    Succession,
)
from loa.orgs.selectors import within
from loa.orgs.services import create_group, record_succession

BATCH = 2000
# What a commune has besides its offices, the commonest first.
_UNITS = (
    ("mn", "Trường Mầm non {place}", "MN"),
    ("th", "Trường Tiểu học {place}", "TH"),
    ("thcs", "Trường Trung học cơ sở {place}", "THCS"),
    ("yt", "Trạm Y tế {unit_type} {place}", "TYT"),
    *((f"mn{n}", f"Trường Mầm non số {n} {{place}}", "MN") for n in (2, 3)),
    *((f"th{n}", f"Trường Tiểu học số {n} {{place}}", "TH") for n in (2, 3)),
    *((f"thcs{n}", f"Trường Trung học cơ sở số {n} {{place}}", "THCS") for n in (2, 3)),
    ("vh", "Trung tâm Văn hóa - Thể thao {place}", "TTVHTT"),
)


@dataclass(frozen=True, slots=True)
class Owing:
    """A body that owes duties: a commune, a department, or a province itself."""

    body_id: int
    code: str
    place: str
    kind: str  # "commune", "department" or "province"
    province_id: int
    # the first day without it
    until: date | None = None

    @property
    def host(self) -> str:
        """The host of its page; communes and departments share the province's."""
        return f"tinh-{self.code.split('.')[1]}.example"

    @property
    def prefix(self) -> str:
        """Its place on that host."""
        return "/" + "-".join(self.code.split(".")[2:] or ["ubnd"])


def load_bodies(*, count: int | None, since: date, at: datetime) -> None:
    """Load the country, and schools and stations until there are ``count`` bodies."""
    rows = list(loading.country_rows())
    if count is not None and count > len(rows):
        rows += islice(_schools(rows), count - len(rows))
    found = loading.compare(rows, on=since)
    loading.apply_differences(found, actor=MACHINE, at=at, since=since, is_demo=True)


def _schools(rows: list[BodyRow]) -> Iterator[BodyRow]:
    communes = [row for row in rows if _kind_of(row.kind, row.level) == "commune"]
    for suffix, name, symbol in _UNITS:
        for commune in communes:
            names = {"unit_type": commune.unit_type, "place": commune.place}
            yield BodyRow(
                code=f"{commune.code}.{suffix}",
                name=name.format(**names),
                kind=Kind.SERVICE_UNIT,
                level=Level.COMMUNE,
                parent_code=commune.code,
                symbol=symbol,
                place=commune.place,
            )


def _kind_of(kind: str, level: str) -> str:
    if kind == Kind.PEOPLES_COMMITTEE:
        return "commune" if level == Level.COMMUNE else "province"
    is_department = kind == Kind.DEPARTMENT and level == Level.PROVINCE
    return "department" if is_department else ""


def owing_bodies() -> list[Owing]:
    """Return the bodies that owe duties, in the order of the tree."""
    rows = BodyVersion.objects.filter(
        kind__in=(Kind.PEOPLES_COMMITTEE, Kind.DEPARTMENT)
    )
    names = ("body_id", "body__code", "place", "kind", "level", "path", "valid_to")
    return [
        Owing(body_id, code, place, kind, int(path[6:12]), until)
        for body_id, code, place, own, level, path, until in rows.order_by(
            "path"
        ).values_list(*names)
        if (kind := _kind_of(own, level))
    ]


def merge_some(bodies: list[Owing], *, each: int, on: date, at: datetime) -> None:
    """Let every so manieth commune of a province go into the one before it."""
    communes = [one for one in bodies if one.kind == "commune"]
    for place in range(each - 1, len(communes), each):
        into, gone = communes[place - 1], communes[place]
        if into.province_id == gone.province_id:
            _merge(gone.body_id, into.body_id, on, at)


def _merge(gone: int, into: int, on: date, at: datetime) -> None:
    version = BodyVersion.objects.get(body_id=gone)
    record_succession(
        from_body=Body(pk=gone), to_body=Body(pk=into), kind=Succession.Kind.MERGE,
        on=on, actor=MACHINE, at=at,
    )  # fmt: skip
    below = BodyVersion.objects.filter(within(version.path), valid_to=None)
    below.update(valid_to=on)


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups of bodies by whom papers address; by province, and of the whole nation."""

    communes: dict[int, BodyGroup]
    departments: dict[int, BodyGroup]
    all_communes: BodyGroup
    all_provinces: BodyGroup


def make_groups(*, since: date, at: datetime) -> Groups:
    """Make the groups that provinces and the Government address."""

    def make(owner: Body, name: str, kind: Kind, level: Level) -> BodyGroup:
        return create_group(
            owner=owner, name=name, kinds=[kind], levels=[level],
            direct_only=kind == Kind.DEPARTMENT, since=since, actor=MACHINE, at=at,
        )  # fmt: skip

    root = Body.objects.get(code=ROOT_CODE)
    committee, commune = Kind.PEOPLES_COMMITTEE, Level.COMMUNE
    provinces = Body.objects.filter(
        versions__kind=committee, versions__level=Level.PROVINCE
    ).order_by("pk")
    return Groups(
        communes={
            one.pk: make(one, "Ủy ban nhân dân các xã, phường", committee, commune)
            for one in provinces
        },
        departments={
            one.pk: make(one, "Các sở", Kind.DEPARTMENT, Level.PROVINCE)
            for one in provinces
        },
        all_communes=make(root, "Ủy ban nhân dân cấp xã", committee, commune),
        all_provinces=make(root, "Ủy ban nhân dân cấp tỉnh", committee, Level.PROVINCE),
    )


def invite(bodies: list[Owing], *, since: date, at: datetime) -> dict[int, int]:
    """Give every owing body a clerk, every province and the nation an overseer.

    Nobody has a password yet. Return the clerks' ids by body.
    """
    users, grants = [], []

    def add(username: str, name: str, body_id: int, role: Role) -> User:
        user = User(username=username, full_name=name)
        user.set_unusable_password()
        users.append(user)
        grant = Grant(
            user=user, role=role, body_id=body_id, with_below=role == Role.OVERSEER,
            from_on=since, by_number="01/QĐ-UBND", recorded_at=at,
        )  # fmt: skip
        grants.append(grant)
        return user

    ministry = Body.objects.get(code=f"{ROOT_CODE}.bnv")
    nation = Body.objects.get(code=ROOT_CODE)
    watcher = add("theo-doi", "Người theo dõi cả nước", ministry.pk, Role.OFFICER)
    grants.append(
        Grant(user=watcher, role=Role.OVERSEER, body=nation, with_below=True,
              from_on=since, by_number="01/QĐ-BNV", recorded_at=at)
    )  # fmt: skip
    clerks = {}
    for one in bodies:
        code = one.code.removeprefix(f"{ROOT_CODE}.")
        clerks[one.body_id] = add(
            f"cb-{code}", f"Cán bộ {one.place} {code}", one.body_id, Role.OFFICER
        )
        if one.kind == "province":
            add(f"td-{code}", f"Người theo dõi {one.place}", one.body_id, Role.OVERSEER)
    User.objects.bulk_create(users, batch_size=BATCH)
    Grant.objects.bulk_create(grants, batch_size=BATCH)
    return {body_id: user.pk for body_id, user in clerks.items()}


def declare_channels(
    bodies: list[Owing], *, since: date, at: datetime
) -> dict[int, int]:
    """Give every owing body its page on the province's portal; their ids by body."""
    rows = [
        Channel(
            owner_id=one.body_id, kind=ChannelKind.WEBSITE,
            name=f"Trang thông tin điện tử {one.place}", host=one.host,
            path_prefix=one.prefix, from_on=since, recorded_at=at,
        )
        for one in bodies
    ]  # fmt: skip
    made = Channel.objects.bulk_create(rows, batch_size=BATCH)
    return {row.owner_id: row.pk for row in made}


def with_ends(bodies: list[Owing]) -> list[Owing]:
    """Return the bodies with the day on which some of them ended."""
    ends = dict(
        BodyVersion.objects.exclude(valid_to=None).values_list("body_id", "valid_to")
    )
    return [replace(one, until=ends.get(one.body_id)) for one in bodies]
