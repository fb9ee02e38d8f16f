"""A paper as it will print, as HTML on a sheet; blanks to be written stand out."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from loa.documents.outgoing.writing import BLANK
from loa.domain.writing import (
    Align,
    Article,
    Block,
    Bullet,
    Clause,
    Division,
    Heading,
    Note,
    OfficialPaper,
    Paragraph,
    Point,
    Run,
    Table,
    appendix_label,
    attached_line,
    header_lines,
    list_of,
    number_line,
    place_date,
)

_EMPTY = SafeString("")


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex on a sheet of its own."""

    label: str
    title: str
    attached: str
    blocks: SafeString


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that the template of a sheet prints."""

    issuer_lines: tuple[str, ...]
    governing_lines: tuple[str, ...]
    number: str
    dated: str
    urgency: str
    title: str
    subject: SafeString
    is_letter: bool
    addressees: tuple[str, ...]
    bases: list[SafeString]
    body: SafeString
    recipients: list[SafeString]
    authority: tuple[str, ...]
    signer: str
    secretary: tuple[str, ...]
    secretary_name: str
    annexes: list[Annex]


def sheet_of(paper: OfficialPaper) -> Sheet:
    """Draw a paper."""
    return Sheet(
        issuer_lines=header_lines(paper.issuer),
        governing_lines=header_lines(paper.governing_body),
        number=number_line(paper.number, paper.symbol),
        dated=place_date(paper.place, paper.issued_on, paper.drafted_on),
        urgency=str(paper.urgency),
        title=paper.type_name.upper(),
        subject=_words(paper.subject),
        is_letter=paper.is_letter,
        addressees=tuple(name.rstrip(".;") for name in paper.addressees),
        bases=[_words(line) for line in list_of(paper.bases)],
        body=_blocks(paper.body),
        recipients=[_words(line) for line in list_of(paper.recipients, mark="- ")],
        authority=paper.signature.lines,
        signer=paper.signature.name,
        secretary=paper.secretary.lines if paper.secretary else (),
        secretary_name=paper.secretary.name if paper.secretary else "",
        annexes=[
            Annex(
                appendix_label(place, len(paper.appendices)),
                appendix.title.upper(),
                attached_line(paper),
                _blocks(appendix.blocks),
            )
            for place, appendix in enumerate(paper.appendices, start=1)
        ],
    )


def _blocks(blocks: Iterable[Block]) -> SafeString:
    return format_html_join("\n", "{}", ((_block(block),) for block in blocks))


def _block(block: Block) -> SafeString:
    match block:
        case Heading():
            text = block.text.upper() if block.level <= 1 else block.text
            tag = SafeString("h2" if block.level <= 1 else "h3")
            return format_html(
                "<{0}>{1}</{0}>", tag, _words(f"{block.label} {text}".strip())
            )
        case Division():
            words = f"{block.label} {block.title}".strip()
            return format_html('<h2 class="c">{}</h2>', _words(words))
        case Article():
            words = f"{block.label} {block.title}".strip()
            return format_html("<p><b>{}</b> {}</p>", _words(words), _runs(block.runs))
        case Clause() | Point():
            return format_html("<p>{} {}</p>", block.label, _runs(block.runs))
        case Bullet():
            return format_html("<p>- {}</p>", _runs(block.runs))
        case Note():
            return format_html(
                '<p class="paper-note"><em>{}</em></p>', _runs(block.runs)
            )
        case Table():
            return _table(block)
        case Paragraph():
            return format_html("<p>{}</p>", _runs(block.runs))


def _runs(runs: Iterable[Run]) -> SafeString:
    return format_html_join("", "{}", ((_run(run),) for run in runs))


def _run(run: Run) -> SafeString:
    words = _words(run.text)
    if run.bold:
        words = format_html("<b>{}</b>", words)
    return format_html("<em>{}</em>", words) if run.italic else words


def _words(text: str) -> SafeString:
    """Words, with a mark where something is still to be written."""
    mark = format_html('<mark class="to-write">{}</mark>', BLANK)
    first, *rest = text.split(BLANK)
    return format_html(
        "{}{}",
        first,
        format_html_join("", "{}{}", ((mark, part) for part in rest)),
    )


def _table(table: Table) -> SafeString:
    heads = format_html_join(
        "", '<th scope="col">{}</th>', ((column.title,) for column in table.columns)
    )
    aligns = [column.align for column in table.columns]
    rows = format_html_join(
        "",
        "<tr{}>{}</tr>",
        (
            (
                SafeString(' class="sum-row"') if row.is_total else _EMPTY,
                format_html_join(
                    "",
                    "<td{}>{}</td>",
                    (
                        (
                            SafeString(' class="l"') if align is Align.LEFT else _EMPTY,
                            _runs(cell),
                        )
                        for cell, align in zip(row.cells, aligns, strict=True)
                    ),
                ),
            )
            for row in table.rows
        ),
    )
    return format_html(
        '<div class="scroll" tabindex="0" role="group" aria-label="{}"><table>'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>",
        table.caption or " · ".join(column.title for column in table.columns[:2]),
        heads,
        rows,
    )
