"""A remark: what seems to be wrong in a document, where, why, and what to do."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from loa.domain.docreader.findings import Span


@dataclass(frozen=True, slots=True)
class Wording:
    """The same words for the desk (Vietnamese) and in English."""

    vi: str
    en: str

    def said(self, language: str) -> str:
        """The words in a language: "vi", or English for any other."""
        return self.vi if language.startswith("vi") else self.en


@dataclass(frozen=True, slots=True)
class Law:
    """A law that remarks rest on, and the days on which it holds, both included."""

    name: Wording
    first: date
    last: date | None = None

    def holds(self, on: date) -> bool:
        """Whether a paper of that day is under it."""
        return self.first <= on and (self.last is None or on <= self.last)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of remark: its code, and its words with places in {braces}.

    `law` is where Decree 30/2020 says it ("Phụ lục I"), empty where only usage does.
    """

    code: str
    name: Wording
    reason: Wording
    advice: Wording
    law: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark.

    `span` covers the words in the document's text; None where something is missing.
    `replacement` is what should stand there, None where nobody but the office can know.
    """

    rule: str
    span: Span | None
    words: str
    reason: Wording
    suggestion: Wording
    replacement: str | None = None

    @property
    def kind(self) -> Kind:
        """What is known of its kind."""
        return kinds()[self.rule]


def data(name: str) -> dict[str, Any]:
    """The data file `name`.toml of this package."""
    file = resources.files(__name__.rpartition(".")[0]).joinpath(f"{name}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def decree_30() -> Law:
    """The law on the form of administrative documents."""
    entry = data("laws")["decree30"]
    return Law(Wording(entry["vi"], entry["en"]), entry["from"], entry.get("until"))


@cache
def kinds() -> dict[str, Kind]:
    """Every kind of remark by its code, in the order of the data file."""
    entries = data("kinds")
    return {
        code: Kind(
            code,
            Wording(entry["vi"][0], entry["en"][0]),
            Wording(entry["vi"][1], entry["en"][1]),
            Wording(entry["vi"][2], entry["en"][2]),
            entry.get("law", ""),
        )
        for code, entry in entries.items()
    }


@dataclass(frozen=True, slots=True)
class Hit:
    """What a check found: where, what should stand there, values for the words."""

    span: Span | None
    replacement: str | None = None
    values: tuple[tuple[str, str], ...] = ()


def hit(span: Span | None, replacement: str | None = None, **values: object) -> Hit:
    """A hit with values for the places in its kind's words."""
    return Hit(span, replacement, tuple((key, str(v)) for key, v in values.items()))


def remark_of(code: str, found: Hit, text: str) -> Remark:
    """The remark that a hit of a kind makes."""
    kind = kinds()[code]
    words = " ".join(found.span.quote(text).split()) if found.span else ""
    values = {"words": words, "right": found.replacement or "", **dict(found.values)}
    reason = _filled(kind.reason, values)
    if kind.law:
        law = decree_30().name
        reason = Wording(
            f"{reason.vi} ({law.vi}, {kind.law})",
            f"{reason.en} ({law.en}, {_law_in_english(kind.law)})",
        )
    advice = _filled(kind.advice, values)
    return Remark(code, found.span, words, reason, advice, found.replacement)


def _filled(words: Wording, values: dict[str, str]) -> Wording:
    return Wording(words.vi.format_map(values), words.en.format_map(values))


def _law_in_english(place: str) -> str:
    return place.replace("Phụ lục", "appendix").replace("Điều", "article")
