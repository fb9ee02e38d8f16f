"""The first person of an installation."""

import re

import pytest
from click.testing import CliRunner
from django.urls import reverse

from loa.accounts.models import User
from loa.cli import main
from loa.orgs.models import Role
from tests.factories import make_body, make_user

pytestmark = pytest.mark.django_db


def make_admin(code="H01", username="quan-tri", name="Lê Thị Quản Trị"):
    words = ["make-admin", "--body", code, "--username", username, "--name", name]
    return CliRunner().invoke(main, words)


def test_she_opens_her_account_with_the_code_and_administers_all_below(client):
    province = make_body("Ủy ban nhân dân tỉnh Lam Giang", code="H01")
    commune = make_body("Ủy ban nhân dân xã Tam Giai", under=province)

    said = make_admin().output

    code = re.search(r"one-time code: (\S+)", said)[1]
    secret = "đò ngang chiều mưa bến vắng"
    client.post(
        reverse("accounts:first_code"),
        {
            "username": "quan-tri",
            "code": code,
            "password": secret,
            "again": secret,
        },
    )
    grant = User.objects.get(username="quan-tri").grants.get()
    assert (grant.role, grant.with_below) == (Role.ADMINISTRATOR, True)
    assert client.get(reverse("orgs:detail", args=[commune.pk])).status_code == 200


def test_a_body_that_is_not_there_is_told_with_the_way_to_load_some():
    result = make_admin()

    assert result.exit_code == 1
    assert "loa load-bodies" in result.output


def test_another_persons_name_is_refused_and_nothing_is_made():
    make_body("Ủy ban nhân dân tỉnh Lam Giang", code="H01")
    other = make_user("quan-tri", "Trần Văn Khác")

    result = make_admin()

    assert result.exit_code == 1
    assert "belongs to Trần Văn Khác" in result.output
    assert not other.grants.exists()


def test_a_second_time_is_told():
    make_body("Ủy ban nhân dân tỉnh Lam Giang", code="H01")
    make_admin()

    result = make_admin()

    assert result.exit_code == 1
    assert "already" in result.output
