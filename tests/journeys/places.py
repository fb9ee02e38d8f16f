"""The bodies that the directives of the journeys name, and the people in them."""

from dataclasses import dataclass, field
from datetime import date

from loa.accounts.models import User
from loa.orgs.models import Body, Kind, Level, Role
from loa.orgs.standard_groups import ensure_standard_groups
from tests.factories import give, make_body, make_user, moment

SINCE = date(2024, 1, 1)


@dataclass(slots=True)
class Place:
    """A government with its units and communes; each commune has a clerk.

    ``office`` is where the overseer sits: it reports over the communes.
    """

    government: Body
    office: Body
    units: list[Body]
    communes: list[Body]
    overseer: str = "overseer"
    # the issuer's own registry: brings in and confirms
    officer: str = "officer"
    clerks: dict[int, str] = field(default_factory=dict)
    outsider: str = "outsider"

    def clerk_of(self, number: int) -> str:
        """The clerk of the first, second … commune."""
        return self.clerks[self.communes[number].pk]


def _people(place: Place) -> Place:
    give(
        _user(place.officer, "Phan Thị Văn Thư"),
        Role.OFFICER,
        place.government,
        since=SINCE,
    )
    overseer = _user(place.overseer, "Phạm Thị Theo Dõi")
    give(overseer, Role.OFFICER, place.office, since=SINCE)
    give(overseer, Role.OVERSEER, place.government, with_below=True, since=SINCE)
    for number, commune in enumerate(place.communes, start=1):
        name = f"clerk-{number}"
        give(_user(name, f"Lê Thị Số {number}"), Role.OFFICER, commune, since=SINCE)
        place.clerks[commune.pk] = name
    for unit in place.units:
        give(
            _user(f"unit-{unit.pk}", f"Vũ Văn {unit.pk}"),
            Role.OFFICER,
            unit,
            since=SINCE,
        )
    # A commune of another tree: nothing of the story is hers to see.
    elsewhere = make_body(
        "Ủy ban nhân dân tỉnh Hạ Vân",
        level=Level.PROVINCE,
        unit_type="tỉnh",
        since=SINCE,
    )
    far = _commune(elsewhere, "xã", "Vân Ngoại")
    give(_user(place.outsider, "Đỗ Thị Ngoài"), Role.OFFICER, far, since=SINCE)
    ensure_standard_groups(place.government, on=SINCE, at=moment(2024, 1, 1))
    return place


def _user(username: str, full_name: str) -> User:
    return make_user(username, full_name)


def _commune(above: Body, unit_type: str, name: str) -> Body:
    return make_body(
        f"Ủy ban nhân dân {unit_type} {name}", under=above, unit_type=unit_type, place=name,
        short_name=f"{unit_type.capitalize()} {name}", since=SINCE,
    )  # fmt: skip


def make_town() -> Place:
    """The town of seed-001 with the divisions it names; its communes are invented."""
    province = make_body(
        "Ủy ban nhân dân tỉnh Bình Định",
        level=Level.PROVINCE,
        unit_type="tỉnh",
        since=SINCE,
    )
    town = make_body(
        "Ủy ban nhân dân thị xã An Nhơn", under=province, level=Level.DISTRICT,
        unit_type="thị xã", place="An Nhơn", short_name="UBND thị xã", since=SINCE,
    )  # fmt: skip
    kinds = {
        "Phòng Nội vụ thị xã": Kind.DIVISION,
        "Phòng Văn hóa, Khoa học và Thông tin thị xã": Kind.DIVISION,
        "Phòng Tài chính – Kế hoạch thị xã": Kind.DIVISION,
        "Phòng Tư pháp thị xã": Kind.DIVISION,
        "Văn phòng HĐND và UBND thị xã": Kind.OFFICE,
        "Trung tâm Văn hóa – Thông tin – Thể thao thị xã": Kind.CENTRE,
    }
    units = [
        make_body(name, under=town, kind=kind, level=Level.DISTRICT, since=SINCE)
        for name, kind in kinds.items()
    ]
    communes = [
        _commune(town, "xã", "Thanh Thượng"),
        _commune(town, "xã", "Thanh Hạ"),
        _commune(town, "phường", "Bồng Đông"),
        _commune(town, "phường", "Bồng Tây"),
    ]
    return _people(Place(town, units[0], units, communes))


def make_province() -> Place:
    """The province of our own plan."""
    province = make_body(
        "Ủy ban nhân dân tỉnh Sơn Khê", level=Level.PROVINCE, unit_type="tỉnh",
        place="Khê Thượng", short_name="UBND tỉnh", since=SINCE,
    )  # fmt: skip
    kinds = {
        "Sở Nội vụ": Kind.DEPARTMENT,
        "Sở Văn hóa, Thể thao và Du lịch": Kind.DEPARTMENT,
        "Văn phòng Ủy ban nhân dân tỉnh": Kind.OFFICE,
    }
    units = [
        make_body(name, under=province, kind=kind, level=Level.PROVINCE, since=SINCE)
        for name, kind in kinds.items()
    ]
    communes = [
        _commune(province, "xã", "Khê Nội"),
        _commune(province, "xã", "Khê Ngoại"),
        _commune(province, "phường", "Trung Khê"),
        _commune(province, "phường", "Thạch Khê"),
    ]
    return _people(Place(province, units[0], units, communes))
