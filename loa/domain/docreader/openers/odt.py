"""OpenDocument text (.odt, .ott, .fodt): paragraphs, lists, tables, text boxes.

Read as it prints: what tracked changes deleted stands apart in the file and is not
looked at; comments and hidden text are left out; footnotes go into `RawDocument.notes`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from loa.domain.docreader.document import Caution
from loa.domain.docreader.openers.archive import Archive, xml_of
from loa.domain.docreader.openers.fonts import words
from loa.domain.docreader.openers.labels import bullet, numeral
from loa.domain.docreader.openers.raw import (
    RawCell,
    RawDocument,
    RawParagraph,
    RawTable,
    flat,
    pieces,
)
from loa.domain.docreader.unreadable import Reason, Unreadable

_NS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
OFFICE, TEXT, TABLE = _NS % "office", _NS % "text", _NS % "table"
STYLE, DRAW = _NS % "style", _NS % "drawing"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_MIME = b"application/vnd.oasis.opendocument.text"
_MAX_DEPTH = 40
_MOST_COLUMNS = 30
_SKIP = {
    f"{TEXT}note",
    f"{OFFICE}annotation",
    f"{TEXT}tracked-changes",
    f"{TEXT}hidden-text",
    f"{TEXT}hidden-paragraph",
    f"{TEXT}ruby-text",
    f"{OFFICE}forms",
}
_WRITTEN = {f"{TEXT}p", f"{TEXT}h", f"{TEXT}list", f"{TABLE}table"}
_HOLDERS = {
    f"{TEXT}section",
    f"{TEXT}index-body",
    f"{DRAW}frame",
    f"{DRAW}text-box",
    f"{DRAW}g",
    f"{DRAW}custom-shape",
}


@dataclass(frozen=True, slots=True)
class _Style:
    """What a style says; None where it says nothing."""

    parent: str = ""
    font: str | None = None
    is_bold: bool | None = None
    is_centred: bool | None = None
    is_hidden: bool | None = None
    has_capitals: bool | None = None


@dataclass(frozen=True, slots=True)
class _Level:
    kind: str
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown: int = 1


@dataclass(slots=True)
class _List:
    """One list in the making: its levels and how far each has counted."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)

    def label(self, depth: int) -> str:
        """The label of the next item at a depth, counted from 1."""
        level = self.levels.get(depth)
        self.counts[depth] = (
            self.counts.get(depth, (level.start if level else 1) - 1) + 1
        )
        for deeper in [key for key in self.counts if key > depth]:
            del self.counts[deeper]
        if level is None:
            return ""
        if level.kind == "bullet":
            return bullet(level.prefix, depth - 1)
        if not level.kind:
            return (level.prefix + level.suffix).strip()
        shown = range(max(1, depth - level.shown + 1), depth + 1)
        numbers = [self._count(at) for at in shown]
        return f"{level.prefix}{'.'.join(filter(None, numbers))}{level.suffix}".strip()

    def _count(self, depth: int) -> str:
        level = self.levels.get(depth)
        if level is None or level.kind == "bullet":
            return ""
        return numeral(self.counts.get(depth, level.start), level.kind)


def is_odt(archive: Archive) -> bool:
    """Whether a zip holds an OpenDocument text."""
    if "mimetype" not in archive.names or "content.xml" not in archive.names:
        return False
    return archive.read("mimetype").strip().startswith(_MIME)


def open_odt(raw: bytes) -> RawDocument:
    """The paragraphs and tables of an .odt, or of a .fodt, which is one XML file.

    :raises Unreadable: under a password, damaged, hostile, or without text
    """
    if not raw.startswith(b"PK"):
        return _opened([xml_of(raw, "the file")], [])
    archive = Archive(raw)
    if "META-INF/manifest.xml" in archive.names:
        manifest = archive.read("META-INF/manifest.xml")
        if b"encryption-data" in manifest:
            raise Unreadable(Reason.ENCRYPTED, "encrypted OpenDocument")
    roots = [archive.xml("content.xml")]
    if "styles.xml" in archive.names:
        roots.append(archive.xml("styles.xml"))
    has_macros = any(name.startswith(("Basic/", "Scripts/")) for name in archive.names)
    return _opened(roots, [Caution.MACROS_LEFT_OUT] if has_macros else [])


