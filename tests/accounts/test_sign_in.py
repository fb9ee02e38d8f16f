"""Signing in, the first code, one's own account."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from loa.accounts import services
from loa.accounts.models import FirstCode, User
from loa.audit.services import MACHINE
from tests.cast import Cast
from tests.factories import make_user, moment

AT = moment(2026, 11, 21)
PASSWORD = "mot hai ba bon nam sau"


@pytest.fixture
def lan(db: None) -> User:
    return User.objects.create_user("lan.vhxh", full_name="Nguyễn Thị Lan")


def code_for(user: User) -> str:
    from loa.common.dates import now

    return services.make_first_code(user=user, actor=MACHINE, at=now())


def send(client: Client, code: str, **fields: str) -> object:
    data = {
        "username": "lan.vhxh",
        "code": code,
        "password": PASSWORD,
        "again": PASSWORD,
    }
    return client.post(reverse("accounts:first_code"), data | fields)


@pytest.mark.django_db
def test_a_person_signs_in_by_name_and_password_and_comes_home(client: Client) -> None:
    make_user("lan.vhxh", password=PASSWORD)

    answer = client.post(
        reverse("accounts:sign_in"), {"username": "lan.vhxh", "password": PASSWORD}
    )

    assert answer.status_code == 302
    assert answer["Location"] == reverse("desk:home")


@pytest.mark.django_db
def test_a_wrong_password_is_told_in_words_and_five_lock_the_door(
    client: Client,
) -> None:
    make_user("lan.vhxh", password=PASSWORD)
    wrong = {"username": "lan.vhxh", "password": "không phải mật khẩu này"}

    first = client.post(reverse("accounts:sign_in"), wrong)
    for _try in range(4):
        last = client.post(reverse("accounts:sign_in"), wrong)

    assert "mật khẩu không đúng" in first.content.decode()
    assert last.status_code == 429
    assert "mười lăm phút" in last.content.decode()


@pytest.mark.django_db
def test_signing_out_wants_a_post(cast: Cast) -> None:
    client = cast.client("clerk")

    assert client.get(reverse("accounts:sign_out")).status_code == 405
    assert client.post(reverse("accounts:sign_out")).status_code == 302
    assert client.get(reverse("accounts:profile")).status_code == 302


def test_a_first_code_opens_the_account_once(client: Client, lan: User) -> None:
    code = code_for(lan)

    first = send(client, code)
    again = send(Client(), code)

    assert first.status_code == 302
    assert again.status_code == 422
    lan.refresh_from_db()
    assert lan.check_password(PASSWORD)


def test_a_code_is_taken_in_small_letters_and_without_its_dash(
    client: Client, lan: User
) -> None:
    code = code_for(lan)

    assert send(client, code.replace("-", " ").lower()).status_code == 302


def test_a_newer_code_makes_the_older_void(client: Client, lan: User) -> None:
    older = code_for(lan)
    newer = code_for(lan)

    assert send(client, older).status_code == 422
    assert send(client, newer).status_code == 302


def test_a_code_dies_after_five_wrong_tries(client: Client, lan: User) -> None:
    code = code_for(lan)
    for _try in range(5):
        send(client, "AAAAA-AAAAA")

    assert send(client, code).status_code == 422


def test_a_code_dies_after_its_days(lan: User) -> None:
    code = services.make_first_code(user=lan, actor=MACHINE, at=AT)

    with pytest.raises(services.BadCode):
        services.open_account(
            username="lan.vhxh",
            code=code,
            password=PASSWORD,
            at=AT + timedelta(days=15),
        )


def test_nobody_learns_from_the_answer_whether_a_name_exists(
    client: Client, lan: User
) -> None:
    code_for(lan)

    known = send(client, "AAAAA-AAAAA").content.decode()
    unknown = send(client, "AAAAA-AAAAA", username="ai.do").content.decode()

    assert "Tên hoặc mã không đúng" in known
    assert "Tên hoặc mã không đúng" in unknown


@pytest.mark.parametrize("password", ["ngan", "1q2w3e4r5t6y7u8i9o0p"])
def test_a_weak_password_leaves_the_code_usable(
    client: Client, lan: User, password: str
) -> None:
    code = code_for(lan)

    weak = send(client, code, password=password, again=password)

    assert weak.status_code == 422
    assert send(client, code).status_code == 302


def test_the_code_itself_is_never_stored(lan: User) -> None:
    code = code_for(lan)

    row = FirstCode.objects.get()
    assert code.replace("-", "") not in row.code_hash


def test_a_person_changes_how_she_is_reached_and_her_password(cast: Cast) -> None:
    client = cast.client("clerk")

    client.post(
        reverse("accounts:profile"),
        {"email": "clerk@tamgiai.vn", "phone": "0912 345 678"},
    )
    wrong = client.post(
        reverse("accounts:change_password"),
        {"old": "không phải", "password": PASSWORD, "again": PASSWORD},
    )
    right = client.post(
        reverse("accounts:change_password"),
        {"old": "dau-xanh-rau-ma-12", "password": PASSWORD, "again": PASSWORD},
    )

    cast.clerk.refresh_from_db()
    assert cast.clerk.phone == "0912 345 678"
    assert wrong.status_code == 422
    assert right.status_code == 302
    assert cast.clerk.check_password(PASSWORD)
    assert client.get(reverse("accounts:profile")).status_code == 200
