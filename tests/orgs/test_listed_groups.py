"""A group that lists an ended body by name: told, and mended by who keeps it (R-02)."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from loa.audit.services import MACHINE
from loa.orgs import selectors
from loa.orgs.models import GroupMember
from loa.orgs.reorganising.listed import (
    NotItsSuccessor,
    NotListed,
    ended_members,
    replace_member,
)
from loa.orgs.services import create_group, record_succession
from tests.cast import TODAY
from tests.factories import make_body, moment

pytestmark = pytest.mark.django_db
END, AT = date(2026, 7, 1), moment(2026, 11, 21)


@pytest.fixture
def group(cast):
    """A list with the commune and one that went into its neighbour."""
    gone = make_body("Ủy ban nhân dân xã Cũ", under=cast.province, until=END)
    record_succession(
        from_body=gone, to_body=cast.neighbour, kind="merge", on=END, actor=MACHINE,
        at=AT,
    )  # fmt: skip
    return create_group(
        owner=cast.province, name="Các xã điểm", since=date(2025, 7, 1),
        members=[cast.commune, gone], actor=MACHINE, at=moment(2025, 7, 1),
    )  # fmt: skip


def names(group, on):
    return [version.name.split()[-1] for version in selectors.members(group, on)]


def replace(cast, member, heir, who="overseer"):
    return replace_member(
        member=member, heir=heir, actor=getattr(cast, who), acting=cast.acting(who),
        at=AT,
    )  # fmt: skip


def test_it_is_told_with_what_came_after(cast, group):
    (one,) = ended_members(cast.province, TODAY)
    assert (one.member.group, one.last.name) == (group, "Ủy ban nhân dân xã Cũ")
    assert [heir.body for heir in one.heirs] == [cast.neighbour]
    # While it was there nothing was to be told.
    assert ended_members(cast.province, date(2026, 6, 30)) == []


def test_the_successor_takes_its_place_from_the_decision_and_the_past_stays(
    cast, group
):
    (one,) = ended_members(cast.province, TODAY)
    replace(cast, one.member, cast.neighbour)
    assert names(group, date(2026, 6, 30)) == ["Cũ", "Giai"]
    assert names(group, date(2026, 8, 1)) == ["Giai"]
    assert names(group, TODAY) == ["Khê", "Giai"]
    assert ended_members(cast.province, TODAY) == []
    with pytest.raises(NotListed):
        replace(cast, one.member, cast.neighbour)
    # What was known before the decision can still be asked.
    assert GroupMember.objects.known(moment(2026, 8, 1)).count() == 2


def test_nobody_may_take_its_place_and_nobody_who_did_not_come_after(cast, group):
    (one,) = ended_members(cast.province, TODAY)
    with pytest.raises(NotItsSuccessor):
        replace(cast, one.member, cast.culture)
    replace(cast, one.member, None)
    assert names(group, TODAY) == ["Giai"]
    there = GroupMember.objects.known().get(body=cast.commune)
    with pytest.raises(NotListed):
        replace(cast, there, None)


def test_from_the_page_and_by_nobody_else(cast, group):
    (one,) = ended_members(cast.province, TODAY)
    page = reverse("orgs:reorganise", args=[cast.province.pk])
    address = reverse("orgs:mend_group", args=[cast.province.pk, one.member.pk])
    overseer = cast.client("overseer")
    assert address in overseer.get(page).content.decode()
    assert cast.client("outsider").post(address).status_code == 404
    assert overseer.get(address).status_code == 405
    assert overseer.post(address, {"heir": "x"}).status_code == 400
    assert overseer.post(address, {"heir": "999999"}).status_code == 404
    huge = reverse("orgs:mend_group", args=[cast.province.pk, 10**30])
    assert overseer.post(huge).status_code == 404
    with pytest.raises(PermissionDenied):
        replace(cast, one.member, None, "clerk")
    done = overseer.post(address, {"heir": cast.neighbour.pk}, follow=True)
    assert "Đã sửa nhóm" in done.content.decode()
    assert address not in done.content.decode()
