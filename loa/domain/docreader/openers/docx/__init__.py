"""Word documents (.docx, .docm, .dotx): paragraphs, tables, text boxes, numbers.

They are read as they would print with all tracked changes accepted. Footnotes and
endnotes go into `RawDocument.notes`: kept, in their order, and no part of the sentences;
comments and macros are left out. That changes were accepted and that macros were there
is told in `RawDocument.cautions`.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from loa.domain.docreader.document import Caution
from loa.domain.docreader.openers.archive import Archive
from loa.domain.docreader.openers.docx.numbering import numbering_of
from loa.domain.docreader.openers.docx.runs import MC, Run, Runs, W
from loa.domain.docreader.openers.docx.styles import Styles, value
from loa.domain.docreader.openers.fonts import words
from loa.domain.docreader.openers.lists import Numbering
from loa.domain.docreader.openers.raw import (
    RawCell,
    RawDocument,
    RawParagraph,
    RawRow,
    RawTable,
    flat,
    pieces,
)
from loa.domain.docreader.unreadable import Reason, Unreadable

_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_MAIN = "word/document.xml"
_MAX_DEPTH = 40
_OLD_FONTS = re.compile(rb'"(?:\.VN|VNI[- ])', re.IGNORECASE)
_EDGE = re.compile(r"^word/(?:header|footer)\d*\.xml$")
_CHANGED = re.compile(rb":(?:ins|del|moveFrom|moveTo) ")
_HOLDERS = {
    f"{W}sdt",
    f"{W}sdtContent",
    f"{W}ins",
    f"{W}moveTo",
    f"{W}customXml",
    f"{W}smartTag",
}


def is_docx(archive: Archive) -> bool:
    """Whether a zip holds a Word document."""
    return _main_of(archive) is not None


def open_docx(archive: Archive) -> RawDocument:
    """The paragraphs and tables of a Word document.

    :raises Unreadable: damaged, hostile, or without text
    """
    main = _main_of(archive) or _MAIN
    root = _part(archive, main)
    body = root.find(f"{W}body")
    if body is None:
        raise Unreadable(Reason.DAMAGED, f"no body in {main}")
    parts = _related(archive, main)
    styles = _optional(archive, parts.get("styles"))
    old = any(
        _OLD_FONTS.search(archive.read(name))
        for name in (main, parts.get("styles"))
        if name in archive.names
    )
    reading = _Reading(
        Runs(Styles.of(styles), old),
        numbering_of(_optional(archive, parts.get("numbering"))),
    )
    blocks = tuple(reading.blocks(body, 0))
    if not blocks:
        raise Unreadable(Reason.EMPTY, "no text in the document")
    notes = tuple(_notes(archive, parts, reading))
    return RawDocument(
        blocks,
        notes,
        tuple(_cautions(archive, main)),
        marks=tuple(_heads_and_feet(archive, reading)),
    )


def _cautions(archive: Archive, main: str) -> Iterator[Caution]:
    if _CHANGED.search(archive.read(main)):
        yield Caution.CHANGES_ACCEPTED
    if any(name.lower().endswith("vbaproject.bin") for name in archive.names):
        yield Caution.MACROS_LEFT_OUT


def _main_of(archive: Archive) -> str | None:
    if _MAIN in archive.names:
        return _MAIN
    # Word on the web names it document2.xml and says so in the relations.
    name = _relations(archive, "").get("officeDocument", "")
    is_word = name.startswith("word/") and name.endswith(".xml")
    return name if is_word and name in archive.names else None


def _related(archive: Archive, main: str) -> dict[str, str]:
    """The parts of a document by their kind: styles, numbering, footnotes …"""
    folder = posixpath.dirname(main)
    usual = ("styles", "numbering", "footnotes", "endnotes")
    return {kind: f"{folder}/{kind}.xml" for kind in usual} | _relations(archive, main)


def _relations(archive: Archive, name: str) -> dict[str, str]:
    folder, last = posixpath.split(name)
    part = posixpath.join(folder, "_rels", f"{last}.rels")
    if part not in archive.names:
        return {}
    found: dict[str, str] = {}
    for relation in archive.xml(part).iter(etree.Element):
        target = relation.get("Target", "")
        if relation.get("TargetMode") != "External" and target:
            kind = relation.get("Type", "").rsplit("/", 1)[-1]
            path = posixpath.normpath(posixpath.join("/", folder, target))
            found.setdefault(kind, path.lstrip("/"))
    return found


def _optional(archive: Archive, name: str | None) -> etree._Element | None:
    return _part(archive, name) if name and name in archive.names else None


def _part(archive: Archive, name: str) -> etree._Element:
    root = archive.xml(name)
    if root.tag.startswith(_STRICT):
        _to_transitional(root)
    return root


def _to_transitional(root: etree._Element) -> None:
    for element in root.iter(etree.Element):
        if element.tag.startswith(_STRICT):
            element.tag = W + element.tag[len(_STRICT) :]
        for name in [key for key in element.attrib if str(key).startswith(_STRICT)]:
            element.set(W + str(name)[len(_STRICT) :], element.attrib.pop(name))


@dataclass(frozen=True, slots=True)
class _Reading:
    """One document being read: how its runs read, and how far its lists counted."""

    runs: Runs
    numbering: Numbering

    def blocks(
        self, parent: etree._Element, depth: int
    ) -> Iterator[RawParagraph | RawTable]:
        """The paragraphs and tables of a body, a cell, a text box."""
        held: list[Run] = []
        for child in _children(parent):
            if child.tag == f"{W}tbl":
                yield self._table(child, depth)
                continue
            if depth < _MAX_DEPTH:
                for box in _text_boxes(child):
                    yield from self.blocks(box, depth + 1)
            runs = self.runs.of(child)
            properties = child.find(f"{W}pPr")
            if properties is not None and _mark_is_deleted(properties):
                held += runs  # the next paragraph goes on where this one ended
                continue
            yield from self._paragraph(properties, [*held, *runs])
            held = []
        if held:
            yield from self._paragraph(None, held)

    def _paragraph(
        self, properties: etree._Element | None, runs: list[Run]
    ) -> Iterator[RawParagraph]:
        text = words((run.text, run.font) for run in runs)
        # Word counts an empty paragraph of a list too.
        label = self._label(properties)
        if not text.strip():
            return
        seen = [run for run in runs if run.text.strip()]
        yield from pieces(
            text,
            label=label,
            is_centred=value(properties, "jc") == "center",
            is_bold=all(run.is_bold for run in seen),
        )

    def _label(self, properties: etree._Element | None) -> str:
        style = value(properties, "pStyle")
        own = properties.find(f"{W}numPr") if properties is not None else None
        number, level = self.runs.styles.numbering(style)
        if own is not None:
            number = value(own, "numId") or number
            level = value(own, "ilvl") or level
        if not number or number == "0":
            return ""
        if level is None:
            return self.numbering.label(
                number, self.numbering.level_of_style(number, style or "")
            )
        return self.numbering.label(number, int(level) if level.isdecimal() else 0)

    def _table(self, table: etree._Element, depth: int) -> RawTable:
        if depth >= _MAX_DEPTH:
            return RawTable(())
        rows: list[RawRow] = []
        covered: dict[int, frozenset[int]] = {}
        for row in table.iter(f"{W}tr"):
            if next(row.iterancestors(f"{W}tbl"), None) is not table:
                continue
            if row.find(f"{W}trPr/{W}del") is None:
                cells, under = self._row(row, depth)
                if under:
                    covered[len(rows)] = under
                rows.append(cells)
        return RawTable(tuple(rows), covered)

    def _row(self, row: etree._Element, depth: int) -> tuple[RawRow, frozenset[int]]:
        """The cells of a row, and the columns that a cell above reaches over."""
        before = value(row.find(f"{W}trPr"), "gridBefore")
        cells: list[RawCell] = [() for _ in range(_width(before, 0))]
        under: set[int] = set()
        for cell in row.iter(f"{W}tc"):
            if next(cell.iterancestors(f"{W}tr"), None) is not row:
                continue
            if cell.find(f"{W}tcPr/{W}cellDel") is not None:
                continue
            if _is_reached(cell):
                under.add(len(cells))
            cells.append(tuple(flat(self.blocks(cell, depth + 1))))
            wide = _width(value(cell.find(f"{W}tcPr"), "gridSpan"), 1)
            cells.extend(() for _ in range(wide - 1))
        return tuple(cells), frozenset(under)


def _is_reached(cell: etree._Element) -> bool:
    """Whether a cell goes on with the one above it, merged with it."""
    merged = cell.find(f"{W}tcPr/{W}vMerge")
    return merged is not None and merged.get(f"{W}val") != "restart"


def _children(parent: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs and tables of a part, in or out of content controls."""
    stack = [iter(parent)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag in _HOLDERS:
            stack.append(iter(child))


def _width(said: str | None, default: int) -> int:
    return (
        min(int(said), 30) if said and said.isdecimal() and len(said) < 3 else default
    )


def _mark_is_deleted(properties: etree._Element) -> bool:
    marks = properties.find(f"{W}rPr")
    return marks is not None and (
        marks.find(f"{W}del") is not None or marks.find(f"{W}moveFrom") is not None
    )


def _text_boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The contents of the text boxes anchored in a paragraph, each once.

    A box drawn in two ways (DrawingML, and VML for older programs) is read in the first;
    one inside another box is read with that one.
    """
    for box in paragraph.iter(f"{W}txbxContent"):
        above = []
        for parent in box.iterancestors():
            if parent is paragraph:
                break
            above.append(parent)
        tags = {parent.tag for parent in above}
        if tags & {f"{W}txbxContent", f"{W}del", f"{W}moveFrom"}:
            continue
        if f"{MC}Fallback" not in tags or not _is_drawn_twice(above):
            yield box


def _is_drawn_twice(above: Iterable[etree._Element]) -> bool:
    """Whether an alternative to the fallback that a box stands in has a box too."""
    return any(
        next(choice.iter(f"{W}txbxContent"), None) is not None
        for parent in above
        if parent.tag == f"{MC}AlternateContent"
        for choice in parent.findall(f"{MC}Choice")
    )


def _heads_and_feet(archive: Archive, reading: _Reading) -> Iterator[str]:
    """What stands in the head or foot of pages, a paragraph each."""
    for name in sorted(filter(_EDGE.search, archive.names)):
        for paragraph in _part(archive, name).iter(f"{W}p"):
            text = words((run.text, run.font) for run in reading.runs.of(paragraph))
            if text.strip():
                yield text


def _notes(archive: Archive, parts: dict[str, str], reading: _Reading) -> Iterator[str]:
    for kind in ("footnotes", "endnotes"):
        root = _optional(archive, parts.get(kind))
        for note in root if root is not None else ():
            said = (
                words((run.text, run.font) for run in reading.runs.of(one))
                for one in note.iter(f"{W}p")
            )
            if text := " ".join(" ".join(said).split()):
                yield text
