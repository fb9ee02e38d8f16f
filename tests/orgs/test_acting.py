"""Who acts where, and what reaches how far."""

from datetime import date

from loa.orgs import policies, selectors
from tests.cast import TODAY, Cast


def test_an_overseer_acts_in_her_department_and_reaches_the_communes(
    cast: Cast,
) -> None:
    acting = cast.acting("overseer")
    commune = selectors.version_of(cast.commune, TODAY)

    assert acting.body_id == cast.home_office.pk
    assert commune
    assert policies.can_oversee(acting, commune.path)


def test_a_clerk_reaches_nobody_but_her_own_body(cast: Cast) -> None:
    acting = cast.acting("clerk")
    neighbour = selectors.version_of(cast.neighbour, TODAY)

    assert neighbour
    assert not policies.can_see_body(acting, neighbour)
    assert policies.can_write_for(acting, cast.commune)


def test_members_of_a_group_are_those_of_the_day(cast: Cast) -> None:
    names = [version.name for version in selectors.members(cast.communes, TODAY)]

    assert names == ["Ủy ban nhân dân phường Hòa Khê", "Ủy ban nhân dân xã Tam Giai"]
    assert selectors.members(cast.communes, date(2020, 1, 1)) == []


def test_a_body_below_is_found_by_its_path(cast: Cast) -> None:
    below = {
        version.body_id for version in selectors.versions_below(cast.commune, TODAY)
    }

    assert below == {cast.culture_office.pk}
    assert selectors.province_of(cast.culture_office, TODAY) == cast.province.pk
