"""A strict Content-Security-Policy holds: nothing inline in any template."""

import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "loa"
TEMPLATES = [
    path
    for path in sorted(PACKAGE.rglob("*.html"))
    if {"templates", "jinja2"} & set(path.parts)
]
FORBIDDEN = {
    "inline script": re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", re.IGNORECASE
    ),
    "inline style sheet": re.compile(r"<style[\s>]", re.IGNORECASE),
    "style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "event attribute": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "script address": re.compile(r"javascript:", re.IGNORECASE),
    "htmx event attribute": re.compile(r"\shx-on[:-]", re.IGNORECASE),
    "htmx evaluated values": re.compile(r"hx-(vals|headers)=[\"']js:", re.IGNORECASE),
    "file from elsewhere": re.compile(
        r"<(?:script|link|img|iframe)[^>]*(?:src|href)=[\"'](?:https?:)?//",
        re.IGNORECASE,
    ),
}


def faults_in(text: str) -> list[str]:
    without_comments = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", text)
    return [name for name, seen in FORBIDDEN.items() if seen.search(without_comments)]


def test_no_template_has_anything_inline():
    shown = {
        path.relative_to(PACKAGE).as_posix(): faults
        for path in TEMPLATES
        if (faults := faults_in(path.read_text(encoding="utf-8")))
    }
    assert TEMPLATES
    assert not shown


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("<script>alert(1)</script>", "inline script"),
        ("<STYLE>a{}</STYLE>", "inline style sheet"),
        ('<p class="a" style="color:red">', "style attribute"),
        ('<a onclick="go()">', "event attribute"),
        ('<a href="javascript:go()">', "script address"),
        ('<script src="https://x.vn/a.js"></script>', "file from elsewhere"),
    ],
)
def test_what_is_inline_would_be_seen(text, fault):
    assert fault in faults_in(text)


def test_a_script_with_an_address_is_let_through():
    assert not faults_in('<script src="/static/htmx.js" defer></script>')
