"""Word documents (.docx): paragraphs, tables, text boxes, automatic numbers.

Inserted text of tracked changes is kept, deleted text dropped. Footnotes go into
`RawDocument.notes`: kept, and not read for tasks.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from loa.domain.docreader.openers.archive import Archive
from loa.domain.docreader.openers.numbering import Numbering
from loa.domain.docreader.openers.raw import (
    RawCell,
    RawDocument,
    RawParagraph,
    RawRow,
    RawTable,
)
from loa.domain.docreader.unreadable import Reason, Unreadable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MAIN = "word/document.xml"
_MAX_DEPTH = 40
# Not part of the running text.
_SKIP = {
    f"{W}del",
    f"{W}moveFrom",
    f"{W}instrText",
    f"{W}delText",
    f"{W}rPr",
    f"{W}pPr",
    f"{W}footnoteReference",
    f"{W}endnoteReference",
    f"{W}txbxContent",
    f"{_MC}Fallback",
}
_BREAKS = {f"{W}br", f"{W}cr"}


def open_docx(raw: bytes) -> RawDocument:
    """The paragraphs and tables of a .docx.

    :raises Unreadable: damaged, hostile, or another kind of zip
    """
    archive = Archive(raw)
    if _MAIN not in archive.names:
        raise Unreadable(Reason.WRONG_TYPE, "a zip without word/document.xml")
    root = archive.xml(_MAIN)
    if root.tag.startswith(_STRICT):
        _to_transitional(root)
    body = root.find(f"{W}body")
    if body is None:
        raise Unreadable(Reason.DAMAGED, "no body in word/document.xml")
    numbering = Numbering.of(archive)
    blocks = tuple(_blocks(body, numbering, 0))
    if not blocks:
        raise Unreadable(Reason.EMPTY, "no text in the document")
    return RawDocument(blocks, tuple(_notes(archive)))


def _to_transitional(root: etree._Element) -> None:
    for element in root.iter(etree.Element):
        if element.tag.startswith(_STRICT):
            element.tag = W + element.tag[len(_STRICT) :]
        for name in [key for key in element.attrib if str(key).startswith(_STRICT)]:
            element.set(W + str(name)[len(_STRICT) :], element.attrib.pop(name))


def _blocks(
    parent: etree._Element, numbering: Numbering, depth: int
) -> Iterator[RawParagraph | RawTable]:
    if depth > _MAX_DEPTH:
        return
    for child in parent:
        if child.tag == f"{W}p":
            for box in _text_boxes(child):
                yield from _blocks(box, numbering, depth + 1)
            yield from _paragraphs(child, numbering)
        elif child.tag == f"{W}tbl":
            yield _table(child, numbering, depth)
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _blocks(child, numbering, depth + 1)


def _text_boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The contents of the text boxes anchored in a paragraph, each once."""
    for box in paragraph.iter(f"{W}txbxContent"):
        above = [parent.tag for parent in box.iterancestors()]
        if f"{_MC}Fallback" not in above and f"{W}del" not in above:
            yield box


def _paragraphs(
    paragraph: etree._Element, numbering: Numbering
) -> Iterator[RawParagraph]:
    """A paragraph; a break inside a centred or short one begins another."""
    properties = paragraph.find(f"{W}pPr")
    centred = _value(properties, "jc") == "center"
    label = numbering.label(properties)
    text = "".join(_text(paragraph))
    bold = _is_bold(paragraph)
    pieces = (
        text.split("\n") if centred or len(text) < 400 else [text.replace("\n", " ")]
    )
    for place, piece in enumerate(pieces):
        if piece.strip():
            first = f"{label} {piece.strip()}" if label and place == 0 else piece
            yield RawParagraph(first, centred, bold)


def _text(element: etree._Element) -> Iterator[str]:
    """The words of an element, without walking the stack of a deeply nested one."""
    stack = [iter(element)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag in _SKIP or not isinstance(child.tag, str):
            continue
        elif child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag == f"{W}tab":
            yield " "
        elif child.tag in _BREAKS:
            yield "\n" if child.get(f"{W}type") in (None, "textWrapping") else " "
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"
        else:
            stack.append(iter(child))


def _is_bold(paragraph: etree._Element) -> bool:
    runs = [run for run in paragraph.iter(f"{W}r") if "".join(_text(run)).strip()]
    return bool(runs) and all(
        (mark := run.find(f"{W}rPr/{W}b")) is not None
        and mark.get(f"{W}val") not in ("0", "false")
        for run in runs
    )


def _value(properties: etree._Element | None, name: str) -> str | None:
    found = properties.find(f"{W}{name}") if properties is not None else None
    return found.get(f"{W}val") if found is not None else None


def _table(table: etree._Element, numbering: Numbering, depth: int) -> RawTable:
    rows = []
    for row in table.iter(f"{W}tr"):
        if next(row.iterancestors(f"{W}tbl"), None) is not table:
            continue
        rows.append(_row(row, numbering, depth))
    return RawTable(tuple(rows))


def _row(row: etree._Element, numbering: Numbering, depth: int) -> RawRow:
    cells: list[RawCell] = []
    for cell in row.iter(f"{W}tc"):
        if next(cell.iterancestors(f"{W}tr"), None) is not row:
            continue
        cells.append(tuple(_flat(_blocks(cell, numbering, depth + 1))))
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        width = span.get(f"{W}val", "1") if span is not None else "1"
        wide = int(width) if width.isdigit() and len(width) < 3 else 1
        cells.extend(() for _ in range(min(wide, 30) - 1))
    return tuple(cells)


def _flat(blocks: Iterator[RawParagraph | RawTable]) -> Iterator[RawParagraph]:
    """A table inside a cell becomes its paragraphs."""
    for block in blocks:
        if isinstance(block, RawParagraph):
            yield block
        else:
            for row in block.rows:
                for cell in row:
                    yield from cell


def _notes(archive: Archive) -> Iterator[str]:
    for name in ("word/footnotes.xml", "word/endnotes.xml"):
        if name in archive.names:
            for note in archive.xml(name):
                if text := "".join(_text(note)).strip():
                    yield text
