"""The words of a paragraph of a .docx, run by run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from loa.domain.docreader.openers.docx.styles import Styles, font, is_on, value
from loa.domain.text import legacy

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

# Not part of the running text.
_SKIP = {
    f"{W}del",
    f"{W}moveFrom",
    f"{W}instrText",
    f"{W}delText",
    f"{W}delInstrText",
    f"{W}rPr",
    f"{W}pPr",
    f"{W}sdtPr",
    f"{W}footnoteReference",
    f"{W}endnoteReference",
    f"{W}footnoteRef",
    f"{W}endnoteRef",
    f"{W}txbxContent",
    f"{W}rt",
    f"{MC}Fallback",
}
# The signs that forms are made of, in the fonts that hold nothing but signs.
_SYMBOLS = {
    "B7": "•", "A7": "▪", "A8": "☐", "6F": "☐", "FC": "✓", "FE": "☑", "D8": "➢",
    "E0": "→", "B3": "≥", "A3": "≤", "B0": "°", "B1": "±", "B4": "×", "2D": "-",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one manner; `font` only where it stands for a coding."""

    text: str
    is_bold: bool = False
    font: str = ""


@dataclass(frozen=True, slots=True)
class Runs:
    """How the runs of one document are to be read."""

    styles: Styles
    has_old_fonts: bool

    def of(self, paragraph: etree._Element) -> list[Run]:
        """The visible words of a paragraph as if all changes were accepted.

        Comments, field codes, hidden text, placeholders of empty form fields, phonetic
        guides, and what stands in text boxes are left out.
        """
        properties = paragraph.find(f"{W}pPr")
        style = value(properties, "pStyle")
        found = [self._run(run, style) for run in _runs(paragraph)]
        return [run for run in found if run is not None]

    def _run(self, run: etree._Element, paragraph: str | None) -> Run | None:
        properties = run.find(f"{W}rPr")
        style = value(properties, "rStyle")
        name = self._font(properties, paragraph, style) if self.has_old_fonts else ""
        text = "".join(_text(run, soft_hyphen="\u00ad" if name else ""))
        if not text or self._has(properties, style, paragraph, "vanish"):
            return None
        if self._has(properties, style, paragraph, "caps"):
            text = text.upper()
        bold = properties is not None and is_on(properties.find(f"{W}b"))
        return Run(text, bold, name)

    def _has(
        self,
        properties: etree._Element | None,
        run: str | None,
        paragraph: str | None,
        mark: str,
    ) -> bool:
        found = properties.find(f"{W}{mark}") if properties is not None else None
        if found is not None:
            return is_on(found)
        return (run is not None and self.styles.has(run, mark)) or (
            paragraph is not None and self.styles.has(paragraph, mark)
        )

    def _font(
        self,
        properties: etree._Element | None,
        paragraph: str | None,
        run: str | None,
    ) -> str:
        name = font(properties) or self.styles.font(paragraph, run)
        return name if legacy.coding_of_font(name) else ""


def _runs(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The runs of a paragraph, without walking the stack of a deeply nested one."""
    stack = [iter(paragraph)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag == f"{W}r":
            yield child
        elif child.tag == f"{W}sdt" and _is_placeholder(child):
            continue
        elif child.tag not in _SKIP:
            stack.append(iter(child))


def _is_placeholder(control: etree._Element) -> bool:
    """Whether a form field shows only what is to be typed into it."""
    return is_on(control.find(f"{W}sdtPr/{W}showingPlcHdr"))


def _text(run: etree._Element, *, soft_hyphen: str) -> Iterator[str]:
    stack = [iter(run)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
            continue
        tag = child.tag
        if tag == f"{W}t":
            yield child.text or ""
        elif tag in _SIGNS:
            yield _SIGNS[tag]
        elif tag == f"{W}br":
            yield "\n" if child.get(f"{W}type") in (None, "textWrapping") else " "
        elif tag == f"{W}softHyphen":
            yield soft_hyphen
        elif tag == f"{W}sym":
            yield _SYMBOLS.get(child.get(f"{W}char", "")[-2:].upper(), "")
        elif tag not in _SKIP:
            stack.append(iter(child))


_SIGNS = {
    f"{W}tab": " ",
    f"{W}ptab": " ",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
