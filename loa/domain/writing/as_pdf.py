"""An official document as a .pdf in the form of Decree 30/2020, set by typst.

The document travels as JSON beside a fixed template, so no text of a user is ever
read as markup.
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any, TypeAlias

import typst

from loa.domain.writing.blocks import (
    Article,
    Block,
    Bullet,
    Clause,
    Division,
    DivisionKind,
    Heading,
    Note,
    Paragraph,
    Point,
    Run,
    Table,
)
from loa.domain.writing.carried import ATTACHMENT, Payload, attachment
from loa.domain.writing.characters import clean
from loa.domain.writing.decree30 import PAGE, SIZE, SPACE, measures
from loa.domain.writing.docx_blocks import column_widths
from loa.domain.writing.fonts import Typeface, font_set, vietnamese_serif
from loa.domain.writing.metrics import balanced_width, with_break_points
from loa.domain.writing.paper import OfficialPaper
from loa.domain.writing.parts import (
    FRAMES,
    MOTTO,
    NATION,
    appendix_label,
    attached_line,
    circulation_width,
    drafter_line,
    file_title,
    header_lines,
    list_of,
    subject_of_letter,
)
from loa.domain.writing.signing import Signature
from loa.domain.writing.wording import number_line, place_date

_TEMPLATE = files("loa.domain.writing").joinpath("decree30.typ")
_Standards: TypeAlias = "list[typst.PDFStandard]"
# 3: with a file attached; a: tagged, with Unicode for every glyph.
STANDARDS: _Standards = ["a-3a", "ua-1"]
PLAIN: _Standards = ["1.7"]
# Room between a cell's edge and its words, both sides together.
_CELL_PADDING = 2.5


def pdf_bytes(
    paper: OfficialPaper,
    *,
    at: datetime,
    typeface: Typeface | None = None,
    carrying: Payload | None = None,
) -> bytes:
    """Give the document as .pdf; the same paper, moment and fonts give the same bytes.

    The file is PDF/A-3a and PDF/UA-1: to be kept for good, and to be read aloud. Only
    a text with a character that no face can draw makes a plain .pdf, which draws the
    others (`is_pdf_a` tells).

    :param typeface: another one than the first complete serif of this machine
    :param carrying: data to attach to the file, as `carried` reads it back
    """
    face = typeface or vietnamese_serif()
    content: dict[str, Any] = {
        **measures(),
        "font": face.family,
        "bold_italic": face.bold_italic_weight,
        "paper": _content(paper),
        "carried": "",
        "attachment": ATTACHMENT,
    }
    made, standards = _compiled(content, face, at, STANDARDS)
    if carrying is None:
        return made
    content["carried"] = attachment(made, paper, carrying)
    return _compiled(content, face, at, standards)[0]


def is_pdf_a(raw: bytes) -> bool:
    """Say whether a .pdf of `pdf_bytes` says of itself that it is PDF/A-3."""
    return b"<pdfaid:part>3</pdfaid:part>" in raw


def _compiled(
    content: dict[str, Any], face: Typeface, at: datetime, standards: _Standards
) -> tuple[bytes, _Standards]:
    """The file, and the standards that it was possible to keep."""

    def compiled(standards: _Standards) -> bytes:
        return typst.compile(
            _TEMPLATE.read_bytes(),
            format="pdf",
            font_paths=font_set(face),
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(content, ensure_ascii=False)},
            timestamp=at.astimezone(UTC).replace(microsecond=0),
            pdf_standards=standards,
        )

    try:
        return compiled(standards), standards
    except typst.TypstError:
        if standards == PLAIN:
            raise
        return compiled(PLAIN), PLAIN


def _content(paper: OfficialPaper) -> dict[str, Any]:
    line_width = PAGE.width - PAGE.left - PAGE.right
    return {
        "nation": NATION,
        "motto": MOTTO,
        "governing_body": header_lines(paper.governing_body),
        "issuer": header_lines(paper.issuer),
        "title": file_title(paper),
        "author": clean(paper.issuer),
        "number": _kept(number_line(paper.number, clean(paper.symbol))),
        "dated": _kept(
            place_date(clean(paper.place), paper.issued_on, paper.drafted_on)
        ),
        "letter_subject": subject_of_letter(paper) if paper.is_letter else "",
        "urgency": str(paper.urgency),
        "urgency_width": FRAMES.get(paper.urgency, 0.0),
        "circulation": str(paper.circulation),
        "circulation_width": circulation_width(paper),
        "type_name": clean(paper.type_name).upper(),
        "subject": _words(paper.subject, SIZE.subject, line_width),
        "subject_width": _balanced(paper.subject, line_width),
        "addressees": [clean(name).rstrip(".;") for name in paper.addressees],
        "bases": [_words(line, SIZE.body, line_width) for line in list_of(paper.bases)],
        "deciding": _words(paper.authority, SIZE.body, line_width).upper(),
        "enacting": _words(paper.enacting, SIZE.body, line_width).upper(),
        "body": _blocks(paper.body, line_width),
        "recipients": [
            _words(line, SIZE.recipients, SPACE.recipients_column)
            for line in list_of(paper.recipients, mark="- ")
        ],
        "drafter": drafter_line(paper),
        "contact": [_words(line, SIZE.contact, line_width) for line in paper.contact],
        "signature": _signature(paper.signature),
        "secretary": _signature(paper.secretary) if paper.secretary else None,
        "appendices": [
            _appendix(paper, position) for position in range(len(paper.appendices))
        ],
    }


def _signature(signature: Signature) -> dict[str, Any]:
    return {
        "authority": [clean(line) for line in signature.lines],
        "signer": clean(signature.name),
    }


def _appendix(paper: OfficialPaper, position: int) -> dict[str, Any]:
    appendix = paper.appendices[position]
    across = PAGE.height if appendix.is_landscape else PAGE.width
    width = across - PAGE.left - PAGE.right
    annexes = [one for one in paper.appendices if not one.is_issued]
    number = annexes.index(appendix) + 1 if appendix in annexes else 0
    title = clean(appendix.title)
    return {
        "is_issued": appendix.is_issued,
        "type_name": clean(appendix.type_name).upper(),
        "label": appendix_label(number, len(annexes)),
        "title": _words(
            title if appendix.is_issued else title.upper(), SIZE.appendix_title, width
        ),
        "title_width": _balanced(title, width),
        "attached": _kept(attached_line(paper)),
        "is_landscape": appendix.is_landscape,
        "blocks": _blocks(appendix.blocks, width),
    }


def _blocks(blocks: Sequence[Block], width: float) -> list[dict[str, Any]]:
    """The blocks; no heading is deeper than one below the heading before it."""
    drawn, depth = [], 0
    for block in blocks:
        made = _block(block, width)
        if "level" in made:
            # PDF/UA: a reader who goes by headings meets no level left out.
            depth = made["depth"] = min(made["level"], depth + 1)
        drawn.append(made)
    return drawn


def _block(block: Block, width: float) -> dict[str, Any]:
    match block:
        case Heading():
            text = clean(block.text)
            words = text.upper() if block.level <= 1 else text
            printed = f"{block.label} {words}".strip()
            return {
                "kind": "heading",
                "level": min(max(block.level, 1), 3),
                "text": _words(printed, SIZE.body, width),
            }
        case Division():
            is_outer = block.kind in {DivisionKind.PART, DivisionKind.CHAPTER}
            return {
                "kind": "division",
                "level": 1 if is_outer else 2,
                "label": block.label,
                "text": _words(block.title, SIZE.body, width).upper(),
            }
        case Article():
            head = _words(f"{block.label} {block.title}".strip(), SIZE.body, width)
            if not block.runs:
                return {"kind": "article", "level": 3, "text": head}
            label = {"text": f"{head} ", "bold": True, "italic": False}
            runs = [label, *_runs(block.runs, SIZE.body, width)]
            return {"kind": "paragraph", "align": "justify", "runs": runs}
        case Clause() | Point():
            mark = f"{block.label} " if block.label else ""
            runs = _runs(block.runs, SIZE.body, width, mark=mark)
            return {"kind": "paragraph", "align": "justify", "runs": runs}
        case Paragraph():
            runs = _runs(block.runs, SIZE.body, width)
            return {"kind": "paragraph", "align": str(block.align), "runs": runs}
        case Bullet():
            runs = _runs(block.runs, SIZE.body, width, mark=block.mark)
            return {"kind": "paragraph", "align": "justify", "runs": runs}
        case Note():
            runs = _runs(block.runs, SIZE.note, width)
            return {"kind": "note", "runs": [run | {"italic": True} for run in runs]}
        case Table():
            return _table(block, width)


def _table(table: Table, width: float) -> dict[str, Any]:
    widths = column_widths(table.columns, width)
    room = [max(column - _CELL_PADDING, 4.0) for column in widths]
    return {
        "kind": "table",
        "caption": _words(table.caption, SIZE.body, width),
        "widths": widths,
        "aligns": [str(column.align) for column in table.columns],
        "header": [
            _words(column.title, SIZE.table, space)
            for column, space in zip(table.columns, room, strict=True)
        ],
        "rows": [
            {
                "is_total": row.is_total,
                "cells": [
                    _runs(cell, SIZE.table, space)
                    for cell, space in zip(row.cells, room, strict=True)
                ],
            }
            for row in table.rows
        ],
    }


def _runs(
    runs: Sequence[Run], size: float, width: float, *, mark: str = ""
) -> list[dict[str, Any]]:
    """The runs, behind a mark; what is set alike is one, as programs read it so."""
    made: list[dict[str, Any]] = []
    if mark:
        made.append({"text": mark, "bold": False, "italic": False})
    for run in runs:
        text = _words(run.text, size, width)
        last = made[-1] if made else {}
        if (last.get("bold"), last.get("italic")) == (run.bold, run.italic):
            last["text"] += text
        else:
            made.append({"text": text, "bold": run.bold, "italic": run.italic})
    return made


def _balanced(title: str, width: float) -> float:
    return balanced_width(clean(title), SIZE.subject, width, bold=True)


def _words(text: str, size: float, width: float) -> str:
    return with_break_points(_kept(clean(text)), size, width)


def _kept(text: str) -> str:
    """Keep room to write in: typst would make one space of several."""
    return text.replace("  ", "\u00a0\u00a0")