def _opened(roots: list[etree._Element], cautions: list[Caution]) -> RawDocument:
    body = roots[0].find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise Unreadable(Reason.WRONG_TYPE, "an OpenDocument without text")
    deleted = frozenset(
        region.get(f"{TEXT}id", "")
        for region in body.iter(f"{TEXT}changed-region")
        if region.find(f"{TEXT}deletion") is not None
    )
    reading = _Reading(_styles(roots), _list_styles(roots), deleted)
    blocks = tuple(reading.blocks(body, 0))
    if not blocks:
        raise Unreadable(Reason.EMPTY, "no text in the document")
    if next(body.iter(f"{TEXT}changed-region"), None) is not None:
        cautions = [*cautions, Caution.CHANGES_ACCEPTED]
    notes = tuple(reading.notes)
    marks = tuple(reading.marks(roots))
    return RawDocument(blocks, notes, tuple(cautions), marks=marks)


@dataclass(slots=True)
class _Reading:
    styles: dict[str, _Style]
    list_styles: dict[str, dict[int, _Level]]
    deleted: frozenset[str] = frozenset()
    lists: dict[str, _List] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    _last: dict[str, _List] = field(default_factory=dict)
    _gone: set[str] = field(default_factory=set)

    def marks(self, roots: list[etree._Element]) -> Iterator[str]:
        """What stands in the head or foot of pages, a paragraph each."""
        for root in roots:
            for part in root.iter(f"{STYLE}header", f"{STYLE}footer"):
                for one in flat(self.blocks(part, 1)):
                    yield one.text

    def blocks(
        self, parent: etree._Element, depth: int
    ) -> Iterator[RawParagraph | RawTable]:
        """The paragraphs and tables of a body, a cell, a text box."""
        if depth > _MAX_DEPTH:
            return
        for child in parent:
            if child.tag in (f"{TEXT}p", f"{TEXT}h"):
                yield from self._boxes(child, depth)
                yield from self._paragraph(child, self._heading(child))
            elif child.tag == f"{TEXT}list":
                yield from self._list(child, None, 1, depth)
            elif child.tag == f"{TABLE}table":
                yield self._table(child, depth)
            elif child.tag in _HOLDERS or child.tag in _INDEXES:
                yield from self.blocks(child, depth + 1)

    def _boxes(
        self, paragraph: etree._Element, depth: int
    ) -> Iterator[RawParagraph | RawTable]:
        """What the text boxes and shapes anchored in a paragraph hold."""
        for box in paragraph.iter(f"{DRAW}*"):
            holder = next(box.iterancestors(f"{TEXT}p", f"{TEXT}h"), None)
            if holder is paragraph and any(child.tag in _WRITTEN for child in box):
                yield from self.blocks(box, depth + 1)

    def _list(
        self, element: etree._Element, known: _List | None, level: int, depth: int
    ) -> Iterator[RawParagraph | RawTable]:
        if depth > _MAX_DEPTH:
            return
        known = known or self._begun(element)
        for item in element:
            if item.tag not in (f"{TEXT}list-item", f"{TEXT}list-header"):
                continue
            start = item.get(f"{TEXT}start-value", "")
            if start.isdecimal():
                known.counts[level] = int(start) - 1
            label = None if item.tag == f"{TEXT}list-header" else known
            for child in item:
                if child.tag in (f"{TEXT}p", f"{TEXT}h"):
                    yield from self._boxes(child, depth)
                    yield from self._paragraph(
                        child, label.label(level) if label else ""
                    )
                    label = None
                elif child.tag == f"{TEXT}list":
                    yield from self._list(child, known, level + 1, depth + 1)

    def _begun(self, element: etree._Element) -> _List:
        """The list that an element begins or carries on."""
        style = element.get(f"{TEXT}style-name", "")
        name = "{http://www.w3.org/XML/1998/namespace}id"
        carried = element.get(f"{TEXT}continue-list", "")
        known = self.lists.get(carried)
        if known is None and element.get(f"{TEXT}continue-numbering") == "true":
            known = self._last.get(style)
        if known is None:
            known = _List(self.list_styles.get(style, {}))
        self._last[style] = known
        if element.get(name):
            self.lists[element.get(name, "")] = known
        return known

    def _heading(self, element: etree._Element) -> str:
        """The number of a heading that counts by its level, outside of any list."""
        if element.tag != f"{TEXT}h" or element.get(f"{TEXT}is-list-header") == "true":
            return ""
        level = element.get(f"{TEXT}outline-level", "")
        if not level.isdecimal() or _OUTLINE not in self.list_styles:
            return ""
        outline = self._last.setdefault(_OUTLINE, _List(self.list_styles[_OUTLINE]))
        return outline.label(int(level))

    def _table(self, table: etree._Element, depth: int) -> RawTable:
        if depth >= _MAX_DEPTH:
            return RawTable(())
        rows = []
        for row in table.iter(f"{TABLE}table-row"):
            if next(row.iterancestors(f"{TABLE}table"), None) is not table:
                continue
            cells: list[RawCell] = []
            for cell in row:
                if cell.tag not in (
                    f"{TABLE}table-cell",
                    f"{TABLE}covered-table-cell",
                ):
                    continue
                found = tuple(flat(self.blocks(cell, depth + 1)))
                times = cell.get(f"{TABLE}number-columns-repeated", "1")
                many = int(times) if times.isdecimal() and len(times) < 4 else 1
                room = _MOST_COLUMNS - len(cells)
                cells.extend([found] * min(many, room))
            rows.append(tuple(cells))
        return RawTable(tuple(rows))

    def _paragraph(self, element: etree._Element, label: str) -> Iterator[RawParagraph]:
        style = self._style(element.get(f"{TEXT}style-name", ""))
        runs = [*self._runs(element, style)]
        text = words((said, one.font or "") for said, one in runs)
        seen = [one for said, one in runs if said.strip()]
        yield from pieces(
            text,
            label=label,
            is_centred=bool(style.is_centred),
            is_bold=bool(seen) and all(one.is_bold for one in seen),
        )

    def _runs(
        self, element: etree._Element, style: _Style
    ) -> Iterator[tuple[str, _Style]]:
        """The words of an element with their styles, without recursion."""
        stack = [(iter(element), style, "")]
        yield from self._seen(element.text, style)
        while stack:
            children, own, tail = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                if stack:
                    yield from self._seen(tail, stack[-1][1])
            elif self._is_walked(child) and len(stack) < 100:
                inner = own
                if name := child.get(f"{TEXT}style-name"):
                    inner = _over(self._style(name), own)
                self._step(child)
                yield from self._seen(child.text, inner)
                stack.append((iter(child), inner, child.tail or ""))
            else:
                if child.tag in _SIGNS:
                    yield _SIGNS[child.tag], own
                yield from self._seen(child.tail, own)

    def _step(self, child: etree._Element) -> None:
        """Where changes are shown, deleted words stand in the text between two signs."""
        change = child.get(f"{TEXT}change-id", "")
        if child.tag == f"{TEXT}change-start" and change in self.deleted:
            self._gone.add(change)
        elif child.tag == f"{TEXT}change-end":
            self._gone.discard(change)

    def _seen(self, text: str | None, style: _Style) -> Iterator[tuple[str, _Style]]:
        if text and not style.is_hidden and not self._gone:
            text = _WHITE.sub(" ", text)
            yield text.upper() if style.has_capitals else text, style

    def _is_walked(self, child: etree._Element) -> bool:
        if child.tag == f"{TEXT}note":
            self._note(child)
        return (
            child.tag not in _SKIP
            and child.tag not in _SIGNS
            and not child.tag.startswith(DRAW)
        )

    def _note(self, note: etree._Element) -> None:
        body = note.find(f"{TEXT}note-body")
        said = flat(self.blocks(body, 1)) if body is not None else ()
        if text := " ".join(" ".join(one.text for one in said).split()):
            self.notes.append(text)

    def _style(self, name: str) -> _Style:
        found = self.styles.get(name, _Style())
        above, steps = found.parent, 0
        while above in self.styles and steps < 12:
            found = _over(found, self.styles[above])
            above, steps = self.styles[above].parent, steps + 1
        return _over(found, self.styles.get(_DEFAULT, _Style()))


