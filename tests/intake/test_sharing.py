"""A phone or a bookmark records in two taps: shared, looked at, recorded."""

import json
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from loa.evidence.models import Record
from tests.evidence.conftest import work
from tests.evidence.work import HOST

__all__ = ["work"]

pytestmark = pytest.mark.django_db

ADDRESS = f"https://{HOST}/2026/11/16/tin-1"


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ({"url": ADDRESS, "title": "Xã trả kết quả sớm"}, "Xã trả kết quả sớm"),
        # Android puts the address into the text; some put it into the title too.
        ({"text": f"Xã trả kết quả sớm {ADDRESS}"}, "Xã trả kết quả sớm"),
        ({"text": ADDRESS, "title": "Xã trả kết quả sớm"}, "Xã trả kết quả sớm"),
        ({"title": ADDRESS}, ""),
        ({"text": f"({ADDRESS})."}, ""),
    ],
    ids=["url", "in the text", "text alone", "in the title", "in brackets"],
)
def test_what_is_shared_is_filled_in(work, given, title):
    shown = work.cast.client("clerk").get(reverse("intake:share"), given, follow=True)

    initial = shown.context["form"].initial
    assert (initial["address"], initial["title"]) == (ADDRESS, title)
    assert initial["done_on"].isoformat() == "2026-11-16"
    assert not Record.objects.exists()
    html = shown.content.decode()
    # The field to paste into is not needed: one press is left.
    assert 'name="csrfmiddlewaretoken"' in html
    assert "record--shared" in html
    assert 'class="panel paste"' not in html


@pytest.mark.parametrize(
    "given", [{}, {"url": "javascript:alert(1)"}, {"text": "x" * 99_999}]
)
def test_what_holds_no_address_leaves_the_page_as_it_is(work, given):
    client = work.cast.client("clerk")

    shown = client.get(reverse("intake:share"), given, follow=True)

    assert shown.status_code == 200
    assert shown.context["form"].initial["address"] == ""
    assert "javascript:" not in shown.content.decode()
    assert 'class="panel paste"' in shown.content.decode()


def test_who_is_not_signed_in_comes_back_to_it_after_signing_in(work):
    there = Client().get(reverse("intake:share"), {"url": ADDRESS, "title": "Tin"})

    assert there.status_code == 302
    assert "next=/thu-nhan/chia-se/" in there.url
    assert ADDRESS.rpartition("/")[2] in there.url


def test_the_press_needs_its_own_token(work):
    client = Client(enforce_csrf_checks=True)
    client.force_login(
        work.cast.clerk, backend="django.contrib.auth.backends.ModelBackend"
    )
    client.get(reverse("intake:share"), {"url": ADDRESS}, follow=True)

    answer = client.post(reverse("evidence:record"), {"address": ADDRESS})

    assert answer.status_code == 403
    assert client.post(reverse("intake:share"), {"url": ADDRESS}).status_code in (
        403,
        405,
    )


def test_the_manifest_names_the_address_that_takes_what_is_shared(work):
    html = work.cast.client("clerk").get(reverse("desk:home")).content.decode()
    assert 'rel="manifest"' in html
    path = Path(finders.find("common/loa.webmanifest"))
    manifest = json.loads(path.read_text(encoding="utf-8"))

    target = manifest["share_target"]
    assert (target["action"], target["method"]) == (reverse("intake:share"), "GET")
    assert set(target["params"].values()) == {"title", "text", "url"}
    for icon in manifest["icons"]:
        raw = (path.parent / icon["src"]).read_bytes()
        width, height = (int.from_bytes(raw[at : at + 4]) for at in (16, 20))
        assert icon["sizes"] == f"{width}x{height}"


def test_the_bookmark_sends_the_page_one_is_on_to_the_same_address(work):
    html = work.cast.client("clerk").get(reverse("intake:quickly")).content.decode()

    assert (
        "javascript:location.href=&#x27;http://testserver/thu-nhan/chia-se/?url="
        in html
    )
