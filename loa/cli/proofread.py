"""`loa proofread`: remarks on files, without a database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from loa.cli._files import documents_of, language
from loa.domain.docreader import OfficialDocument, Remark, proofread
from loa.domain.docreader.proofreading import proofread_form

_NONE = ("không có nhận xét", "no remarks")
_AROUND = 40


@click.command("proofread")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True)
)
@click.option("--jsonl", is_flag=True, help="One JSON object a line, one line a file.")
@click.option(
    "--lang",
    type=click.Choice(["vi", "en"]),
    help="Language of the remarks; Vietnamese unless LANG says English.",
)
def command(files: tuple[Path, ...], *, jsonl: bool, lang: str | None) -> None:
    """Proofread official documents: what seems wrong, where, why, what to do.

    Nothing is changed. `-` reads text from standard input. Remarks do not change the
    exit code; a file that cannot be opened is named, and the exit code is 1.
    """
    speaks = language(lang)
    tongue = ("vi", "en")[speaks]
    for path, raw, document in documents_of(files, speaks):
        remarks = (*proofread_form(raw), *proofread(document))
        if jsonl:
            made = [_as_json(remark, tongue) for remark in remarks]
            found = {"file": str(path), "remarks": made}
            click.echo(json.dumps(found, ensure_ascii=False))
            continue
        click.echo(f"# {path}: {len(remarks) or _NONE[speaks]}")
        for remark in remarks:
            for line in _said(document, remark, tongue):
                click.echo(line)


def _as_json(remark: Remark, tongue: str) -> dict[str, Any]:
    span = remark.span
    return {
        "rule": remark.rule,
        "span": [span.start, span.end] if span else None,
        "words": remark.words,
        "reason": remark.reason.said(tongue),
        "suggestion": remark.suggestion.said(tongue),
        "replacement": remark.replacement,
    }


def _said(document: OfficialDocument, remark: Remark, tongue: str) -> Iterator[str]:
    """A remark on three lines: its name, the words in their place, why and what to do."""
    yield f"- {remark.kind.name.said(tongue)}  [{remark.rule}]"
    if span := remark.span:
        before = document.text[max(0, span.start - _AROUND) : span.start]
        after = document.text[span.end : span.end + _AROUND]
        words = f"…{before}[{document.quote(span)}]{after}…"
        yield f"    {' '.join(words.split())}"
    yield f"    {remark.reason.said(tongue)} {remark.suggestion.said(tongue)}"