_INDEXES = {f"{TEXT}table-of-content", f"{TEXT}numbered-paragraph"}
_OUTLINE = "\0outline"
_DEFAULT = "\0default"
_WHITE = re.compile(r"[ \t\r\n]+")
_SIGNS = {f"{TEXT}tab": " ", f"{TEXT}s": " ", f"{TEXT}line-break": "\n"}


def _over(own: _Style, below: _Style) -> _Style:
    """A style with what it leaves open taken from the one below it."""
    return replace(
        own,
        font=own.font if own.font is not None else below.font,
        is_bold=own.is_bold if own.is_bold is not None else below.is_bold,
        is_centred=own.is_centred if own.is_centred is not None else below.is_centred,
        is_hidden=own.is_hidden if own.is_hidden is not None else below.is_hidden,
        has_capitals=below.has_capitals
        if own.has_capitals is None
        else own.has_capitals,
    )


def _styles(roots: list[etree._Element]) -> dict[str, _Style]:
    faces = {
        face.get(f"{STYLE}name", ""): face.get(_FAMILY, "").strip("'\"")
        for root in roots
        for face in root.iter(f"{STYLE}font-face")
    }
    found: dict[str, _Style] = {}
    for root in reversed(roots):
        for style in root.iter(f"{STYLE}style", f"{STYLE}default-style"):
            kind = style.get(f"{STYLE}family")
            if kind not in ("paragraph", "text"):
                continue
            is_default = style.tag == f"{STYLE}default-style"
            if not is_default or kind == "paragraph":
                name = _DEFAULT if is_default else style.get(f"{STYLE}name", "")
                found[name] = _style(style, faces)
    return found


