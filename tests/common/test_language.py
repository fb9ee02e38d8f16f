"""Vietnamese is spoken unless a person chooses otherwise."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cookie", "asked", "language"),
    [
        ("", "", "vi"),
        ("", "en-US,en;q=0.9", "vi"),
        ("en", "vi", "en"),
        ("vi", "en-US", "vi"),
        ("xx", "en-US", "vi"),
    ],
)
def test_the_page_speaks_the_language_chosen_here(
    client: Client, cookie: str, asked: str, language: str
) -> None:
    if cookie:
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = cookie

    page = client.get(reverse("accounts:sign_in"), headers={"accept-language": asked})

    assert f'<html lang="{language}"' in page.content.decode()
