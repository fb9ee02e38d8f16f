"""Every address × every person of the cast."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.architecture.matrix import MATRIX, PEOPLE, PUBLIC, Row
from tests.cast import Cast, make_cast
from tests.factories import make_user


def addresses(
    resolver: URLResolver | None = None, spaces: tuple[str, ...] = ()
) -> Iterator[tuple[str, URLPattern]]:
    """Each named address of the installation with its pattern."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from addresses(entry, inner)
        else:
            yield ":".join((*spaces, entry.name or str(entry.pattern))), entry


ADDRESSES = dict(addresses())


@dataclass(frozen=True, slots=True)
class World:
    """The cast, made once for all rows, and what shows that each has signed in."""

    cast: Cast
    signed_in: dict[str, str]

    def client(self, who: str) -> Client:
        """A browser of its own in which that person has signed in."""
        client = Client()
        client.handler = HANDLER  # the middleware is the same for all
        if who in self.signed_in:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.signed_in[who]
        return client


HANDLER = Client().handler


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """One world for all rows; each test takes back what it did, the last one all."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast = make_cast()
        cookies = {who: cast.client(who).cookies for who in PEOPLE}
        name = settings.SESSION_COOKIE_NAME
        yield World(
            cast,
            {who: jar[name].value for who, jar in cookies.items() if name in jar},
        )
        transaction.set_rollback(True)


def answered(response) -> str:
    """The letter of the matrix for what came back."""
    code = response.status_code
    if code in {301, 302} and response.url.startswith(resolve_url(settings.LOGIN_URL)):
        return "D"
    if code in {403, 404, 405}:
        return {403: "F", 404: "N", 405: "M"}[code]
    return "Y" if code < 500 else "!"


def ask(
    client: Client, row: Row, url: str, data: dict[str, Any], method: str = ""
) -> str:
    """What the address answers; whatever it changed is taken back."""
    with transaction.atomic():
        response = getattr(client, method or row.method)(url, data)
        list(getattr(response, "streaming_content", ()))
        transaction.set_rollback(True)
    return answered(response)


def test_every_address_is_in_the_matrix_and_no_other():
    assert set(MATRIX) == set(ADDRESSES)


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_only_the_listed_pages_are_open_to_strangers(name):
    callback = ADDRESSES[name].callback
    is_open = not getattr(callback, "login_required", True)
    assert is_open == (name in PUBLIC)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(MATRIX))
def test_each_person_gets_what_the_matrix_says(name, world):
    row = MATRIX[name]
    url = reverse(name, kwargs=row.args(world.cast))

    got = {
        who: ask(world.client(who), row, url, row.data(world.cast)) for who in PEOPLE
    }

    assert got == dict(zip(PEOPLE, row.letters, strict=True)), row.why


def nowhere(name: str) -> str:
    """The address of that name for things that cannot exist: their number is too large
    for any column, which the database must not be asked about."""
    sample = {"int": 10**25, "day": date(2026, 11, 1)}
    converters = ADDRESSES[name].pattern.converters
    kinds = {
        part: type(converter).__name__.removesuffix("Converter").lower()
        for part, converter in converters.items()
    }
    words = {
        part: next(
            word for word in ("json", "svg") if re.fullmatch(converter.regex, word)
        )
        for part, converter in converters.items()
        if kinds[part] not in sample
    }
    return reverse(
        name, kwargs={part: sample.get(kinds[part], words.get(part)) for part in kinds}
    )


NAMES = sorted(set(MATRIX) & set(ADDRESSES))


# These three ask every address in one test: the world behind them is always the same.


@pytest.mark.django_db
def test_what_does_not_exist_is_not_found(world):
    head = world.client("head")
    # Of what is named by a word alone ("anh.svg") there is no other.
    names = [
        name
        for name in NAMES
        if ADDRESSES[name].pattern.converters
        and re.search(r"\d{9}|json", nowhere(name))
    ]

    got = {name: ask(head, MATRIX[name], nowhere(name), {}) for name in names}

    assert got == dict.fromkeys(names, "N")


@pytest.mark.django_db
def test_a_form_sent_without_its_token_is_refused(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(
        make_user("somebody"), backend="django.contrib.auth.backends.ModelBackend"
    )
    names = [name for name in NAMES if MATRIX[name].method == "post"]

    got = {name: ask(client, MATRIX[name], nowhere(name), {}) for name in names}

    assert got == dict.fromkeys(names, "F")


@pytest.mark.django_db
def test_a_wrong_method_is_refused(world):
    # Who has signed in is led away from the door before her method is looked at.
    clients = {True: world.client("stranger"), False: world.client("head")}

    got = {
        name: ask(clients[name in PUBLIC], MATRIX[name], nowhere(name), {}, "delete")
        for name in NAMES
    }

    assert got == dict.fromkeys(NAMES, "M")