_FAMILY = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}font-family"


def _style(style: etree._Element, faces: dict[str, str]) -> _Style:
    letters = style.find(f"{STYLE}text-properties")
    lines = style.find(f"{STYLE}paragraph-properties")
    font = bold = hidden = centred = capitals = None
    if letters is not None:
        face = letters.get(f"{STYLE}font-name")
        font = faces.get(face, face) if face else letters.get(f"{FO}font-family")
        weight = letters.get(f"{FO}font-weight")
        bold = weight in ("bold", "700", "800", "900") if weight else None
        display = letters.get(f"{TEXT}display")
        hidden = display == "none" if display else None
        turned = letters.get(f"{FO}text-transform")
        capitals = turned == "uppercase" if turned else None
    if lines is not None and (align := lines.get(f"{FO}text-align")):
        centred = align == "center"
    parent = style.get(f"{STYLE}parent-style-name", "")
    return _Style(parent, font, bold, centred, hidden, capitals)


def _list_styles(roots: list[etree._Element]) -> dict[str, dict[int, _Level]]:
    found: dict[str, dict[int, _Level]] = {}
    for root in roots:
        for style in root.iter(f"{TEXT}list-style", f"{TEXT}outline-style"):
            levels = {
                int(depth): _level(level)
                for level in style
                if (depth := level.get(f"{TEXT}level", "")).isdecimal()
            }
            is_outline = style.tag == f"{TEXT}outline-style"
            found[_OUTLINE if is_outline else style.get(f"{STYLE}name", "")] = levels
    return found


def _level(level: etree._Element) -> _Level:
    if level.tag == f"{TEXT}list-level-style-bullet":
        return _Level("bullet", level.get(f"{TEXT}bullet-char", ""))
    start = level.get(f"{TEXT}start-value", "1")
    shown = level.get(f"{TEXT}display-levels", "1")
    kind = level.get(f"{STYLE}num-format", "")
    return _Level(
        kind if kind in ("1", "a", "A", "i", "I", "") else "1",
        level.get(f"{STYLE}num-prefix", ""),
        level.get(f"{STYLE}num-suffix", ""),
        int(start) if start.isdecimal() and len(start) < 5 else 1,
        int(shown) if shown in "123456789" else 1,
    )
