"""Printed names become real bodies or groups, or are left to a person."""

import pytest

from loa.orgs.models import BodyAlias, BodyGroup, Kind, Level
from loa.orgs.names import Names, key_of, resolve
from loa.orgs.standard_groups import ensure_standard_groups
from tests.cast import TODAY
from tests.factories import folded, make_body, make_group, moment


def meant(printed, cast, *, issuer=None):
    return resolve(
        printed, issuer=issuer or cast.province, scope=cast.commune, on=TODAY
    )


@pytest.mark.parametrize(
    "printed",
    [
        "Sở Nội vụ",
        "SỞ NỘI VỤ",
        "Giám đốc Sở Nội vụ",
        "Đề nghị Sở Nội vụ",
        "Sở Nội vụ tỉnh",
        "Sở Nội vụ tỉnh Lam Giang",
        "Sở Nội vụ (Cơ quan thường trực CCHC tỉnh)",
        "Sở NV",
    ],
)
def test_a_department_by_its_name(cast, printed):
    found = meant(printed, cast)
    assert found.body == cast.home_office
    assert found.candidates == ()


@pytest.mark.parametrize(
    "printed",
    ["UBND tỉnh", "Ủy ban nhân dân tỉnh", "Chủ tịch UBND tỉnh", "UBND tỉnh Lam Giang"],
)
def test_the_government_itself(cast, printed):
    assert meant(printed, cast).body == cast.province
    assert meant(printed, cast, issuer=cast.commune).body == cast.province


@pytest.mark.parametrize("printed", ["UBND xã Tam Giai", "xã Tam Giai", "Xã Tam Giai"])
def test_a_commune_is_its_peoples_committee(cast, printed):
    assert meant(printed, cast).body == cast.commune


def test_the_commune_in_its_own_paper(cast):
    assert meant("UBND xã", cast, issuer=cast.commune).body == cast.commune
    found = meant("Phòng Văn hóa – Xã hội xã", cast, issuer=cast.commune)
    assert found.body == cast.culture_office


@pytest.mark.parametrize(
    "printed",
    [
        "UBND các xã, phường",
        "Ủy ban nhân dân các xã, phường",
        "Chủ tịch UBND các xã, phường",
        "UBND cấp xã",
        "UBND xã, phường",
        "các xã, phường",
        "UBND các phường, xã thuộc tỉnh",
        "Ủy ban nhân dân phường, xã, đặc khu",
    ],
)
def test_all_communes_by_what_the_words_mean(cast, printed):
    assert meant(printed, cast).group == cast.communes


@pytest.mark.parametrize(
    "printed",
    [
        "Các sở, ban, ngành",
        "các Sở, ban, ngành tỉnh",
        "Thủ trưởng các sở, ban, ngành tỉnh",
        "Các Sở",
        "Giám đốc các Sở",
        "các sở, ngành cấp tỉnh",
    ],
)
def test_all_departments_by_what_the_words_mean(cast, printed):
    assert meant(printed, cast).group == cast.departments


@pytest.mark.parametrize(
    "printed",
    [
        "Đài Truyền thanh các địa phương",
        "Các cơ quan, đơn vị được giao chủ trì",
        "Các sở, ban, ngành, đoàn thể tỉnh",
        "HĐND, UBND các xã, phường",
        "Sở Xây dựng",
        "UBND xã Tam Gia",
        "…",
        "",
    ],
)
def test_what_is_not_known_is_left_to_a_person(cast, printed):
    found = meant(printed, cast)
    assert not found.is_resolved
    assert found.rule == "unknown"


def test_a_commune_kind_that_is_not_named_is_not_guessed(cast):
    make_body(
        "Ủy ban nhân dân đặc khu Hòn Lam", under=cast.province, unit_type="đặc khu"
    )
    assert not meant("Ủy ban nhân dân các phường và xã", cast).is_resolved
    assert meant("UBND các xã, phường, đặc khu", cast).group == cast.communes


def test_the_unknown_brings_the_likeliest_first(cast):
    found = meant("Ủy ban nhân dân xã Tam Gia", cast)
    assert found.candidates[0].body == cast.commune
    assert {each.group for each in found.candidates} >= {cast.communes}


