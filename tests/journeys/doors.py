"""A person before a browser that knows nothing but pages, links and forms."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import lxml.html
from django.http import HttpResponse
from django.test import Client
from lxml.html import FormElement, HtmlElement

PASSWORD = "dau-xanh-rau-ma-12"


class Refused(AssertionError):
    """A page answered otherwise than the story expects."""


@dataclass(slots=True)
class Page:
    """One answer: its address and status, its words, its forms."""

    address: str
    status: int
    html: HtmlElement

    @property
    def text(self) -> str:
        """What a person reads in the main part, in one line."""
        return words(self.html)

    def form(self, action: str = "", *, having: str = "") -> FormElement:
        """Return the form that posts to an address, or that has a field."""
        for form in self.html.forms:
            where = form.get("action") or self.address.partition("?")[0]
            names = {name for name, _value in form.form_values()} | set(
                form.inputs.keys()
            )
            is_post = form.method.upper() == "POST"
            if is_post and where.endswith(action) and (not having or having in names):
                return form
        raise Refused(
            f"no form to {action!r} {having!r} on {self.address}: {self.text[:400]}"
        )

    def links(self, ending: str = "") -> list[str]:
        """Return the addresses of the links that have some words in them."""
        return [
            a.get("href")
            for a in self.html.iter("a")
            if ending in (a.get("href") or "")
        ]


def words(element: HtmlElement) -> str:
    """The words of an element and what is in it, in one line."""
    return " ".join(" ".join(element.itertext()).split())


class Person:
    """Somebody at a browser, with the checks against forgery on.

    Fields that a page filled in (tokens, one-time keys, what is proposed) are sent back
    as they stand in its HTML; the story says only what the person types.
    """

    def __init__(self, username: str) -> None:
        self.username = username
        self.client = Client(enforce_csrf_checks=True)
        self.client.cookies["django_language"] = "vi"

    def sign_in(self) -> "Person":
        """Go through the door: name and password on the sign-in page."""
        page = self.open("/tai-khoan/dang-nhap/")
        form = page.form(having="username")
        self.post(form, page, username=self.username, password=PASSWORD)
        return self

    def open(self, address: str, /, status: int = 200, **query: Any) -> Page:
        """Follow a link."""
        return self._page(
            self.client.get(address, query or None, follow=True), address, status
        )

    def send(
        self, form: FormElement, page: Page, /, status: int = 200, **typed: Any
    ) -> Page:
        """Fill a form in and send it, following where it leads."""
        address, data = _filled(form, page, typed)
        got = self.client.post(address, data, follow=True)
        return self._page(got, address, status)

    def post(self, form: FormElement, page: Page, /, **typed: Any) -> str:
        """Fill a form in and send it; return where it would lead, unopened."""
        address, data = _filled(form, page, typed)
        got = self.client.post(address, data)
        if got.status_code != 302:
            raise Refused(
                f"{address}: {self._page(got, address, got.status_code).text[-900:]}"
            )
        return str(got["Location"])

    def fetch(self, address: str) -> bytes:
        """Download a file."""
        got = self.client.get(address)
        if got.status_code != 200:
            raise Refused(f"{address}: {got.status_code}")
        raw = b"".join(got.streaming_content) if got.streaming else got.content
        return raw

    def _page(self, got: HttpResponse, address: str, status: int) -> Page:
        chain: list[tuple[str, int]] = getattr(got, "redirect_chain", [])
        where = chain[-1][0] if chain else address
        html = lxml.html.fromstring(got.content.decode() or "<p></p>")
        page = Page(where, got.status_code, html)
        if got.status_code != status:
            raise Refused(
                f"{where}: {got.status_code}, not {status}: {page.text[-1500:]}"
            )
        return page


def _filled(
    form: FormElement, page: Page, typed: dict[str, Any]
) -> tuple[str, dict[str, Any]]:
    """Where a form goes and what it sends; what is typed as None is left out."""
    data = fields(form) | typed
    sent = {name: value for name, value in data.items() if value is not None}
    return form.get("action") or page.address, sent


def fields(form: FormElement) -> dict[str, Any]:
    """What a form would send as it stands: several values of one name as a list."""
    found: dict[str, Any] = {}
    for name, value in form.form_values():
        if name in found:
            held = found[name]
            found[name] = [*held, value] if isinstance(held, list) else [held, value]
        else:
            found[name] = value
    return found


def table(element: HtmlElement) -> list[list[str]]:
    """The words of a table's rows, cell by cell."""
    return [
        [words(cell) for cell in row.iterchildren("th", "td")]
        for row in element.iter("tr")
    ]


__all__ = ["Mapping", "Page", "Person", "Refused", "fields", "table", "words"]
