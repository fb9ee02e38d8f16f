"""A body's page, invitations, switching the body acted in."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from loa.accounts.models import User
from loa.orgs.models import Grant, Role
from tests.cast import Cast
from tests.factories import give

LAN = {"full_name": "Nguyễn Thị Lan", "username": "lan.vhxh", "role": "officer"}


@pytest.fixture
def admin(cast: Cast) -> Client:
    """The head of Tam Giai, who administers it."""
    return cast.client("head")


def invite(client: Client, cast: Cast, **fields: str) -> object:
    return client.post(reverse("orgs:invite", args=[cast.commune.pk]), LAN | fields)


def people_sheet(*rows: list[str]) -> SimpleUploadedFile:
    book = Workbook()
    page = book.active
    assert page
    for row in (["Họ và tên", "Tên đăng nhập", "Vai trò", "Thư điện tử"], *rows):
        page.append(row)
    out = BytesIO()
    book.save(out)
    return SimpleUploadedFile("nguoi.xlsx", out.getvalue())


def test_the_page_of_a_body_shows_its_people_to_insiders_only(cast: Cast) -> None:
    address = reverse("orgs:detail", args=[cast.commune.pk])

    seen = cast.client("clerk").get(address)

    assert "Lê Thị Clerk" in seen.content.decode()
    assert cast.client("overseer").get(address).status_code == 200
    assert cast.client("outsider").get(address).status_code == 404
    assert cast.client("stranger").get(address).status_code == 302


def test_an_invited_person_gets_a_code_shown_once_and_signs_in_with_it(
    cast: Cast, admin: Client
) -> None:
    page = invite(
        admin, cast, by_number="12/QĐ-UBND", by_date="15/11/2026"
    ).content.decode()

    code = re.search(r"[2-9A-Z]{5}-[2-9A-Z]{5}", page)
    assert code
    opened = Client().post(
        reverse("accounts:first_code"),
        {
            "username": "lan.vhxh",
            "code": code[0],
            "password": "mot hai ba bon nam sau",
            "again": "mot hai ba bon nam sau",
        },
    )
    assert opened.status_code == 302
    grant = Grant.objects.get(user__username="lan.vhxh")
    assert (grant.role, grant.body, grant.by_number) == (
        Role.OFFICER,
        cast.commune,
        "12/QĐ-UBND",
    )


def test_a_double_click_invites_once(cast: Cast, admin: Client) -> None:
    invite(admin, cast, once="k" * 22)
    second = invite(admin, cast, once="k" * 22)

    assert second.status_code == 302
    assert Grant.objects.filter(user__username="lan.vhxh").count() == 1


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("clerk", 403),
        ("overseer", 403),
        ("officer", 404),
        ("outsider", 404),
        ("stranger", 302),
    ],
)
def test_only_who_administers_a_body_invites(cast: Cast, who: str, status: int) -> None:
    answer = invite(cast.client(who), cast)

    assert answer.status_code == status
    assert not User.objects.filter(username="lan.vhxh").exists()


@pytest.mark.parametrize(
    "fields",
    [{"username": "Lan Có Dấu"}, {"username": ""}, {"role": "king"}, {"full_name": ""},
     {"by_date": "31/02/2026"}],
)  # fmt: skip
def test_a_bad_invitation_is_told_and_nothing_is_written(
    cast: Cast, admin: Client, fields: dict[str, str]
) -> None:
    answer = invite(admin, cast, **fields)

    assert answer.status_code == 422
    assert Grant.objects.filter(body=cast.commune).count() == 2


def test_a_name_of_somebody_else_is_refused_and_the_same_person_gets_a_second_role(
    cast: Cast, admin: Client
) -> None:
    other = invite(admin, cast, username="outsider")
    same = invite(admin, cast, username="outsider", full_name="Đỗ Thị Outsider")

    assert other.status_code == 422
    assert same.status_code == 200
    assert "đã có tài khoản" in same.content.decode()


def test_a_sheet_invites_all_or_nobody(cast: Cast, admin: Client) -> None:
    address = reverse("orgs:invite_sheet", args=[cast.commune.pk])
    good = ["Nguyễn Thị Lan", "lan.vhxh", "Công chức", ""]
    bad = ["", "X Y", "vua", ""]

    refused = admin.post(address, {"sheet": people_sheet(good, bad)})
    assert refused.status_code == 422
    assert "dòng 3" in refused.content.decode()
    assert not User.objects.filter(username="lan.vhxh").exists()

    taken = admin.post(address, {"sheet": people_sheet(good)})
    assert taken.status_code == 200
    assert User.objects.filter(username="lan.vhxh").exists()


@pytest.mark.parametrize("content", [b"", b"no spreadsheet", b"PK\x03\x04"])
def test_a_file_that_is_no_spreadsheet_is_told(
    cast: Cast, admin: Client, content: bytes
) -> None:
    address = reverse("orgs:invite_sheet", args=[cast.commune.pk])

    answer = admin.post(address, {"sheet": SimpleUploadedFile("a.xlsx", content)})

    assert answer.status_code == 422


def test_an_ended_role_shuts_the_door(cast: Cast, admin: Client) -> None:
    grant = Grant.objects.get(user=cast.clerk)
    clerk = cast.client("clerk")
    assert clerk.get(reverse("orgs:detail", args=[cast.commune.pk])).status_code == 200

    admin.post(reverse("orgs:end_role", args=[cast.commune.pk, grant.pk]))

    assert clerk.get(reverse("orgs:detail", args=[cast.commune.pk])).status_code == 404


def test_one_acts_in_one_body_at_a_time_and_switches_on_top(cast: Cast) -> None:
    give(cast.clerk, Role.VIEWER, cast.neighbour)
    client = cast.client("clerk")
    first = client.get(reverse("orgs:body"))["Location"]

    client.post(
        reverse("orgs:act"), {"body": cast.neighbour.pk, "next": "https://xau.vn/"}
    )
    second = client.get(reverse("orgs:body"))["Location"]

    assert first == reverse("orgs:detail", args=[cast.commune.pk])
    assert second == reverse("orgs:detail", args=[cast.neighbour.pk])
    assert (
        client.post(reverse("orgs:act"), {"body": cast.province.pk}).status_code == 404
    )
    assert client.get(reverse("orgs:act")).status_code == 405


def test_a_new_code_is_made_for_who_forgot_her_password(
    cast: Cast, admin: Client
) -> None:
    grant = Grant.objects.get(user=cast.clerk)

    page = admin.post(reverse("orgs:new_code", args=[cast.commune.pk, grant.pk]))

    assert re.search(r"[2-9A-Z]{5}-[2-9A-Z]{5}", page.content.decode())
    assert cast.client("outsider").post(
        reverse("orgs:new_code", args=[cast.commune.pk, grant.pk])
    ).status_code == 404  # fmt: skip


def test_a_person_without_a_role_is_told_whom_to_ask(cast: Cast) -> None:
    Grant.objects.filter(user=cast.clerk).delete()

    page = cast.client("clerk").get(reverse("orgs:body"))

    assert "Chưa ai giao vai trò" in page.content.decode()


def test_work_is_handed_over_in_one_step_with_roles_and_posts(
    cast: Cast, admin: Client
) -> None:
    invite(admin, cast, post="Công chức Văn hóa - Xã hội", role="viewer")
    lan = User.objects.get(username="lan.vhxh")
    address = reverse("orgs:hand_over", args=[cast.commune.pk])

    answer = admin.post(address, {"giver": cast.clerk.pk, "taker": lan.pk})

    assert answer.status_code == 302
    page = admin.get(reverse("orgs:detail", args=[cast.commune.pk])).content.decode()
    assert "Công chức Văn hóa - Xã hội" in page
    assert (
        cast.client("clerk")
        .get(reverse("orgs:detail", args=[cast.commune.pk]))
        .status_code
        == 404
    )
    assert {g.role for g in Grant.objects.filter(user=lan, until_on=None)} == {
        "viewer",
        "officer",
    }


def test_handing_over_to_oneself_or_from_an_outsider_is_refused(
    cast: Cast, admin: Client
) -> None:
    address = reverse("orgs:hand_over", args=[cast.commune.pk])

    to_herself = admin.post(address, {"giver": cast.clerk.pk, "taker": cast.clerk.pk})
    outsider = admin.post(address, {"giver": cast.outsider.pk, "taker": cast.clerk.pk})

    assert [to_herself.status_code, outsider.status_code] == [422, 422]
    assert cast.client("clerk").post(address).status_code == 403
    assert cast.client("outsider").post(address).status_code == 404
    assert admin.get(address).status_code == 405