def test_a_name_of_two_bodies_is_ambiguous(cast):
    make_body(
        "Sở Nội vụ", under=cast.province, kind=Kind.DEPARTMENT, level=Level.PROVINCE
    )
    found = meant("Sở Nội vụ", cast)
    assert (found.body, found.rule) == (None, "ambiguous")
    assert len(found.candidates) == 2


def test_an_office_of_some_commune_is_not_the_provinces(cast):
    assert not meant("Phòng Văn hóa - Xã hội", cast).is_resolved


def test_a_body_of_another_province_is_not_known_here(cast):
    make_body("Sở Y tế", under=cast.other_province, kind=Kind.DEPARTMENT)
    assert not meant("Sở Y tế", cast).is_resolved


def test_an_alias_has_the_last_word_in_its_scope(cast):
    stations = make_group(
        "Đài truyền thanh cấp xã", owner=cast.province, kinds=["none"]
    )
    name = "Đài Truyền thanh các địa phương"
    BodyAlias.objects.create(
        scope=cast.province, name=name, folded=folded(name), group=stations
    )
    assert meant(name, cast).group == stations
    assert meant(name, cast, issuer=cast.culture).group == stations
    assert not meant(name, cast, issuer=cast.other_province).is_resolved


def test_a_department_issues_under_its_government(cast):
    assert (
        meant("UBND các xã, phường", cast, issuer=cast.culture).group == cast.communes
    )
    assert meant("Sở Nội vụ", cast, issuer=cast.culture).body == cast.home_office


@pytest.mark.parametrize("printed", ["Sở Nội vụ", "UBND các xã, phường"])
def test_in_a_strangers_paper_nothing_is_ours_until_a_person_says_so(cast, printed):
    found = resolve(printed, issuer=None, scope=cast.culture, on=TODAY)
    assert not found.is_resolved
    known = meant(printed, cast)
    first = found.candidates[0]
    assert (first.body, first.group) == (known.body, known.group)
    BodyAlias.objects.create(
        scope=cast.culture, name=printed, folded=folded(printed), body=known.body,
        group=known.group,
    )  # fmt: skip
    assert resolve(printed, issuer=None, scope=cast.culture, on=TODAY).is_resolved


def test_a_body_is_known_by_its_name_of_that_day(cast):
    from datetime import date

    old = make_body(
        "Sở Thông tin và Truyền thông", under=cast.province, kind=Kind.DEPARTMENT,
        until=date(2026, 3, 1),
    )  # fmt: skip
    names = Names(cast.province, date(2026, 2, 28))
    assert names.resolve("Sở TT&TT").body is None
    assert names.resolve("Sở Thông tin và Truyền thông").body == old
    assert not meant("Sở Thông tin và Truyền thông", cast).is_resolved


def test_standard_groups_are_made_once_and_not_beside_equal_ones(cast):
    made = ensure_standard_groups(cast.province, on=TODAY, at=moment(2026, 11, 21))
    assert {group.name for group in made} == {
        "Các cơ quan, đơn vị trực thuộc",
        "Các cơ quan, đơn vị, địa phương",
    }
    assert not ensure_standard_groups(cast.province, on=TODAY, at=moment(2026, 11, 21))
    count = BodyGroup.objects.count()
    assert (
        ensure_standard_groups(cast.home_office, on=TODAY, at=moment(2026, 1, 1)) == []
    )
    assert BodyGroup.objects.count() == count
    found = meant("Thủ trưởng các cơ quan, đơn vị, địa phương", cast)
    assert found.group.name == "Các cơ quan, đơn vị, địa phương"


def test_the_key_of_a_name():
    assert key_of("Trung tâm Văn hóa – Thông tin – Thể thao") == key_of(
        "trung tâm Văn hóa, Thông tin - Thể thao"
    )


def test_many_names_cost_no_more_queries(cast, django_assert_num_queries):
    with django_assert_num_queries(6):
        names = Names(cast.province, TODAY)
        for _time in range(20):
            names.resolve("Sở Nội vụ")
            names.resolve("Các sở, ban, ngành")
            names.resolve("không ai cả")
