"""An official document as a .pdf in the form of Decree 30/2020, set by typst.

The document travels as JSON beside a fixed template, so no text of a user is ever
read as markup.
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

import typst

from loa.domain.writing.characters import clean
from loa.domain.writing.decree30 import PAGE, SIZE, SPACE, measures
from loa.domain.writing.docx_blocks import column_widths
from loa.domain.writing.fonts import Typeface, font_set, vietnamese_serif
from loa.domain.writing.metrics import with_break_points
from loa.domain.writing.paper import (
    Block,
    Bullet,
    Heading,
    Note,
    OfficialPaper,
    Paragraph,
    Run,
    Table,
)
from loa.domain.writing.parts import (
    MOTTO,
    NATION,
    appendix_label,
    attached_line,
    header_lines,
    list_of,
    subject_of_letter,
)
from loa.domain.writing.wording import number_line, place_date

_TEMPLATE = files("loa.domain.writing").joinpath("decree30.typ")
# Room between a cell's edge and its words, both sides together.
_CELL_PADDING = 2.5


def pdf_bytes(
    paper: OfficialPaper, *, at: datetime, typeface: Typeface | None = None
) -> bytes:
    """Give the document as .pdf; the same paper, moment and fonts give the same bytes.

    :param typeface: another one than the first complete serif of this machine
    """
    face = typeface or vietnamese_serif()
    content = {
        **measures(),
        "font": face.family,
        "bold_italic": face.bold_italic_weight,
        "paper": _content(paper),
    }
    return typst.compile(
        _TEMPLATE.read_bytes(),
        format="pdf",
        font_paths=font_set(face),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(content, ensure_ascii=False)},
        timestamp=at.astimezone(UTC).replace(microsecond=0),
    )


def _content(paper: OfficialPaper) -> dict[str, Any]:
    line_width = PAGE.width - PAGE.left - PAGE.right
    return {
        "nation": NATION,
        "motto": MOTTO,
        "governing_body": header_lines(paper.governing_body),
        "issuer": header_lines(paper.issuer),
        "author": clean(paper.issuer),
        "number": _kept(number_line(paper.number, clean(paper.symbol))),
        "dated": _kept(
            place_date(clean(paper.place), paper.issued_on, paper.drafted_on)
        ),
        "letter_subject": subject_of_letter(paper) if paper.is_letter else "",
        "urgency": str(paper.urgency),
        "type_name": clean(paper.type_name).upper(),
        "subject": _words(paper.subject, SIZE.subject, line_width),
        "addressees": [clean(name).rstrip(".;") for name in paper.addressees],
        "bases": [_words(line, SIZE.body, line_width) for line in list_of(paper.bases)],
        "body": [_block(block, line_width) for block in paper.body],
        "recipients": [
            _words(line, SIZE.recipients, SPACE.recipients_column)
            for line in list_of(paper.recipients, mark="- ")
        ],
        "authority": [clean(line) for line in paper.signature.lines],
        "signer": clean(paper.signature.name),
        "appendices": [
            _appendix(paper, position) for position in range(len(paper.appendices))
        ],
    }


def _appendix(paper: OfficialPaper, position: int) -> dict[str, Any]:
    appendix = paper.appendices[position]
    across = PAGE.height if appendix.is_landscape else PAGE.width
    width = across - PAGE.left - PAGE.right
    return {
        "label": appendix_label(position + 1, len(paper.appendices)),
        "title": clean(appendix.title).upper(),
        "attached": _kept(attached_line(paper)),
        "is_landscape": appendix.is_landscape,
        "blocks": [_block(block, width) for block in appendix.blocks],
    }


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
        case Paragraph():
            runs = _runs(block.runs, SIZE.body, width)
            return {"kind": "paragraph", "align": str(block.align), "runs": runs}
        case Bullet():
            return {"kind": "bullet", "runs": _runs(block.runs, SIZE.body, width)}
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


def _runs(runs: Sequence[Run], size: float, width: float) -> list[dict[str, Any]]:
    return [
        {
            "text": _words(run.text, size, width),
            "bold": run.bold,
            "italic": run.italic,
        }
        for run in runs
    ]


def _words(text: str, size: float, width: float) -> str:
    return with_break_points(_kept(clean(text)), size, width)


def _kept(text: str) -> str:
    """Keep room to write in: typst would make one space of several."""
    return text.replace("  ", "\u00a0\u00a0")
