"""The sheet of components, and what stands around every page."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client: Client, cast: Cast) -> str:
    client.force_login(cast.clerk)
    return client.get(reverse("common:components")).content.decode()


def test_the_sheet_shows_every_state_with_sign_and_word(page):
    from loa.common.states import SIGNS

    for sign in SIGNS.values():
        if sign.code == "missing":
            continue
        assert f'<use href="#{sign.symbol}"/></svg>{sign.word}' in page, sign.code


def test_a_stranger_is_sent_to_sign_in(client):
    answer = client.get(reverse("common:components"))

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("accounts:sign_in"))


def test_every_symbol_that_a_page_uses_is_in_the_sprite(page):
    used = set(re.findall(r'<use href="#([^"]+)"', page))
    drawn = set(re.findall(r'<symbol id="([^"]+)"', page))

    assert used <= drawn


def test_no_style_and_no_script_stands_in_the_page(page):
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)", page)
