"""What the styles of an OpenDocument text say of letters and lines."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lxml import etree

from loa.domain.docreader.openers.odt.names import FO, STYLE, TEXT

# The name of the style that paragraphs have without one.
DEFAULT = "\0default"


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says; None where it says nothing."""

    parent: str = ""
    font: str | None = None
    is_bold: bool | None = None
    is_centred: bool | None = None
    is_hidden: bool | None = None
    has_capitals: bool | None = None


def over(own: Style, below: Style) -> Style:
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


def styles_of(roots: list[etree._Element]) -> dict[str, Style]:
    """Every style of paragraphs and letters by its name; the first root wins."""
    faces = {
        face.get(f"{STYLE}name", ""): face.get(_FAMILY, "").strip("'\"")
        for root in roots
        for face in root.iter(f"{STYLE}font-face")
    }
    found: dict[str, Style] = {}
    for root in reversed(roots):
        for style in root.iter(f"{STYLE}style", f"{STYLE}default-style"):
            kind = style.get(f"{STYLE}family")
            if kind not in ("paragraph", "text"):
                continue
            is_default = style.tag == f"{STYLE}default-style"
            if not is_default or kind == "paragraph":
                name = DEFAULT if is_default else style.get(f"{STYLE}name", "")
                found[name] = _style(style, faces)
    return found


_FAMILY = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}font-family"


def _style(style: etree._Element, faces: dict[str, str]) -> Style:
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
    return Style(parent, font, bold, centred, hidden, capitals)
