"""What became of bodies; groups asked as of a day."""

from datetime import date
from decimal import Decimal

from loa.audit.services import MACHINE
from loa.orgs import selectors, services
from loa.orgs.models import Kind, Level, Succession
from tests.cast import TODAY, Cast
from tests.factories import make_body, moment

ON = date(2026, 7, 1)
AT = moment(2026, 7, 1)


def succeed(cast: Cast, to: object, kind: str, **fields: object) -> Succession:
    return services.record_succession(
        from_body=cast.neighbour,
        to_body=to,
        kind=kind,
        on=ON,
        actor=MACHINE,
        at=AT,
        **fields,
    )


def test_a_merged_body_ends_on_the_day_and_keeps_its_name_before(cast: Cast) -> None:
    succeed(cast, cast.commune, "merge", source="Nghị quyết 1")

    assert selectors.version_of(cast.neighbour, ON) is None
    before = selectors.version_of(cast.neighbour, date(2026, 6, 30))
    assert before
    assert before.name == "Ủy ban nhân dân phường Hòa Khê"


def test_a_split_has_many_successors_and_no_share_is_made_up(cast: Cast) -> None:
    parts = [
        make_body(f"Ủy ban nhân dân xã {name}", under=cast.province, since=ON)
        for name in ("Hòa Khê Đông", "Hòa Khê Tây")
    ]

    succeed(cast, parts[0], "split")
    succeed(cast, parts[1], "split", share=Decimal("0.4"))

    shares = Succession.objects.filter(from_body=cast.neighbour).order_by("pk")
    assert [row.share for row in shares] == [None, Decimal("0.4000")]


def test_a_group_has_the_members_of_the_day_asked(cast: Cast) -> None:
    succeed(cast, cast.commune, "merge")
    make_body(
        "Ủy ban nhân dân xã Mới", under=cast.province, kind=Kind.PEOPLES_COMMITTEE,
        level=Level.COMMUNE, since=date(2026, 9, 1),
    )  # fmt: skip

    def names(on: date) -> list[str]:
        return [
            version.name.split(" ", 4)[-1]
            for version in selectors.members(cast.communes, on)
        ]

    assert names(date(2026, 6, 30)) == ["phường Hòa Khê", "xã Tam Giai"]
    assert names(ON) == ["xã Tam Giai"]
    assert names(TODAY) == ["xã Mới", "xã Tam Giai"]


def test_a_listed_group_holds_whom_it_names(cast: Cast) -> None:
    group = services.create_group(
        owner=cast.province, name="Đài truyền thanh cấp xã", since=ON, members=[cast.commune],
        actor=MACHINE, at=AT,
    )  # fmt: skip

    assert [version.body_id for version in selectors.members(group, TODAY)] == [
        cast.commune.pk
    ]
    assert selectors.members(group, date(2026, 6, 30)) == []
