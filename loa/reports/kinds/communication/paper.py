"""The communication report in words: made from the stored figures alone."""

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from loa.domain.writing import (
    Appendix,
    Block,
    Bullet,
    Heading,
    Paragraph,
    Run,
    Text,
    number_headings,
    plain,
    roman,
    short_date,
    with_end_mark,
)
from loa.reports.kinds.communication import tables
from loa.reports.wording import Numbers, Piece, Worded, runs

STANDING = ("shown", "stated", "open", "silent")


@cache
def sentences() -> dict[str, Any]:
    """Return the sentences of this kind."""
    source = files("loa.reports.kinds.communication").joinpath("sentences.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


class _Paper:
    """One report being worded."""

    def __init__(self, data: dict[str, Any], narrative: dict[str, str]) -> None:
        self.data, self.narrative = data, narrative
        self.numbers = Numbers(data["figures"])
        self.say = sentences()
        period = data["period"]
        self.words = {
            "who": data["who"],
            "body": data["body"]["name"],
            "period": period_words(period),
            "first": short_date(date.fromisoformat(period["first"])),
            "last": short_date(date.fromisoformat(period["last"])),
        }

    def sentence(self, *path: str, prefix: str = "", **more: str) -> tuple[Run, ...]:
        text: Any = self.say
        for name in path:
            text = text[name]
        return runs(text, self.numbers, self.words | more, prefix)

    def heading(self, level: int, name: str) -> Piece:
        return Piece(Heading(level, self.say["headings"][name]))

    def line(self, *path: str, **more: str) -> Piece:
        return Piece(Paragraph(self.sentence(*path, **more)))

    def own_words(self, name: str) -> list[Piece]:
        """Give what a person wrote for a section, a paragraph a line."""
        lines = (self.narrative.get(name) or "").splitlines()
        return [
            Piece(Paragraph(plain(line.strip())), is_own_words=True)
            for line in lines
            if line.strip()
        ]

    # --- the sections ---------------------------------------------------------------

    def opening(self) -> Piece:
        documents = ", ".join(self.data["documents"])
        basis = self.say["basis"].format(documents=documents) if documents else ""
        return self.line("opening", basis=basis)

    def direction(self) -> list[Piece]:
        found = self.own_words("direction")
        if self.data["reporters"] is not None:
            found.append(self.line("direction", "reported"))
        return [self.heading(1, "direction"), *found] if found else []

    def results(self) -> list[Piece]:
        return [
            self.heading(1, "results"),
            self.heading(2, "activities"),
            *self.activities(),
            self.heading(2, "duties"),
            *self.duties(),
            *self.standing(),
            *self.own_words("results"),
        ]

    def activities(self) -> list[Piece]:
        if not self.numbers.of("all.claimed"):
            return [self.line("activities", "none"), *self.joint()]
        forms = self.data["forms"]
        lines = [
            self.sentence(
                "activities", "form", prefix=f"form.{form['code']}",
                form=_capital(form["name"]), unit=form["unit"],
            )
            for form in forms
        ]  # fmt: skip
        ends = [";"] * (len(lines) - 1) + ["."]
        bullets = [
            Piece(Bullet((*line, Text(end))))
            for line, end in zip(lines, ends, strict=True)
        ]
        return [
            self.line("activities", "all"),
            self.line("activities", "forms"),
            *bullets,
            self.areas(),
            *self.joint(),
        ]

    def areas(self) -> Piece:
        parts: list[Run] = []
        for row in tables.area_rows(self.data, self.say["tables"]):
            if parts:
                parts.append(Text("; "))
            parts += self.sentence(
                "activities", "area", prefix=f"area.{row['code']}", area=row["name"]
            )
        before, _, after = self.say["activities"]["areas"].partition("{list}")
        return Piece(Paragraph((Text(before), *parts, Text(after))))

    def joint(self) -> list[Piece]:
        if not self.numbers.of("joint.claimed"):
            return []
        return [self.line("activities", "joint")]

    def duties(self) -> list[Piece]:
        if not self.numbers.any("cells.due", "cells.exempt", "cells.invited"):
            return [self.line("duties", "none")]
        found = []
        if self.numbers.of("cells.due"):
            found.append(self.line("duties", "all"))
        for name in ("exempt", "invited"):
            if self.numbers.of(f"cells.{name}"):
                found.append(self.line("duties", name))
        table = tables.of_tasks(self.data, self.numbers, self.say)
        return [*found, Piece(table)] if table.rows else found

    def standing(self) -> list[Piece]:
        if not self.numbers.any(*(f"standing.{name}" for name in STANDING)):
            return []
        found = [self.heading(2, "standing"), self.line("standing", "all")]
        # Over many bodies the sentences stay in the bodies' own reports.
        if self.data["coverage"] == "own":
            titles = {task["id"]: task["title"] for task in self.data["tasks"]}
            for row in self.data["statements"]:
                line = self.say["standing"]["stated"].format(
                    task=titles.get(row["task"], ""), sentence=row["sentence"]
                )
                found.append(Piece(Bullet(plain(line))))
        return found

    def shortcomings(self) -> list[Piece]:
        found = []
        if self.numbers.any("cells.missed", "cells.overdue"):
            found.append(self.line("shortcomings", "duties"))
            found += self.behind_bodies()
        if self.numbers.any("all.disputed", "all.rejected"):
            found.append(self.line("shortcomings", "records"))
        if not found:
            found.append(self.line("shortcomings", "none"))
        return [
            self.heading(1, "shortcomings"),
            *found,
            *self.missing(),
            *self.own_words("shortcomings"),
        ]

    def behind_bodies(self) -> list[Piece]:
        """Name the bodies with something missed or overdue, with their figures."""
        if self.data["coverage"] == "own":
            return []
        parts: list[Run] = []
        for body in self.data["bodies"]:
            keys = [f"body.{body['id']}.{name}" for name in ("missed", "overdue")]
            figures = [self.numbers.figure(k) for k in keys if self.numbers.of(k)]
            if not figures:
                continue
            parts.append(Text(("; " if parts else "") + body["short"] + " ("))
            for place, figure in enumerate(figures):
                name = figure.key.rpartition(".")[2]
                word = self.say["tables"][name].lower()
                parts += [Text(", ") if place else Text(""), figure, Text(f" {word}")]
            parts.append(Text(")"))
        if not parts:
            return []
        before, _, after = self.say["shortcomings"]["bodies"].partition("{list}")
        return [Piece(Paragraph((Text(before), *parts, Text(after))))]

    def missing(self) -> list[Piece]:
        """Name who has not reported, with days late (R2.9)."""
        if self.data["reporters"] is None:
            return []
        missing = self.data["reporters"]["missing"]
        if not missing:
            return [self.line("shortcomings", "all_reported")]
        names = {body["id"]: body["short"] for body in self.data["bodies"]}
        say = self.say["shortcomings"]
        listed = [
            say["late"].format(name=names[row["body"]], days=row["days_late"])
            if row["days_late"]
            else names[row["body"]]
            for row in missing
        ]
        return [self.line("shortcomings", "missing", list="; ".join(listed))]

    def by_hand(self, name: str) -> list[Piece]:
        """A section that only a person writes; left out when she wrote nothing."""
        words = self.own_words(name)
        return [self.heading(1, name), *words] if words else []


def word(data: dict[str, Any], narrative: dict[str, str]) -> Worded:
    """Word the report, and the section that the CCHC report takes in."""
    paper = _Paper(data, narrative)
    pieces = [
        paper.opening(),
        *paper.direction(),
        *paper.results(),
        *paper.shortcomings(),
        *paper.by_hand("next"),
        *paper.by_hand("proposals"),
    ]
    annexes = _annexes(paper)
    section = [
        paper.heading(2, "section"),
        paper.line("section", "opening"),
        *paper.own_words("results"),
        *paper.shortcomings()[1:],
    ]
    subject = paper.say["subject"].format(period=paper.words["period"])
    return Worded(
        subject=subject,
        pieces=_finished(pieces),
        appendices=annexes,
        section=_numbered(section),
        section_appendices=annexes,
    )


def _annexes(paper: _Paper) -> tuple[Appendix, ...]:
    found = tables.annexes(paper.data, paper.numbers, paper.say)
    return tuple(Appendix(t, blocks, is_landscape=True) for t, blocks in found)


def _numbered(pieces: list[Piece]) -> tuple[Piece, ...]:
    blocks = number_headings([piece.block for piece in pieces])
    return _as_pieces(blocks, pieces)


def _finished(pieces: list[Piece]) -> tuple[Piece, ...]:
    blocks = with_end_mark(number_headings([piece.block for piece in pieces]))
    return _as_pieces(blocks, pieces)


def _as_pieces(blocks: tuple[Block, ...], pieces: list[Piece]) -> tuple[Piece, ...]:
    return tuple(
        Piece(block, piece.is_own_words)
        for block, piece in zip(blocks, pieces, strict=True)
    )


def period_words(period: dict[str, Any]) -> str:
    """Give a stored period as papers name it: "quý I năm 2026"."""
    say = sentences()["periods"]
    number = period["number"]
    name = period["kind"] or "days"
    if name == "half":
        name = f"half{number}"
    return str(say[name]).format(
        number=number,
        roman=roman(number or 0),
        year=period["year"],
        first=short_date(date.fromisoformat(period["first"])),
        last=short_date(date.fromisoformat(period["last"])),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
