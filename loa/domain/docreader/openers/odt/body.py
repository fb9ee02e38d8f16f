"""The paragraphs and tables of an OpenDocument text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from loa.domain.docreader.openers.fonts import words
from loa.domain.docreader.openers.odt.lists import OUTLINE, Counting, Level
from loa.domain.docreader.openers.odt.names import DRAW, OFFICE, STYLE, TABLE, TEXT
from loa.domain.docreader.openers.odt.styles import DEFAULT, Style, over
from loa.domain.docreader.openers.raw import (
    RawCell,
    RawParagraph,
    RawRow,
    RawTable,
    flat,
    pieces,
)

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
_INDEXES = {f"{TEXT}table-of-content", f"{TEXT}numbered-paragraph"}
_WHITE = re.compile(r"[ \t\r\n]+")
_SIGNS = {f"{TEXT}tab": " ", f"{TEXT}s": " ", f"{TEXT}line-break": "\n"}


@dataclass(slots=True)
class Body:
    """One reading of a text, with how far its lists have counted and its footnotes."""

    styles: dict[str, Style]
    list_styles: dict[str, dict[int, Level]]
    deleted: frozenset[str] = frozenset()
    lists: dict[str, Counting] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    _last: dict[str, Counting] = field(default_factory=dict)
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
        self, element: etree._Element, known: Counting | None, level: int, depth: int
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

    def _begun(self, element: etree._Element) -> Counting:
        """The list that an element begins or carries on."""
        style = element.get(f"{TEXT}style-name", "")
        name = "{http://www.w3.org/XML/1998/namespace}id"
        carried = element.get(f"{TEXT}continue-list", "")
        known = self.lists.get(carried)
        if known is None and element.get(f"{TEXT}continue-numbering") == "true":
            known = self._last.get(style)
        if known is None:
            known = Counting(self.list_styles.get(style, {}))
        self._last[style] = known
        if element.get(name):
            self.lists[element.get(name, "")] = known
        return known

    def _heading(self, element: etree._Element) -> str:
        """The number of a heading that counts by its level, outside of any list."""
        if element.tag != f"{TEXT}h" or element.get(f"{TEXT}is-list-header") == "true":
            return ""
        level = element.get(f"{TEXT}outline-level", "")
        if not level.isdecimal() or OUTLINE not in self.list_styles:
            return ""
        outline = self._last.setdefault(OUTLINE, Counting(self.list_styles[OUTLINE]))
        return outline.label(int(level))

    def _table(self, table: etree._Element, depth: int) -> RawTable:
        if depth >= _MAX_DEPTH:
            return RawTable(())
        rows: list[RawRow] = []
        reach: dict[int, int] = {}
        covered: dict[int, frozenset[int]] = {}
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
                high = cell.get(f"{TABLE}number-rows-spanned", "1")
                if high.isdecimal() and int(high[:4]) > 1:
                    reach[len(cells)] = len(rows) + int(high[:4])
                cells.extend([found] * min(many, room))
            covered[len(rows)] = frozenset(
                column
                for column, end in reach.items()
                if len(rows) < end and column < len(cells) and not cells[column]
            )
            rows.append(tuple(cells))
        return RawTable(tuple(rows), covered)

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
        self, element: etree._Element, style: Style
    ) -> Iterator[tuple[str, Style]]:
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
                    inner = over(self._style(name), own)
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

    def _seen(self, text: str | None, style: Style) -> Iterator[tuple[str, Style]]:
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

    def _style(self, name: str) -> Style:
        found = self.styles.get(name, Style())
        above, steps = found.parent, 0
        while above in self.styles and steps < 12:
            found = over(found, self.styles[above])
            above, steps = self.styles[above].parent, steps + 1
        return over(found, self.styles.get(DEFAULT, Style()))
