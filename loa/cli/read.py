"""`loa read`: what the reader finds in files, without a database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from loa.cli._files import documents_of, language
from loa.domain.docreader import OfficialDocument, as_json


@click.command("read")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True)
)
@click.option("--jsonl", is_flag=True, help="One JSON object a line, one line a file.")
@click.option(
    "--explain", is_flag=True, help="Each finding with its rule, place and words."
)
@click.option(
    "--lang",
    type=click.Choice(["vi", "en"]),
    help="Language of the messages; Vietnamese unless LANG says English.",
)
def command(
    files: tuple[Path, ...], *, jsonl: bool, explain: bool, lang: str | None
) -> None:
    """Read official documents and print what they say.

    .docx, .doc, .odt, .rtf, .pdf, .html, .txt, .md; of a .zip, .eml or .msg the paper
    inside, whose name is then printed as `source`.

    JSON by default, indented; `-` reads text from standard input. A file that cannot be
    opened is named on standard error, the others are still read, and the exit code is 1.
    """
    for path, _raw, document in documents_of(files, language(lang)):
        for line in _said(path, document, jsonl=jsonl, explain=explain):
            click.echo(line)


def _said(
    path: Path, document: OfficialDocument, *, jsonl: bool, explain: bool
) -> Iterator[str]:
    if explain:
        yield f"# {path} {document.source}".rstrip()
        yield from _explained(document)
        return
    found: dict[str, Any] = {"file": str(path)}
    if document.source:
        found["source"] = document.source
    found |= as_json(document)
    yield json.dumps(found, ensure_ascii=False, indent=None if jsonl else 1)


def _explained(document: OfficialDocument) -> Iterator[str]:
    """A line for each finding: field, value, rule, certainty, place and words."""
    for finding in document.findings:
        words = " ".join(document.quote(finding.span).split())
        value = "" if finding.value == words else f" = {_short(finding.value)}"
        place = f"{finding.span.start}–{finding.span.end}"
        yield (
            f"{finding.field}{value}  [{finding.rule}, {finding.certainty}, {place}]"
            f"  “{_short(words)}”"
        )
    for caution in document.warnings:
        yield f"! {caution}"


def _short(text: str) -> str:
    return text if len(text) <= 160 else f"{text[:157]}…"
