"""The standing people and bodies of the tests.

A fictional province Lam Giang with communes and departments, and a second
province that nobody of the first may see.
"""

from dataclasses import dataclass, field
from datetime import date

from django.test import Client

from loa.accounts.models import User
from loa.orgs.models import Body, BodyGroup, Kind, Level, Role
from loa.orgs.selectors import Acting, acting
from tests.factories import give, make_body, make_group, make_user

TODAY = date(2026, 11, 21)


@dataclass(slots=True)
class Cast:
    """Who plays: bodies, people, groups."""

    province: Body  # UBND tỉnh Lam Giang
    home_office: Body  # Sở Nội vụ
    culture: Body  # Sở Văn hóa, Thể thao và Du lịch
    commune: Body  # UBND xã Tam Giai
    culture_office: Body  # Phòng Văn hóa - Xã hội of Tam Giai
    neighbour: Body  # UBND phường Hòa Khê: the outsider's
    other_province: Body
    clerk: User  # officer of Tam Giai
    head: User  # head of Tam Giai
    overseer: User  # officer of Sở Nội vụ, overseer over the province
    officer: User  # officer of the department of culture
    outsider: User  # officer of Hòa Khê
    stranger: None = None  # not signed in
    communes: BodyGroup = field(default=None)  # type: ignore[assignment]
    departments: BodyGroup = field(default=None)  # type: ignore[assignment]

    PEOPLE = ("clerk", "head", "overseer", "officer", "outsider", "stranger")

    def client(self, who: str) -> Client:
        """A browser in which that person has signed in."""
        client = Client()
        if user := getattr(self, who):
            client.force_login(
                user, backend="django.contrib.auth.backends.ModelBackend"
            )
        return client

    def acting(self, who: str, on: date = TODAY) -> Acting:
        """The body in which that person acts."""
        found = acting(getattr(self, who), chosen=None, on=on)
        assert found is not None
        return found


def make_cast() -> Cast:
    province = make_body(
        "Ủy ban nhân dân tỉnh Lam Giang", level=Level.PROVINCE, unit_type="tỉnh",
        place="Bến Lam", short_name="UBND tỉnh",
    )  # fmt: skip
    department = {"under": province, "kind": Kind.DEPARTMENT, "level": Level.PROVINCE}
    home_office = make_body("Sở Nội vụ", symbol="SNV", **department)
    culture = make_body(
        "Sở Văn hóa, Thể thao và Du lịch", symbol="SVHTTDL", **department
    )
    commune = make_body(
        "Ủy ban nhân dân xã Tam Giai", under=province, unit_type="xã", place="Tam Giai",
        short_name="Xã Tam Giai",
    )  # fmt: skip
    neighbour = make_body(
        "Ủy ban nhân dân phường Hòa Khê", under=province, unit_type="phường", place="Hòa Khê",
        short_name="Phường Hòa Khê",
    )  # fmt: skip
    culture_office = make_body(
        "Phòng Văn hóa - Xã hội", under=commune, kind=Kind.DIVISION, level=Level.COMMUNE
    )
    other_province = make_body("Ủy ban nhân dân tỉnh Sơn Hạ", level=Level.PROVINCE)
    cast = Cast(
        province=province,
        home_office=home_office,
        culture=culture,
        commune=commune,
        culture_office=culture_office,
        neighbour=neighbour,
        other_province=other_province,
        clerk=make_user("clerk", "Lê Thị Clerk"),
        head=make_user("head", "Trần Văn Head"),
        overseer=make_user("overseer", "Phạm Thị Overseer"),
        officer=make_user("officer", "Vũ Văn Officer"),
        outsider=make_user("outsider", "Đỗ Thị Outsider"),
    )
    give(cast.clerk, Role.OFFICER, commune)
    give(cast.head, Role.HEAD, commune, with_below=True)
    give(cast.overseer, Role.OFFICER, home_office)
    give(cast.overseer, Role.OVERSEER, province, with_below=True)
    give(cast.officer, Role.OFFICER, culture)
    give(cast.outsider, Role.OFFICER, neighbour)
    cast.communes = make_group(
        "UBND các xã, phường", owner=province,
        kinds=[Kind.PEOPLES_COMMITTEE], levels=[Level.COMMUNE],
    )  # fmt: skip
    cast.departments = make_group(
        "Các sở, ban, ngành", owner=province, kinds=[Kind.DEPARTMENT], direct_only=True
    )
    return cast
